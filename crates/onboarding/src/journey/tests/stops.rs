//! Each stop: what ends it, and what does not.

use super::*;
use crate::journey::{AfterRemoval, DeviceStep, Done, MAX_CONFIRMATIONS, Progress, SIDE_BY_SIDE, Stop};

#[test]
fn a_create_tried_again_is_the_same_intent_with_the_same_token() {
    let mut told = Told::begin();
    let Effect::Perform(intent) = told.effects[0].clone() else { panic!("a create comes first") };
    assert!(told.happens(Event::TryAgain).is_empty(), "it is still on its way");
    told.happens(Event::Performed { intent: intent.clone(), result: Err(problem(false)) });
    assert_eq!(told.happens(Event::TryAgain), [Effect::FindLink { generation: 0, attempt: 1 }]);
    assert_eq!(told.happens(Event::LinkSought { generation: 0, found: Ok(None) }), [Effect::Perform(intent)]);
}

#[test]
fn only_a_state_of_aws_ends_the_waiting() {
    let mut told = Told::begin();
    let begun = told.effects.clone();
    told.goes_well(begun);
    told.seen(AssociationState::InProgress);
    told.happens(Event::LinkSeen { generation: 0, seen: Err(problem(true)) });
    told.seen(AssociationState::Unknown("NEW".to_owned()));
    assert!(matches!(&told.journey.stop, Stop::AwaitingSignIn(stop) if !stop.is_settled()));
    told.seen(AssociationState::Succeeded);
    assert!(matches!(told.journey.stop, Stop::FindingDevices(_)));
}

#[test]
fn a_failed_sign_in_does_not_flicker_back_to_waiting_but_may_still_succeed() {
    let mut told = Told::begin();
    let begun = told.effects.clone();
    told.goes_well(begun);
    told.seen(AssociationState::Failed);
    told.seen(AssociationState::InProgress);
    assert!(
        matches!(&told.journey.stop, Stop::AwaitingSignIn(stop) if stop.state == AssociationState::Failed)
    );
    told.seen(AssociationState::Succeeded);
    assert!(matches!(told.journey.stop, Stop::FindingDevices(_)));
}

#[test]
fn an_answer_of_an_older_generation_changes_nothing() {
    let mut told = Told::with_devices(vec![device(1, Standing::New)]);
    let late = Event::DevicesFound {
        generation: told.journey.generation - 1,
        discovery: DeviceDiscoveryId::new("old"),
        devices: vec![device(9, Standing::New)],
    };
    told.happens(Event::FindAgain);
    let before = told.journey.clone();
    told.happens(late);
    assert_eq!(told.journey, before);
}

#[test]
fn only_new_devices_are_ticked_and_only_those_on_no_link_can_be() {
    let thing = ManagedThingId::new("t");
    let told = Told::with_devices(vec![
        device(1, Standing::New),
        device(2, Standing::InAws(thing.clone())),
        device(3, Standing::OnThisLink(thing.clone())),
        device(4, Standing::OnAnotherLink(thing)),
    ]);
    let Stop::ChoosingDevices(stop) = &told.journey.stop else { panic!("devices were found") };
    let ticked: Vec<bool> = stop.rows.iter().map(|row| row.chosen).collect();
    let choosable: Vec<bool> = stop.rows.iter().map(crate::journey::Row::is_choosable).collect();
    assert_eq!(ticked, [true, false, false, false]);
    assert_eq!(choosable, [true, true, false, false]);
}

#[test]
fn a_device_whose_id_has_a_dot_and_no_material_cannot_be_made() {
    let mut dotted = device(1, Standing::New);
    dotted.device.connector_device_id = ConnectorDeviceId::new("a.b");
    let told = Told::with_devices(vec![dotted]);
    let Stop::ChoosingDevices(stop) = &told.journey.stop else { panic!("devices were found") };
    assert!(!stop.rows[0].is_choosable());
}

#[test]
fn the_vendors_material_is_passed_through_untouched() {
    let mut found = device(1, Standing::New);
    found.device.authentication_material = Some("ANY:thing {x}".to_owned());
    let mut told = Told::with_devices(vec![found]);
    told.happens(Event::RegisterChosen);
    let Intent::CreateManagedThing(intent) = told.intents("CreateManagedThing")[0] else {
        panic!("a create")
    };
    assert_eq!(intent.authentication_material, "ANY:thing {x}");
    assert_eq!((intent.owner.as_deref(), intent.name.as_deref()), (Some("C-1"), Some("Lamp 1")));
}

/// Answers until nothing more is asked for.
fn run_to_the_end(told: &mut Told, mut effects: Vec<Effect>) {
    while !effects.is_empty() {
        let confirmations = effects.iter().any(|effect| matches!(effect, Effect::Confirm { .. }));
        effects = told.goes_well(effects);
        if confirmations {
            let Stop::Registering(stop) = &told.journey.stop else { return };
            let registered = Ok(stop.rows.iter().filter_map(|row| row.thing.clone()).collect());
            let generation = told.journey.generation;
            effects.extend(told.happens(Event::Confirmed { generation, registered }));
        }
    }
}

#[test]
fn thirty_devices_are_made_registered_and_confirmed_side_by_side() {
    let mut told = Told::with_devices((0..30).map(|number| device(number, Standing::New)).collect());
    let begun = told.happens(Event::RegisterChosen);
    assert_eq!(begun.len(), SIDE_BY_SIDE);
    run_to_the_end(&mut told, begun);
    let Stop::Done(done) = &told.journey.stop else { panic!("{:?}", told.journey.stop) };
    assert_eq!((done.confirmed(), done.failed(), done.is_complete()), (30, 0, true));
    assert_eq!(told.intents("CreateManagedThing").len(), 30);
    assert_eq!(told.intents("RegisterAccountAssociation").len(), 30);
}

