//! Journeys that begin at a link or a device that is already there.

use contract::{
    DeviceStatus, LinkForm, LinkStateView, ListManagedThingsForm, LookUpIdsForm, ManagedThingStatus,
    ProblemKindView, RegisterAccountAssociationForm, RegisterManagedThingForm, SignInStateView, StopView,
};

use serde_json::json;

use tests::links::listed;

use crate::{
    links::whole,
    setting::{Setting, customer},
};

/// Seeded: signed in, at Brightwell Lighting, one device registered.
const JANSEN: &str = "a55c1a7ed00000000000000000000001";
const SEEBLICK_EXPIRED: &str = "a55c1a7ed00000000000000000000002";
const OKAFOR_WAITING: &str = "a55c1a7ed00000000000000000000003";
const KELLER_FAILED: &str = "a55c1a7ed00000000000000000000005";
const ROSSI_DELETING: &str = "a55c1a7ed00000000000000000000008";
const JANSENS_OTHER_LAMP: &str = "7419600d000000000000000000000002";
const LOCK: &str = "7419600d000000000000000000000005";

pub(crate) fn link(id: &str) -> LinkForm {
    LinkForm { account_association_id: id.to_owned() }
}

async fn open_jansen(setting: &Setting) {
    setting.desk.open_link(link(JANSEN)).await.unwrap();
    setting
        .wait_at("the found devices", |stop| matches!(stop, StopView::ChoosingDevices { .. }).then_some(()))
        .await;
}

#[tokio::test]
async fn an_existing_thing_is_registered_on_an_existing_link_with_exactly_the_three_ids() {
    let setting = Setting::start().await;
    open_jansen(&setting).await;
    let journey_id = setting.open().journey_id;
    let list = ListManagedThingsForm { journey_id: journey_id.clone(), search: String::new(), offset: 0 };
    let things = setting.desk.list_managed_things(list).await.unwrap().rows;
    assert_eq!(things[0].status, ManagedThingStatus::OnNoLink, "those on no link come first: {things:#?}");
    assert_eq!(things[0].managed_thing_id, JANSENS_OTHER_LAMP);
    assert!(things[0].found);

    let thing = RegisterManagedThingForm { journey_id, managed_thing_id: JANSENS_OTHER_LAMP.to_owned() };
    setting.desk.register_managed_thing(thing).await.unwrap();
    setting
        .wait_at("the confirmed device", |stop| {
            matches!(stop, StopView::Done { registered: 1, .. }).then_some(())
        })
        .await;

    let ledger = setting.ledger();
    assert_eq!(setting.committed("CreateAccountAssociation"), 0);
    assert_eq!(setting.committed("CreateManagedThing"), 0);
    let made: Vec<_> = ledger["registrations"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|registration| registration["seeded"] != true)
        .collect();
    assert_eq!(made.len(), 1, "{made:?}");
    assert_eq!(made[0]["managedThingId"], JANSENS_OTHER_LAMP);
    assert_eq!(made[0]["accountAssociationId"], JANSEN);
    assert!(made[0]["deviceDiscoveryId"].as_str().is_some_and(|id| !id.is_empty()));
}

#[tokio::test]
async fn devices_on_the_link_already_are_shown_as_such_and_not_ticked() {
    let setting = Setting::start().await;
    open_jansen(&setting).await;
    let form =
        contract::ListDevicesForm { journey_id: setting.open().journey_id, search: String::new(), offset: 0 };
    let rows = setting.desk.list_devices(form).await.unwrap().rows;
    let of = |name: &str| rows.iter().find(|row| row.name == name).unwrap();
    assert_eq!(of("Gracht voorkamer").status, DeviceStatus::AlreadyRegistered);
    assert!(!of("Gracht voorkamer").choosable);
    assert_eq!(of("Gracht achterkamer").status, DeviceStatus::InAwsAlready);
    assert!(of("Gracht achterkamer").choosable && !of("Gracht achterkamer").chosen);
    assert_eq!(of("Tuin Été").status, DeviceStatus::Changed, "a search before had another name for it");
    assert!(of("Tuin Été").chosen);
}

