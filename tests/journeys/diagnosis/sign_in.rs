//! What a diagnosis tells of the link's own state.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use contract::{FindingActView, OpenSignInPageForm};
use desk::{Clock, SystemClock};
use onboarding::Timestamp;

use super::*;
use crate::reconnected::linked;

/// A wall clock that can be put forward.
#[derive(Default)]
struct Forward(AtomicI64);

impl Clock for Forward {
    fn now(&self) -> Timestamp {
        Timestamp(SystemClock.now().0 + self.0.load(Ordering::SeqCst))
    }
}

impl Forward {
    fn by_minutes(&self, minutes: i64) {
        self.0.fetch_add(minutes * 60_000, Ordering::SeqCst);
    }
}

async fn with_clock() -> (Setting, Arc<Forward>) {
    let clock = Arc::new(Forward::default());
    let setting = Setting::start_with(|ports| desk::Ports { clock: Arc::clone(&clock) as _, ..ports }).await;
    (setting, clock)
}

#[tokio::test]
async fn a_link_that_is_well_is_told_so_with_what_was_looked_at() {
    let setting = Setting::start().await;
    let link = linked(&setting, "Miller", 3).await;
    switch_event_logs_on(&setting, "*");
    let diagnosis = diagnose(&setting, &link).await;
    assert_eq!(diagnosis.findings.len(), 1, "{:#?}", diagnosis.findings);
    assert_eq!(diagnosis.findings[0].code, "nothingWrong");
    let well = |name: &str| assert_eq!(outcome(&diagnosis, name), CheckOutcomeView::Well, "{name}");
    for check in &diagnosis.checks {
        well(&check.name);
    }
    assert_eq!(diagnosis.checks.len(), 8);
}

#[tokio::test]
async fn a_link_that_is_gone_is_told_alone() {
    let setting = Setting::start().await;
    assert_eq!(codes(&setting, NOWHERE).await[0], "linkGone");
    assert!(!has(&setting, KELLER_FAILED, "linkGone").await);
}

#[tokio::test]
async fn a_link_that_is_being_removed_is_told_so() {
    let setting = Setting::start().await;
    let diagnosis = diagnose(&setting, ROSSI_DELETING).await;
    assert_eq!(diagnosis.findings[0].code, "beingRemoved");
    assert_eq!(outcome(&diagnosis, "A search for devices through it"), CheckOutcomeView::Skipped);
    assert!(!has(&setting, KELLER_FAILED, "beingRemoved").await);
}

#[tokio::test]
async fn a_state_nobody_knows_is_named() {
    let setting = Setting::start().await;
    setting.fault(json!({
        "operation": "GetAccountAssociation", "times": 1,
        "fault": { "kind": "unknown-state", "value": "ASSOCIATION_PAUSED" }
    }));
    let diagnosis = diagnose(&setting, KELLER_FAILED).await;
    assert!(finding(&diagnosis, "unknownState").seen.contains("ASSOCIATION_PAUSED"));
    assert!(!has(&setting, KELLER_FAILED, "unknownState").await);
}

#[tokio::test]
async fn a_failed_sign_in_is_told_with_advice_by_what_aws_says() {
    let setting = Setting::start().await;
    let cases = [
        ("access_denied - The resource owner denied the request", "not allowed", FindingActView::Reconnect),
        ("invalid_client", "client id or secret", FindingActView::CopyForCloudTeam),
        ("redirect_uri mismatch", "sent back to", FindingActView::CopyForCloudTeam),
        ("The connector did not answer ActivateUser in time", "connector", FindingActView::CopyForCloudTeam),
        ("Something odd happened", "often names it", FindingActView::PasteFinalPage),
    ];
    for (message, means, act) in cases {
        let form = json!({
            "accountAssociationId": KELLER_FAILED, "state": "ASSOCIATION_FAILED", "errorMessage": message
        });
        set_state(&setting, form);
        let diagnosis = diagnose(&setting, KELLER_FAILED).await;
        let failed = finding(&diagnosis, "signInFailed");
        assert_eq!(failed.certainty, CertaintyView::Fact);
        assert_eq!((failed.act.as_ref(), failed.detail.as_deref()), (Some(&act), Some(message)));
        assert!(failed.means.contains(means), "{means}: {}", failed.means);
    }
    assert!(!has(&setting, SEEBLICK_EXPIRED, "signInFailed").await);
}

