//! Journeys: what happened goes in, what they ask for is carried out.

use std::{sync::Arc, time::Duration};

use contract::{JourneyForm, NothingForm, ProblemView};
use journal::{WriteProblem, Written};
use onboarding::{
    Gateway, Identity, Intent, Journey, Performed, Problem, ProblemKind,
    journey::{AfterRemoval, Effect, Event, Stop},
};
use tokio::task::JoinHandle;

use crate::{
    Desk, links::learn_of_link, listing, logs, remembering::Advance, renaming::newly_spelled, state::Account,
};

impl Desk {
    /// # Errors
    /// A problem when the journey is not there any more.
    #[expect(clippy::unused_async, reason = "every command is a future to the shell")]
    pub async fn open_journey(&self, form: JourneyForm) -> Result<(), ProblemView> {
        self.change(|state| {
            if !state.journeys.contains_key(&form.journey_id) {
                return Err(not_there());
            }
            state.open = Some(form.journey_id.clone());
            Ok(())
        })?;
        self.shared.scheduler.on_screen(Some(form.journey_id.clone()));
        self.look_now(&form.journey_id);
        Ok(())
    }

    /// Leaves the open journey as it is; one that is over, or an existing link
    /// that was only looked at, is dropped.
    ///
    /// # Errors
    /// None; the result has the form of every intent.
    #[expect(clippy::unused_async, reason = "every command is a future to the shell")]
    pub async fn leave_journey(&self, _: NothingForm) -> Result<(), ProblemView> {
        self.change(|state| {
            let Some(id) = state.open.take() else { return };
            let is_over = state.journeys.get(&id).is_some_and(|kept| is_over(&kept.journey));
            if is_over {
                self.shared.drop_journey(state, &id);
            }
        });
        self.shared.scheduler.on_screen(None);
        Ok(())
    }

    /// Removes the journey's link.
    ///
    /// # Errors
    /// A problem when devices hang on the link or AWS refuses; the link is then
    /// still there and the journey stands where it stood.
    pub async fn remove_link(&self, form: JourneyForm) -> Result<(), ProblemView> {
        self.mine_to_change(&form.journey_id)?;
        self.remove(&form.journey_id, AfterRemoval::Nothing).await
    }

    /// Removes the link and makes a new one for the same customer: they were
    /// not this customer's devices, or the sign-in did not work.
    ///
    /// # Errors
    /// As [`Desk::remove_link`].
    pub async fn start_again(&self, form: JourneyForm) -> Result<(), ProblemView> {
        let journey = self.mine_to_change(&form.journey_id)?;
        let line = self.new_line(journey.customer.job_number.as_deref());
        self.remove(&form.journey_id, AfterRemoval::StartAgain { line }).await
    }

    async fn remove(&self, journey_id: &str, then: AfterRemoval) -> Result<(), ProblemView> {
        let journey = self.mine(journey_id)?;
        let gateway = self.gateway_of(journey_id).ok_or_else(not_there)?;
        if let Some(link) = &journey.link {
            let registered = listing::registered_on(gateway.as_ref(), link).await;
            match registered.map(|things| things.len()) {
                Ok(0) => {}
                Ok(count) => return Err(has_devices(count)),
                // A link AWS does not know any more has nothing on it.
                Err(problem) if problem.kind == ProblemKind::Gone => {}
                Err(problem) => return Err(ProblemView::from(&problem)),
            }
        }
        let refused = self.happen_and_wait(journey_id, Event::Remove { then }).await?;
        refused
            .iter()
            .find(|problem| problem.nothing_was_done && problem.kind != ProblemKind::Gone)
            .map_or(Ok(()), |problem| Err(ProblemView::from(problem)))
    }

    /// The failed step again. A create whose answer was lost is first looked for
    /// by its marker.
    ///
    /// # Errors
    /// A problem when the journey is not there or belongs to another identity,
    /// and when it turned out that the link surely was not made.
    pub async fn try_again(&self, form: JourneyForm) -> Result<(), ProblemView> {
        let journey = self.mine(&form.journey_id)?;
        self.happen_and_wait(&form.journey_id, Event::TryAgain).await?;
        if matches!(journey.stop, Stop::Creating(_)) {
            return self.refused_create(&form.journey_id);
        }
        Ok(())
    }

    /// Gives up a link that surely was not made.
    ///
    /// # Errors
    /// A problem when there is a link, or one may be on its way.
    #[expect(clippy::unused_async, reason = "every command is a future to the shell")]
    pub async fn discard_journey(&self, form: JourneyForm) -> Result<(), ProblemView> {
        self.happen(&form.journey_id, Event::Discard)?;
        let is_given_up = {
            let state = self.lock();
            state.journeys.get(&form.journey_id).is_some_and(|kept| kept.journey.stop == Stop::Removed)
        };
        if !is_given_up {
            return Err(ProblemView::not_possible(
                "This cannot be given up",
                "AWS may have made the link. Try again first: then it is known.",
            ));
        }
        self.change(|state| self.shared.drop_journey(state, &form.journey_id));
        Ok(())
    }

