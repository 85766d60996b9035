//! What is in the log after a journey, and what is not. S1 and S13.

use contract::{
    CopyMessageForm, LinkForm, ListDevicesForm, LogLevelView, NothingForm, OpenSignInPageForm, SettingsForm,
    StopView, TagForm, TextSizeView, ThemeView,
};
use serde_json::{Value, json};
use tests::{kept_log::KeptLog, wire::Weather};

use crate::setting::{Setting, customer};

const CUSTOMER: &str = "Canary Müller, Flat 3";
/// As a reader of lines, or somebody with a secret, would take it.
const EVIL: &str = r#"no","level":"error","message":"forged"} see https://evil.example/?state=StateCanary AKIAIOSFODNN7EXAMPLE"#;

/// A link is made, the customer signs in, and all found devices are registered.
/// Gives what may be in no line.
async fn a_journey(setting: &Setting) -> Vec<String> {
    let desk = &setting.desk;
    let mut form = customer("brightwell-lighting", CUSTOMER);
    form.owner = Some("OwnerCanary".to_owned());
    form.job_number = Some("JobCanary4711".to_owned());
    form.note = Some("NoteCanary at the back".to_owned());
    form.tags = vec![TagForm { key: "TagCanary".to_owned(), value: "ValueCanary".to_owned() }];
    desk.create_account_association(form).await.unwrap();
    let journey_id = setting.open().journey_id;
    let page = OpenSignInPageForm { journey_id: journey_id.clone(), private_window: true };
    desk.open_sign_in_page(page).await.unwrap();
    let text = "[sign-in address]".to_owned();
    desk.copy_message(CopyMessageForm { journey_id: journey_id.clone(), text }).await.unwrap();
    let address = setting.computer.opened().remove(0).0;
    setting.sign_in("miller", "allow");
    setting
        .wait_at("the found devices", |stop| matches!(stop, StopView::ChoosingDevices { .. }).then_some(()))
        .await;
    let form = ListDevicesForm { journey_id, search: String::new(), offset: 0 };
    let rows = desk.list_devices(form).await.unwrap().rows;
    desk.register_devices(setting.journey()).await.unwrap();
    setting.wait_at("the end", |stop| matches!(stop, StopView::Done { .. }).then_some(())).await;
    let mut canaries: Vec<String> = ["Canary", "Müller", "Mueller"].into_iter().map(str::to_owned).collect();
    let query = address.split_once('?').map(|(_, query)| query.to_owned());
    canaries.extend(query);
    canaries.push(address);
    for row in rows {
        canaries.extend([row.name, row.connector_device_id]);
    }
    canaries.retain(|canary| canary.len() > 4);
    canaries
}

fn count(lines: &[Value], fits: impl Fn(&Value) -> bool) -> usize {
    lines.iter().filter(|line| fits(line)).count()
}

#[tokio::test]
async fn a_whole_journey_is_told_by_its_requests_and_stops_and_names_nobody() {
    let kept = KeptLog::detailed();
    let setting = Setting::start_with(|ports| desk::Ports { logs: kept.port(), ..ports }).await;
    let level = SettingsForm { log_level: LogLevelView::Detailed, ..settings() };
    setting.desk.save_settings(level).await.unwrap();
    let canaries = a_journey(&setting).await;
    let (link, requests) = (setting.link(), setting.ledger()["requests"].clone());
    let keys: Vec<String> = setting.keys();
    let lines = kept.end();
    let text = lines.iter().map(Value::to_string).collect::<Vec<_>>().join("\n");
    for canary in canaries.iter().chain(&keys) {
        assert!(!text.contains(canary.as_str()), "{canary} is in the log");
    }
    let asked = |operation: &str| {
        count(&lines, |line| line["message"] == "asked AWS" && line["operation"] == operation)
    };
    for operation in ["CreateAccountAssociation", "StartDeviceDiscovery", "RegisterAccountAssociation"] {
        assert_eq!(Some(asked(operation)), usize_of(&requests[operation]), "{operation}");
    }
    let create = lines.iter().find(|line| line["operation"] == "CreateAccountAssociation").unwrap();
    assert_eq!((&create["outcome"], &create["attempts"]), (&json!("answered"), &json!(1)));
    assert!(create["request_id"].is_string() && create["duration_ms"].is_u64(), "{create}");
    assert!(create["waited_ms"].is_u64(), "{create}");
    let stops: Vec<&str> = lines
        .iter()
        .filter(|line| line["link"] == link.as_str())
        .filter_map(|line| line["to"].as_str())
        .collect();
    let expected = ["awaiting_sign_in", "finding_devices", "choosing_devices", "registering", "done"];
    assert_eq!(stops, expected);
    let is_of_service = |line: &&Value| line["target"] == "managed_integrations::call";
    assert!(lines.iter().filter(is_of_service).all(|line| line["world"] == "practice"), "{text}");
}

