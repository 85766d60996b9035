//! Whatever happens in whatever order, nothing is made twice or too early.

use std::collections::HashSet;

use proptest::prelude::*;

use super::*;
use crate::{
    DeviceDiscoveryStatus, DeviceName,
    journey::{AfterRemoval, Channel, SIDE_BY_SIDE, Stop},
};

/// One thing that may happen, chosen by numbers.
#[derive(Debug, Clone)]
enum Happening {
    AnswerWell(usize),
    AnswerBadly(usize, bool),
    AnswerTwice(usize),
    Seen(u8, bool),
    Found(usize, bool),
    SearchEnds(u8),
    Confirm(bool),
    Person(u8),
    /// The program is killed and started again so many minutes later.
    Restart(i64),
    LinkSought(bool),
    FoundAgain(usize, bool),
    ThingFound(usize, bool),
    RetryUnreached,
    /// So many devices were registered on the link before.
    KnownListed(usize),
}

fn happening() -> impl Strategy<Value = Happening> {
    prop_oneof![
        4 => (0usize..8).prop_map(Happening::AnswerWell),
        1 => ((0usize..8), any::<bool>()).prop_map(|(at, known)| Happening::AnswerBadly(at, known)),
        1 => (0usize..8).prop_map(Happening::AnswerTwice),
        2 => ((0u8..6), any::<bool>()).prop_map(|(state, late)| Happening::Seen(state, late)),
        2 => ((0usize..7), any::<bool>()).prop_map(|(count, late)| Happening::Found(count, late)),
        1 => (0u8..4).prop_map(Happening::SearchEnds),
        2 => any::<bool>().prop_map(Happening::Confirm),
        3 => (0u8..15).prop_map(Happening::Person),
        1 => (0i64..120).prop_map(Happening::Restart),
        1 => any::<bool>().prop_map(Happening::LinkSought),
        1 => ((0usize..7), any::<bool>()).prop_map(|(count, made)| Happening::FoundAgain(count, made)),
        1 => ((0usize..7), any::<bool>()).prop_map(|(device, made)| Happening::ThingFound(device, made)),
        1 => Just(Happening::RetryUnreached),
        1 => (0usize..7).prop_map(Happening::KnownListed),
    ]
}

struct World {
    told: Told,
    unanswered: Vec<Intent>,
    register_clicked: bool,
}

impl World {
    fn happens(&mut self, event: Event) {
        let effects = self.told.happens(event);
        self.take(effects);
    }

