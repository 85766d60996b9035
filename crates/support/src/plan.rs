//! Work of several steps on a link that is there: taking its devices off and
//! removing it, changing names or tags.
//!
//! Every step is one mutation that may be sent again without harm: what is gone
//! already counts as done. So a plan goes on after a restart where it stood.

mod chronicle;
mod step;

use std::time::Duration;

pub use chronicle::happening;
use onboarding::{
    AccountAssociationId, Identity, Intent, ManagedThingId, Performed, Problem, ProblemKind, Timestamp,
};

use step::undoes;
pub use step::{Step, StepProgress};

/// Steps that are on their way at the same time.
pub const SIDE_BY_SIDE: usize = 8;
/// How long an edit that was cut short is still sent after a restart.
const FRESH: Duration = Duration::from_secs(3600);

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    pub id: String,
    pub identity: Identity,
    pub link: AccountAssociationId,
    /// What the link was called, for when it is gone.
    pub link_name: String,
    pub kind: PlanKind,
    pub steps: Vec<Step>,
    pub begun_at: Timestamp,
    /// Somebody paused it; what was sent still ends.
    pub paused: bool,
    /// Devices that were registered after the plan was made and that nobody was
    /// told of; the plan is paused.
    pub found_more: usize,
    /// The devices on the link are being listed, before it is removed.
    pub listing: bool,
    /// AWS listed no device on the link, or only such as were taken off.
    pub is_empty: bool,
    /// Why they could not be listed.
    pub problem: Option<Problem>,
    /// Tries in a row that reached nobody.
    pub unreached: u32,
    pub ended_at: Option<Timestamp>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlanKind {
    /// All devices are taken off the link, then it is removed.
    Unlink,
    /// Some devices are taken off the link, or deleted.
    RemoveDevices,
    EditLink,
    EditTags,
    EditDevice,
}

impl PlanKind {
    /// What it would set may be out of date after a while.
    fn goes_stale(self) -> bool {
        match self {
            Self::EditLink | Self::EditTags | Self::EditDevice => true,
            Self::Unlink | Self::RemoveDevices => false,
        }
    }
}

/// Everything that can happen to a plan.
#[derive(Debug, Clone)]
pub enum PlanEvent {
    Answered {
        step: usize,
        result: Result<Performed, Problem>,
    },
    /// The devices on the link were listed.
    Listed {
        registered: Result<Vec<(ManagedThingId, Option<String>)>, Problem>,
    },
    /// The pause before the `attempt`th try after nobody was reached is over.
    RetryUnreached {
        attempt: u32,
    },
    /// The person pauses it.
    Pause,
    /// The person goes on, also with devices found later.
    GoOn,
    /// The person asks for what failed again.
    TryAgain,
    /// The person ends it with what is done.
    Stop,
}

/// Everything a plan can ask for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlanEffect {
    /// Write the plan down, send the intent, answer with [`PlanEvent::Answered`].
    Perform { step: usize, intent: Intent },
    /// List the devices on the link, answer with [`PlanEvent::Listed`].
    ListRegistered,
    /// Answer [`PlanEvent::RetryUnreached`] after a pause that grows with
    /// `attempt` (from 1).
    RetryLater { attempt: u32 },
}

impl Plan {
    /// Begins the work.
    pub fn begin(
        id: String,
        identity: Identity,
        link: (AccountAssociationId, String),
        kind: PlanKind,
        steps: Vec<Step>,
        at: Timestamp,
    ) -> (Self, Vec<PlanEffect>) {
        let (link, link_name) = link;
        let mut plan = Self {
            id,
            identity,
            link,
            link_name,
            kind,
            steps,
            begun_at: at,
            paused: false,
            found_more: 0,
            listing: false,
            is_empty: false,
            problem: None,
            unreached: 0,
            ended_at: None,
        };
        let effects = plan.go_on(at);
        (plan, effects)
    }

    /// The steps that take every device off a link and then remove it.
    pub fn unlinking(
        link: &AccountAssociationId,
        devices: impl IntoIterator<Item = (ManagedThingId, Option<String>)>,
    ) -> Vec<Step> {
        let remove = Step::new(Intent::DeleteAccountAssociation(link.clone()), None);
        devices.into_iter().map(|(thing, name)| Step::taking_off(link, thing, name)).chain([remove]).collect()
    }

    /// Takes what happened and gives the plan as it stands then, with what to ask
    /// of the world.
    #[must_use]
    pub fn advance(mut self, event: PlanEvent, at: Timestamp) -> (Self, Vec<PlanEffect>) {
        if self.ended_at.is_some() {
            return (self, Vec::new());
        }
        match event {
            PlanEvent::Answered { step, result } => self.answered(step, result),
            PlanEvent::Listed { registered } => self.listed(registered),
            PlanEvent::RetryUnreached { attempt } if attempt == self.unreached => self.again(is_unreached),
            // Somebody has tried meanwhile.
            PlanEvent::RetryUnreached { .. } => return (self, Vec::new()),
            PlanEvent::Pause => self.paused = true,
            PlanEvent::GoOn => {
                self.paused = false;
                self.found_more = 0;
                self.again(is_unreached);
            }
            PlanEvent::TryAgain => {
                self.paused = false;
                self.unreached = 0;
                self.again(|_| true);
            }
            PlanEvent::Stop => {
                if !self.is_sending() {
                    self.ended_at = Some(at);
                }
                return (self, Vec::new());
            }
        }
        let effects = self.go_on(at);
        (self, effects)
    }