#[tokio::test]
async fn the_level_counts_from_the_next_line_on_and_ids_are_for_details() {
    let kept = KeptLog::usual();
    let setting = Setting::start_with(|ports| desk::Ports { logs: kept.port(), ..ports }).await;
    setting.desk.create_account_association(customer("brightwell-lighting", "Miller")).await.unwrap();
    let link = setting.link();
    let quiet = SettingsForm { log_level: LogLevelView::Errors, company: "ACME".to_owned(), ..settings() };
    setting.desk.save_settings(quiet).await.unwrap();
    setting.desk.create_account_association(customer("brightwell-lighting", "Jansen")).await.unwrap();
    let lines = kept.end();
    let text = lines.iter().map(Value::to_string).collect::<Vec<_>>().join("\n");
    assert!(!text.contains(&link), "ids are for details alone");
    assert_eq!(count(&lines, |line| line["operation"] == "CreateAccountAssociation"), 1, "{text}");
    assert_eq!(setting.committed("CreateAccountAssociation"), 2);
}

#[tokio::test]
async fn a_setting_is_told_by_its_name_alone() {
    let kept = KeptLog::usual();
    let setting = Setting::start_with(|ports| desk::Ports { logs: kept.port(), ..ports }).await;
    let form =
        SettingsForm { company: "CompanyCanary".to_owned(), telephone: "4711".to_owned(), ..settings() };
    setting.desk.save_settings(form).await.unwrap();
    let lines = kept.end();
    let line = lines.iter().find(|line| line["message"] == "settings were changed").unwrap();
    assert_eq!(line["changed"], "company, telephone");
}

/// S13.
#[tokio::test]
async fn what_a_service_says_makes_no_line_of_its_own() {
    let kept = KeptLog::detailed();
    let setting = Setting::start_with(|ports| desk::Ports { logs: kept.port(), ..ports }).await;
    let fault = json!({ "kind": "error", "status": 400, "code": EVIL, "message": EVIL });
    setting.fault(json!({ "operation": "CreateAccountAssociation", "times": 1, "fault": fault }));
    let refused = setting.desk.create_account_association(customer("brightwell-lighting", "Miller")).await;
    assert!(refused.is_err());
    let lines = kept.end();
    // A device cloud of the practice account is gone: looking at it may have failed before.
    let create = |line: &&Value| line["operation"] == "CreateAccountAssociation";
    let failed = lines.iter().filter(create).find(|line| line["outcome"] == "failed").unwrap();
    assert_eq!((&failed["level"], &failed["message"]), (&json!("warn"), &json!("asked AWS")));
    assert_eq!(failed["status"], 400);
    let text = lines.iter().map(Value::to_string).collect::<Vec<_>>().join("\n");
    for unwanted in ["evil.example", "StateCanary", "AKIAIOSFODNN7EXAMPLE"] {
        assert!(!text.contains(unwanted), "{unwanted} is in {text}");
    }
    assert!(lines.iter().all(|line| line["message"] != "forged"));
}

#[tokio::test]
async fn a_request_that_reaches_nobody_has_one_line_and_is_not_told_as_refused_here() {
    let kept = KeptLog::usual();
    let (setting, wire) = Setting::behind_wire().await;
    setting.desk.list_connector_destinations(NothingForm {}).await.unwrap();
    wire.set(Weather::Refused);
    setting.desk.create_account_association(customer("brightwell-lighting", "Miller")).await.unwrap();
    let lines = kept.end();
    let create = lines.iter().filter(|line| line["operation"] == "CreateAccountAssociation");
    let told: Vec<_> =
        create.map(|line| [&line["message"], &line["nothing_was_done"], &line["code"]]).collect();
    assert_eq!(told, [[&json!("asked AWS"), &json!(true), &Value::Null]]);
}

#[tokio::test]
async fn the_log_files_are_listed_and_the_bundle_ends_with_the_newest_lines() {
    let kept = KeptLog::usual();
    let setting = Setting::start_with(|ports| desk::Ports { logs: kept.port(), ..ports }).await;
    setting.desk.create_account_association(customer("brightwell-lighting", CUSTOMER)).await.unwrap();
    let written = || async { setting.desk.list_log_files(NothingForm {}).await.unwrap() };
    let mut page = written().await;
    while page.files.is_empty() {
        tokio::task::yield_now().await;
        page = written().await;
    }
    assert_eq!((page.folder, page.kept), (kept.dir().display().to_string(), 5));
    assert_eq!((page.files[0].name.as_str(), page.problem), ("linkwright.log", None));
    assert!(page.total_bytes > 0);
    let link = LinkForm { account_association_id: setting.link() };
    let bundle = setting.desk.preview_support_bundle(link).await.unwrap().lines;
    let log = bundle.iter().position(|line| line == "== Log ==").unwrap();
    assert!(bundle[log..].iter().any(|line| line.contains("\"asked AWS\"")), "{bundle:#?}");
    assert!(!bundle.iter().any(|line| line.contains("Canary")));
    let refused = setting.desk.open_log_folder(NothingForm {}).await.unwrap_err();
    assert_eq!(refused.title, "The folder could not be shown");
}

fn settings() -> SettingsForm {
    SettingsForm {
        technical_view: false,
        theme: ThemeView::System,
        text_size: TextSizeView::Normal,
        company: String::new(),
        telephone: String::new(),
        initials: String::new(),
        private_window_first: true,
        job_number_only: false,
        name_pattern: String::new(),
        log_level: LogLevelView::Usual,
    }
}

fn usize_of(value: &Value) -> Option<usize> {
    usize::try_from(value.as_u64()?).ok()
}
