//! One customer, one link: whatever is clicked, dropped or lost.

use contract::{CreatingView, JourneyForm, LineState, NothingForm, ProblemKindView, StopView};
use serde_json::json;

use crate::setting::{Setting, customer};

#[tokio::test]
async fn fifty_clicks_on_create_make_one_link() {
    let setting = Setting::start().await;
    let mut clicks = tokio::task::JoinSet::new();
    for _ in 0..50 {
        let desk = setting.desk.clone();
        clicks.spawn(async move {
            desk.create_account_association(customer("brightwell-lighting", "Miller")).await
        });
    }
    for clicked in clicks.join_all().await {
        clicked.unwrap();
    }
    assert_eq!(setting.committed("CreateAccountAssociation"), 1);
}

#[tokio::test]
async fn leaving_and_creating_again_on_purpose_opens_the_link_that_waits() {
    let setting = Setting::start().await;
    setting.desk.create_account_association(customer("brightwell-lighting", "Miller")).await.unwrap();
    let first = setting.link();
    setting.desk.leave_journey(NothingForm {}).await.unwrap();
    let mut again = customer("brightwell-lighting", "Miller");
    again.draft_id = "another draft".to_owned();
    setting.desk.create_account_association(again).await.unwrap();
    assert_eq!(setting.link(), first);
    assert_eq!(setting.committed("CreateAccountAssociation"), 1);
}

/// N3, with the connection ended by the service.
#[tokio::test]
async fn an_answer_lost_after_the_commit_is_asked_for_again_with_the_same_token() {
    let setting = Setting::start().await;
    setting.fault(json!({ "operation": "CreateAccountAssociation", "times": 1, "fault": { "kind": "drop-after-commit" } }));
    setting.desk.create_account_association(customer("brightwell-lighting", "Miller")).await.unwrap();
    assert!(matches!(setting.open().stop, StopView::SignIn { .. }));
    assert_eq!(setting.committed("CreateAccountAssociation"), 1);
    let asked = setting.ledger()["requests"]["CreateAccountAssociation"].as_u64().unwrap();
    assert!(asked >= 2, "{asked} requests");
    setting.check_invariants();
}

#[tokio::test]
async fn an_unclear_create_stays_and_trying_again_cannot_double_it() {
    let setting = Setting::start().await;
    setting.fault(json!({ "operation": "CreateAccountAssociation", "times": 4, "fault": { "kind": "drop-after-commit" } }));
    setting.desk.create_account_association(customer("brightwell-lighting", "Miller")).await.unwrap();
    let StopView::Creating { problem: Some(problem), .. } = setting.open().stop else {
        panic!("{:?}", setting.open().stop)
    };
    assert!(problem.meaning.contains("cannot be done twice"), "{problem:?}");
    assert_eq!(setting.desk.subscribe().borrow().waiting[0].state, LineState::CreateUnclear);
    setting.desk.try_again(setting.journey()).await.unwrap();
    setting.wait_at("the link", |stop| matches!(stop, StopView::SignIn { .. }).then_some(())).await;
    assert_eq!(setting.committed("CreateAccountAssociation"), 1);
    setting.check_invariants();
}

#[tokio::test]
async fn a_refused_create_leaves_nothing_behind_and_the_form_can_be_sent_again() {
    let setting = Setting::start().await;
    setting.fault(json!({
        "operation": "CreateAccountAssociation", "times": 1,
        "fault": { "kind": "missing-permission", "action": "secretsmanager:GetSecretValue" }
    }));
    let problem =
        setting.desk.create_account_association(customer("brightwell-lighting", "Miller")).await.unwrap_err();
    assert_eq!(problem.kind, ProblemKindView::AskForPermission);
    assert!(problem.meaning.contains("secretsmanager:GetSecretValue"), "{problem:?}");
    assert!(problem.meaning.contains("Nothing was changed."));
    assert!(problem.for_cloud_team.is_some() && problem.request_id.is_some());
    assert!(setting.desk.subscribe().borrow().open.is_none());
    setting.desk.create_account_association(customer("brightwell-lighting", "Miller")).await.unwrap();
    assert_eq!(setting.committed("CreateAccountAssociation"), 1);
}