    fn take(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            if let Effect::Perform(intent) = effect {
                self.unanswered.push(intent);
            }
        }
    }

    fn answer(
        &mut self,
        at: usize,
        result: impl FnOnce(&Intent, usize) -> Result<Outcome, Problem>,
        keep: bool,
    ) {
        if self.unanswered.is_empty() {
            return;
        }
        let at = at % self.unanswered.len();
        let intent = if keep { self.unanswered[at].clone() } else { self.unanswered.remove(at) };
        self.told.answered += 1;
        let result = result(&intent, self.told.answered);
        self.happens(Event::Performed { intent, result });
    }

    fn step(&mut self, happening: Happening) {
        let generation = self.told.journey.generation;
        let of = |late: bool| if late { generation.wrapping_sub(1) } else { generation };
        match happening {
            Happening::AnswerWell(at) => self.answer(at, |intent, count| Ok(answer(intent, count)), false),
            Happening::AnswerBadly(at, known) => self.answer(at, |_, _| Err(problem(known)), false),
            Happening::AnswerTwice(at) => self.answer(at, |intent, count| Ok(answer(intent, count)), true),
            Happening::Seen(state, late) => {
                let states = [
                    AssociationState::InProgress,
                    AssociationState::Failed,
                    AssociationState::Succeeded,
                    AssociationState::Deleting,
                    AssociationState::RefreshTokenExpired,
                    AssociationState::Unknown("NEW".to_owned()),
                ];
                let seen = Ok(link(states[usize::from(state)].clone()));
                self.happens(Event::LinkSeen { generation: of(late), seen });
            }
            Happening::Found(count, late) => {
                let devices = (0..count).map(|number| device(number, Standing::New)).collect();
                let discovery = DeviceDiscoveryId::new("search");
                self.happens(Event::DevicesFound { generation: of(late), discovery, devices });
            }
            Happening::SearchEnds(status) => {
                let statuses = [
                    DeviceDiscoveryStatus::Running,
                    DeviceDiscoveryStatus::Failed,
                    DeviceDiscoveryStatus::TimedOut,
                    DeviceDiscoveryStatus::Unknown("NEW".to_owned()),
                ];
                let seen = Ok((statuses[usize::from(status)].clone(), 0));
                let discovery = DeviceDiscoveryId::new("search");
                self.happens(Event::DiscoverySeen { generation, discovery, seen });
            }
            Happening::Confirm(all) => {
                let things = match &self.told.journey.stop {
                    Stop::Registering(stop) if all => {
                        stop.rows.iter().filter_map(|row| row.thing.clone()).collect()
                    }
                    _ => Vec::new(),
                };
                self.happens(Event::Confirmed { generation, registered: Ok(things) });
            }
            Happening::Person(act) => self.person(act),
            Happening::Restart(minutes) => {
                let at = Timestamp(NOW.0 + minutes * 60_000);
                let (journey, effects) = self.told.journey.clone().take_up(AddressPolicy::Live, at);
                self.told.journey = journey;
                self.told.effects.extend(effects.clone());
                self.unanswered.clear();
                self.take(effects);
            }
            Happening::LinkSought(there) => {
                let item = crate::AccountAssociationItem {
                    id: AccountAssociationId::new("link1"),
                    state: AssociationState::InProgress,
                    error_message: None,
                    connector_destination_id: None,
                    name: None,
                    description: None,
                };
                self.happens(Event::LinkSought { generation, found: Ok(there.then_some(item)) });
            }
            Happening::FoundAgain(count, made) => {
                let standing = |number| {
                    if made {
                        Standing::InAws(ManagedThingId::new(format!("had-{number}")))
                    } else {
                        Standing::New
                    }
                };
                let found = Ok((0..count).map(|number| device(number, standing(number))).collect());
                let discovery = DeviceDiscoveryId::new("search");
                self.happens(Event::FoundAgain { generation, discovery, found });
            }
            Happening::ThingFound(number, made) => {
                let found = Ok(made.then(|| ManagedThingId::new(format!("had-{number}"))));
                let device = ConnectorDeviceId::new(format!("device-{number}"));
                self.happens(Event::ThingFound { device, found });
            }
            Happening::KnownListed(count) => {
                let known = Ok((0..count).map(known).collect());
                self.happens(Event::KnownListed { generation, known });
            }
            Happening::RetryUnreached => self.happens(Event::RetryUnreached { generation }),
        }
    }

    fn person(&mut self, act: u8) {
        let event = match act {
            0 => Event::TryAgain,
            1 => Event::FindAgain,
            2 => Event::FinishHere,
            3 => Event::HandedOver { channel: Channel::QrCode },
            4 => Event::Choose { devices: Vec::new(), chosen: false },
            5 => Event::Choose { devices: Vec::new(), chosen: true },
            6 => {
                let name = DeviceName::parse("Lamp").expect("a plain name");
                Event::Rename { device: ConnectorDeviceId::new("device-0"), name }
            }
            7 => {
                let at_last = u128::try_from(self.told.effects.len()).expect("a small count") + 10;
                Event::Remove { then: AfterRemoval::StartAgain { line: line(at_last) } }
            }
            8 => Event::Pause,
            9 => Event::GoOn,
            10 => Event::NewSignInPage,
            11 => Event::SaidSignedIn,
            12 => Event::Back,
            _ => {
                self.register_clicked |= matches!(self.told.journey.stop, Stop::ChoosingDevices(_));
                Event::RegisterChosen
            }
        };
        self.happens(event);
    }

    fn check(&self) -> Result<(), TestCaseError> {
        let made = self.told.intents("CreateManagedThing");
        prop_assert!(self.register_clicked || made.is_empty(), "nothing is made before somebody said so");
        let mut tokens = HashSet::new();
        let mut intents = HashSet::new();
        for effect in &self.told.effects {
            let Effect::Perform(intent) = effect else { continue };
            let token = match intent {
                Intent::CreateAccountAssociation(intent) => &intent.client_token,
                Intent::StartDeviceDiscovery(intent) => &intent.client_token,
                Intent::CreateManagedThing(intent) => &intent.client_token,
                Intent::UpdateAccountAssociation(_)
                | Intent::DeleteAccountAssociation(_)
                | Intent::StartAccountAssociationRefresh(_)
                | Intent::DeregisterAccountAssociation(_)
                | Intent::UpdateManagedThing(_)
                | Intent::DeleteManagedThing(_)
                | Intent::TagResource(_)
                | Intent::UntagResource(_)
                | Intent::RegisterAccountAssociation(_) => continue,
            };
            let is_new_token = tokens.insert(token.clone());
            let is_new_intent = intents.insert(format!("{intent:?}"));
            prop_assert_eq!(is_new_token, is_new_intent, "one token, one intent: {:?}", intent);
        }
        if let Stop::Registering(stop) = &self.told.journey.stop {
            let in_flight = stop.rows.iter().filter(|row| row.is_in_flight()).count();
            prop_assert!(in_flight <= SIDE_BY_SIDE);
        }
        Ok(())
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_made_early_or_twice(happenings in proptest::collection::vec(happening(), 0..60)) {
        let told = Told::begin();
        let begun = told.effects.clone();
        let mut world = World { told, unanswered: Vec::new(), register_clicked: false };
        world.take(begun);
        for happening in happenings {
            world.step(happening);
            world.check()?;
        }
    }
}
