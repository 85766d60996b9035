//! A service that is busy: it throttles, says when to come back, or fails on its
//! own side. T1 to T4.

use std::time::Duration;

use contract::{GetAccountAssociationForm, LineState, NothingForm, StopView};
use serde_json::{Value, json};
use tokio::time::{Instant, sleep};

use crate::{paused::Paused, setting::customer};

fn throttling() -> Value {
    json!({ "kind": "error", "status": 429, "code": "ThrottlingException", "message": "slow down" })
}

async fn create(setting: &Paused, name: &str) {
    setting.desk.create_account_association(customer("brightwell-lighting", name)).await.unwrap();
}

fn waits(stop: &StopView) -> Option<()> {
    matches!(stop, StopView::SignIn { .. }).then_some(())
}

/// How many requests come in so many seconds.
async fn requests_within(setting: &Paused, seconds: u64) -> u64 {
    let before = all_requests(setting).await;
    sleep(Duration::from_secs(seconds)).await;
    all_requests(setting).await - before
}

async fn all_requests(setting: &Paused) -> u64 {
    let ledger = setting.ledger().await;
    ledger["requests"].as_object().unwrap().values().map(|count| count.as_u64().unwrap()).sum()
}

/// T1.
#[tokio::test(start_paused = true)]
async fn a_create_throttled_three_times_makes_one_link() {
    let setting = Paused::start().await;
    setting.fault("CreateAccountAssociation", Some(3), throttling()).await;
    create(&setting, "Miller").await;
    setting.wait_at("the link", waits).await;
    assert_eq!(setting.requests("CreateAccountAssociation").await, 4);
    assert_eq!(setting.committed("CreateAccountAssociation").await.len(), 1);
    setting.check_invariants().await;
}

/// Requests in the first minute of a link on the screen.
async fn requests_of_a_fresh_link(setting: &Paused, name: &str) -> u64 {
    create(setting, name).await;
    requests_within(setting, 60).await
}

/// T2.
#[tokio::test(start_paused = true)]
async fn a_minute_of_throttling_slows_fifty_waiting_links_down_and_no_longer() {
    let setting = Paused::start().await;
    for number in 1..50 {
        create(&setting, &format!("Customer {number}")).await;
    }
    let usual = requests_of_a_fresh_link(&setting, "Customer 50").await;
    let signs_in = setting.link();
    setting.desk.leave_journey(NothingForm {}).await.unwrap();

    setting.fault("*", None, throttling()).await;
    let first_half = requests_within(&setting, 30).await;
    let second_half = requests_within(&setting, 30).await;
    setting.faults_end().await;
    assert!(second_half < first_half, "{second_half} after {first_half}");
    assert!(second_half * 8 <= usual, "{second_half} in half a minute, {usual} in a usual one");

    setting.sign_in(&signs_in, "miller").await;
    let began = Instant::now();
    setting
        .wait("the one that signed in", |view| {
            view.waiting.iter().any(|line| line.state != LineState::WaitingForSignIn).then_some(())
        })
        .await;
    assert!(began.elapsed() < Duration::from_secs(90), "{:?}", began.elapsed());
    assert_eq!(setting.shown().problems(), [""; 0]);

    sleep(Duration::from_secs(900)).await;
    let afterwards = requests_of_a_fresh_link(&setting, "Customer 51").await;
    assert!(afterwards * 10 >= usual * 8, "{afterwards} in a minute, {usual} before");
    let view = setting.view();
    assert_eq!((view.account_problem, view.notice, view.unusable), (None, None, None));
    assert_eq!(setting.shown().problems(), [""; 0]);
    assert_eq!(setting.committed("CreateAccountAssociation").await.len(), 51);
    setting.check_invariants().await;
}

/// T3, looking.
#[tokio::test(start_paused = true)]
async fn a_look_that_is_told_when_to_come_back_does_not_come_before() {
    let setting = Paused::start().await;
    create(&setting, "Miller").await;
    let mut told = throttling();
    told["retryAfterSeconds"] = json!(40);
    setting.fault("GetAccountAssociation", Some(1), told).await;
    let form = GetAccountAssociationForm { account_association_id: setting.link() };
    assert!(setting.desk.get_account_association(form).await.is_err());
    let asked = setting.requests("GetAccountAssociation").await;
    sleep(Duration::from_secs(39)).await;
    assert_eq!(setting.requests("GetAccountAssociation").await, asked, "within 39 s");
    sleep(Duration::from_secs(40)).await;
    assert!(setting.requests("GetAccountAssociation").await > asked, "it goes on");
    setting.check_invariants().await;
}

/// T3, making.
#[tokio::test(start_paused = true)]
async fn a_create_that_is_told_when_to_come_back_does_not_come_before() {
    let setting = Paused::start().await;
    let mut told = throttling();
    told["retryAfterSeconds"] = json!(9);
    setting.fault("CreateAccountAssociation", Some(1), told).await;
    let began = Instant::now();
    create(&setting, "Miller").await;
    setting.wait_at("the link", waits).await;
    let took = began.elapsed();
    assert!((Duration::from_secs(9)..Duration::from_secs(20)).contains(&took), "{took:?}");
    assert_eq!(setting.committed("CreateAccountAssociation").await.len(), 1);
    setting.check_invariants().await;
}

/// T4.
#[tokio::test(start_paused = true)]
async fn faults_on_the_side_of_aws_during_a_create_make_one_link() {
    let setting = Paused::start().await;
    for (status, code) in [(500, "InternalServerException"), (503, "ServiceUnavailableException"), (503, "")]
    {
        let fault = json!({ "kind": "error", "status": status, "code": code, "message": "away" });
        setting.fault("CreateAccountAssociation", Some(1), fault).await;
    }
    create(&setting, "Miller").await;
    setting.wait_at("the link", waits).await;
    assert_eq!(setting.requests("CreateAccountAssociation").await, 4);
    assert_eq!(setting.committed("CreateAccountAssociation").await.len(), 1);
    setting.check_invariants().await;
}