    /// Ends with what there is.
    ///
    /// # Errors
    /// A problem when the journey is not there or belongs to another identity.
    #[expect(clippy::unused_async, reason = "every command is a future to the shell")]
    pub async fn finish(&self, form: JourneyForm) -> Result<(), ProblemView> {
        self.mine(&form.journey_id)?;
        self.happen(&form.journey_id, Event::FinishHere)
    }

    /// Lets something happen to a journey and carries out what it asks for then.
    pub(crate) fn happen(&self, journey_id: &str, event: Event) -> Result<(), ProblemView> {
        self.happen_under(journey_id, event, None)
    }

    /// The same, for an answer that came under a request id.
    fn happen_under(
        &self,
        journey_id: &str,
        event: Event,
        request_id: Option<String>,
    ) -> Result<(), ProblemView> {
        let next = self.advance(journey_id, event, request_id)?;
        self.carry_out_all(journey_id, next);
        Ok(())
    }

    /// The same, and waits for what was asked for; gives what was refused.
    pub(crate) async fn happen_and_wait(
        &self,
        journey_id: &str,
        event: Event,
    ) -> Result<Vec<Problem>, ProblemView> {
        let next = self.advance(journey_id, event, None)?;
        Ok(all_of(self.carry_out_all(journey_id, next)).await)
    }

    fn advance(
        &self,
        journey_id: &str,
        event: Event,
        request_id: Option<String>,
    ) -> Result<Next, ProblemView> {
        let at = self.shared.ports.clock.now();
        let (next, settled, told, plan) = self.change(|state| {
            let kept = state.journeys.get(journey_id).ok_or_else(not_there)?;
            let (before, account) = (kept.journey.clone(), kept.account.clone());
            let (journey, effects) = before.clone().advance(event.clone(), at);
            // On disk before the journey ends, so that no restart comes between.
            let plan = account
                .filter(|_| has_replaced(&before, &journey))
                .and_then(|account| self.shared.take_off_replaced(state, &account, &journey));
            let kept = state.journeys.get_mut(journey_id).ok_or_else(not_there)?;
            kept.rows_revision = kept.rows_revision.wrapping_add(1);
            kept.journey = journey;
            let settled = waited(&before) && !waited(&kept.journey);
            let spelled = newly_spelled(&before, &kept.journey);
            logs::moved_on(&before, &kept.journey);
            let what =
                Advance { before: Some(&before), event: Some(&event), effects: &effects, request_id, at };
            let written = self.shared.remember(&kept.journey, what);
            learn_of_link(state, journey_id, &before);
            if let Some((identity, link, spelling)) = spelled {
                self.shared.remember_spelling(state, &identity, &link, &spelling);
            }
            let told = if settled { self.shared.told_by_system(state, journey_id) } else { None };
            Ok::<_, ProblemView>((Next { effects, written }, settled, told, plan))
        })?;
        if let Some((plan_id, next)) = plan {
            self.carry_out_plan(&plan_id, next);
        }
        if settled {
            self.shared.scheduler.stop(journey_id.to_owned());
        }
        if let Some((title, text)) = told {
            self.shared.ports.notifier.notify(&title, &text);
        }
        Ok(next)
    }

    /// Begins everything that is asked for; gives what a person may wait for.
    pub(crate) fn carry_out_all(&self, journey_id: &str, next: Next) -> Vec<JoinHandle<Option<Problem>>> {
        let Next { effects, written } = next;
        let mut awaited = Vec::new();
        for effect in effects {
            let goes_on_alone = matches!(effect, Effect::RetryLater { .. } | Effect::WatchDiscovery { .. });
            let task = self.carry_out(journey_id, effect, written.clone());
            if !goes_on_alone {
                awaited.push(task);
            }
        }
        awaited
    }

    /// Carries out one effect in a task of its own; gives why an intent failed.
    /// An intent leaves only when it is on disk.
    fn carry_out(
        &self,
        journey_id: &str,
        effect: Effect,
        written: Option<Written>,
    ) -> JoinHandle<Option<Problem>> {
        let desk = self.clone();
        let journey_id = journey_id.to_owned();
        tokio::spawn(async move {
            match effect {
                Effect::Perform(intent) => return desk.perform(&journey_id, intent, written).await,
                Effect::WatchSignIn { .. } => desk.watch_sign_in(&journey_id),
                Effect::WatchDiscovery { generation, id } => {
                    desk.watch_discovery(&journey_id, generation, id).await;
                }
                Effect::ListKnown { generation } => desk.list_known(&journey_id, generation).await,
                Effect::FindThing { device } => desk.find_thing(&journey_id, device).await,
                Effect::FindLink { generation, attempt } => {
                    return desk.find_link(&journey_id, generation, attempt).await;
                }
                Effect::ListFoundAgain { generation, discovery } => {
                    desk.list_found_again(&journey_id, generation, discovery).await;
                }
                Effect::RetryLater { generation, attempt } => {
                    tokio::time::sleep(before_retry(attempt)).await;
                    // The journey may be over meanwhile; then nobody asks any more.
                    let _ = desk.happen(&journey_id, Event::RetryUnreached { generation });
                }
                Effect::Confirm { generation, attempt } => {
                    desk.confirm(&journey_id, generation, attempt).await
                }
            }
            None
        })
    }