#[tokio::test]
async fn a_settled_link_of_the_same_customer_does_not_stand_in_the_way() {
    let setting = Setting::start().await;
    let form = customer("northgate-locks", "Keller 4 OG");
    setting.desk.create_account_association(form).await.unwrap();
    assert_eq!(setting.committed("CreateAccountAssociation"), 1, "the other one had failed");
}

#[tokio::test]
async fn a_name_aws_would_refuse_is_refused_here_and_nothing_is_sent() {
    let setting = Setting::start().await;
    let mut bad_owner = customer("brightwell-lighting", "Miller");
    bad_owner.owner = Some("a b".to_owned());
    let mut bad_tag = customer("brightwell-lighting", "Miller");
    bad_tag.tags = vec![contract::TagForm { key: "aws:x".to_owned(), value: String::new() }];
    let forms = [
        customer("brightwell-lighting", "'''"),
        customer("brightwell-lighting", ""),
        customer("brightwell-lighting", &"a".repeat(129)),
        customer("", "Miller"),
        bad_owner,
        bad_tag,
    ];
    for form in forms {
        let problem = setting.desk.create_account_association(form).await.unwrap_err();
        assert_eq!(problem.kind, ProblemKindView::CorrectInput, "{problem:?}");
        assert!(problem.meaning.contains("Nothing was sent."));
    }
    assert!(setting.ledger()["requests"].get("CreateAccountAssociation").is_none());
}

#[tokio::test]
async fn a_device_cloud_that_vanished_is_said_before_anything_is_made() {
    let setting = Setting::start().await;
    let problem =
        setting.desk.create_account_association(customer("no-such-cloud", "Miller")).await.unwrap_err();
    assert_eq!(problem.kind, ProblemKindView::LookAgain);
    assert_eq!(setting.committed("CreateAccountAssociation"), 0);
}

#[tokio::test]
async fn a_journey_that_is_over_is_said_to_be_over() {
    let setting = Setting::start().await;
    let gone = JourneyForm { journey_id: "gone".to_owned() };
    assert!(setting.desk.open_journey(gone.clone()).await.is_err());
    assert!(setting.desk.register_devices(gone).await.is_err());
}

#[tokio::test]
async fn a_removed_link_is_gone_from_aws_and_from_waiting() {
    let setting = Setting::start().await;
    setting.desk.create_account_association(customer("brightwell-lighting", "Miller")).await.unwrap();
    setting.desk.remove_link(setting.journey()).await.unwrap();
    setting.wait_at("the removal", |stop| matches!(stop, StopView::Removed).then_some(())).await;
    assert_eq!(setting.desk.subscribe().borrow().waiting_count, 0);
    setting.desk.leave_journey(NothingForm {}).await.unwrap();
    assert_eq!(setting.committed("DeleteAccountAssociation"), 1);
}

#[tokio::test]
async fn a_name_is_corrected_in_place() {
    let setting = Setting::start().await;
    setting.desk.create_account_association(customer("brightwell-lighting", "Miler")).await.unwrap();
    let form =
        contract::RenameLinkForm { journey_id: setting.open().journey_id, customer: "Müller".to_owned() };
    setting.desk.rename_link(form).await.unwrap();
    assert_eq!(
        (setting.open().customer.as_str(), setting.open().stored_name.as_str()),
        ("Müller", "Mueller")
    );
    let ledger = setting.ledger();
    let link = setting.link();
    let links = ledger["associations"].as_array().unwrap();
    let made = links.iter().find(|made| made["id"] == link.as_str()).unwrap();
    assert_eq!(made["name"], "Mueller");
    assert!(
        made["description"].as_str().unwrap().contains(" lw-")
            || made["description"].as_str().unwrap().starts_with("made ")
    );
}

#[tokio::test]
async fn two_hundred_waiting_customers_make_a_view_under_eight_kilobytes() {
    let setting = Setting::start().await;
    for number in 0..200 {
        let mut form = customer("brightwell-lighting", &format!("Customer {number}"));
        form.job_number = Some(format!("{}", 4000 + number));
        setting.desk.create_account_association(form).await.unwrap();
    }
    let view = setting.desk.subscribe().borrow().clone();
    assert_eq!(view.waiting_count, 200);
    let size = serde_json::to_string(&view).unwrap().len();
    assert!(size < 8 * 1024, "{size} bytes");
}

