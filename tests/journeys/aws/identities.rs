//! Another identity than before, and which one wins. C8 and C9.

use contract::{
    DeskView, GetAccountAssociationForm, NothingForm, ProblemKindView, SourceForm, StopView,
    UseAwsAccountForm,
};
use tests::{
    cloud::AccessKey,
    desktop::{REGION, keys, profile},
    programs::PracticeProgram,
};

use super::office::{ACCOUNT, OTHER_ACCOUNT, Office, with_keys};

/// The profile `acme` belongs to a user of another account from here on.
async fn belongs_to_another(office: &Office) -> AccessKey {
    let bob = office.cloud.identities(|all| all.user(OTHER_ACCOUNT, "bob"));
    office.write_config(&[with_keys("acme", &bob)]);
    let confirm = office.setting.wait("the question", |view| view.confirm.clone()).await;
    assert_eq!((confirm.before_account.as_str(), confirm.account.as_str()), (ACCOUNT, OTHER_ACCOUNT));
    assert_eq!((confirm.who.as_str(), confirm.region.as_str()), ("bob", REGION));
    bob
}

/// The profile `acme` is Anna's, and a link of hers waits.
async fn with_a_link_of_anna(office: &Office) -> AccessKey {
    let anna = office.cloud.identities(|all| all.user(ACCOUNT, "anna"));
    office.write_config(&[with_keys("acme", &anna)]);
    office.use_profile("acme").await.unwrap();
    office.begins_a_link().await;
    anna
}

/// What of managed integrations was asked as this key's owner.
fn asked_by(office: &Office, key: &AccessKey) -> Vec<String> {
    let by = office.asked().into_iter().filter(|asked| asked.access_key_id.as_ref() == Some(&key.id));
    by.map(|asked| asked.operation).filter(|operation| operation != "GetCallerIdentity").collect()
}

#[tokio::test]
async fn another_account_is_asked_about_first_and_until_then_the_old_one_is_in_use() {
    let office = Office::open();
    let anna = with_a_link_of_anna(&office).await;
    let bob = belongs_to_another(&office).await;
    assert_eq!(office.account().unwrap().account, ACCOUNT);
    assert_eq!(asked_by(&office, &bob), Vec::<String>::new(), "nothing but who he is");
    office.setting.desk.decline_aws_account(NothingForm {}).await.unwrap();
    assert_eq!(office.account().unwrap().account, ACCOUNT);
    office.ends_the_wizard().await;
    assert_eq!(asked_by(&office, &bob), Vec::<String>::new());
    assert!(asked_by(&office, &anna).contains(&"POST /managed-things".to_owned()));
}

#[tokio::test]
async fn under_another_account_a_journey_is_refused_and_goes_on_when_its_own_is_back() {
    let office = Office::open();
    let theirs = PracticeProgram::start();
    office.cloud.keep_apart(OTHER_ACCOUNT, &theirs);
    let anna = with_a_link_of_anna(&office).await;
    let (journey, link) = (office.setting.journey(), office.setting.link());
    let bob = belongs_to_another(&office).await;
    office.setting.desk.confirm_aws_account(NothingForm {}).await.unwrap();
    assert_eq!(office.account().unwrap().account, OTHER_ACCOUNT);

    let line = office.setting.desk.subscribe().borrow().waiting.first().cloned().unwrap();
    assert_eq!(line.other_identity.expect("it is another's").account, ACCOUNT);
    office.setting.desk.open_journey(journey.clone()).await.unwrap();
    assert_eq!(office.setting.open().other_identity.unwrap().account, ACCOUNT);
    office.setting.sign_in("miller", "allow");
    let desk = &office.setting.desk;
    for refused in [
        desk.register_devices(journey.clone()).await,
        desk.remove_link(journey.clone()).await,
        desk.start_again(journey.clone()).await,
    ] {
        let problem = refused.unwrap_err();
        assert_eq!(problem.kind, ProblemKindView::AnotherAccount, "{problem:?}");
        assert!(problem.meaning.contains(ACCOUNT), "{problem:?}");
    }
    let of_theirs = asked_by(&office, &bob);
    assert!(of_theirs.iter().all(|asked| !asked.contains(&link)), "{of_theirs:?}");
    assert_eq!(theirs.committed("CreateAccountAssociation"), 0);

    office.write_config(&[with_keys("acme", &anna)]);
    let confirm = office.setting.wait("the question", |view| view.confirm.clone()).await;
    assert_eq!((confirm.before_account.as_str(), confirm.account.as_str()), (OTHER_ACCOUNT, ACCOUNT));
    office.setting.desk.confirm_aws_account(NothingForm {}).await.unwrap();
    office.setting.desk.open_journey(journey).await.unwrap();
    office.finds_devices().await;
    office.setting.desk.register_devices(office.setting.journey()).await.unwrap();
    office.registers_all().await;
    assert_eq!(theirs.committed("CreateManagedThing"), 0);
}

