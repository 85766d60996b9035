//! The page of one link: what is known of it, its devices, and changing them.

use contract::{
    DeviceAnswerView, DeviceStandingView, EditDeviceForm, EditLinkForm, EditTagsForm, LinkDeviceForm,
    LinkDevicesPage, LinkStateView, LinkView, ListLinkDevicesForm, TagForm,
};
use onboarding::DescriptionLine;
use serde_json::json;
use tests::links::listed;

use crate::{
    reconnected::{linked, of, state},
    setting::Setting,
};

/// Waits until the page of the link answers the question.
async fn shows<T>(setting: &Setting, link: &str, question: impl Fn(&LinkView) -> Option<T>) -> T {
    let mut views = setting.desk.subscribe();
    let asked = async {
        loop {
            views.borrow_and_update();
            if let Ok(view) = setting.desk.get_link(of(link)).await
                && let Some(answer) = question(&view)
            {
                return answer;
            }
            views.changed().await.unwrap();
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(20), asked).await.expect("the page shows it")
}

async fn devices(setting: &Setting, link: &str, fits: impl Fn(&LinkDevicesPage) -> bool) -> LinkDevicesPage {
    let mut views = setting.desk.subscribe();
    let asked = async {
        loop {
            views.borrow_and_update();
            let form = ListLinkDevicesForm {
                account_association_id: link.to_owned(),
                search: String::new(),
                offset: 0,
            };
            if let Ok(page) = setting.desk.list_link_devices(form).await
                && fits(&page)
            {
                return page;
            }
            views.changed().await.unwrap();
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(20), asked).await.expect("the page lists them")
}

#[tokio::test]
async fn a_link_is_shown_with_its_devices_and_what_they_last_reported() {
    let setting = Setting::start().await;
    let link = linked(&setting, "Miller", 3).await;
    setting.desk.look_at_link(of(&link)).await.unwrap();
    let view = shows(&setting, &link, |view| view.cloud.is_some().then(|| view.clone())).await;
    assert_eq!((view.name.as_deref(), view.state), (Some("Miller"), LinkStateView::SignedIn));
    assert!(view.made_on.is_some());
    let page = devices(&setting, &link, |page| !page.loading && page.rows.len() == 3).await;
    assert!(page.rows.iter().all(|row| row.standing == DeviceStandingView::Registered), "{page:#?}");
    assert!(page.rows.iter().all(|row| row.connected.is_some()), "{page:#?}");
    setting.desk.leave_link(of(&link)).await.unwrap();
}

#[tokio::test]
async fn half_made_and_isolated_devices_of_the_customer_are_shown_apart() {
    let setting = Setting::start().await;
    let jansen = "a55c1a7ed00000000000000000000001";
    setting.desk.look_at_link(of(jansen)).await.unwrap();
    let page = devices(&setting, jansen, |page| !page.loading && page.rows.len() >= 3).await;
    assert_eq!((page.registered, page.unfinished, page.isolated), (1, 1, 1), "{page:#?}");
}

#[tokio::test]
async fn what_can_be_shown_is_shown_when_the_link_itself_may_not_be_read() {
    let setting = Setting::start().await;
    let link = linked(&setting, "Miller", 2).await;
    setting.desk.list_account_associations(listed("")).await.unwrap();
    setting.fault(json!({
        "operation": "GetAccountAssociation",
        "fault": { "kind": "missing-permission", "action": "secretsmanager:GetSecretValue" }
    }));
    setting.desk.look_at_link(of(&link)).await.unwrap();
    let view = shows(&setting, &link, |view| view.problem.is_some().then(|| view.clone())).await;
    assert_eq!(view.name.as_deref(), Some("Miller"));
    assert!(view.tags.is_none() && !view.gone);
    assert_eq!(devices(&setting, &link, |page| !page.loading).await.registered, 2);
}

#[tokio::test]
async fn a_link_deleted_elsewhere_while_open_says_so_and_keeps_what_was_known() {
    let setting = Setting::start().await;
    let link = linked(&setting, "Miller", 1).await;
    setting.desk.look_at_link(of(&link)).await.unwrap();
    shows(&setting, &link, |view| view.checked_at.map(|_| ())).await;
    setting.fault(json!({
        "operation": "GetAccountAssociation",
        "fault": { "kind": "error", "status": 404, "code": "ResourceNotFoundException", "message": "gone" }
    }));
    let check = contract::GetAccountAssociationForm { account_association_id: link.clone() };
    setting.desk.get_account_association(check).await.unwrap_err();
    let view = shows(&setting, &link, |view| view.gone.then(|| view.clone())).await;
    assert_eq!(view.name.as_deref(), Some("Miller"));
}

#[tokio::test]
async fn a_device_that_is_asked_answers_with_its_state_and_one_that_does_not_has_not_failed() {
    let setting = Setting::start().await;
    let link = linked(&setting, "Miller", 2).await;
    let things = setting.made("managedThings");
    let form = |at: usize| LinkDeviceForm {
        account_association_id: link.clone(),
        managed_thing_id: things[at]["id"].as_str().unwrap().to_owned(),
    };
    let answer = setting.desk.ask_device(form(0)).await.unwrap();
    assert!(matches!(answer, DeviceAnswerView::Answered { .. }), "{answer:?}");
    let silent = json!({ "managedThingId": things[1]["id"], "reachable": false });
    setting.practice("POST", "/practice/things", Some(silent));
    let answer = setting.desk.ask_device(form(1)).await.unwrap();
    assert!(matches!(answer, DeviceAnswerView::AcceptedNoAnswerYet { .. }), "{answer:?}");
}

#[tokio::test]
async fn name_note_and_tags_are_changed_and_our_line_stays() {
    let setting = Setting::start().await;
    let link = linked(&setting, "Miller", 1).await;
    let form = |name: &str, note: &str| EditLinkForm {
        account_association_id: link.clone(),
        name: name.to_owned(),
        note: note.to_owned(),
    };
    let before = setting.made("associations")[0]["description"].as_str().unwrap().to_owned();
    let line = DescriptionLine::split(&before).1.expect("our line");
    let check = setting.desk.check_link_edit(form("Müller, Flat 3", "Second floor")).await.unwrap();
    assert_eq!((check.stored_name.as_deref(), check.converted), (Some("Mueller Flat 3"), true));
    setting.desk.edit_link(form("Müller, Flat 3", "Second floor")).await.unwrap();
    let after = setting.made("associations")[0].clone();
    assert_eq!(after["name"], "Mueller Flat 3");
    let description = after["description"].as_str().unwrap();
    let (note, kept) = DescriptionLine::split(description);
    assert_eq!((note, kept), ("Second floor", Some(line)));

    let tags = |tags: &[(&str, &str)]| EditTagsForm {
        account_association_id: link.clone(),
        tags: tags
            .iter()
            .map(|(key, value)| TagForm { key: (*key).to_owned(), value: (*value).to_owned() })
            .collect(),
    };
    setting.desk.edit_tags(tags(&[("floor", "2"), ("team", "north")])).await.unwrap();
    setting.desk.edit_tags(tags(&[("floor", "3")])).await.unwrap();
    assert_eq!(setting.made("associations")[0]["tags"], json!({ "floor": "3" }));
    let refused = setting.desk.edit_tags(tags(&[("aws:x", "1")])).await.unwrap_err();
    assert!(refused.meaning.contains("Nothing was sent"), "{refused:?}");
    setting.check_invariants();
}

#[tokio::test]
async fn an_own_spelling_never_reaches_aws_by_an_edit_of_something_else() {
    let setting = Setting::start().await;
    let link = linked(&setting, "Miller", 1).await;
    let memo = contract::MemoForm {
        account_association_id: link.clone(),
        spelling: "Frau Müller-Lüdenscheidt".to_owned(),
        note: String::new(),
    };
    setting.desk.save_memo(memo).await.unwrap();
    let view = setting.desk.get_link(of(&link)).await.unwrap();
    let form = |name: &str, note: &str| EditLinkForm {
        account_association_id: link.clone(),
        name: name.to_owned(),
        note: note.to_owned(),
    };
    setting.desk.edit_link(form(view.name.as_deref().unwrap(), "Bell at the back")).await.unwrap();
    let made = setting.made("associations")[0].clone();
    assert_eq!(made["name"], "Miller");
    assert!(made["description"].as_str().unwrap().starts_with("Bell at the back"));

    let settings = contract::SettingsForm {
        technical_view: false,
        theme: contract::ThemeView::System,
        text_size: contract::TextSizeView::Normal,
        company: String::new(),
        telephone: String::new(),
        initials: String::new(),
        private_window_first: true,
        job_number_only: true,
        name_pattern: String::new(),
        log_level: contract::LogLevelView::Usual,
    };
    setting.desk.save_settings(settings).await.unwrap();
    setting.desk.edit_link(form("Real Name", "Bell at the back")).await.unwrap();
    assert_eq!(setting.made("associations")[0]["name"], "Miller", "names stay here with that setting");
    let view = setting.desk.get_link(of(&link)).await.unwrap();
    assert_eq!(view.spelling.as_deref(), Some("Real Name"));
}

#[tokio::test]
async fn a_bundle_made_after_devices_were_taken_off_names_none_of_them() {
    let setting = Setting::start().await;
    let link = linked(&setting, "Miller", 2).await;
    let things = setting.made("managedThings");
    let named = EditDeviceForm {
        account_association_id: link.clone(),
        managed_thing_id: things[0]["id"].as_str().unwrap().to_owned(),
        name: "Annas Leselampe".to_owned(),
        owner: "C-1".to_owned(),
    };
    setting.desk.edit_device(named).await.unwrap();
    for thing in &things {
        let form = contract::RemoveDeviceForm {
            account_association_id: link.clone(),
            managed_thing_id: thing["id"].as_str().unwrap().to_owned(),
            delete: false,
        };
        setting.desk.remove_device(form).await.unwrap();
        setting.wait("the end of that", |view| (view.plans_count == 0).then_some(())).await;
    }
    let bundle = setting.desk.preview_support_bundle(of(&link)).await.unwrap();
    let text = bundle.lines.join("\n");
    assert!(text.contains("Device-"), "{text}");
    for name in ["Annas", "Leselampe", "Miller", things[1]["name"].as_str().unwrap()] {
        assert!(!text.contains(name), "{name} in {text}");
    }
}

#[tokio::test]
async fn a_refused_edit_is_told_and_nothing_waits_for_it() {
    let setting = Setting::start().await;
    let link = linked(&setting, "Miller", 1).await;
    setting.fault(json!({
        "operation": "UpdateAccountAssociation", "times": 1,
        "fault": { "kind": "missing-permission", "action": "iotmanagedintegrations:UpdateAccountAssociation" }
    }));
    let form = EditLinkForm { account_association_id: link, name: "Other".to_owned(), note: String::new() };
    let problem = setting.desk.edit_link(form).await.unwrap_err();
    assert!(problem.meaning.contains("UpdateAccountAssociation"), "{problem:?}");
    assert_eq!(setting.desk.subscribe().borrow().plans_count, 0);
}

#[tokio::test]
async fn a_devices_name_and_owner_are_changed_but_not_taken_away() {
    let setting = Setting::start().await;
    let link = linked(&setting, "Miller", 1).await;
    let thing = setting.made("managedThings")[0]["id"].as_str().unwrap().to_owned();
    let form = |name: &str, owner: &str| EditDeviceForm {
        account_association_id: link.clone(),
        managed_thing_id: thing.clone(),
        name: name.to_owned(),
        owner: owner.to_owned(),
    };
    setting.desk.edit_device(form("Hall lamp", "C-77")).await.unwrap();
    let made = setting.made("managedThings")[0].clone();
    assert_eq!((&made["name"], &made["owner"]), (&json!("Hall lamp"), &json!("C-77")));
    let problem = setting.desk.edit_device(form("Hall lamp", "")).await.unwrap_err();
    assert!(problem.meaning.contains("cannot take an owner away"), "{problem:?}");
    let check = setting.desk.check_device_edit(form("Lamp!", "has space")).await.unwrap();
    assert!(check.name_problem.is_some() && check.owner_problem.is_some(), "{check:?}");
}

#[tokio::test]
async fn the_timeline_of_a_link_tells_of_its_journeys_and_of_work_on_it() {
    let setting = Setting::start().await;
    let link = linked(&setting, "Miller", 1).await;
    let form =
        EditLinkForm { account_association_id: link.clone(), name: "Mills".to_owned(), note: String::new() };
    setting.desk.edit_link(form).await.unwrap();
    state(&setting, &link, "REFRESH_TOKEN_EXPIRED");
    let texts: Vec<String> = setting
        .desk
        .list_link_timeline(of(&link))
        .await
        .unwrap()
        .entries
        .into_iter()
        .map(|one| one.text)
        .collect();
    assert!(texts.iter().any(|text| text.contains("AWS made the link")), "{texts:#?}");
    assert!(texts.iter().any(|text| text.contains("corrected name")), "{texts:#?}");
}
