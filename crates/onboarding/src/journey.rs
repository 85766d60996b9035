//! One onboarding from start to end: `advance` takes what happened and tells
//! what to ask of the world next.
//!
//! Nothing is asked for twice with another token: a step that is tried again
//! sends the very intent it sent before.

mod awaiting_sign_in;
mod aws_sign_in;
mod beginning;
mod choosing_devices;
mod chronicle;
mod creating;
mod done;
mod event;
mod finding_devices;
mod reconnect;
mod refreshing;
mod registering;
mod removing;
mod row;
mod rows;

pub use awaiting_sign_in::{AwaitingSignIn, Channel, SignInPage};
pub use beginning::Beginning;
pub use choosing_devices::ChoosingDevices;
pub use chronicle::{Happening, What, happenings};
pub use creating::{Creating, SEARCHES, TOKEN_TRUSTED};
pub use done::Done;
pub use event::{Effect, Event};
pub use finding_devices::{DiscoveryEnd, FindingDevices};
pub use reconnect::{Comparison, KnownDevice, Reconnect, Replacing};
pub use refreshing::Refreshing;
pub use registering::{MAX_CONFIRMATIONS, Registering, SIDE_BY_SIDE};
pub use removing::{AfterRemoval, Removing};
pub use row::{DeviceStep, FoundDevice, Progress, Row, Standing};
pub use rows::Rows;

use crate::{
    Access, AccountAssociationId, AddressPolicy, ClientToken, ConnectorDestinationId,
    CreateAccountAssociation, DescriptionLine, Identity, Intent, ManagedThingId, StartDeviceDiscovery, Tag,
    Timestamp, UpdateAccountAssociation,
};

/// One onboarding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Journey {
    pub id: String,
    pub identity: Identity,
    pub address_policy: AddressPolicy,
    pub customer: Customer,
    pub device_cloud: DeviceCloud,
    pub access: Access,
    /// Our line in the description of the link this journey made; `None` for a
    /// link that was there before.
    pub line: Option<DescriptionLine>,
    pub started_at: Timestamp,
    pub from_existing_link: bool,
    /// Somebody did something here, not only looked.
    pub touched: bool,
    pub link: Option<AccountAssociationId>,
    /// Replies that carry an older one are dropped.
    pub generation: u32,
    pub stop: Stop,
    /// A corrected name that AWS has not taken yet.
    pub renaming: Option<Renaming>,
    /// So that no token is ever made twice.
    pub tokens_made: u32,
    /// Set once a new sign-in was asked for at a link that was there.
    pub reconnect: Option<Reconnect>,
    /// The device whose place a found one shall take.
    pub replacing: Option<Replacing>,
    /// Devices in AWS that shall be on this link as soon as a search finds them.
    pub bringing: Vec<ManagedThingId>,
}

/// A name on its way to AWS.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renaming {
    pub spelling: String,
    pub stored_name: String,
}

/// Who the link is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Customer {
    /// The person's own spelling; stays on this computer.
    pub spelling: String,
    /// What AWS stores.
    pub stored_name: String,
    pub job_number: Option<String>,
    pub owner: Option<String>,
    /// Free text before our line in the description, as AWS takes it.
    pub note: String,
    pub tags: Vec<Tag>,
}

/// The device cloud a link leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceCloud {
    pub id: ConnectorDestinationId,
    pub name: String,
    pub has_completion_page: bool,
}

/// Where a journey stands; each has its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stop {
    Creating(Creating),
    Refreshing(Refreshing),
    AwaitingSignIn(AwaitingSignIn),
    FindingDevices(FindingDevices),
    ChoosingDevices(ChoosingDevices),
    Registering(Registering),
    Done(Done),
    Removing(Removing),
    Removed,
}

impl Journey {
    /// Takes what happened and gives the journey as it stands then, with what to
    /// ask of the world. What does not concern the present stop changes nothing.
    #[must_use]
    pub fn advance(mut self, event: Event, at: Timestamp) -> (Self, Vec<Effect>) {
        self.touched |= event.is_a_persons();
        let effects = match event {
            Event::FindAgain => self.find_again(at),
            Event::FinishHere => self.finish_here(at),
            Event::Remove { then } => self.remove(then),
            Event::Renamed { spelling, stored_name } => {
                self.customer.spelling = spelling;
                self.customer.stored_name = stored_name;
                Vec::new()
            }
            Event::OwnerGiven { owner } => {
                self.customer.owner = owner;
                Vec::new()
            }
            Event::Bring { things } => self.bring(things, at),
            Event::Replace { replacing } => self.replace(replacing, at),
            Event::NewSignInPage => refreshing::begin(&mut self, at),
            Event::TryAgain => self.try_again(at),
            Event::CorrectName { spelling, stored_name } => self.correct_name(spelling, stored_name),
            Event::Performed { intent: Intent::UpdateAccountAssociation(intent), result } => {
                self.name_corrected(&intent, result.is_ok());
                Vec::new()
            }
            other @ (Event::Performed { .. }
            | Event::LinkSeen { .. }
            | Event::HandedOver { .. }
            | Event::DiscoverySeen { .. }
            | Event::DevicesFound { .. }
            | Event::Choose { .. }
            | Event::Rename { .. }
            | Event::RegisterChosen
            | Event::RegisterThing { .. }
            | Event::ThingFound { .. }
            | Event::LinkSought { .. }
            | Event::LinkListed { .. }
            | Event::FoundAgain { .. }
            | Event::RetryUnreached { .. }
            | Event::Pause
            | Event::GoOn
            | Event::Discard
            | Event::KnownListed { .. }
            | Event::SaidSignedIn
            | Event::Back
            | Event::Confirmed { .. }) => self.at_stop(other, at),
        };
        (self, effects)
    }