    /// Takes the plan up after a restart: what was on its way is sent again.
    #[must_use]
    pub fn take_up(mut self, at: Timestamp) -> (Self, Vec<PlanEffect>) {
        if self.kind.goes_stale() && at.since(self.begun_at) > FRESH {
            // Somebody else may have changed it since: the old text must not come back.
            self.ended_at = Some(at);
            return (self, Vec::new());
        }
        self.listing = false;
        self.is_empty = false;
        self.unreached = 0;
        for step in &mut self.steps {
            if step.progress == StepProgress::Sending || step.problem().is_some_and(is_unreached) {
                step.progress = StepProgress::Waiting;
            }
        }
        let effects = self.go_on(at);
        (self, effects)
    }

    pub fn done(&self) -> usize {
        self.steps.iter().filter(|step| step.is_done()).count()
    }

    pub fn failed(&self) -> usize {
        self.steps.iter().filter(|step| step.has_failed()).count()
    }

    /// Everything in it is done.
    pub fn is_whole(&self) -> bool {
        self.steps.iter().all(Step::is_done)
    }

    /// Something is on its way, or will be without anybody asking.
    pub fn is_at_work(&self) -> bool {
        let waits = |step: &Step| step.problem().is_some_and(is_unreached);
        self.ended_at.is_none() && (self.is_sending() || (!self.paused && self.steps.iter().any(waits)))
    }

    /// Something of it is on its way.
    pub fn is_sending(&self) -> bool {
        self.listing || self.steps.iter().any(|step| step.progress == StepProgress::Sending)
    }

    fn answered(&mut self, at: usize, result: Result<Performed, Problem>) {
        let Some(step) = self.steps.get_mut(at).filter(|step| step.progress == StepProgress::Sending) else {
            return;
        };
        step.progress = match result {
            Ok(Performed { request_id, .. }) => {
                self.unreached = 0;
                StepProgress::Done { request_id }
            }
            Err(problem) if problem.kind == ProblemKind::Gone && undoes(&step.intent) => {
                StepProgress::WasDone
            }
            Err(problem) => StepProgress::Failed(problem),
        };
    }

    fn listed(&mut self, registered: Result<Vec<(ManagedThingId, Option<String>)>, Problem>) {
        self.listing = false;
        let registered = match registered {
            Ok(registered) => registered,
            Err(problem) if problem.kind == ProblemKind::Gone => Vec::new(),
            Err(problem) => {
                self.problem = Some(problem);
                return;
            }
        };
        self.is_empty = true;
        for (thing, name) in registered {
            // A list may still show for a while what was taken off.
            if self.takes_off(&thing) {
                continue;
            }
            self.is_empty = false;
            self.found_more += 1;
            let last = self.steps.len().saturating_sub(1);
            self.steps.insert(last, Step::taking_off(&self.link, thing, name));
        }
        self.paused |= self.found_more > 0;
    }

    fn takes_off(&self, thing: &ManagedThingId) -> bool {
        self.steps.iter().any(|step| match &step.intent {
            Intent::DeregisterAccountAssociation(it) => it.managed_thing_id == *thing,
            Intent::CreateAccountAssociation(_)
            | Intent::UpdateAccountAssociation(_)
            | Intent::DeleteAccountAssociation(_)
            | Intent::StartDeviceDiscovery(_)
            | Intent::CreateManagedThing(_)
            | Intent::RegisterAccountAssociation(_)
            | Intent::StartAccountAssociationRefresh(_)
            | Intent::UpdateManagedThing(_)
            | Intent::DeleteManagedThing(_)
            | Intent::TagResource(_)
            | Intent::UntagResource(_) => false,
        })
    }

    /// What failed, for a reason that is meant, waits again.
    fn again(&mut self, is_meant: impl Fn(&Problem) -> bool) {
        for step in &mut self.steps {
            if step.problem().is_some_and(&is_meant) {
                step.progress = StepProgress::Waiting;
            }
        }
        if self.problem.as_ref().is_some_and(is_meant) {
            self.problem = None;
        }
        // While the removal is on its way nothing is listed anew.
        self.is_empty &= self.is_sending();
    }

    /// Sends what can be sent.
    fn go_on(&mut self, at: Timestamp) -> Vec<PlanEffect> {
        if self.is_whole() {
            self.ended_at = Some(at);
            return Vec::new();
        }
        let mut effects = Vec::new();
        let turn = self.steps.iter().filter(|step| !step.is_done()).map(Step::turn).min();
        let removes = self.kind == PlanKind::Unlink && turn == Some(2);
        if !self.paused && removes && !self.is_empty {
            if !self.listing && self.problem.is_none() {
                self.listing = true;
                effects.push(PlanEffect::ListRegistered);
            }
        } else if !self.paused {
            let mut free = SIDE_BY_SIDE.saturating_sub(self.sending());
            for (at, step) in self.steps.iter_mut().enumerate() {
                if free > 0 && step.progress == StepProgress::Waiting && Some(step.turn()) == turn {
                    free -= 1;
                    step.progress = StepProgress::Sending;
                    effects.push(PlanEffect::Perform { step: at, intent: step.intent.clone() });
                }
            }
        }
        effects.extend(self.retry_later());
        effects
    }

    fn sending(&self) -> usize {
        self.steps.iter().filter(|step| step.progress == StepProgress::Sending).count()
    }

    /// When nothing is on its way and something reached nobody, it is tried again.
    fn retry_later(&mut self) -> Option<PlanEffect> {
        let failed = self.steps.iter().any(|step| step.problem().is_some_and(is_unreached));
        let unreached = failed || self.problem.as_ref().is_some_and(is_unreached);
        if !unreached || self.is_sending() || self.paused {
            return None;
        }
        self.unreached += 1;
        Some(PlanEffect::RetryLater { attempt: self.unreached })
    }
}

fn is_unreached(problem: &Problem) -> bool {
    problem.goes_on_by_itself()
}

#[cfg(test)]
mod tests;