#[tokio::test]
async fn a_found_device_with_a_thing_is_adopted_and_not_made_again() {
    let setting = Setting::start().await;
    open_jansen(&setting).await;
    let journey_id = setting.open().journey_id;
    let all = contract::ChooseDevicesForm { journey_id, connector_device_ids: Vec::new(), chosen: true };
    setting.desk.choose_devices(all).await.unwrap();
    setting.desk.register_devices(setting.journey()).await.unwrap();
    setting
        .wait_at("three confirmed", |stop| matches!(stop, StopView::Done { registered: 3, .. }).then_some(()))
        .await;
    assert_eq!(setting.committed("CreateManagedThing"), 1, "two were in AWS already");
    assert_eq!(setting.committed("RegisterAccountAssociation"), 3);
}

/// A search of Jansen's link that ended well, made by hand.
async fn jansens_search(setting: &Setting) -> String {
    open_jansen(setting).await;
    let ledger = setting.ledger();
    let entries = ledger["entries"].as_array().unwrap();
    let started = entries.iter().find(|entry| entry["operation"] == "StartDeviceDiscovery").unwrap();
    started["response"]["Id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn three_pasted_ids_are_shown_in_words_and_registered() {
    let setting = Setting::start().await;
    let search = jansens_search(&setting).await;
    let ids = LookUpIdsForm {
        managed_thing_id: format!(" {JANSENS_OTHER_LAMP}\n"),
        account_association_id: JANSEN.to_owned(),
        device_discovery_id: search.clone(),
    };
    let seen = setting.desk.look_up_ids(ids).await.unwrap();
    assert_eq!(seen.link_name, "Jansen Canal House");
    assert_eq!(seen.device_cloud, "Brightwell Lighting");
    assert_eq!(seen.link_state, LinkStateView::SignedIn);
    assert_eq!(seen.thing_name, "Gracht achterkamer");
    assert_eq!((seen.search_found, seen.problem), (4, None));
    assert_eq!(setting.committed("RegisterAccountAssociation"), 0, "looking up changes nothing");

    let form = RegisterAccountAssociationForm {
        managed_thing_id: JANSENS_OTHER_LAMP.to_owned(),
        account_association_id: JANSEN.to_owned(),
        device_discovery_id: search,
    };
    setting.desk.register_account_association(form).await.unwrap();
    assert_eq!(setting.committed("RegisterAccountAssociation"), 1);
    assert_eq!(setting.committed("CreateManagedThing"), 0);
}

#[tokio::test]
async fn ids_that_do_not_belong_together_are_refused_in_words_before_anything_is_sent() {
    let setting = Setting::start().await;
    let search = jansens_search(&setting).await;
    // A search that found devices, of the locks' link.
    let of_other_link = "d15c0e27000000000000000000000004";
    let cases = [
        (JANSENS_OTHER_LAMP, JANSEN, of_other_link, "another link"),
        (LOCK, JANSEN, search.as_str(), "another device cloud"),
        (JANSENS_OTHER_LAMP, SEEBLICK_EXPIRED, search.as_str(), "no sign-in that works"),
        (JANSENS_OTHER_LAMP, KELLER_FAILED, search.as_str(), "no sign-in that works"),
    ];
    for (thing, link, search, why) in cases {
        let form = RegisterAccountAssociationForm {
            managed_thing_id: thing.to_owned(),
            account_association_id: link.to_owned(),
            device_discovery_id: search.to_owned(),
        };
        let problem = setting.desk.register_account_association(form).await.unwrap_err();
        assert!(problem.meaning.contains(why), "{why}: {problem:?}");
        assert!(problem.meaning.contains("Nothing was sent."));
    }
    assert_eq!(setting.ledger()["requests"]["RegisterAccountAssociation"].as_u64().unwrap_or(0), 0);
}

#[tokio::test]
async fn what_is_no_id_is_refused_at_its_field() {
    let setting = Setting::start().await;
    let cases = [("a b", JANSEN, "x1", "thing"), (LOCK, "a-b", "x1", "link"), (LOCK, JANSEN, "", "search")];
    for (thing, link, search, field) in cases {
        let form = LookUpIdsForm {
            managed_thing_id: thing.to_owned(),
            account_association_id: link.to_owned(),
            device_discovery_id: search.to_owned(),
        };
        let problem = setting.desk.look_up_ids(form).await.unwrap_err();
        let expected = contract::ActionView::CorrectInput { field: Some(field.to_owned()) };
        assert_eq!(problem.action, Some(expected));
    }
    let unknown = LookUpIdsForm {
        managed_thing_id: "nothing".to_owned(),
        account_association_id: JANSEN.to_owned(),
        device_discovery_id: "x1".to_owned(),
    };
    let problem = setting.desk.look_up_ids(unknown).await.unwrap_err();
    assert_eq!(problem.kind, ProblemKindView::LookAgain);
}

#[tokio::test]
async fn an_existing_link_is_entered_at_the_stop_where_it_stands() {
    let setting = Setting::start().await;
    let cases = [
        (OKAFOR_WAITING, SignInStateView::Waiting),
        (KELLER_FAILED, SignInStateView::Failed),
        (SEEBLICK_EXPIRED, SignInStateView::NeedsNewSignIn),
        (ROSSI_DELETING, SignInStateView::BeingRemoved),
    ];
    for (id, expected) in cases {
        setting.desk.open_link(link(id)).await.unwrap();
        let StopView::SignIn { state, .. } = setting.open().stop else {
            panic!("{id}: {:?}", setting.open())
        };
        assert_eq!(state, expected, "{id}");
    }
    open_jansen(&setting).await;
    assert!(setting.open().from_existing_link);
    assert_eq!(setting.open().job_number.as_deref(), Some("4711"), "from the description's line");
}

#[tokio::test]
async fn the_same_link_opened_twice_is_one_journey() {
    let setting = Setting::start().await;
    setting.desk.open_link(link(OKAFOR_WAITING)).await.unwrap();
    let first = setting.open().journey_id;
    setting.desk.hand_over(setting.journey()).await.unwrap();
    setting.desk.leave_journey(contract::NothingForm {}).await.unwrap();
    assert_eq!(setting.desk.subscribe().borrow().waiting_count, 1, "its page was given out");
    setting.desk.open_link(link(OKAFOR_WAITING)).await.unwrap();
    assert_eq!(setting.open().journey_id, first);
}

#[tokio::test]
async fn a_link_that_was_only_looked_at_does_not_stay_under_waiting() {
    let setting = Setting::start().await;
    for id in [OKAFOR_WAITING, KELLER_FAILED, JANSEN] {
        setting.desk.open_link(link(id)).await.unwrap();
        setting.desk.leave_journey(contract::NothingForm {}).await.unwrap();
    }
    assert_eq!(setting.desk.subscribe().borrow().waiting_count, 0);
}

#[tokio::test]
async fn a_waiting_link_made_on_another_desk_is_continued_and_not_made_again() {
    let setting = Setting::start().await;
    whole(&setting.desk, listed("")).await;
    setting.desk.create_account_association(customer("brightwell-lighting", "Okafor Studio")).await.unwrap();
    assert_eq!(setting.link(), OKAFOR_WAITING);
    assert_eq!(setting.committed("CreateAccountAssociation"), 0);
}

#[tokio::test]
async fn links_are_listed_with_their_words_and_found_by_name_and_job_number() {
    let setting = Setting::start().await;
    let list = |search: &str| setting.desk.list_account_associations(listed(search));
    assert_eq!(whole(&setting.desk, listed("")).await.total, 83);
    let by_job = list("4720").await.unwrap();
    assert_eq!(by_job.rows.len(), 1);
    let row = &by_job.rows[0];
    assert_eq!((row.name.as_str(), row.author.as_deref()), ("Okafor Studio", Some("ak")));
    assert_eq!(row.made_on.as_deref(), Some("2026-11-20"));
    assert_eq!(row.state, LinkStateView::WaitingForSignIn);
    assert_eq!(list("no such link").await.unwrap().total, 0);
}

#[tokio::test]
async fn a_link_with_devices_is_not_removed_and_the_journey_stays_where_it_stood() {
    let setting = Setting::start().await;
    open_jansen(&setting).await;
    for refused in
        [setting.desk.start_again(setting.journey()).await, setting.desk.remove_link(setting.journey()).await]
    {
        let problem = refused.unwrap_err();
        assert!(problem.title.contains("registered on this link"), "{problem:?}");
        assert!(matches!(setting.open().stop, StopView::ChoosingDevices { .. }));
    }
    assert_eq!(setting.committed("DeleteAccountAssociation"), 0);
}

#[tokio::test]
async fn a_refused_removal_leaves_the_link_and_the_journey_and_is_watched_on() {
    let setting = Setting::start().await;
    setting.desk.create_account_association(customer("brightwell-lighting", "Miller")).await.unwrap();
    setting.fault(json!({
        "operation": "DeleteAccountAssociation", "times": 1,
        "fault": { "kind": "missing-permission", "action": "iotmanagedintegrations:DeleteAccountAssociation" }
    }));
    let problem = setting.desk.remove_link(setting.journey()).await.unwrap_err();
    assert_eq!(problem.kind, ProblemKindView::AskForPermission);
    assert!(matches!(setting.open().stop, StopView::SignIn { .. }));
    setting.sign_in("miller", "allow");
    setting.wait_at("devices", |stop| matches!(stop, StopView::ChoosingDevices { .. }).then_some(())).await;
}

#[tokio::test]
async fn a_link_opened_twice_at_once_is_one_journey() {
    let setting = Setting::start().await;
    let (first, second) = tokio::join!(
        setting.desk.open_link(link(OKAFOR_WAITING)),
        setting.desk.open_link(link(OKAFOR_WAITING))
    );
    first.unwrap();
    second.unwrap();
    assert_eq!(setting.desk.subscribe().borrow().waiting_count, 1);
}

#[tokio::test]
async fn empty_pages_do_not_make_a_device_on_another_link_look_free() {
    let setting = Setting::start().await;
    setting.fault(json!({
        "operation": "ListManagedThingAccountAssociations", "times": 2, "fault": { "kind": "empty-page" }
    }));
    setting.desk.create_account_association(customer("brightwell-lighting", "Miller")).await.unwrap();
    setting.sign_in("jansen", "allow");
    setting.wait_at("devices", |stop| matches!(stop, StopView::ChoosingDevices { .. }).then_some(())).await;
    let form = contract::ListDevicesForm {
        journey_id: setting.open().journey_id,
        search: "voorkamer".to_owned(),
        offset: 0,
    };
    let rows = setting.desk.list_devices(form).await.unwrap().rows;
    assert_eq!(rows[0].status, DeviceStatus::OnAnotherLink);
    assert!(!rows[0].choosable);
}

#[tokio::test]
async fn what_was_typed_goes_on_with_a_waiting_link() {
    let setting = Setting::start().await;
    let mut form = customer("brightwell-lighting", "Okafor Studio");
    form.owner = Some("C-9".to_owned());
    setting.desk.create_account_association(form).await.unwrap();
    assert_eq!(setting.link(), OKAFOR_WAITING, "also without the list of links on the screen");
    assert_eq!(setting.open().owner.as_deref(), Some("C-9"));
    let form = contract::SetOwnerForm { journey_id: setting.open().journey_id, owner: "C-10".to_owned() };
    setting.desk.set_owner(form).await.unwrap();
    assert_eq!(setting.open().owner.as_deref(), Some("C-10"));
}
