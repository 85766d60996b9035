//! A new sign-in at a link that is there: a new page, the same devices, or a
//! warning.

use super::*;
use crate::journey::{AfterRemoval, Channel, Replacing, Stop};

/// A reconnect of a link on which so many devices are registered, as far as the
/// new sign-in page.
fn reconnecting(state: AssociationState, devices: usize) -> Told {
    let (journey, effects) = Journey::reconnect_link(beginning(), &link(state));
    let mut told = Told { journey, effects: effects.clone(), answered: 0 };
    assert!(matches!(effects[..], [Effect::ListKnown { .. }]), "{effects:?}");
    let refresh = lists(&mut told, Ok((0..devices).map(known).collect()));
    assert_eq!(told.intents("StartAccountAssociationRefresh").len(), 1);
    let watching = told.goes_well(refresh);
    assert!(matches!(watching[..], [Effect::WatchSignIn { .. }]), "{watching:?}");
    told
}

fn lists(told: &mut Told, known: Result<Vec<KnownDevice>, Problem>) -> Vec<Effect> {
    told.happens(Event::KnownListed { generation: told.journey.generation, known })
}

fn finds(told: &mut Told, devices: Vec<FoundDevice>) {
    let (generation, discovery) = (told.journey.generation, DeviceDiscoveryId::new("search"));
    told.happens(Event::DevicesFound { generation, discovery, devices });
}

fn registered(number: usize) -> FoundDevice {
    device(number, Standing::OnThisLink(known(number).thing))
}

fn signs_in(told: &mut Told) {
    let search = told.seen(AssociationState::Succeeded);
    told.goes_well(search);
}

#[test]
fn an_expired_link_whose_devices_are_all_found_again_is_done_by_itself() {
    let mut told = reconnecting(AssociationState::RefreshTokenExpired, 3);
    signs_in(&mut told);
    finds(&mut told, (0..3).map(registered).collect());
    let Stop::Done(stop) = &told.journey.stop else { panic!("{:?}", told.journey.stop) };
    assert!(stop.is_complete());
    let comparison = told.journey.comparison().expect("three are known");
    assert_eq!((comparison.known, comparison.found), (3, 3));
    assert!(told.intents("CreateManagedThing").is_empty());
}

#[test]
fn the_old_state_of_an_expired_link_does_not_end_the_new_sign_in() {
    let mut told = reconnecting(AssociationState::RefreshTokenExpired, 1);
    told.seen(AssociationState::RefreshTokenExpired);
    let Stop::AwaitingSignIn(stop) = &told.journey.stop else { panic!("{:?}", told.journey.stop) };
    assert!(!stop.is_settled() && stop.is_old());
    told.seen(AssociationState::InProgress);
    told.seen(AssociationState::RefreshTokenExpired);
    let Stop::AwaitingSignIn(stop) = &told.journey.stop else { panic!("{:?}", told.journey.stop) };
    assert!(stop.is_settled(), "AWS told another state between, so this one is new");
}

#[test]
fn a_link_that_worked_leads_on_only_when_a_person_says_so_or_aws_told_another_state() {
    let mut told = reconnecting(AssociationState::Succeeded, 1);
    assert_eq!(told.seen(AssociationState::Succeeded), Vec::new());
    let Stop::AwaitingSignIn(stop) = &told.journey.stop else { panic!("{:?}", told.journey.stop) };
    assert!(stop.needs_a_word());
    let search = told.happens(Event::SaidSignedIn);
    assert!(matches!(told.journey.stop, Stop::FindingDevices(_)), "{search:?}");

    let mut other = reconnecting(AssociationState::Succeeded, 1);
    other.seen(AssociationState::InProgress);
    other.seen(AssociationState::Succeeded);
    assert!(matches!(other.journey.stop, Stop::FindingDevices(_)));
}

#[test]
fn nobody_can_say_signed_in_where_aws_tells_it() {
    let mut told = reconnecting(AssociationState::RefreshTokenExpired, 1);
    assert_eq!(told.happens(Event::SaidSignedIn), Vec::new());
    assert!(matches!(told.journey.stop, Stop::AwaitingSignIn(_)));
}

