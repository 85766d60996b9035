//! Journeys on links that are there: continued, reconnected, given devices, or
//! given another device in place of one.

use std::sync::Arc;

use contract::{JourneyForm, LinkDeviceForm, LinkDevicesForm, LinkForm, ProblemView};
use onboarding::{
    AccountAssociation, AccountAssociationId, Customer, DescriptionLine, Gateway, Journey, ManagedThing,
    ManagedThingFilter, ManagedThingId, Problem, fit_to_show,
    journey::{Beginning, Effect, Event, KnownDevice, Replacing, Stop},
};

use crate::{
    Desk,
    beginnings::UNNAMED_LINK,
    customer::Wanted,
    links::item_of,
    listing,
    state::{Account, State},
};

/// Devices up to which each is asked for by itself; more are listed by page.
const ASKED_ONE_BY_ONE: usize = 40;

/// What somebody wants at a link that is there.
pub(crate) enum AtLink<'a> {
    /// Go on where it stands, with what was typed for the customer, if anything.
    GoOn(Option<&'a Wanted>),
    SignInAnew,
    Bring(Vec<ManagedThingId>),
    Replace(Replacing),
}

impl AtLink<'_> {
    fn begin(self, beginning: Beginning, link: &AccountAssociation) -> (Journey, Vec<Effect>) {
        match self {
            Self::GoOn(_) => Journey::continue_link(beginning, link),
            Self::SignInAnew => Journey::reconnect_link(beginning, link),
            Self::Bring(things) => Journey::bring_devices(beginning, link, things),
            Self::Replace(replacing) => Journey::replace_device(beginning, link, replacing),
        }
    }

    /// What happens to a journey that is on the link already.
    fn event(self) -> Option<Event> {
        match self {
            Self::GoOn(_) => None,
            Self::SignInAnew => Some(Event::NewSignInPage),
            Self::Bring(things) => Some(Event::Bring { things }),
            Self::Replace(replacing) => Some(Event::Replace { replacing }),
        }
    }
}

impl Desk {
    /// Opens a journey on a link that is already there, at the stop where it stands.
    ///
    /// # Errors
    /// A problem when AWS does not tell of the link.
    pub async fn open_link(&self, form: LinkForm) -> Result<(), ProblemView> {
        self.at_link(&form.account_association_id, AtLink::GoOn(None)).await
    }

    /// Has the customer sign in anew at a link that is there.
    ///
    /// # Errors
    /// A problem when AWS does not tell of the link.
    pub async fn reconnect_link(&self, form: LinkForm) -> Result<(), ProblemView> {
        self.account_to_change()?;
        self.at_link(&form.account_association_id, AtLink::SignInAnew).await
    }

    /// Registers devices that are in AWS on a link, as soon as a search finds all
    /// of them there.
    ///
    /// # Errors
    /// A problem when AWS does not tell of the link or something else is being
    /// done there.
    pub async fn bring_devices(&self, form: LinkDevicesForm) -> Result<(), ProblemView> {
        self.account_to_change()?;
        let things =
            form.managed_thing_ids.iter().map(|id| parse_thing(id)).collect::<Result<Vec<_>, _>>()?;
        if things.is_empty() {
            return Err(ProblemView::with_input("devices", "No device was named."));
        }
        self.at_link(&form.account_association_id, AtLink::Bring(things)).await
    }

    /// Looks for the device that shall take the place of a registered one; the
    /// old one stays on the link until the new one is confirmed.
    ///
    /// # Errors
    /// As [`Desk::bring_devices`].
    pub async fn replace_device(&self, form: LinkDeviceForm) -> Result<(), ProblemView> {
        let account = self.account_to_change()?;
        let thing = parse_thing(&form.managed_thing_id)?;
        let ManagedThing { id, name, owner, .. } = account
            .gateway()
            .get_managed_thing(&thing)
            .await
            .map_err(|problem| ProblemView::from(&problem))?;
        let replacing = Replacing { thing: id, name, owner, by: None };
        self.at_link(&form.account_association_id, AtLink::Replace(replacing)).await
    }

    /// Asks AWS for a new sign-in page; the one before is replaced by it.
    ///
    /// # Errors
    /// A problem when the journey is not there or belongs to another identity.
    #[expect(clippy::unused_async, reason = "every command is a future to the shell")]
    pub async fn new_sign_in_page(&self, form: JourneyForm) -> Result<(), ProblemView> {
        self.mine_to_change(&form.journey_id)?;
        self.happen(&form.journey_id, Event::NewSignInPage)
    }