    async fn perform(&self, journey_id: &str, intent: Intent, written: Option<Written>) -> Option<Problem> {
        let gateway = self.gateway_of(journey_id)?;
        let on_disk = match written {
            Some(written) => written.on_disk().await,
            None => Ok(()),
        };
        let answered = match on_disk {
            Ok(()) => gateway.perform(&intent).await,
            Err(why) => Err(not_written_down(&intent, &why)),
        };
        let refused = answered.as_ref().err().cloned();
        if let (Intent::DeleteAccountAssociation(id), Ok(_)) = (&intent, &answered) {
            let mut state = self.lock();
            let is_listed =
                state.journeys.get(journey_id).is_some_and(|kept| state.links.is_of(&kept.journey.identity));
            if is_listed {
                state.links.forget(id);
            }
        }
        let (result, request_id) = match answered {
            Ok(Performed { outcome, request_id }) => (Ok(outcome), request_id),
            Err(problem) => (Err(problem), None),
        };
        // The journey may have been dropped meanwhile; then nobody asks any more.
        let _ = self.happen_under(journey_id, Event::Performed { intent, result }, request_id);
        refused
    }

    /// The gateway of this journey's identity; `None` until it was in use.
    pub(crate) fn gateway_of(&self, journey_id: &str) -> Option<Arc<dyn Gateway>> {
        self.account_of(journey_id).map(|account| account.gateway())
    }

    pub(crate) fn account_of(&self, journey_id: &str) -> Option<Arc<Account>> {
        self.lock().journeys.get(journey_id)?.account.clone()
    }

    /// The journey, if its identity is the active one.
    pub(crate) fn mine(&self, journey_id: &str) -> Result<Journey, ProblemView> {
        let account = self.account()?;
        let state = self.lock();
        let journey = &state.journeys.get(journey_id).ok_or_else(not_there)?.journey;
        if journey.identity == *account.identity() {
            return Ok(journey.clone());
        }
        Err(another_identity(&journey.identity))
    }
}

/// A device took the place of another and AWS has confirmed it.
fn has_replaced(before: &Journey, after: &Journey) -> bool {
    before.replaced().is_none() && after.replaced().is_some()
}

/// The step belongs to another AWS account or Region than the one in use.
pub(crate) fn another_identity(identity: &Identity) -> ProblemView {
    let (account, region) = (identity.account.clone(), identity.region.clone());
    ProblemView::from(&Problem::before_sending(ProblemKind::AnotherIdentity { account, region }))
}

/// What is asked for next, and when what led there is on disk.
pub(crate) struct Next {
    pub(crate) effects: Vec<Effect>,
    pub(crate) written: Option<Written>,
}

async fn all_of(tasks: Vec<JoinHandle<Option<Problem>>>) -> Vec<Problem> {
    let mut refused = Vec::new();
    for task in tasks {
        match task.await {
            Ok(problem) => refused.extend(problem),
            Err(error) => tracing::error!(panicked = error.is_panic(), "a step ended early"),
        }
    }
    refused
}

/// 2, 4, 8, then every 10 s.
pub(crate) fn before_retry(attempt: u32) -> Duration {
    Duration::from_secs(match attempt {
        0 | 1 => 2,
        2 => 4,
        3 => 8,
        _ => 10,
    })
}

pub(crate) fn not_written_down(intent: &Intent, why: &WriteProblem) -> Problem {
    logs::not_sent(intent.operation());
    let disk_full = *why == WriteProblem::DiskFull;
    Problem {
        operation: Some(intent.operation()),
        ..Problem::before_sending(ProblemKind::NotWrittenDown { disk_full })
    }
}

/// Waits for a sign-in that AWS has not settled.
fn waited(journey: &Journey) -> bool {
    matches!(&journey.stop, Stop::AwaitingSignIn(stop) if !stop.is_settled())
}

/// Nothing is left to do, or an existing link was only looked at.
pub(crate) fn is_over(journey: &Journey) -> bool {
    match &journey.stop {
        Stop::Removed => true,
        Stop::Done(done) => done.is_complete(),
        Stop::AwaitingSignIn(_) | Stop::FindingDevices(_) | Stop::ChoosingDevices(_) => {
            journey.from_existing_link && !journey.touched
        }
        Stop::Creating(_) | Stop::Refreshing(_) | Stop::Registering(_) | Stop::Removing(_) => false,
    }
}

pub(crate) fn not_there() -> ProblemView {
    ProblemView::not_possible("This is over", "It was finished or removed meanwhile. Go back to Home.")
}

fn has_devices(count: usize) -> ProblemView {
    let (devices, they) = if count == 1 { ("1 device is", "it hangs") } else { ("Devices are", "they hang") };
    ProblemView::not_possible(
        &format!("{devices} registered on this link"),
        &format!("AWS does not remove a link as long as {they} on it ({count}). Nothing was changed."),
    )
}