#[test]
fn another_account_is_told_with_its_counts_and_nothing_is_ticked_made_or_registered() {
    let mut told = reconnecting(AssociationState::RefreshTokenExpired, 12);
    signs_in(&mut told);
    let others = (20..25).map(|number| device(number, Standing::New)).collect();
    finds(&mut told, others);
    let comparison = told.journey.comparison().expect("twelve are known");
    assert_eq!((comparison.known, comparison.found), (12, 0));
    assert!(comparison.is_another_account());
    let Stop::ChoosingDevices(stop) = &told.journey.stop else { panic!("{:?}", told.journey.stop) };
    assert!(stop.rows.iter().all(|row| !row.chosen));
    assert!(told.intents("CreateManagedThing").is_empty());
    assert!(told.intents("RegisterAccountAssociation").is_empty());

    let again = told.happens(Event::NewSignInPage);
    assert!(matches!(again[..], [Effect::Perform(Intent::StartAccountAssociationRefresh(_))]), "{again:?}");
    told.goes_well(again);
    told.seen(AssociationState::InProgress);
    signs_in(&mut told);
    finds(&mut told, (0..12).map(registered).collect());
    assert!(matches!(told.journey.stop, Stop::Done(_)), "the right account ends it");
}

#[test]
fn no_device_at_all_after_a_reconnect_counts_as_none_of_those_known() {
    let mut told = reconnecting(AssociationState::RefreshTokenExpired, 12);
    signs_in(&mut told);
    finds(&mut told, Vec::new());
    assert!(told.journey.comparison().expect("twelve are known").is_another_account());
    assert!(!told.happens(Event::NewSignInPage).is_empty(), "a new page can be had");
}

#[test]
fn what_lost_its_registration_is_ticked_and_what_is_new_is_not() {
    let mut told = reconnecting(AssociationState::RefreshTokenExpired, 3);
    signs_in(&mut told);
    let lost = device(2, Standing::InAws(known(2).thing));
    finds(&mut told, vec![registered(0), registered(1), lost, device(7, Standing::New)]);
    let Stop::ChoosingDevices(stop) = &told.journey.stop else { panic!("{:?}", told.journey.stop) };
    let chosen: Vec<bool> = stop.rows.iter().map(|row| row.chosen).collect();
    assert_eq!(chosen, [false, false, true, false]);
    told.happens(Event::RegisterChosen);
    assert!(told.intents("CreateManagedThing").is_empty(), "the device in AWS is taken");
    assert_eq!(told.intents("RegisterAccountAssociation").len(), 1);
}

#[test]
fn without_the_permission_to_list_devices_a_person_compares() {
    let (journey, effects) =
        Journey::reconnect_link(beginning(), &link(AssociationState::RefreshTokenExpired));
    let mut told = Told { journey, effects, answered: 0 };
    let action = "iotmanagedintegrations:ListManagedThingAccountAssociations".to_owned();
    let refused = Problem::before_sending(ProblemKind::AskForPermission { action });
    let refresh = lists(&mut told, Err(refused));
    told.goes_well(refresh);
    signs_in(&mut told);
    finds(&mut told, vec![registered(0)]);
    assert_eq!(told.journey.comparison(), None);
    assert!(matches!(told.journey.stop, Stop::ChoosingDevices(_)));
}

#[test]
fn a_refused_new_page_says_why_and_the_former_sign_in_can_be_gone_back_to() {
    let mut told = Told::begin();
    let begun = told.effects.clone();
    told.goes_well(begun);
    told.happens(Event::HandedOver { channel: Channel::QrCode });
    told.happens(Event::NewSignInPage);
    let refresh = lists(&mut told, Ok(Vec::new()));
    let [Effect::Perform(intent)] = refresh.as_slice() else { panic!("{refresh:?}") };
    let conflict = Problem::before_sending(ProblemKind::Conflict);
    told.happens(Event::Performed { intent: intent.clone(), result: Err(conflict.clone()) });
    let Stop::Refreshing(stop) = &told.journey.stop else { panic!("{:?}", told.journey.stop) };
    assert_eq!(stop.problem.as_ref(), Some(&conflict));
    let watching = told.happens(Event::Back);
    assert!(matches!(watching[..], [Effect::WatchSignIn { .. }]), "{watching:?}");
    let Stop::AwaitingSignIn(stop) = &told.journey.stop else { panic!("{:?}", told.journey.stop) };
    assert!(stop.handed_over.is_some() && stop.replaced_at.is_none());
}

#[test]
fn a_page_that_was_given_out_is_marked_replaced_when_a_new_one_is_there() {
    let mut told = Told::begin();
    let begun = told.effects.clone();
    told.goes_well(begun);
    told.happens(Event::HandedOver { channel: Channel::QrCode });
    told.happens(Event::NewSignInPage);
    let refresh = lists(&mut told, Ok(Vec::new()));
    told.goes_well(refresh);
    let Stop::AwaitingSignIn(stop) = &told.journey.stop else { panic!("{:?}", told.journey.stop) };
    assert_eq!((stop.replaced_at, stop.handed_over), (Some(NOW), None));
}

