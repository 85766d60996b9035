//! How a journey begins: with a link of its own, or at one that is there.

use super::{AwaitingSignIn, Customer, DeviceCloud, Effect, Event, Journey, Replacing, Stop};
use crate::{
    Access, AccountAssociation, AddressPolicy, AssociationState, DescriptionLine, Identity, ManagedThingId,
    Timestamp,
};

/// What begins a journey with a link of its own.
#[derive(Debug, Clone)]
pub struct Beginning {
    pub id: String,
    pub identity: Identity,
    pub address_policy: AddressPolicy,
    pub customer: Customer,
    pub device_cloud: DeviceCloud,
    pub access: Access,
    pub line: DescriptionLine,
    pub at: Timestamp,
}

impl Journey {
    /// Begins with a new link.
    pub fn begin(beginning: Beginning) -> (Self, Vec<Effect>) {
        let Beginning { id, identity, address_policy, customer, device_cloud, access, line, at } = beginning;
        let mut journey = Self {
            id,
            identity,
            address_policy,
            customer,
            device_cloud,
            access,
            line: Some(line),
            started_at: at,
            from_existing_link: false,
            touched: false,
            link: None,
            generation: 0,
            stop: Stop::Removed,
            renaming: None,
            tokens_made: 0,
            reconnect: None,
            replacing: None,
            bringing: Vec::new(),
        };
        let effects = journey.create(at);
        (journey, effects)
    }

    /// Begins at the stop where an existing link stands; the beginning's line
    /// makes this journey's tokens its own.
    pub fn continue_link(beginning: Beginning, link: &AccountAssociation) -> (Self, Vec<Effect>) {
        let at = beginning.at;
        let mut journey = Self::on_link(beginning, link);
        journey.stop = Stop::AwaitingSignIn(AwaitingSignIn::new(AssociationState::InProgress, at));
        let seen = Event::LinkSeen { generation: 0, seen: Ok(link.clone()) };
        let (journey, mut effects) = journey.advance(seen, at);
        if matches!(&journey.stop, Stop::AwaitingSignIn(stop) if !stop.is_settled()) {
            effects.push(Effect::WatchSignIn { generation: journey.generation, id: link.id.clone() });
        }
        (journey, effects)
    }

    /// Begins with a new sign-in at an existing link.
    pub fn reconnect_link(beginning: Beginning, link: &AccountAssociation) -> (Self, Vec<Effect>) {
        let at = beginning.at;
        let mut journey = Self::on_link(beginning, link);
        journey.touched = true;
        let effects = journey.refresh(link.state.clone(), link.error_message.clone(), None, at);
        (journey, effects)
    }

    /// Begins with a search for the device that takes another's place.
    pub fn replace_device(
        beginning: Beginning,
        link: &AccountAssociation,
        replacing: Replacing,
    ) -> (Self, Vec<Effect>) {
        let at = beginning.at;
        let mut journey = Self::on_link(beginning, link);
        journey.touched = true;
        journey.set_out_to_replace(replacing);
        let effects = journey.find_devices(at);
        (journey, effects)
    }

    /// Begins with a search for devices that are in AWS and shall be on the link;
    /// they are registered as soon as all of them are found.
    pub fn bring_devices(
        beginning: Beginning,
        link: &AccountAssociation,
        things: Vec<ManagedThingId>,
    ) -> (Self, Vec<Effect>) {
        let at = beginning.at;
        let mut journey = Self::on_link(beginning, link);
        journey.touched = true;
        journey.bringing = things;
        let effects = journey.find_devices(at);
        (journey, effects)
    }

    /// A journey on an existing link that has not begun anything; the beginning's
    /// line makes its tokens its own.
    fn on_link(beginning: Beginning, link: &AccountAssociation) -> Self {
        let Beginning { id, identity, address_policy, customer, device_cloud, access, line, at } = beginning;
        let access = link
            .auth_material_name
            .clone()
            .map_or(access, |auth_material_name| Access::CompanyCredential { auth_material_name });
        Self {
            id,
            identity,
            address_policy,
            customer,
            device_cloud,
            access,
            line: Some(line),
            started_at: at,
            from_existing_link: true,
            touched: false,
            link: Some(link.id.clone()),
            generation: 0,
            stop: Stop::Removed,
            renaming: None,
            tokens_made: 0,
            reconnect: None,
            replacing: None,
            bringing: Vec::new(),
        }
    }
}
