//! What a team shares as a file: the same on another computer, never another AWS
//! account unasked, and no mark taken off in silence.

use std::{fs, path::Path};

use contract::{
    AddAwsAccountForm, ColourView, ConfirmAccountView, EditAwsAccountForm, MessageTextsForm, NothingForm,
    ProblemView, SavedAccountForm, SavedAccountView, SettingsForm, SettingsView, SourceForm, TeamFileForm,
};
use serde_json::{Value, json};
use tests::desktop::REGION;

use super::office::{ACCOUNT, OTHER_ACCOUNT, Office, with_keys};

const FIRST: &str = "Dear customer, here is ACME: [sign-in address]";

/// Anna's keys under the profile `acme`, and those of Bob, of another account,
/// under `other`.
fn with_two_profiles(office: &Office) {
    let (anna, bob) =
        office.cloud.identities(|all| (all.user(ACCOUNT, "anna"), all.user(OTHER_ACCOUNT, "bob")));
    office.write_config(&[with_keys("acme", &anna), with_keys("other", &bob)]);
}

/// A computer whose company has put this file there before the program started.
fn with_team_file(text: &str) -> Office {
    Office::with_ports(
        |_, _| {},
        |_, ports| {
            fs::write(ports.team_file.as_ref().unwrap(), text).unwrap();
            ports
        },
    )
}

fn team_file(accounts: Value) -> String {
    serde_json::to_string_pretty(&json!({ "linkwright": 1, "awsAccounts": accounts })).unwrap()
}

async fn listed(office: &Office) -> Vec<SavedAccountView> {
    office.setting.desk.list_aws_accounts(NothingForm {}).await.unwrap().accounts
}

/// Name, colour, marks and AWS account of each, whatever its id here is.
async fn shared(office: &Office) -> Vec<(String, ColourView, bool, bool, Option<String>)> {
    let accounts = listed(office).await.into_iter();
    accounts.map(|it| (it.name, it.colour, it.production, it.read_only, it.account)).collect()
}

async fn add(office: &Office, name: &str, profile: &str, colour: ColourView, marked: bool) {
    let form = AddAwsAccountForm {
        name: name.to_owned(),
        colour,
        source: SourceForm::Profile { name: profile.to_owned() },
        access_keys: None,
        region: Some(REGION.to_owned()),
        production: marked,
        read_only: marked,
    };
    office.setting.desk.add_aws_account(form).await.unwrap();
}

async fn add_acme(office: &Office) {
    with_two_profiles(office);
    add(office, "ACME Prod", "acme", ColourView::Magenta, true).await;
    assert_eq!(office.account().unwrap().account, ACCOUNT);
}

async fn question(office: &Office) -> ConfirmAccountView {
    office.setting.wait("the question", |view| view.confirm.clone()).await
}

fn shown_settings(office: &Office) -> SettingsView {
    office.setting.desk.subscribe().borrow().settings.clone()
}

fn notice(office: &Office) -> Option<ProblemView> {
    office.setting.desk.subscribe().borrow().notice.clone()
}

async fn set_texts(office: &Office) {
    let settings = shown_settings(office);
    let form = SettingsForm {
        technical_view: settings.technical_view,
        theme: settings.theme,
        text_size: settings.text_size,
        company: "ACME Installations".to_owned(),
        telephone: "+44 20 7946 0000".to_owned(),
        initials: "AK".to_owned(),
        private_window_first: settings.private_window_first,
        job_number_only: settings.job_number_only,
        name_pattern: "{job}-{customer}".to_owned(),
        log_level: settings.log_level,
    };
    office.setting.desk.save_settings(form).await.unwrap();
    let texts = MessageTextsForm { first: FIRST.to_owned(), reconnect: String::new() };
    office.setting.desk.save_message_texts(texts).await.unwrap();
}