#[tokio::test]
async fn with_the_job_number_alone_the_name_stays_on_this_computer() {
    let setting = Setting::start().await;
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
    let problem = setting
        .desk
        .create_account_association(customer("brightwell-lighting", "Miller Flat 3"))
        .await
        .unwrap_err();
    assert!(problem.meaning.contains("job number"), "{problem:?}");
    let mut form = customer("brightwell-lighting", "Miller Flat 3");
    form.job_number = Some("4711".to_owned());
    setting.desk.create_account_association(form).await.unwrap();
    let rename =
        contract::RenameLinkForm { journey_id: setting.open().journey_id, customer: "Muller".to_owned() };
    setting.desk.rename_link(rename).await.unwrap();
    assert_eq!((setting.open().customer.as_str(), setting.open().stored_name.as_str()), ("Muller", "4711"));
    let said = setting.ledger().to_string();
    assert!(!said.contains("Miller Flat 3") && !said.contains("Muller"), "the name was sent");
}

#[tokio::test]
async fn two_drafts_for_one_customer_at_once_make_one_link() {
    let setting = Setting::start().await;
    let mut other = customer("brightwell-lighting", "Miller");
    other.draft_id = "another".to_owned();
    let (first, second) = tokio::join!(
        setting.desk.create_account_association(customer("brightwell-lighting", "Miller")),
        setting.desk.create_account_association(other),
    );
    first.unwrap();
    second.unwrap();
    assert_eq!(setting.committed("CreateAccountAssociation"), 1);
}

#[tokio::test]
async fn a_second_link_of_a_customer_is_made_on_purpose_only() {
    let setting = Setting::start().await;
    let mut form = customer("brightwell-lighting", "Jansen Canal House");
    let problem = setting.desk.create_account_association(form.clone()).await.unwrap_err();
    assert!(problem.title.contains("already has a link"), "{problem:?}");
    form.second_link = true;
    setting.desk.create_account_association(form).await.unwrap();
    assert_eq!(setting.committed("CreateAccountAssociation"), 1);
}

#[tokio::test]
async fn a_lost_answer_is_never_told_as_nothing_was_changed_and_the_link_is_found_by_its_marker() {
    let setting = Setting::start().await;
    setting.fault(json!({ "operation": "CreateAccountAssociation", "times": 4, "fault": { "kind": "drop-after-commit" } }));
    setting.desk.create_account_association(customer("brightwell-lighting", "Miller")).await.unwrap();
    setting.fault(json!({
        "operation": "CreateAccountAssociation", "times": null,
        "fault": { "kind": "missing-permission", "action": "secretsmanager:GetSecretValue" }
    }));
    setting.desk.try_again(setting.journey()).await.unwrap();
    setting.wait_at("the link", |stop| matches!(stop, StopView::SignIn { .. }).then_some(())).await;
    assert_eq!(setting.committed("CreateAccountAssociation"), 1);
    setting.check_invariants();
}

#[tokio::test]
async fn a_refusal_after_a_lost_answer_is_not_taken_for_an_answer_to_the_first_try() {
    let setting = Setting::start().await;
    setting.fault(json!({ "operation": "CreateAccountAssociation", "times": 4, "fault": { "kind": "drop-before-commit" } }));
    setting.desk.create_account_association(customer("brightwell-lighting", "Miller")).await.unwrap();
    setting.fault(json!({
        "operation": "CreateAccountAssociation", "times": null,
        "fault": { "kind": "missing-permission", "action": "secretsmanager:GetSecretValue" }
    }));
    setting.desk.try_again(setting.journey()).await.unwrap();
    let StopView::Creating { phase: CreatingView::Unclear, problem: Some(problem) } = setting.open().stop
    else {
        panic!("{:?}", setting.open().stop)
    };
    assert_eq!(problem.kind, ProblemKindView::AskForPermission);
    assert!(!problem.meaning.contains("Nothing was changed."), "{problem:?}");
    assert!(setting.desk.discard_journey(setting.journey()).await.is_err(), "the first try may still arrive");
    assert_eq!(setting.committed("CreateAccountAssociation"), 0);
}