    /// Takes the journey up as it was remembered: what was on its way is asked
    /// for again so that nothing is lost or doubled. Replies to whoever asked
    /// before are of an older generation.
    #[must_use]
    pub fn take_up(mut self, address_policy: AddressPolicy, at: Timestamp) -> (Self, Vec<Effect>) {
        self.generation += 1;
        self.address_policy = address_policy;
        let mut effects = self.revive(at);
        if let Some(Renaming { spelling, stored_name }) = self.renaming.take() {
            effects.extend(self.correct_name(spelling, stored_name));
        }
        (self, effects)
    }

    /// Asks again for what was on its way at the present stop and whose answers
    /// nobody took.
    fn revive(&mut self, at: Timestamp) -> Vec<Effect> {
        match &self.stop {
            Stop::Creating(_) => creating::take_up(self),
            Stop::Refreshing(_) => refreshing::take_up(self),
            Stop::FindingDevices(_) => finding_devices::take_up(self, at),
            Stop::ChoosingDevices(_) => choosing_devices::take_up(self),
            Stop::Registering(_) => registering::take_up(self),
            Stop::Removing(_) => removing::take_up(self),
            Stop::AwaitingSignIn(_) => awaiting_sign_in::look_again(self),
            Stop::Done(_) | Stop::Removed => Vec::new(),
        }
    }

    fn correct_name(&mut self, spelling: String, stored_name: String) -> Vec<Effect> {
        let Some(account_association_id) = self.link.clone() else {
            return Vec::new();
        };
        self.renaming = Some(Renaming { spelling, stored_name: stored_name.clone() });
        vec![Effect::Perform(Intent::UpdateAccountAssociation(UpdateAccountAssociation {
            account_association_id,
            name: Some(stored_name),
            description: None,
        }))]
    }

    fn name_corrected(&mut self, intent: &UpdateAccountAssociation, went_well: bool) {
        let is_of_it = |renaming: &mut Renaming| intent.name.as_ref() == Some(&renaming.stored_name);
        let Some(renaming) = self.renaming.take_if(is_of_it) else { return };
        if went_well {
            self.customer.spelling = renaming.spelling;
            self.customer.stored_name = renaming.stored_name;
        }
    }

    fn at_stop(&mut self, event: Event, at: Timestamp) -> Vec<Effect> {
        match &self.stop {
            Stop::Creating(_) => creating::advance(self, event, at),
            Stop::Refreshing(_) => refreshing::advance(self, event, at),
            Stop::AwaitingSignIn(_) => awaiting_sign_in::advance(self, event, at),
            Stop::FindingDevices(_) => finding_devices::advance(self, event, at),
            Stop::ChoosingDevices(_) => choosing_devices::advance(self, event, at),
            Stop::Registering(_) => registering::advance(self, event, at),
            Stop::Removing(_) => removing::advance(self, event, at),
            Stop::Done(_) | Stop::Removed => Vec::new(),
        }
    }

    /// The same step again, with the same intent.
    fn try_again(&mut self, at: Timestamp) -> Vec<Effect> {
        match &mut self.stop {
            Stop::Creating(_) => creating::send_again(self),
            Stop::Refreshing(_) => refreshing::send_again(self),
            Stop::FindingDevices(stop) => stop.send_again(),
            Stop::Registering(_) => registering::retry(self, at),
            Stop::Done(_) => done::retry(self),
            Stop::Removing(stop) => stop.send_again(),
            Stop::AwaitingSignIn(_) => awaiting_sign_in::look_again(self),
            Stop::ChoosingDevices(_) => choosing_devices::list_again(self),
            Stop::Removed => Vec::new(),
        }
    }

    fn find_again(&mut self, at: Timestamp) -> Vec<Effect> {
        if !self.may_find() {
            return Vec::new();
        }
        if matches!(self.stop, Stop::Done(_)) {
            self.replacing = None;
            self.bringing = Vec::new();
        }
        self.find_devices(at)
    }

    fn bring(&mut self, things: Vec<ManagedThingId>, at: Timestamp) -> Vec<Effect> {
        if !self.may_find() {
            return Vec::new();
        }
        self.replacing = None;
        self.bringing = things;
        self.find_devices(at)
    }