#[test]
fn a_refresh_whose_answer_was_lost_is_asked_for_again_after_a_restart() {
    let (journey, effects) =
        Journey::reconnect_link(beginning(), &link(AssociationState::RefreshTokenExpired));
    let mut told = Told { journey, effects, answered: 0 };
    lists(&mut told, Ok(vec![known(0)]));
    let (journey, effects) = told.journey.clone().take_up(AddressPolicy::Live, NOW);
    told.journey = journey;
    assert!(
        matches!(effects[..], [Effect::Perform(Intent::StartAccountAssociationRefresh(_))]),
        "{effects:?}"
    );
}

#[test]
fn a_failed_link_stays_open_until_aws_tells_something_new() {
    let failed = AccountAssociation {
        error_message: Some("access denied".to_owned()),
        ..link(AssociationState::Failed)
    };
    let (journey, effects) = Journey::reconnect_link(beginning(), &failed);
    let mut told = Told { journey, effects, answered: 0 };
    let refresh = lists(&mut told, Ok(Vec::new()));
    told.goes_well(refresh);
    let generation = told.journey.generation;
    told.happens(Event::LinkSeen { generation, seen: Ok(failed.clone()) });
    let is_settled = |told: &Told| match &told.journey.stop {
        Stop::AwaitingSignIn(stop) => stop.is_settled(),
        _ => false,
    };
    assert!(!is_settled(&told));
    let again = AccountAssociation { error_message: Some("server error".to_owned()), ..failed };
    told.happens(Event::LinkSeen { generation, seen: Ok(again) });
    assert!(is_settled(&told), "another reason is another failure");
}

#[test]
fn the_only_new_device_takes_the_place_of_the_old_one_with_name_and_owner() {
    let replacing = Replacing {
        thing: known(0).thing,
        name: Some("Hall lamp".to_owned()),
        owner: Some("C-9".to_owned()),
        by: None,
    };
    let (journey, effects) =
        Journey::replace_device(beginning(), &link(AssociationState::Succeeded), replacing);
    let mut told = Told { journey, effects: effects.clone(), answered: 0 };
    told.goes_well(effects);
    finds(&mut told, vec![registered(0), registered(1), device(5, Standing::New)]);
    told.happens(Event::RegisterChosen);
    let made = told.intents("CreateManagedThing");
    let [Intent::CreateManagedThing(made)] = made[..] else { panic!("{made:?}") };
    assert_eq!((made.name.as_deref(), made.owner.as_deref()), (Some("Hall lamp"), Some("C-9")));
}

#[test]
fn of_several_new_devices_one_takes_the_place_and_gives_the_name_back_when_another_is_chosen() {
    let replacing =
        Replacing { thing: known(0).thing, name: Some("Hall lamp".to_owned()), owner: None, by: None };
    let (journey, effects) =
        Journey::replace_device(beginning(), &link(AssociationState::Succeeded), replacing);
    let mut told = Told { journey, effects: effects.clone(), answered: 0 };
    told.goes_well(effects);
    finds(&mut told, vec![device(5, Standing::New), device(6, Standing::New)]);
    let names = |told: &Told| match &told.journey.stop {
        Stop::ChoosingDevices(stop) => {
            stop.rows.iter().map(|row| (row.chosen, row.name.clone())).collect::<Vec<_>>()
        }
        _ => Vec::new(),
    };
    assert!(names(&told).iter().all(|(chosen, _)| !chosen), "a person says which");
    for (number, expected) in
        [(5, [(true, "Hall lamp"), (false, "Lamp 6")]), (6, [(false, "Lamp 5"), (true, "Hall lamp")])]
    {
        let devices = vec![ConnectorDeviceId::new(format!("device-{number}"))];
        told.happens(Event::Choose { devices, chosen: true });
        let expected = expected.map(|(chosen, name)| (chosen, name.to_owned()));
        assert_eq!(names(&told), expected);
    }
}

#[test]
fn devices_to_be_brought_are_registered_as_soon_as_all_are_found_and_no_others() {
    let things = vec![known(0).thing, known(1).thing];
    let begin = || Journey::bring_devices(beginning(), &link(AssociationState::Succeeded), things.clone());
    let in_aws = |number| device(number, Standing::InAws(known(number).thing));
    let (journey, effects) = begin();
    let mut told = Told { journey, effects: effects.clone(), answered: 0 };
    told.goes_well(effects);
    finds(&mut told, vec![in_aws(0), in_aws(1), in_aws(2), device(3, Standing::New)]);
    assert_eq!(told.intents("RegisterAccountAssociation").len(), 2);
    assert!(told.intents("CreateManagedThing").is_empty());

    let (journey, effects) = begin();
    let mut short = Told { journey, effects: effects.clone(), answered: 0 };
    short.goes_well(effects);
    finds(&mut short, vec![in_aws(0), device(3, Standing::New)]);
    let Stop::ChoosingDevices(stop) = &short.journey.stop else { panic!("{:?}", short.journey.stop) };
    assert_eq!(stop.rows.iter().map(|row| row.chosen).collect::<Vec<_>>(), [true, false]);
    assert!(short.intents("RegisterAccountAssociation").is_empty(), "one is missing: a person decides");
}

