//! A journey told as events and effects; nothing here has a clock or a network.
#![allow(clippy::wildcard_enum_match_arm, reason = "a test looks for one case among many")]

mod any_order;
mod reconnected;
mod stops;
mod taken_up;

use crate::{
    Access, AccountAssociation, AccountAssociationId, AddressPolicy, AssociationState,
    ConnectorDestinationId, ConnectorDeviceId, CreatedAccountAssociation, DescriptionLine, DeviceDiscoveryId,
    DiscoveredDevice, Identity, Intent, Journey, ManagedThingId, Marker, Modification, Outcome, Problem,
    ProblemKind, SignInAgain, Timestamp,
    journey::{Beginning, Customer, DeviceCloud, Effect, Event, FoundDevice, KnownDevice, Standing},
};

const NOW: Timestamp = Timestamp(1_800_000_000_000);

fn line(seed: u128) -> DescriptionLine {
    DescriptionLine {
        job_number: Some("4711".to_owned()),
        made_on: "2026-11-21".to_owned(),
        author: None,
        marker: Marker::from_random(seed),
    }
}

fn beginning() -> Beginning {
    Beginning {
        id: "journey".to_owned(),
        identity: Identity {
            partition: "aws".to_owned(),
            account: "111122223333".to_owned(),
            region: "eu-west-1".to_owned(),
            endpoint: None,
        },
        address_policy: AddressPolicy::Live,
        customer: Customer {
            spelling: "Müller".to_owned(),
            stored_name: "Mueller".to_owned(),
            job_number: Some("4711".to_owned()),
            owner: Some("C-1".to_owned()),
            note: String::new(),
            tags: Vec::new(),
        },
        device_cloud: DeviceCloud {
            id: ConnectorDestinationId::new("cloud"),
            name: "Cloud".to_owned(),
            has_completion_page: true,
        },
        access: Access::CustomerSignsIn,
        line: line(1),
        at: NOW,
    }
}

fn link(state: AssociationState) -> AccountAssociation {
    AccountAssociation {
        id: AccountAssociationId::new("link1"),
        state,
        error_message: None,
        connector_destination_id: Some(ConnectorDestinationId::new("cloud")),
        name: Some("Mueller".to_owned()),
        description: None,
        arn: None,
        o_auth_authorization_url: "https://login.example.com/authorize".to_owned(),
        auth_material_name: None,
        tags: Vec::new(),
    }
}

fn device(number: usize, standing: Standing) -> FoundDevice {
    let managed_thing_id = match &standing {
        Standing::New => None,
        Standing::InAws(id) | Standing::OnThisLink(id) | Standing::OnAnotherLink(id) => Some(id.clone()),
    };
    FoundDevice {
        device: DiscoveredDevice {
            connector_device_id: ConnectorDeviceId::new(format!("device-{number}")),
            name: Some(format!("Lamp {number}")),
            device_types: vec!["Light".to_owned()],
            managed_thing_id,
            modification: Some(Modification::Discovered),
            brand: None,
            model: None,
            authentication_material: None,
        },
        standing,
    }
}

/// The device in AWS of [`device`] of the same number.
fn known(number: usize) -> KnownDevice {
    KnownDevice {
        thing: ManagedThingId::new(format!("had-{number}")),
        connector_device_id: Some(ConnectorDeviceId::new(format!("device-{number}"))),
        name: Some(format!("Lamp {number}")),
    }
}

fn problem(nothing_was_done: bool) -> Problem {
    Problem { nothing_was_done, ..Problem::before_sending(ProblemKind::TryAgain) }
}

/// What a service that never fails would answer.
fn answer(intent: &Intent, count: usize) -> Outcome {
    match intent {
        Intent::CreateAccountAssociation(_) => {
            Outcome::AccountAssociationCreated(CreatedAccountAssociation {
                id: AccountAssociationId::new(format!("link{count}")),
                state: AssociationState::InProgress,
                arn: None,
                o_auth_authorization_url: "https://login.example.com/authorize".to_owned(),
            })
        }
        Intent::UpdateAccountAssociation(_) => Outcome::AccountAssociationUpdated,
        Intent::DeleteAccountAssociation(_) => Outcome::AccountAssociationDeleted,
        Intent::StartDeviceDiscovery(_) => {
            Outcome::DeviceDiscoveryStarted(DeviceDiscoveryId::new(format!("search{count}")))
        }
        Intent::CreateManagedThing(_) => {
            Outcome::ManagedThingCreated(ManagedThingId::new(format!("thing{count}")))
        }
        Intent::RegisterAccountAssociation(_) => Outcome::AccountAssociationRegistered,
        Intent::StartAccountAssociationRefresh(_) => Outcome::RefreshStarted(SignInAgain {
            o_auth_authorization_url: "https://login.example.com/again".to_owned(),
        }),
        Intent::DeregisterAccountAssociation(_) => Outcome::AccountAssociationDeregistered,
        Intent::UpdateManagedThing(_) => Outcome::ManagedThingUpdated,
        Intent::DeleteManagedThing(_) => Outcome::ManagedThingDeleted,
        Intent::TagResource(_) => Outcome::ResourceTagged,
        Intent::UntagResource(_) => Outcome::ResourceUntagged,
    }
}

/// A journey and every effect it has asked for so far.
struct Told {
    journey: Journey,
    effects: Vec<Effect>,
    answered: usize,
}

impl Told {
    fn begin() -> Self {
        let (journey, effects) = Journey::begin(beginning());
        Self { journey, effects, answered: 0 }
    }

    fn happens(&mut self, event: Event) -> Vec<Effect> {
        let (journey, effects) = self.journey.clone().advance(event, NOW);
        self.journey = journey;
        self.effects.extend(effects.clone());
        effects
    }

    /// Answers each of these intents well.
    fn goes_well(&mut self, effects: Vec<Effect>) -> Vec<Effect> {
        let mut next = Vec::new();
        for effect in effects {
            let Effect::Perform(intent) = effect else { continue };
            self.answered += 1;
            let result = Ok(answer(&intent, self.answered));
            next.extend(self.happens(Event::Performed { intent, result }));
        }
        next
    }

    fn seen(&mut self, state: AssociationState) -> Vec<Effect> {
        let id = self.journey.link.clone().expect("there is a link");
        let seen = Ok(AccountAssociation { id, ..link(state) });
        self.happens(Event::LinkSeen { generation: self.journey.generation, seen })
    }

    /// As far as the found devices.
    fn with_devices(devices: Vec<FoundDevice>) -> Self {
        let mut told = Self::begin();
        let begun = told.effects.clone();
        told.goes_well(begun);
        let search = told.seen(AssociationState::Succeeded);
        told.goes_well(search);
        let discovery = DeviceDiscoveryId::new("search2");
        let generation = told.journey.generation;
        told.happens(Event::DevicesFound { generation, discovery, devices });
        told
    }

    fn intents(&self, operation: &str) -> Vec<&Intent> {
        let performed = self.effects.iter().filter_map(|effect| match effect {
            Effect::Perform(intent) => Some(intent),
            Effect::WatchSignIn { .. }
            | Effect::WatchDiscovery { .. }
            | Effect::ListKnown { .. }
            | Effect::FindThing { .. }
            | Effect::FindLink { .. }
            | Effect::ListFoundAgain { .. }
            | Effect::RetryLater { .. }
            | Effect::Confirm { .. } => None,
        });
        performed.filter(|intent| intent.operation() == operation).collect()
    }
}