    /// The customer has signed in, says the person, where AWS's state alone cannot.
    ///
    /// # Errors
    /// A problem when the journey is not there or belongs to another identity.
    #[expect(clippy::unused_async, reason = "every command is a future to the shell")]
    pub async fn say_signed_in(&self, form: JourneyForm) -> Result<(), ProblemView> {
        self.mine(&form.journey_id)?;
        self.happen(&form.journey_id, Event::SaidSignedIn)
    }

    /// Back to the sign-in page there was, since AWS gave no new one.
    ///
    /// # Errors
    /// A problem when the journey is not there or belongs to another identity.
    #[expect(clippy::unused_async, reason = "every command is a future to the shell")]
    pub async fn back_to_sign_in(&self, form: JourneyForm) -> Result<(), ProblemView> {
        self.mine(&form.journey_id)?;
        self.happen(&form.journey_id, Event::Back)
    }

    pub(crate) async fn at_link(&self, id: &str, wanted: AtLink<'_>) -> Result<(), ProblemView> {
        let account = self.account()?;
        let id = parse_link(id)?;
        let known = self.change(|state| open_journey_of(state, &id, &account));
        if let Some(journey_id) = known {
            return self.at_known(&journey_id, wanted);
        }
        let link = account
            .gateway()
            .get_account_association(&id)
            .await
            .map_err(|problem| ProblemView::from(&problem))?;
        self.change(|state| state.links.learn(account.identity(), item_of(&link)));
        let beginning = self.beginning_at(&account, &link, &wanted).await?;
        let begun = self.change(|state| {
            // Another call may have opened it meanwhile.
            if open_journey_of(state, &id, &account).is_some() {
                return None;
            }
            let (journey, effects) = wanted.begin(beginning, &link);
            let journey_id = journey.id.clone();
            let next = self.keep(state, journey, effects, &account);
            state.open = Some(journey_id.clone());
            Some((journey_id, next))
        });
        let Some((journey_id, next)) = begun else { return Ok(()) };
        self.shared.scheduler.on_screen(Some(journey_id.clone()));
        self.carry_out_all(&journey_id, next);
        self.look_now(&journey_id);
        Ok(())
    }

    fn at_known(&self, journey_id: &str, wanted: AtLink<'_>) -> Result<(), ProblemView> {
        self.shared.scheduler.on_screen(Some(journey_id.to_owned()));
        self.look_now(journey_id);
        let Some(event) = wanted.event() else { return Ok(()) };
        let journey = self.mine(journey_id)?;
        let is_possible = match &journey.stop {
            Stop::AwaitingSignIn(stop) => matches!(event, Event::NewSignInPage) && !stop.gone,
            Stop::Refreshing(_) => matches!(event, Event::NewSignInPage),
            Stop::FindingDevices(_)
            | Stop::ChoosingDevices(_)
            | Stop::Done(_)
            | Stop::Creating(_)
            | Stop::Registering(_)
            | Stop::Removing(_)
            | Stop::Removed => journey.may_find(),
        };
        if !is_possible {
            return Err(ProblemView::not_possible(
                "Something else is being done at this link",
                "It is open here and has to come to its end first. Nothing was changed.",
            ));
        }
        self.happen(journey_id, event)
    }

    async fn beginning_at(
        &self,
        account: &Account,
        link: &AccountAssociation,
        wanted: &AtLink<'_>,
    ) -> Result<Beginning, ProblemView> {
        let Some(device_cloud) = &link.connector_destination_id else {
            return Err(ProblemView::not_possible(
                "This link has no device cloud",
                "AWS does not say which device cloud it leads to, so no devices can be found.",
            ));
        };
        let device_cloud = self.device_cloud(account, device_cloud).await?;
        let description = link.description.clone().unwrap_or_default();
        let (note, made) = DescriptionLine::split(&description);
        let name = link.name.clone().unwrap_or_else(|| UNNAMED_LINK.to_owned());
        let typed = match wanted {
            AtLink::GoOn(Some(typed)) => Some(typed.customer()),
            AtLink::GoOn(None) | AtLink::SignInAnew | AtLink::Bring(_) | AtLink::Replace(_) => None,
        };
        let customer = Customer {
            spelling: typed.as_ref().map_or_else(|| name.clone(), |typed| typed.spelling.clone()),
            stored_name: name,
            job_number: made.and_then(|line| line.job_number),
            owner: typed.and_then(|typed| typed.owner),
            note: note.to_owned(),
            tags: link
                .tags
                .iter()
                .filter_map(|(key, value)| onboarding::Tag::parse(key, value).ok())
                .collect(),
        };
        let line = self.new_line(customer.job_number.as_deref());
        let access = onboarding::Access::CustomerSignsIn;
        Ok(self.beginning(account, customer, device_cloud, access, line))
    }