#[test]
fn a_new_link_in_place_of_the_one_that_was_reconnected_begins_as_any_new_one() {
    let mut told = reconnecting(AssociationState::RefreshTokenExpired, 3);
    let removal = told.happens(Event::Remove { then: AfterRemoval::StartAgain { line: line(7) } });
    let create = told.goes_well(removal);
    told.goes_well(create);
    assert_eq!(told.journey.reconnect, None);
    signs_in(&mut told);
    finds(&mut told, vec![device(0, Standing::New)]);
    let Stop::ChoosingDevices(stop) = &told.journey.stop else { panic!("{:?}", told.journey.stop) };
    assert!(stop.rows[0].chosen, "new devices are ticked on a new link");
}

#[test]
fn without_anything_to_compare_no_new_device_is_ticked() {
    let (journey, effects) =
        Journey::reconnect_link(beginning(), &link(AssociationState::RefreshTokenExpired));
    let mut told = Told { journey, effects, answered: 0 };
    let action = "iotmanagedintegrations:ListManagedThingAccountAssociations".to_owned();
    let refresh = lists(&mut told, Err(Problem::before_sending(ProblemKind::AskForPermission { action })));
    told.goes_well(refresh);
    signs_in(&mut told);
    finds(&mut told, (0..5).map(|number| device(number, Standing::New)).collect());
    let Stop::ChoosingDevices(stop) = &told.journey.stop else { panic!("{:?}", told.journey.stop) };
    assert!(stop.rows.iter().all(|row| !row.chosen));
}

#[test]
fn a_new_sign_in_forgets_what_was_to_be_replaced_or_brought() {
    let replacing =
        Replacing { thing: known(0).thing, name: Some("Hall lamp".to_owned()), owner: None, by: None };
    let link = link(AssociationState::Succeeded);
    let begun = [
        Journey::replace_device(beginning(), &link, replacing),
        Journey::bring_devices(beginning(), &link, vec![known(7).thing]),
    ];
    for (journey, effects) in begun {
        let mut told = Told { journey, effects: effects.clone(), answered: 0 };
        told.goes_well(effects);
        finds(&mut told, Vec::new());
        told.happens(Event::NewSignInPage);
        let refresh = lists(&mut told, Ok((0..12).map(known).collect()));
        told.goes_well(refresh);
        told.seen(AssociationState::InProgress);
        signs_in(&mut told);
        let strangers = vec![device(40, Standing::New), device(41, Standing::InAws(known(7).thing))];
        finds(&mut told, strangers);
        let Stop::ChoosingDevices(stop) = &told.journey.stop else { panic!("{:?}", told.journey.stop) };
        assert!(stop.rows.iter().all(|row| !row.chosen), "{stop:?}");
        assert!(told.intents("RegisterAccountAssociation").is_empty());
    }
}

#[test]
fn only_the_device_that_was_chosen_for_it_replaces_another() {
    let replacing =
        Replacing { thing: known(0).thing, name: Some("Hall lamp".to_owned()), owner: None, by: None };
    let (journey, effects) =
        Journey::replace_device(beginning(), &link(AssociationState::Succeeded), replacing);
    let mut told = Told { journey, effects: effects.clone(), answered: 0 };
    told.goes_well(effects);
    finds(&mut told, vec![device(5, Standing::New)]);
    let made = told.happens(Event::RegisterChosen);
    let registered = told.goes_well(made);
    told.goes_well(registered);
    assert_eq!(told.journey.replaced(), None, "AWS has not confirmed it");
    let thing = told.intents("RegisterAccountAssociation").first().map(|intent| match intent {
        Intent::RegisterAccountAssociation(it) => it.managed_thing_id.clone(),
        _ => panic!("another intent"),
    });
    let registered = Ok(thing.into_iter().collect());
    told.happens(Event::Confirmed { generation: told.journey.generation, registered });
    assert!(told.journey.replaced().is_some(), "{:?}", told.journey.stop);
    told.happens(Event::FindAgain);
    assert_eq!(told.journey.replacing, None, "once is enough");
}