#[tokio::test]
async fn a_file_written_here_gives_the_same_accounts_colours_and_texts_on_another_computer() {
    let here = Office::open();
    add_acme(&here).await;
    add(&here, "ACME Test", "other", ColourView::Teal, false).await;
    set_texts(&here).await;
    let file = here.setting.desk.export_team_file(NothingForm {}).await.unwrap();
    let text = fs::read_to_string(file.path).unwrap();
    here.check();
    for secret in here.cloud.secrets() {
        assert!(!text.contains(&secret), "a secret is in {text}");
    }

    let read_at_start = with_team_file(&text);
    let taken_by_hand = Office::open();
    let desk = &taken_by_hand.setting.desk;
    let form = || TeamFileForm { text: text.clone() };
    let check = desk.check_team_file(form()).await.unwrap();
    assert_eq!((check.added, check.changed), (vec!["ACME Prod".to_owned(), "ACME Test".to_owned()], vec![]));
    assert_eq!(check.settings.len(), 4);
    desk.import_team_file(form()).await.unwrap();
    for (there, from_team) in [(&read_at_start, true), (&taken_by_hand, false)] {
        assert_eq!(shared(there).await, shared(&here).await);
        assert!(listed(there).await.iter().all(|saved| saved.from_team == from_team));
        let settings = SettingsView { initials: "AK".to_owned(), ..shown_settings(there) };
        assert_eq!(settings, shown_settings(&here), "all but the initials, which are each person's own");
        assert_eq!(there.setting.desk.message_texts(NothingForm {}).await.unwrap().first, FIRST);
        assert_eq!(notice(there), None);
    }

    // And it is the account the file says, so that nobody is asked.
    with_two_profiles(&read_at_start);
    let saved_account_id = listed(&read_at_start).await[0].saved_account_id.clone();
    read_at_start.setting.desk.use_saved_account(SavedAccountForm { saved_account_id }).await.unwrap();
    let account = read_at_start.account().unwrap();
    assert_eq!((account.account.as_str(), account.production), (ACCOUNT, true));
    let again = desk.check_team_file(form()).await.unwrap();
    assert_eq!((again.added.len(), again.changed.len(), again.unchanged), (0, 0, 2));
}

#[tokio::test]
async fn a_damaged_file_is_refused_with_its_line_and_nothing_of_it_is_used() {
    let text =
        team_file(json!([{ "name": "ACME Prod", "colour": "purpel", "source": { "profile": "acme" } }]));
    let line = text.lines().position(|line| line.contains("purpel")).unwrap() + 1;
    let office = with_team_file(&text);
    let page = office.setting.desk.list_aws_accounts(NothingForm {}).await.unwrap();
    let at_start = page.team_file.unwrap().problem.unwrap();
    let form = TeamFileForm { text };
    let checked = office.setting.desk.check_team_file(form.clone()).await.unwrap_err();
    let taken = office.setting.desk.import_team_file(form).await.unwrap_err();
    for problem in [at_start, checked, taken] {
        assert!(problem.meaning.contains(&format!("Line {line}: ")), "{problem:?}");
    }
    assert_eq!(listed(&office).await, []);
}

#[tokio::test]
async fn a_file_that_points_an_account_elsewhere_is_asked_about_and_takes_no_mark_off() {
    let office = Office::open();
    add_acme(&office).await;
    let accounts = json!([{
        "name": "ACME Prod", "source": { "profile": "other" }, "account": OTHER_ACCOUNT, "region": REGION,
    }]);
    let form = || TeamFileForm { text: team_file(accounts.clone()) };
    let check = office.setting.desk.check_team_file(form()).await.unwrap();
    assert_eq!(check.changed[0].name, "ACME Prod");
    assert_eq!(
        check.changed[0].what,
        [
            format!("AWS account {ACCOUNT} → {OTHER_ACCOUNT}"),
            "Signs in by profile acme → profile other".to_owned()
        ]
    );
    office.setting.desk.import_team_file(form()).await.unwrap();
    let asked = question(&office).await;
    assert_eq!((asked.before_account.as_str(), asked.account.as_str()), (ACCOUNT, OTHER_ACCOUNT));
    assert_eq!(office.account().unwrap().account, ACCOUNT, "until a person says so");
    office.setting.desk.confirm_aws_account(NothingForm {}).await.unwrap();
    let account = office.account().unwrap();
    assert_eq!((account.account.as_str(), account.production), (OTHER_ACCOUNT, true));
    assert!(listed(&office).await[0].read_only);
}

