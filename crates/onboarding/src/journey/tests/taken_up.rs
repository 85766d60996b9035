//! A journey taken up after the program ended: asked for again, never doubled.

use super::*;
use crate::journey::{Progress, SEARCHES, SIDE_BY_SIDE, Stop, TOKEN_TRUSTED};

fn later(told: &mut Told, after: std::time::Duration) -> Vec<Effect> {
    let at = Timestamp(NOW.0 + i64::try_from(after.as_millis()).expect("a short time"));
    let (journey, effects) = told.journey.clone().take_up(AddressPolicy::Live, at);
    told.journey = journey;
    told.effects.extend(effects.clone());
    effects
}

fn sought_at(told: &mut Told, after: std::time::Duration, found: Option<&str>) -> Vec<Effect> {
    let at = Timestamp(NOW.0 + i64::try_from(after.as_millis()).expect("a short time"));
    let found = Ok(found.map(|id| crate::AccountAssociationItem {
        id: AccountAssociationId::new(id),
        state: AssociationState::InProgress,
        error_message: None,
        connector_destination_id: None,
        name: None,
        description: None,
    }));
    let event = Event::LinkSought { generation: told.journey.generation, found };
    let (journey, effects) = told.journey.clone().advance(event, at);
    told.journey = journey;
    told.effects.extend(effects.clone());
    effects
}

const MINUTE: std::time::Duration = std::time::Duration::from_secs(60);

#[test]
fn a_create_that_was_on_its_way_is_looked_for_and_then_sent_again_unchanged() {
    let mut told = Told::begin();
    let sent = told.effects[0].clone();
    let effects = later(&mut told, MINUTE);
    assert!(matches!(effects[..], [Effect::FindLink { attempt: 1, .. }]), "{effects:?}");
    assert_eq!(sought_at(&mut told, MINUTE, None), vec![sent]);
}

#[test]
fn a_link_found_under_the_marker_is_adopted_and_no_second_one_is_asked_for() {
    let mut told = Told::begin();
    later(&mut told, MINUTE);
    let effects = sought_at(&mut told, MINUTE, Some("found"));
    assert!(matches!(effects[..], [Effect::WatchSignIn { .. }]));
    assert_eq!(told.journey.link.as_ref().map(AccountAssociationId::as_str), Some("found"));
    assert_eq!(told.intents("CreateAccountAssociation").len(), 1);
}

#[test]
fn a_found_link_whose_customer_has_signed_in_meanwhile_is_looked_at_and_leads_on() {
    let mut told = Told::begin();
    later(&mut told, MINUTE);
    let generation = told.journey.generation;
    let item = crate::AccountAssociationItem {
        id: AccountAssociationId::new("found"),
        state: AssociationState::Succeeded,
        error_message: None,
        connector_destination_id: None,
        name: None,
        description: None,
    };
    told.happens(Event::LinkSought { generation, found: Ok(Some(item)) });
    let effects = later(&mut told, MINUTE);
    assert!(matches!(effects[..], [Effect::WatchSignIn { .. }]), "{effects:?}");
    told.seen(AssociationState::Succeeded);
    assert!(matches!(told.journey.stop, Stop::FindingDevices(_)));
}

#[test]
fn an_old_create_that_aws_does_not_list_twice_waits_for_a_person() {
    let old = TOKEN_TRUSTED + MINUTE;
    let mut told = Told::begin();
    later(&mut told, old);
    for attempt in 2..=SEARCHES {
        let effects = sought_at(&mut told, old, None);
        assert!(matches!(effects[..], [Effect::FindLink { attempt: next, .. }] if next == attempt));
    }
    assert!(sought_at(&mut told, old, None).is_empty());
    assert!(matches!(&told.journey.stop, Stop::Creating(stop) if stop.not_found && stop.can_be_given_up()));
    assert!(later(&mut told, old).is_empty(), "another start asks nobody and sends nothing");
    let again = told.happens(Event::TryAgain);
    assert_eq!(again, vec![told.effects[0].clone()], "the person's yes sends the very same intent");
}

