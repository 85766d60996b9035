//! Signing in at IAM Identity Center: a sign-in that is over in the middle, one
//! that is renewed elsewhere, a file that cannot be read. C2 and C3.

use std::{ffi::OsString, path::PathBuf, time::Duration};

use contract::{AwsSignInWayView, NothingForm, PortalAccountForm, PortalForm, ProblemKindView, StopView};
use desk::Environment;
use tests::{
    cloud::{PERSON, START_URL},
    desktop::{REGION, portal, portal_profile},
};

use super::office::{ACCOUNT, Office, with_keys};

const SESSION: &str = "acme-portal";
const ROLE: &str = "Installer";
const DEVICE_HOST: &str = "device.sso.eu-west-1.amazonaws.com";

/// The profile `acme` is a role that [`PERSON`] has behind the portal.
fn office() -> Office {
    let office = Office::open();
    office.cloud.sign_ins(|all| all.assign(PERSON, ACCOUNT, "Acme Field", ROLE));
    office.write_config(&[portal(SESSION), portal_profile("acme", SESSION, ACCOUNT, ROLE)]);
    office
}

fn token_file(office: &Office) -> PathBuf {
    let cache = std::fs::read_dir(office.setting.home().join(".aws/sso/cache")).unwrap();
    let files: Vec<PathBuf> = cache.map(|entry| entry.unwrap().path()).collect();
    let [file] = &files[..] else { panic!("{files:?}") };
    file.clone()
}

async fn signs_in(office: &Office) {
    let code = office.sign_in_page().await;
    office.cloud.approve(&code);
    office.signed_in().await;
}

/// Everybody is signed out, here and in every session.
fn all_is_over(office: &Office) {
    office.cloud.sign_ins(|all| all.end_sessions());
    office.cloud.identities(|all| all.end_sessions());
}

async fn told_that_it_is_over(office: &Office) {
    let way = office
        .asked_to_sign_in("that the sign-in is over", |view| {
            assert!(view.ran_out, "{view:?}");
            Some(view.way.clone())
        })
        .await;
    let command = "aws sso login --profile acme".to_owned();
    assert_eq!(way, AwsSignInWayView::Portal { command: Some(command) });
    assert!(office.account().is_some(), "it stays in use, and its journeys");
}

/// As `aws sso login` does it: another program of this computer signs in, and
/// keeps its token where all of them look.
async fn signs_in_elsewhere(office: &Office) {
    let other_home = tempfile::tempdir().unwrap();
    let variables = office.cloud.variables().into_iter();
    let variables = variables.map(|(name, value)| (OsString::from(name), OsString::from(value)));
    let home = (OsString::from("HOME"), other_home.path().as_os_str().to_owned());
    let environment = Environment::from_variables(variables.chain([home]));
    let portal = connections::Portal {
        start_url: START_URL.to_owned(),
        region: REGION.to_owned(),
        session: Some(SESSION.to_owned()),
        scopes: vec!["sso:account:access".to_owned()],
    };
    let begun = connections::begin_portal_sign_in(&portal, &environment).await.unwrap();
    office.cloud.approve(begun.user_code());
    begun.finish().await.unwrap();
    let cache = other_home.path().join(".aws/sso/cache");
    let written = std::fs::read_dir(cache).unwrap().next().unwrap().unwrap();
    let path = PathBuf::from(".aws/sso/cache").join(written.file_name());
    office.write(&path, &std::fs::read(written.path()).unwrap());
}