/// The link's own account goes on being asked, by whom it was begun.
#[tokio::test]
async fn a_look_asked_for_under_another_account_never_reaches_the_old_ones_link() {
    let office = Office::open();
    let theirs = PracticeProgram::start();
    office.cloud.keep_apart(OTHER_ACCOUNT, &theirs);
    with_a_link_of_anna(&office).await;
    let link = office.setting.link();
    belongs_to_another(&office).await;
    office.setting.desk.confirm_aws_account(NothingForm {}).await.unwrap();
    let look = GetAccountAssociationForm { account_association_id: link };
    let problem = office.setting.desk.get_account_association(look).await.unwrap_err();
    assert_eq!(problem.kind, ProblemKindView::LookAgain, "to the other account there is none: {problem:?}");
    let is_waiting = |view: &DeskView| view.waiting_count == 1;
    assert!(is_waiting(&office.setting.desk.subscribe().borrow()), "and the journey is as it was");
    assert_eq!(office.setting.committed("CreateAccountAssociation"), 1);
    assert_eq!(office.setting.desk.subscribe().borrow().open, None);
}

/// C9.
#[tokio::test]
async fn a_profile_wins_over_keys_of_the_environment_and_that_is_said() {
    let mut of_environment = None;
    let office = Office::with(|cloud, variables| {
        let eve = cloud.identities(|all| all.user(OTHER_ACCOUNT, "eve"));
        variables.insert("AWS_ACCESS_KEY_ID".to_owned(), eve.id.clone());
        variables.insert("AWS_SECRET_ACCESS_KEY".to_owned(), eve.secret.clone());
        variables.insert("AWS_REGION".to_owned(), REGION.to_owned());
        of_environment = Some(eve);
    });
    let eve = of_environment.unwrap();
    let anna = office.cloud.identities(|all| all.user(ACCOUNT, "anna"));
    let of_environment = tests::cloud::Role::new(OTHER_ACCOUNT, "Eve");
    let role = office.cloud.identities(|all| all.role(of_environment));
    office.write_config(&[
        profile("anna", &[("region", REGION)]),
        profile("eve", &[("region", REGION), ("role_arn", &role), ("credential_source", "Environment")]),
    ]);
    office.write(std::path::Path::new(".aws/credentials"), keys("anna", &anna).as_bytes());
    office.use_profile("anna").await.unwrap();
    let account = office.account().unwrap();
    assert_eq!((account.account.as_str(), account.ignores_environment_keys), (ACCOUNT, true));
    office.completes_the_wizard().await;
    assert!(office.asked().iter().all(|asked| asked.access_key_id.as_ref() == Some(&anna.id)));

    let environment = UseAwsAccountForm { source: SourceForm::Environment, region: None };
    office.setting.desk.use_aws_account(environment).await.unwrap();
    let account = office.account().unwrap();
    assert_eq!((account.account.as_str(), account.ignores_environment_keys), (OTHER_ACCOUNT, false));
    assert_eq!(office.asked().pop().unwrap().access_key_id, Some(eve.id));
    office.use_profile("eve").await.unwrap();
    let account = office.account().unwrap();
    assert_eq!((account.who.as_str(), account.ignores_environment_keys), ("Eve", false));
    assert!(
        !matches!(
            office.setting.desk.subscribe().borrow().open.as_ref().map(|open| &open.stop),
            Some(StopView::Done { .. })
        ),
        "what was open belongs to the other account"
    );
}