#[test]
fn a_create_that_reached_nobody_goes_on_by_itself_and_can_be_given_up() {
    let mut told = Told::begin();
    let Effect::Perform(intent) = told.effects[0].clone() else { panic!("{:?}", told.effects) };
    let unreached = || Err(Problem::before_sending(ProblemKind::CheckNetwork));
    let effects = told.happens(Event::Performed { intent: intent.clone(), result: unreached() });
    assert!(matches!(effects[..], [Effect::RetryLater { attempt: 1, .. }]));
    let generation = told.journey.generation;
    let again = told.happens(Event::RetryUnreached { generation });
    assert_eq!(again, vec![Effect::Perform(intent.clone())]);
    let effects = told.happens(Event::Performed { intent, result: unreached() });
    assert!(matches!(effects[..], [Effect::RetryLater { attempt: 2, .. }]));
    told.happens(Event::Discard);
    assert!(matches!(told.journey.stop, Stop::Removed));
}

#[test]
fn an_unclear_create_cannot_be_given_up() {
    let mut told = Told::begin();
    let Effect::Perform(intent) = told.effects[0].clone() else { panic!("{:?}", told.effects) };
    told.happens(Event::Performed { intent, result: Err(problem(false)) });
    told.happens(Event::Discard);
    assert!(matches!(told.journey.stop, Stop::Creating(_)));
}

/// Fifty devices, the first sixteen of them on their way.
fn registering() -> Told {
    let mut told = Told::with_devices((0..50).map(|number| device(number, Standing::New)).collect());
    told.happens(Event::RegisterChosen);
    told
}

fn found_again(told: &mut Told, made: impl Fn(usize) -> bool) -> Vec<Effect> {
    let standing = |number: usize| match made(number) {
        true => Standing::InAws(ManagedThingId::new(format!("had-{number}"))),
        false => Standing::New,
    };
    let found = Ok((0..50).map(|number| device(number, standing(number))).collect());
    let discovery = DeviceDiscoveryId::new("search2");
    told.happens(Event::FoundAgain { generation: told.journey.generation, discovery, found })
}

#[test]
fn devices_on_their_way_are_looked_for_before_anything_is_made_again() {
    let mut told = registering();
    assert_eq!(told.intents("CreateManagedThing").len(), SIDE_BY_SIDE);
    let effects = later(&mut told, MINUTE);
    assert!(matches!(effects[..], [Effect::ListFoundAgain { .. }]), "{effects:?}");
    let effects = found_again(&mut told, |number| number < 3);
    let sought = effects.iter().filter(|effect| matches!(effect, Effect::FindThing { .. })).count();
    assert_eq!(sought, SIDE_BY_SIDE - 3, "what AWS lists as made needs no further question");
    let registers = effects
        .iter()
        .filter(|effect| matches!(effect, Effect::Perform(Intent::RegisterAccountAssociation(_))));
    assert_eq!(registers.count(), 3);
    let nowhere = Event::ThingFound { device: ConnectorDeviceId::new("device-3"), found: Ok(None) };
    let again = told.happens(nowhere);
    let first = told.intents("CreateManagedThing")[3].clone();
    assert_eq!(again, vec![Effect::Perform(first)], "the very same intent");
}

#[test]
fn nothing_is_made_while_the_vendors_material_is_missing() {
    let mut told = registering();
    later(&mut told, MINUTE);
    let before = told.intents("CreateManagedThing").len();
    for event in [Event::GoOn, Event::TryAgain, Event::RegisterChosen] {
        told.happens(event);
    }
    assert_eq!(told.intents("CreateManagedThing").len(), before);
}

#[test]
fn a_paused_journey_begins_nothing_more_and_goes_on_where_it_was() {
    let mut told = registering();
    let begun: Vec<Effect> = told.effects.iter().rev().take(SIDE_BY_SIDE).cloned().collect();
    told.happens(Event::Pause);
    let next = told.goes_well(begun);
    assert!(next.is_empty(), "{next:?}");
    assert!(!at_work(&told), "what was sent has ended, and nothing is sent by itself");
    let effects = told.happens(Event::GoOn);
    assert!(at_work(&told));
    assert_eq!(effects.len(), SIDE_BY_SIDE);
    let Stop::Registering(stop) = &told.journey.stop else { panic!("{:?}", told.journey.stop) };
    assert_eq!(stop.rows.iter().filter(|row| row.progress == Progress::Registering).count(), SIDE_BY_SIDE);
}

#[test]
fn replies_to_the_one_before_are_dropped_after_a_restart() {
    let mut told = Told::begin();
    let begun = told.effects.clone();
    told.goes_well(begun);
    let former = told.journey.generation;
    later(&mut told, MINUTE);
    let seen = Ok(link(AssociationState::Failed));
    told.happens(Event::LinkSeen { generation: former, seen });
    assert!(
        matches!(&told.journey.stop, Stop::AwaitingSignIn(stop) if stop.state == AssociationState::InProgress)
    );
}