    /// The devices registered on the journey's link, with their ids at the vendor.
    pub(crate) async fn list_known(&self, journey_id: &str, generation: u32) {
        let journey = self.lock().journeys.get(journey_id).map(|kept| kept.journey.clone());
        let (Some(journey), Some(gateway)) = (journey, self.gateway_of(journey_id)) else { return };
        let Some(link) = &journey.link else { return };
        let known = known_devices(gateway, link, &journey).await;
        // The journey may be over meanwhile; then nobody asks any more.
        let _ = self.happen(journey_id, Event::KnownListed { generation, known });
    }
}

async fn known_devices(
    gateway: Arc<dyn Gateway>,
    link: &AccountAssociationId,
    journey: &Journey,
) -> Result<Vec<KnownDevice>, Problem> {
    let registered = listing::registered_on(gateway.as_ref(), link).await?;
    let things = if registered.len() <= ASKED_ONE_BY_ONE {
        things_one_by_one(&gateway, &registered).await?
    } else {
        let filter = ManagedThingFilter {
            connector_destination_id: Some(journey.device_cloud.id.clone()),
            ..ManagedThingFilter::default()
        };
        listing::things(gateway.as_ref(), &filter).await?
    };
    let known = things.into_iter().filter(|thing| registered.contains(&thing.id));
    Ok(known
        .map(|thing| KnownDevice {
            thing: thing.id,
            connector_device_id: thing.connector_device_id,
            name: thing.name.as_deref().and_then(fit_to_show),
        })
        .collect())
}

/// Side by side; one that is gone meanwhile is left out.
pub(crate) async fn things_one_by_one(
    gateway: &Arc<dyn Gateway>,
    ids: &[ManagedThingId],
) -> Result<Vec<ManagedThing>, Problem> {
    let mut asked = tokio::task::JoinSet::new();
    for (at, id) in ids.iter().cloned().enumerate() {
        let gateway = Arc::clone(gateway);
        asked.spawn(async move {
            let ask = || -> listing::Asked<'_, ManagedThing> { Box::pin(gateway.get_managed_thing(&id)) };
            (at, listing::patiently(ask).await)
        });
    }
    let mut things: Vec<(usize, ManagedThing)> = Vec::with_capacity(ids.len());
    while let Some(answered) = asked.join_next().await {
        match answered {
            Ok((at, Ok(thing))) => things.push((at, thing)),
            Ok((_, Err(problem))) if problem.kind == onboarding::ProblemKind::Gone => {}
            Ok((_, Err(problem))) => return Err(problem),
            Err(error) => tracing::error!(panicked = error.is_panic(), "a question ended early"),
        }
    }
    things.sort_by_key(|(at, _)| *at);
    Ok(things.into_iter().map(|(_, thing)| thing).collect())
}

pub(crate) fn parse_link(id: &str) -> Result<AccountAssociationId, ProblemView> {
    AccountAssociationId::parse(id)
        .map_err(|invalid| ProblemView::with_input("link", &format!("This is no link: {invalid}.")))
}

pub(crate) fn parse_thing(id: &str) -> Result<ManagedThingId, ProblemView> {
    ManagedThingId::parse(id)
        .map_err(|invalid| ProblemView::with_input("device", &format!("This is no device: {invalid}.")))
}

/// Opens the journey that is on this link and not done.
fn open_journey_of(state: &mut State, link: &AccountAssociationId, account: &Account) -> Option<String> {
    let id = journey_of(state, link, account)?;
    state.open = Some(id.clone());
    Some(id)
}

/// The journey that is on this link and not done.
pub(crate) fn journey_of(state: &State, link: &AccountAssociationId, account: &Account) -> Option<String> {
    let is_of_link = |journey: &&Journey| {
        journey.link.as_ref() == Some(link)
            && journey.identity == *account.identity()
            && !matches!(journey.stop, Stop::Done(_))
    };
    let mut journeys = state.journeys.values().map(|kept| &kept.journey);
    Some(journeys.find(is_of_link)?.id.clone())
}