#[tokio::test]
async fn an_expired_link_is_told_with_what_renewal_would_do() {
    let setting = Setting::start().await;
    let means = async |days: u32| {
        let form = json!({ "connectorDestinationId": "brightwell-lighting", "daysBeforeRenewal": days });
        setting.practice("POST", "/practice/device-clouds", Some(form));
        let diagnosis = diagnose(&setting, SEEBLICK_EXPIRED).await;
        let expired = finding(&diagnosis, "needsNewSignIn");
        assert_eq!(expired.act, Some(FindingActView::Reconnect));
        assert!(expired.for_customer.as_deref().is_some_and(|text| text.contains("Brightwell Lighting")));
        expired.means.clone()
    };
    assert!(means(0).await.contains("can switch that on"));
    assert!(means(45).await.contains("45 days"));
    assert!(!has(&setting, KELLER_FAILED, "needsNewSignIn").await);
}

#[tokio::test]
async fn a_fresh_wait_is_told_without_causes_and_a_long_one_with_them() {
    let (setting, clock) = with_clock().await;
    let link = waiting(&setting).await;
    let open = OpenSignInPageForm { journey_id: setting.open().journey_id, private_window: false };
    setting.desk.open_sign_in_page(open).await.unwrap();

    let fresh = diagnose(&setting, &link).await;
    let waits = finding(&fresh, "waitingForSignIn");
    assert!(waits.seen.contains("opened on this computer"), "{}", waits.seen);
    assert_eq!(waits.act, Some(FindingActView::OpenSignIn));
    assert!(!fresh.findings.iter().any(|finding| finding.code == "waitingBecause"));

    clock.by_minutes(20);
    let long = diagnose(&setting, &link).await;
    assert!(finding(&long, "waitingForSignIn").title.contains("longer than usual"));
    let causes: Vec<_> = long.findings.iter().filter(|finding| finding.code == "waitingBecause").collect();
    assert_eq!(causes.len(), 4, "{causes:#?}");
    assert!(causes.iter().all(|cause| cause.certainty == CertaintyView::Possible));
    assert!(!has(&setting, KELLER_FAILED, "waitingForSignIn").await);
}

#[tokio::test]
async fn whether_the_page_was_given_out_from_here_is_told_after_a_restart_too() {
    let setting = Setting::start().await;
    let link = waiting(&setting).await;
    let seen = async || finding(&diagnose(&setting, &link).await, "waitingForSignIn").seen.clone();
    assert!(seen().await.contains("not given out from this computer"));
    setting.desk.hand_over(setting.journey()).await.unwrap();
    assert!(seen().await.contains("shown as a QR code"));
    setting.desk.new_sign_in_page(setting.journey()).await.unwrap();
    setting
        .wait_at("the new page", |stop| matches!(stop, StopView::SignIn { host: Some(_), .. }).then_some(()))
        .await;
    assert!(seen().await.contains("not given out from this computer"), "that page is replaced");
}

#[tokio::test]
async fn what_is_usual_is_told_after_five_sign_ins_seen_here() {
    let (setting, clock) = with_clock().await;
    for number in 0..5 {
        let name = format!("Miller {number}");
        setting.desk.create_account_association(customer("brightwell-lighting", &name)).await.unwrap();
        setting.desk.hand_over(setting.journey()).await.unwrap();
        clock.by_minutes(3);
        setting.sign_in("miller", "allow");
        setting
            .wait_at("the sign-in seen", |stop| (!matches!(stop, StopView::SignIn { .. })).then_some(()))
            .await;
    }
    let link = waiting(&setting).await;
    let diagnosis = diagnose(&setting, &link).await;
    let seen = &finding(&diagnosis, "waitingForSignIn").seen;
    assert!(
        seen.contains("usually took 3 minutes here, nine in ten at most 3 minutes, by 5 observations"),
        "{seen}"
    );
}