#[test]
fn a_device_that_met_a_conflict_is_looked_for_and_adopted() {
    let mut told = Told::with_devices(vec![device(1, Standing::New)]);
    let Effect::Perform(intent) = told.happens(Event::RegisterChosen).remove(0) else { panic!("a create") };
    let conflict = Err(Problem::before_sending(ProblemKind::Conflict));
    let asked = told.happens(Event::Performed { intent, result: conflict });
    let device = ConnectorDeviceId::new("device-1");
    assert_eq!(asked, [Effect::FindThing { device: device.clone() }]);
    let found = Ok(Some(ManagedThingId::new("there")));
    let next = told.happens(Event::ThingFound { device, found });
    assert!(
        matches!(&next[0], Effect::Perform(Intent::RegisterAccountAssociation(intent)) if intent.managed_thing_id.as_str() == "there")
    );
    assert_eq!(told.intents("CreateManagedThing").len(), 1);
}

#[test]
fn what_failed_is_retried_with_the_token_it_had_and_the_rest_is_left_alone() {
    let mut told = Told::with_devices((0..2).map(|number| device(number, Standing::New)).collect());
    let mut begun = told.happens(Event::RegisterChosen);
    let Effect::Perform(failing) = begun.remove(0) else { panic!("a create") };
    told.happens(Event::Performed { intent: failing.clone(), result: Err(problem(false)) });
    run_to_the_end(&mut told, begun);
    let Stop::Registering(stop) = &told.journey.stop else { panic!("{:?}", told.journey.stop) };
    assert!(stop.is_settled());
    assert_eq!((stop.confirmed(), stop.failed()), (1, 1));
    let again = told.happens(Event::TryAgain);
    assert_eq!(again, [Effect::Perform(failing)]);
    run_to_the_end(&mut told, again);
    assert!(matches!(&told.journey.stop, Stop::Done(done) if done.confirmed() == 2));
}

#[test]
fn a_registration_aws_never_lists_fails_after_eight_listings_and_is_not_done() {
    let mut told = Told::with_devices(vec![device(1, Standing::New)]);
    let made = told.happens(Event::RegisterChosen);
    let registered = told.goes_well(made);
    told.goes_well(registered);
    for _ in 0..MAX_CONFIRMATIONS {
        let generation = told.journey.generation;
        told.happens(Event::Confirmed { generation, registered: Ok(Vec::new()) });
    }
    let Stop::Registering(stop) = &told.journey.stop else { panic!("{:?}", told.journey.stop) };
    assert!(matches!(&stop.rows[0].progress, Progress::Failed { at: DeviceStep::Confirm, .. }));
    let again = told.happens(Event::TryAgain);
    assert!(
        matches!(again[..], [Effect::Confirm { attempt: 1, .. }]),
        "it is registered; only the listing is asked again"
    );
}

#[test]
fn starting_again_removes_the_link_first_and_makes_the_next_under_its_own_marker() {
    let mut told = Told::with_devices(vec![device(1, Standing::New)]);
    let removal = told.happens(Event::Remove { then: AfterRemoval::StartAgain { line: line(2) } });
    assert_eq!(told.intents("CreateAccountAssociation").len(), 1);
    told.goes_well(removal);
    let creates = told.intents("CreateAccountAssociation");
    let tokens: Vec<&str> = creates
        .iter()
        .map(|intent| match intent {
            Intent::CreateAccountAssociation(create) => create.client_token.as_str(),
            _ => panic!("a create"),
        })
        .collect();
    assert_eq!(tokens.len(), 2);
    assert_ne!(tokens[0], tokens[1]);
    assert_eq!(told.journey.customer.spelling, "Müller");
}

#[test]
fn a_link_that_is_gone_already_counts_as_removed() {
    let mut told = Told::with_devices(vec![device(1, Standing::New)]);
    let Effect::Perform(intent) = told.happens(Event::Remove { then: AfterRemoval::Nothing }).remove(0)
    else {
        panic!("a removal")
    };
    let gone = Err(Problem::before_sending(ProblemKind::Gone));
    told.happens(Event::Performed { intent, result: gone });
    assert_eq!(told.journey.stop, Stop::Removed);
}

#[test]
fn finishing_in_part_is_not_complete() {
    let told = Told::with_devices(vec![device(1, Standing::New)]);
    let Stop::ChoosingDevices(stop) = &told.journey.stop else { panic!("devices were found") };
    assert!(!Done::new(stop.rows.clone(), NOW, false).is_complete());
    assert!(!Done::new(crate::journey::Rows::default(), NOW, false).is_complete());
}

#[test]
fn a_link_without_a_sign_in_page_is_told_from_a_company_credential() {
    let mut told = Told::begin();
    let begun = told.effects.clone();
    told.goes_well(begun);
    let without =
        AccountAssociation { o_auth_authorization_url: String::new(), ..link(AssociationState::InProgress) };
    told.happens(Event::LinkSeen { generation: 0, seen: Ok(without.clone()) });
    let page = |told: &Told| match &told.journey.stop {
        Stop::AwaitingSignIn(stop) => stop.page.clone(),
        other => panic!("{other:?}"),
    };
    use crate::journey::SignInPage;
    assert_eq!(page(&told), SignInPage::Refused(crate::AddressRefusal::Missing));
    let with = AccountAssociation { auth_material_name: Some("key".to_owned()), ..without };
    told.happens(Event::LinkSeen { generation: 0, seen: Ok(with) });
    assert_eq!(page(&told), SignInPage::NotNeeded);
}