    fn replace(&mut self, replacing: Replacing, at: Timestamp) -> Vec<Effect> {
        if !self.may_find() {
            return Vec::new();
        }
        self.bringing = Vec::new();
        self.set_out_to_replace(replacing);
        self.find_devices(at)
    }

    /// Nothing that was asked for would be lost by a new search.
    pub fn may_find(&self) -> bool {
        match &self.stop {
            Stop::FindingDevices(stop) => stop.has_ended(),
            Stop::ChoosingDevices(_) | Stop::Done(_) => true,
            Stop::Registering(stop) => stop.is_settled(),
            Stop::Creating(_)
            | Stop::Refreshing(_)
            | Stop::AwaitingSignIn(_)
            | Stop::Removing(_)
            | Stop::Removed => false,
        }
    }

    fn finish_here(&mut self, at: Timestamp) -> Vec<Effect> {
        let rows = match &self.stop {
            Stop::FindingDevices(_) => Rows::default(),
            Stop::ChoosingDevices(stop) => stop.rows.clone(),
            Stop::Registering(stop) if stop.is_settled() => stop.rows.clone(),
            Stop::Registering(stop) if stop.rests() => stop.without_queued(),
            Stop::Registering(_)
            | Stop::Creating(_)
            | Stop::Refreshing(_)
            | Stop::AwaitingSignIn(_)
            | Stop::Done(_)
            | Stop::Removing(_)
            | Stop::Removed => return Vec::new(),
        };
        self.stop = Stop::Done(Done::new(rows, at, self.does_only_what_is_asked()));
        Vec::new()
    }

    fn remove(&mut self, then: AfterRemoval) -> Vec<Effect> {
        let Some(id) = self.link.clone() else {
            return Vec::new();
        };
        if matches!(self.stop, Stop::Removing(_) | Stop::Removed) {
            return Vec::new();
        }
        self.generation += 1;
        let former = std::mem::replace(&mut self.stop, Stop::Removed);
        let (stop, effects) = Removing::begin(id, then, former);
        self.stop = Stop::Removing(stop);
        effects
    }

    /// How many of the devices known before the last search found; `None` when
    /// there is nothing to compare.
    pub fn comparison(&self) -> Option<Comparison> {
        let reconnect = self.reconnect.as_ref()?;
        match &self.stop {
            Stop::FindingDevices(stop) if stop.end == Some(DiscoveryEnd::NoDevices) => {
                reconnect.compare(&Rows::default())
            }
            Stop::ChoosingDevices(stop) => reconnect.compare(&stop.rows),
            Stop::Registering(stop) => reconnect.compare(&stop.rows),
            Stop::Done(stop) => reconnect.compare(&stop.rows),
            Stop::FindingDevices(_)
            | Stop::Creating(_)
            | Stop::Refreshing(_)
            | Stop::AwaitingSignIn(_)
            | Stop::Removing(_)
            | Stop::Removed => None,
        }
    }

    /// Found devices nobody asked for are none of its business.
    fn does_only_what_is_asked(&self) -> bool {
        let knows = |reconnect: &Reconnect| reconnect.known.iter().flatten().next().is_some();
        self.replacing.is_some() || !self.bringing.is_empty() || self.reconnect.as_ref().is_some_and(knows)
    }

    /// Sends the create of a link; the journey must not have one.
    fn create(&mut self, at: Timestamp) -> Vec<Effect> {
        let description = self.line.as_ref().map_or_else(String::new, |line| line.after(&self.customer.note));
        let auth_material_name = match &self.access {
            Access::CustomerSignsIn => None,
            Access::CompanyCredential { auth_material_name } => Some(auth_material_name.clone()),
        };
        let intent = CreateAccountAssociation {
            client_token: self.next_token("create"),
            connector_destination_id: self.device_cloud.id.clone(),
            name: self.customer.stored_name.clone(),
            description,
            tags: self.customer.tags.iter().map(|tag| (tag.key.clone(), tag.value.clone())).collect(),
            auth_material_name,
        };
        self.stop = Stop::Creating(Creating::new(intent.clone(), at));
        vec![Effect::Perform(Intent::CreateAccountAssociation(intent))]
    }

    /// Begins a search for devices with a token of its own.
    fn find_devices(&mut self, at: Timestamp) -> Vec<Effect> {
        let Some(account_association_id) = self.link.clone() else {
            return Vec::new();
        };
        self.generation += 1;
        let intent = StartDeviceDiscovery {
            client_token: self.next_token("find"),
            account_association_id,
            connector_device_ids: Vec::new(),
        };
        self.stop = Stop::FindingDevices(FindingDevices::new(intent.clone(), at));
        vec![Effect::Perform(Intent::StartDeviceDiscovery(intent))]
    }

    /// A token no other step of any journey has: the line's marker is random and
    /// the count never repeats.
    fn next_token(&mut self, step: &str) -> ClientToken {
        self.tokens_made += 1;
        let marker = self.line.as_ref().map_or("lw", |line| line.marker.as_str());
        ClientToken::new(format!("{marker}-{step}-{}", self.tokens_made))
    }
}

#[cfg(test)]
mod tests;
