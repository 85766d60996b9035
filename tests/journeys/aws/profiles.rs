//! Profiles that are edited or removed while the desk is open. C4.

use contract::{NothingForm, ProblemView, SourceForm};

use super::office::{ACCOUNT, Office, of_profile, with_keys};

fn says_that_it_is_gone(problem: &ProblemView) {
    let told = format!("{} {} {:?}", problem.title, problem.meaning, problem.detail);
    assert!(told.contains("There is no profile anna in the AWS config files."), "{problem:?}");
}

/// Whether the AWS accounts page says that the profile is not there.
async fn is_gone(office: &Office) -> bool {
    let page = office.setting.desk.list_aws_accounts(NothingForm {}).await.unwrap();
    let kept = page.accounts.into_iter().find(|kept| kept.source == of_profile("anna").source);
    kept.expect("it was used, so it is kept").gone
}

#[tokio::test]
async fn a_profile_with_other_keys_of_the_same_account_is_used_from_then_on() {
    let office = Office::open();
    office.with_keys_of("anna");
    office.use_profile("anna").await.unwrap();
    office.begins_a_link().await;
    let next = office.cloud.identities(|all| all.user(ACCOUNT, "anna-next"));
    office.write_config(&[with_keys("anna", &next)]);
    let is_next = |view: &contract::DeskView| {
        view.account.as_ref().is_some_and(|account| account.who == "anna-next").then_some(())
    };
    office.setting.wait("the other user", is_next).await;
    assert!(office.setting.desk.subscribe().borrow().confirm.is_none(), "account and Region are the same");
    office.ends_the_wizard().await;
    let last = office.asked().pop().unwrap();
    assert_eq!(last.access_key_id, Some(next.id));
}

#[tokio::test]
async fn a_profile_that_is_removed_says_so_and_is_used_again_once_it_is_back() {
    let office = Office::open();
    let anna = office.with_keys_of("anna");
    office.use_profile("anna").await.unwrap();
    office.begins_a_link().await;
    assert!(!is_gone(&office).await);
    let before = office.setting.desk.subscribe().borrow().aws_accounts_revision;

    let bob = office.cloud.identities(|all| all.user(ACCOUNT, "bob"));
    office.write_config(&[with_keys("bob", &bob)]);
    let problem = office.setting.wait("that it is gone", |view| view.account_problem.clone()).await;
    says_that_it_is_gone(&problem);
    let notice = office.setting.wait("a notice", |view| view.notice.clone()).await;
    says_that_it_is_gone(&notice);
    assert!(is_gone(&office).await);
    assert_ne!(office.setting.desk.subscribe().borrow().aws_accounts_revision, before, "the page is stale");
    assert_eq!(office.account().unwrap().who, "anna", "what is under way may end");

    office.write_config(&[with_keys("anna", &anna), with_keys("bob", &bob)]);
    office.signed_in().await;
    assert!(!is_gone(&office).await);
    office.ends_the_wizard().await;
}

#[tokio::test]
async fn a_profile_that_was_never_there_is_named_and_asks_nobody() {
    let office = Office::open();
    office.with_keys_of("bob");
    says_that_it_is_gone(&office.use_profile("anna").await.unwrap_err());
    assert!(office.cloud.record(|record| record.connects()).is_empty());
    let page = office.setting.desk.list_aws_accounts(NothingForm {}).await.unwrap();
    assert!(page.accounts.is_empty(), "what never worked is not kept: {:#?}", page.accounts);
    let offered: Vec<&SourceForm> = page.offers.iter().map(|offer| &offer.source).collect();
    assert_eq!(offered, [&of_profile("bob").source]);
}

#[tokio::test]
async fn files_that_make_no_sense_are_told_and_mended_files_are_noticed() {
    let office = Office::open();
    let anna = office.with_keys_of("anna");
    office.use_profile("anna").await.unwrap();
    office.write_config(&["[profile anna\nregion".to_owned()]);
    office.setting.wait("what is wrong with them", |view| view.account_problem.clone()).await;
    let page = office.setting.desk.list_aws_accounts(NothingForm {}).await.unwrap();
    assert!(page.problem.is_some());
    assert!(page.accounts.iter().all(|kept| !kept.gone), "nobody knows: {:#?}", page.accounts);
    office.write_config(&[with_keys("anna", &anna)]);
    office.signed_in().await;
    office.completes_the_wizard().await;
}