#[tokio::test]
async fn a_sign_in_that_was_never_begun_is_begun_here_and_kept_for_its_owner_alone() {
    let office = office();
    office.use_profile("acme").await.unwrap();
    let view = office.sign_in_view().unwrap();
    assert!(!view.ran_out && view.problem.is_none(), "{view:?}");
    assert_eq!(office.account_problem(), None);
    let code = office.sign_in_page().await;
    let AwsSignInWayView::PortalOpen { host, user_code, .. } = office.sign_in_view().unwrap().way else {
        panic!("{:?}", office.sign_in_view())
    };
    assert_eq!((host.as_str(), &user_code), (DEVICE_HOST, &code));
    office.setting.desk.open_aws_sign_in_page(NothingForm {}).await.unwrap();
    let opened = office.setting.computer.opened();
    assert_eq!(opened, [(format!("https://{DEVICE_HOST}/?user_code={code}"), false)]);
    office.cloud.approve(&code);
    let account = office.signed_in().await;
    assert_eq!((account.account.as_str(), account.who.as_str()), (ACCOUNT, ROLE));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(token_file(&office)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    office.completes_the_wizard().await;
}

#[tokio::test]
async fn over_between_create_and_look_it_is_asked_for_here_and_all_goes_on_by_itself() {
    let office = office();
    office.use_profile("acme").await.unwrap();
    signs_in(&office).await;
    office.begins_a_link().await;
    all_is_over(&office);
    told_that_it_is_over(&office).await;
    office.setting.sign_in("miller", "allow");
    assert!(matches!(office.setting.open().stop, StopView::SignIn { .. }), "nobody looks");
    signs_in(&office).await;
    office.finds_devices().await;
    office.setting.desk.register_devices(office.setting.journey()).await.unwrap();
    office.registers_all().await;
}

#[tokio::test]
async fn over_by_its_own_time_it_is_asked_for_before_aws_refuses_anything() {
    let office = office();
    office.cloud.sign_ins(|all| all.tokens_last(Duration::from_secs(5)));
    office.cloud.identities(|all| all.sessions_last(Some(Duration::from_secs(12))));
    office.use_profile("acme").await.unwrap();
    signs_in(&office).await;
    office.begins_a_link().await;
    // Signed out elsewhere: the token cannot be renewed, and ends when it was told to.
    office.cloud.sign_ins(|all| all.end_sessions());
    told_that_it_is_over(&office).await;
    office.cloud.sign_ins(|all| all.tokens_last(Duration::from_secs(8 * 3600)));
    office.cloud.identities(|all| all.sessions_last(None));
    signs_in(&office).await;
    office.ends_the_wizard().await;
}

#[tokio::test]
async fn renewed_by_another_program_it_is_noticed_and_all_goes_on_by_itself() {
    let office = office();
    office.use_profile("acme").await.unwrap();
    signs_in_elsewhere(&office).await;
    office.signed_in().await;
    office.begins_a_link().await;
    all_is_over(&office);
    told_that_it_is_over(&office).await;
    signs_in_elsewhere(&office).await;
    office.signed_in().await;
    office.ends_the_wizard().await;
}

#[tokio::test]
async fn a_page_that_is_open_is_left_when_another_program_has_signed_in() {
    let office = office();
    office.use_profile("acme").await.unwrap();
    office.sign_in_page().await;
    signs_in_elsewhere(&office).await;
    office.signed_in().await;
    office.check();
}

#[tokio::test]
async fn a_page_that_is_open_stays_open_when_its_profile_is_edited() {
    let office = office();
    office.use_profile("acme").await.unwrap();
    let code = office.sign_in_page().await;
    let before = office.setting.desk.subscribe().borrow().aws_accounts_revision;
    let edited = portal_profile("acme", SESSION, ACCOUNT, ROLE).replace(REGION, "ca-central-1");
    office.write_config(&[portal(SESSION), edited]);
    let is_noticed = |view: &contract::DeskView| {
        (view.aws_accounts_revision != before && !view.connecting).then(|| view.aws_sign_in.clone())
    };
    let view = office.setting.wait("that the edit is noticed", is_noticed).await;
    let Some(AwsSignInWayView::PortalOpen { user_code, .. }) = view.map(|view| view.way) else {
        panic!("somebody may be at that page: {:?}", office.sign_in_view())
    };
    assert_eq!(user_code, code);
    office.cloud.approve(&code);
    assert_eq!(office.signed_in().await.region, "ca-central-1", "as the file says now");
    office.check();
}

#[tokio::test]
async fn tokens_are_refreshed_without_anybody_and_nothing_else_comes_of_it() {
    let office = office();
    // Nearly over from the first moment on, so that each load renews it.
    office.cloud.sign_ins(|all| all.tokens_last(Duration::from_secs(600)));
    office.use_profile("acme").await.unwrap();
    signs_in(&office).await;
    assert_eq!(office.account().unwrap().signed_in_until, None, "it goes on by itself");
    assert!(office.count("CreateToken") >= 2, "of the device code and of the refresh token");
    office.begins_a_link().await;
    office.setting.wait_for_looks(4).await;
    office.ends_the_wizard().await;
    // Each of them writes the token's file, which is watched for what others do.
    let connected = office.count("GetCallerIdentity");
    assert!(connected <= 3, "asked {connected} times who we are, and nobody asked for it");
}

#[tokio::test]
async fn a_page_is_left_when_another_account_is_chosen() {
    let office = office();
    let anna = office.cloud.identities(|all| all.user(ACCOUNT, "anna"));
    let at_portal = portal_profile("acme", SESSION, ACCOUNT, ROLE);
    office.write_config(&[portal(SESSION), at_portal, with_keys("anna", &anna)]);
    office.use_profile("acme").await.unwrap();
    let code = office.sign_in_page().await;
    office.use_profile("anna").await.unwrap();
    assert_eq!(office.signed_in().await.name, "anna");
    office.cloud.approve(&code);
    office.completes_the_wizard().await;
    assert_eq!(office.account().unwrap().name, "anna");
    assert_eq!(office.count("GetRoleCredentials"), 0);
}

#[tokio::test]
async fn a_sign_in_that_is_denied_or_waits_too_long_is_said_and_can_be_begun_again() {
    let office = office();
    office.use_profile("acme").await.unwrap();
    let code = office.sign_in_page().await;
    office.cloud.deny(&code);
    let problem = office.asked_to_sign_in("the refusal", |view| view.problem.clone()).await;
    assert_eq!(problem.title, "The sign-in was refused");
    assert!(matches!(office.sign_in_view().unwrap().way, AwsSignInWayView::Portal { .. }));

    office.cloud.sign_ins(|all| all.codes_last(Duration::from_secs(2)));
    office.sign_in_page().await;
    assert_eq!(office.sign_in_view().unwrap().problem, None, "the old one is not said of the new page");
    let problem = office.asked_to_sign_in("the end of the code", |view| view.problem.clone()).await;
    assert_eq!(problem.title, "The sign-in page waited too long");

    office.cloud.sign_ins(|all| all.codes_last(Duration::from_secs(600)));
    signs_in(&office).await;
    office.check();
}

/// C3.
#[tokio::test]
async fn a_damaged_token_file_is_told_and_a_new_sign_in_replaces_it() {
    for damage in ["", "{", r#"{"accessToken":""}"#, r#"{"accessToken":"x","expiresAt":"soon"}"#, "\0\u{1}"] {
        let office = office();
        office.use_profile("acme").await.unwrap();
        signs_in(&office).await;
        office.begins_a_link().await;
        std::fs::write(token_file(&office), damage).unwrap();
        let problem = office
            .asked_to_sign_in("that the file cannot be read", |view| {
                assert!(matches!(view.way, AwsSignInWayView::Portal { .. }), "{view:?}");
                view.problem.clone()
            })
            .await;
        assert_eq!(problem.kind, ProblemKindView::SignInToAws, "{problem:?}");
        assert!(problem.meaning.contains("cannot be read"), "{problem:?}");
        let path = token_file(&office).display().to_string();
        assert!(problem.detail.unwrap().contains(&path), "the file is named");
        signs_in(&office).await;
        office.ends_the_wizard().await;
    }
}

/// C3: a folder in its place stands for whatever cannot be read or written.
#[tokio::test]
async fn a_token_that_cannot_be_written_down_is_good_as_long_as_the_program_runs() {
    let office = office();
    office.use_profile("acme").await.unwrap();
    signs_in(&office).await;
    office.begins_a_link().await;
    let path = token_file(&office);
    std::fs::remove_file(&path).unwrap();
    std::fs::create_dir_all(path.join("in-the-way")).unwrap();
    let problem = office.asked_to_sign_in("that it cannot be read", |view| view.problem.clone()).await;
    assert!(problem.detail.unwrap().contains(&path.display().to_string()), "the file is named");
    signs_in(&office).await;
    office.ends_the_wizard().await;
    assert!(path.is_dir(), "what was in the way is left alone");

    std::fs::remove_dir_all(&path).unwrap();
    all_is_over(&office);
    told_that_it_is_over(&office).await;
    signs_in(&office).await;
    assert!(path.is_file(), "the next one is written down again");
    office.check();
}

#[tokio::test]
async fn a_portal_in_no_file_lists_its_accounts_and_roles_after_a_sign_in() {
    let office = office();
    office.cloud.sign_ins(|all| all.assign(PERSON, "777788889999", "Acme Test", "Auditor"));
    let portal = PortalForm { start_url: START_URL.to_owned(), portal_region: REGION.to_owned() };
    let refused = office.setting.desk.list_portal_accounts(portal.clone()).await.unwrap_err();
    assert_eq!(refused.kind, ProblemKindView::SignInToAws, "{refused:?}");
    office.setting.desk.sign_in_to_portal(portal.clone()).await.unwrap();
    let code = office
        .asked_to_sign_in("the page", |view| match &view.way {
            AwsSignInWayView::PortalOpen { user_code, .. } => Some(user_code.clone()),
            _ => None,
        })
        .await;
    office.cloud.approve(&code);
    office.setting.wait("its end", |view| view.aws_sign_in.is_none().then_some(())).await;
    let page = office.setting.desk.list_portal_accounts(portal).await.unwrap();
    let names: Vec<&str> = page.accounts.iter().map(|account| account.name.as_str()).collect();
    assert_eq!(names, ["Acme Field", "Acme Test"]);
    let of_test = PortalAccountForm {
        start_url: START_URL.to_owned(),
        portal_region: REGION.to_owned(),
        account: "777788889999".to_owned(),
    };
    assert_eq!(office.setting.desk.list_portal_roles(of_test).await.unwrap().roles, ["Auditor"]);
    office.check();
}

#[tokio::test]
async fn an_assignment_that_was_taken_away_is_a_missing_permission_and_no_sign_in() {
    let office = office();
    office.use_profile("acme").await.unwrap();
    office.cloud.sign_ins(|all| all.withdraw(ACCOUNT));
    let code = office.sign_in_page().await;
    office.cloud.approve(&code);
    let problem = office.setting.wait("the problem", |view| view.account_problem.clone()).await;
    assert_eq!(problem.kind, ProblemKindView::AskForPermission, "{problem:?}");
    assert_eq!(office.sign_in_view(), None, "signing in again would not help");
}