#[test]
fn a_corrected_name_on_its_way_is_sent_again() {
    let mut told = Told::begin();
    let begun = told.effects.clone();
    told.goes_well(begun);
    let (spelling, stored_name) = ("Meier".to_owned(), "Meier".to_owned());
    let sent = told.happens(Event::CorrectName { spelling, stored_name });
    let again = later(&mut told, MINUTE);
    assert_eq!(again.last(), sent.last());
    told.goes_well(sent);
    assert_eq!(told.journey.customer.stored_name, "Meier");
}

fn at_work(told: &Told) -> bool {
    let Stop::Registering(stop) = &told.journey.stop else { panic!("{:?}", told.journey.stop) };
    stop.is_at_work()
}

/// As it comes back from disk: the vendor's material is blank.
fn without_material(told: &mut Told) {
    let Stop::Registering(stop) = &mut told.journey.stop else { panic!("{:?}", told.journey.stop) };
    stop.rows.change_where(|_| true, |row| row.device.authentication_material = Some(String::new()));
}

#[test]
fn a_failed_device_that_no_search_lists_any_more_fails_again_and_nothing_is_guessed() {
    let mut told = Told::with_devices(vec![device(1, Standing::New)]);
    let Effect::Perform(intent) = told.happens(Event::RegisterChosen).remove(0) else { panic!("a create") };
    told.happens(Event::Performed { intent, result: Err(problem(true)) });
    without_material(&mut told);
    later(&mut told, MINUTE);
    let (discovery, found) = (DeviceDiscoveryId::new("search2"), Ok(Vec::new()));
    told.happens(Event::FoundAgain { generation: told.journey.generation, discovery, found });
    let before = told.intents("CreateManagedThing").len();
    told.happens(Event::TryAgain);
    assert_eq!(told.intents("CreateManagedThing").len(), before);
    let Stop::Registering(stop) = &told.journey.stop else { panic!("{:?}", told.journey.stop) };
    assert!(
        matches!(&stop.rows[0].progress, Progress::Failed { at: crate::journey::DeviceStep::Search, .. }),
        "{:?}",
        stop.rows[0].progress
    );
}

#[test]
fn a_removal_that_is_refused_after_a_restart_brings_the_devices_back_with_their_material() {
    let mut told = Told::with_devices(vec![device(1, Standing::New)]);
    told.happens(Event::Remove { then: crate::journey::AfterRemoval::Nothing });
    let effects = later(&mut told, MINUTE);
    let Some(Effect::Perform(intent)) = effects.first().cloned() else { panic!("{effects:?}") };
    let effects = told.happens(Event::Performed { intent, result: Err(problem(true)) });
    assert!(matches!(effects[..], [Effect::ListFoundAgain { .. }]), "{effects:?}");
    assert!(matches!(told.journey.stop, Stop::ChoosingDevices(_)));
}

#[test]
fn a_link_that_was_gone_for_one_look_is_watched_again_when_it_is_there() {
    let mut told = Told::begin();
    let begun = told.effects.clone();
    told.goes_well(begun);
    let generation = told.journey.generation;
    let gone = Err(Problem::before_sending(ProblemKind::Gone));
    told.happens(Event::LinkSeen { generation, seen: gone });
    let effects = told.seen(AssociationState::InProgress);
    assert!(matches!(effects[..], [Effect::WatchSignIn { .. }]), "{effects:?}");
    assert!(matches!(&told.journey.stop, Stop::AwaitingSignIn(stop) if !stop.gone));
}

#[test]
fn devices_are_confirmed_while_others_are_still_on_their_way() {
    let mut told = Told::with_devices((0..80).map(|number| device(number, Standing::New)).collect());
    let mut effects = told.happens(Event::RegisterChosen);
    for _ in 0..200 {
        effects = told.goes_well(effects);
        if effects.iter().any(|effect| matches!(effect, Effect::Confirm { .. })) {
            let Stop::Registering(stop) = &told.journey.stop else { panic!("{:?}", told.journey.stop) };
            assert!(!stop.is_settled() && stop.confirmed() == 0, "the first listing comes before the end");
            return;
        }
    }
    panic!("nothing was listed");
}