#[tokio::test]
async fn another_account_than_the_company_says_is_asked_about_once_at_start_and_is_told() {
    let mut office = Office::open();
    add_acme(&office).await;
    let accounts = json!([{
        "name": "ACME Prod", "source": { "profile": "acme" }, "account": OTHER_ACCOUNT, "production": false,
    }]);
    office.write(Path::new("team.json"), team_file(accounts).as_bytes());
    office.restart().await;
    let asked = question(&office).await;
    assert_eq!((asked.before_account.as_str(), asked.account.as_str()), (OTHER_ACCOUNT, ACCOUNT));
    assert_eq!(office.account(), None);
    let told = notice(&office).expect("what became of the account is told").meaning;
    assert!(told.contains("ACME Prod: AWS account") && told.contains("Is no longer production"), "{told}");
    office.setting.desk.confirm_aws_account(NothingForm {}).await.unwrap();
    assert_eq!(office.account().unwrap().account, ACCOUNT);

    office.restart().await;
    assert_eq!(office.signed_in().await.account, ACCOUNT, "a person has said yes to it");
    assert_eq!((notice(&office), office.setting.desk.subscribe().borrow().confirm.clone()), (None, None));
}

#[tokio::test]
async fn a_region_the_company_changed_is_asked_about_and_one_a_person_chose_is_not() {
    let mut office = Office::open();
    add_acme(&office).await;
    let of = |region: &str| {
        team_file(json!([{ "name": "ACME Prod", "source": { "profile": "acme" }, "region": region }]))
    };
    office.write(Path::new("team.json"), of("ca-central-1").as_bytes());
    office.restart().await;
    let asked = question(&office).await;
    assert_eq!((asked.before_region.as_str(), asked.region.as_str()), (REGION, "ca-central-1"));
    office.setting.desk.decline_aws_account(NothingForm {}).await.unwrap();
    let saved = listed(&office).await.remove(0);
    let form = EditAwsAccountForm {
        saved_account_id: saved.saved_account_id.clone(),
        name: saved.name,
        colour: saved.colour,
        region: Some(REGION.to_owned()),
        production: saved.production,
        read_only: saved.read_only,
        start: true,
    };
    office.setting.desk.edit_aws_account(form).await.unwrap();
    office.restart().await;
    assert_eq!(office.signed_in().await.region, REGION, "the file says nothing new");
}

#[tokio::test]
async fn what_the_company_took_away_is_not_used_at_the_next_start() {
    let company =
        team_file(json!([{ "name": "ACME Prod", "source": { "profile": "acme" }, "readOnly": true }]));
    let mut office = with_team_file(&company);
    with_two_profiles(&office);
    let saved_account_id = listed(&office).await[0].saved_account_id.clone();
    office.setting.desk.use_saved_account(SavedAccountForm { saved_account_id }).await.unwrap();
    let asked_as_anna = office.count("GetCallerIdentity");

    office.write(Path::new("team.json"), team_file(json!([])).as_bytes());
    office.restart().await;
    assert_eq!(listed(&office).await, []);
    office.use_profile("other").await.unwrap();
    assert_eq!(office.account().unwrap().account, OTHER_ACCOUNT);
    assert_eq!(office.count("GetCallerIdentity"), asked_as_anna + 1, "the other alone was asked about");
    let names: Vec<String> = listed(&office).await.into_iter().map(|saved| saved.name).collect();
    assert_eq!(names, ["other"], "and what was taken away is not kept again");
}

#[tokio::test]
async fn a_file_taken_by_hand_leaves_what_the_company_set() {
    let company = json!([{ "name": "ACME Prod", "source": { "profile": "acme" }, "production": true }]);
    let office = with_team_file(&team_file(company));
    let before = listed(&office).await;
    let theirs = json!([{ "name": "ACME Prod", "source": { "profile": "other" }, "production": false }]);
    let form = || TeamFileForm { text: team_file(theirs.clone()) };
    let check = office.setting.desk.check_team_file(form()).await.unwrap();
    assert_eq!((check.left, check.changed), (vec!["ACME Prod".to_owned()], vec![]));
    office.setting.desk.import_team_file(form()).await.unwrap();
    assert_eq!(listed(&office).await, before);
    let form = EditAwsAccountForm {
        saved_account_id: before[0].saved_account_id.clone(),
        name: before[0].name.clone(),
        colour: before[0].colour,
        region: None,
        production: false,
        read_only: false,
        start: false,
    };
    office.setting.desk.edit_aws_account(form).await.expect_err("its marks are the company's still");
}
