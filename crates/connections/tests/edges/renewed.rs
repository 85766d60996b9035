//! Renewals of a sign-in at a portal: by us, by another program, and side by
//! side; and what a footprint makes of them.

use std::time::Duration;

use connections::{PORTAL_SIGN_IN_NEEDED, footprint, portal_accounts};
use onboarding::ProblemKind;
use tokio::time::Instant;

use crate::asked::connect;
use crate::canned::{Answer, json, refusal};
use crate::portal::{Set, TOKEN, acme, load_again, renewed, role_credentials, staff, who};

fn accounts() -> Answer {
    json(r#"{"accountList":[{"accountId":"111111111111","accountName":"Acme"}]}"#)
}

#[tokio::test]
async fn two_that_find_a_token_over_renew_it_once() {
    let set = Set::up();
    let environment = set.environment();
    let portal = acme(&environment).await;
    set.token(TOKEN, "2029-12-31T23:59:59Z", true);
    set.aws.will_say([renewed("canary-2", 3600), accounts(), accounts(), accounts()]);
    let list = || portal_accounts(&portal, &environment);
    let (one, two, three) = tokio::join!(list(), list(), list());
    assert_eq!((one.unwrap().len(), two.unwrap().len(), three.unwrap().len()), (1, 1, 1));
    let asked = set.aws.take_asked();
    let renewals = asked.iter().filter(|asked| asked.body.contains("refresh_token")).count();
    assert_eq!((renewals, asked.len()), (1, 4));
    assert!(asked[1..].iter().all(|asked| asked.headers.contains("x-amz-sso_bearer_token: canary-2")));
}

#[tokio::test(start_paused = true)]
async fn two_that_are_refused_share_the_refusal() {
    let set = Set::up();
    let environment = set.environment();
    let portal = acme(&environment).await;
    set.token(TOKEN, "2029-12-31T23:59:59Z", true);
    set.aws.will_say([refusal(400, "InvalidGrantException"), refusal(400, "InvalidGrantException")]);
    let listing = portal_accounts(&portal, &environment);
    let staff = staff();
    let connecting = connect(&staff, None, &environment);
    let (one, two) = tokio::join!(listing, connecting);
    let (one, two) = (one.unwrap_err(), two.unwrap_err());
    assert_eq!(
        (one.code.as_deref(), one.kind),
        (Some(PORTAL_SIGN_IN_NEEDED), ProblemKind::SignInToAws { profile: None })
    );
    let of_staff = ProblemKind::SignInToAws { profile: Some("staff".into()) };
    assert_eq!((two.code.as_deref(), two.kind), (Some(PORTAL_SIGN_IN_NEEDED), of_staff));
    assert_eq!(set.aws.take_asked().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_refusal_waits_for_what_another_program_is_about_to_write() {
    let set = Set::up();
    let environment = set.environment();
    set.token(TOKEN, "2029-12-31T23:59:59Z", true);
    set.aws.will_say([refusal(400, "InvalidGrantException"), role_credentials("ASIA1"), who()]);
    let staff = staff();
    let begun = Instant::now();
    let another = async {
        tokio::time::sleep(Duration::from_secs(1)).await;
        assert_eq!(set.aws.take_asked().len(), 1, "the refusal is here");
        set.token(TOKEN, "2030-01-01T08:00:00Z", true);
    };
    let (connected, ()) = tokio::join!(connect(&staff, None, &environment), another);
    connected.unwrap();
    assert!(begun.elapsed() < Duration::from_secs(2));
}

#[tokio::test(start_paused = true)]
async fn a_network_that_was_away_is_told_as_such_until_the_next_try() {
    let set = Set::up();
    let environment = set.environment();
    set.token(TOKEN, "2030-01-01T00:10:00Z", true);
    set.aws.will_say([renewed("canary-2", 600), role_credentials("ASIA1"), who()]);
    let connection = connect(&staff(), None, &environment).await.unwrap();
    set.token(TOKEN, "2029-12-31T23:59:59Z", true);
    tokio::time::sleep(Duration::from_secs(31)).await;
    let kind = async || {
        let provider = connection.sdk_config().credentials_provider().unwrap();
        let error = aws_credential_types::provider::ProvideCredentials::provide_credentials(&provider);
        let error = error.await.unwrap_err();
        std::error::Error::source(&error).unwrap().downcast_ref::<onboarding::Problem>().unwrap().kind.clone()
    };
    assert_eq!(kind().await, ProblemKind::CheckNetwork);
    set.aws.take_asked();
    assert_eq!(kind().await, ProblemKind::CheckNetwork, "nobody has to sign in for that");
    assert!(set.aws.take_asked().is_empty());
    tokio::time::sleep(Duration::from_secs(31)).await;
    set.aws.will_say([renewed("canary-3", 3600), role_credentials("ASIA2")]);
    load_again(&connection).await;
}

#[tokio::test]
async fn a_footprint_is_the_same_after_renewals_of_ours_and_another_after_those_of_others() {
    let set = Set::up();
    let environment = set.environment();
    let (staff, clock) = (staff(), |seconds| set.aws.set_clock(crate::portal::new_year(seconds)));
    set.token(TOKEN, "2030-01-01T00:10:00Z", true);
    let first = footprint(&staff, &environment).await;
    for hour in 0..12 {
        clock(hour * 3600);
        let token = format!("canary-of-hour-{hour}");
        set.aws.will_say([renewed(&token, 3600), role_credentials("ASIA1"), who()]);
        connect(&staff, None, &environment).await.unwrap();
        assert!(set.home.text(TOKEN).contains(&token), "it was renewed");
        assert_eq!(footprint(&staff, &environment).await, first, "hour {hour}");
    }
    let ours = set.home.text(TOKEN);
    set.home.file(TOKEN, &ours.replace("canary-of-hour-11", "theirs"));
    let theirs = footprint(&staff, &environment).await;
    assert_ne!(theirs, first);
    set.home.file(TOKEN, "{ half");
    let unreadable = footprint(&staff, &environment).await;
    assert!(unreadable != theirs && unreadable != first);
    assert!(!format!("{first:?}").contains("canary"));
}
