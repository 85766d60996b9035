//! A clock that is wrong, or is set back. C10 and C11.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::{Duration, SystemTime},
};

use aws_smithy_async::time::TimeSource;
use contract::{MfaCodeForm, SecretText, TestOutcomeView, TestStepKindView};
use desk::Environment;
use tests::{
    cloud::{Cloud, PERSON, Role, Trust},
    desktop::{REGION, portal, portal_profile, profile},
};

use super::office::{ACCOUNT, Office, SERVICE_HOST, STS_HOST, step, with_keys};

const TEN_MINUTES: i64 = 600;
const HOUR: i64 = 3600;

async fn completes_with_aws_ahead(ahead_seconds: i64, said: &str) {
    let office = Office::open();
    office.with_keys_of("anna");
    office.cloud.shift_clock(ahead_seconds);
    office.use_profile("anna").await.unwrap();
    office.completes_the_wizard().await;
    let test = office.tested().await;
    for host in [STS_HOST, SERVICE_HOST] {
        let told = step(&test, TestStepKindView::Clock, Some(host), TestOutcomeView::Warning);
        assert_eq!(told.text, said);
    }
    step(&test, TestStepKindView::Identity, None, TestOutcomeView::Good);
}

/// C10.
#[tokio::test]
async fn a_clock_ten_minutes_slow_is_put_right_in_every_call_and_said() {
    completes_with_aws_ahead(TEN_MINUTES, "this computer's clock is 10 min behind").await;
}

/// C10.
#[tokio::test]
async fn a_clock_ten_minutes_fast_is_put_right_in_every_call_and_said() {
    completes_with_aws_ahead(-TEN_MINUTES, "this computer's clock is 10 min ahead").await;
}

/// C10, in the middle: both ways, as when a computer wakes and sets its clock.
#[tokio::test]
async fn a_clock_that_is_set_while_a_customer_is_waited_for_costs_nothing() {
    for ahead in [TEN_MINUTES, -TEN_MINUTES] {
        let office = Office::open();
        office.with_keys_of("anna");
        office.use_profile("anna").await.unwrap();
        office.begins_a_link().await;
        office.cloud.shift_clock(ahead);
        office.setting.wait_for_looks(2).await;
        office.ends_the_wizard().await;
    }
}

/// C10, where sessions have an end by the other clock.
#[tokio::test]
async fn roles_codes_and_the_portal_work_with_a_clock_that_is_wrong() {
    for ahead in [TEN_MINUTES, -TEN_MINUTES] {
        let office = Office::open();
        office.cloud.shift_clock(ahead);
        let (anna, serial, role) = office.cloud.identities(|all| {
            let role = all.role(Role::new(ACCOUNT, "Installer").with_mfa());
            (all.user(ACCOUNT, "anna"), all.mfa_device(ACCOUNT, "anna", "314159"), role)
        });
        office.cloud.sign_ins(|all| all.assign(PERSON, ACCOUNT, "Acme Field", "Installer"));
        let field = [
            ("region", REGION),
            ("role_arn", role.as_str()),
            ("source_profile", "anna"),
            ("mfa_serial", serial.as_str()),
        ];
        office.write_config(&[
            with_keys("anna", &anna),
            profile("field", &field),
            portal("acme"),
            portal_profile("acme", "acme", ACCOUNT, "Installer"),
        ]);
        office.use_profile("field").await.unwrap();
        let code = MfaCodeForm { code: SecretText("314159".to_owned()) };
        office.setting.desk.give_mfa_code(code).await.unwrap();
        office.signed_in().await;
        office.use_profile("acme").await.unwrap();
        let code = office.sign_in_page().await;
        office.cloud.approve(&code);
        office.signed_in().await;
        office.completes_the_wizard().await;
    }
}

/// The computer's clock, which is set back by an hour in the very moment in
/// which the token is renewed.
#[derive(Debug)]
struct SetBack {
    cloud: Arc<Watched>,
    /// Before it is set back.
    ahead_seconds: AtomicI64,
}

struct Watched(Arc<Cloud>);

impl std::fmt::Debug for Watched {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Watched")
    }
}

impl SetBack {
    fn is_set_back(&self) -> bool {
        self.cloud.0.record(|record| record.count("CreateToken")) >= 2
    }
}

impl TimeSource for SetBack {
    fn now(&self) -> SystemTime {
        let ahead = self.ahead_seconds.load(Ordering::SeqCst);
        let ahead = if self.is_set_back() { ahead - HOUR } else { ahead };
        let (now, shift) = (SystemTime::now(), Duration::from_secs(ahead.unsigned_abs()));
        if ahead < 0 { now - shift } else { now + shift }
    }
}

/// What the desk's environment holds of it.
#[derive(Debug, Clone)]
struct Shared(Arc<SetBack>);

impl TimeSource for Shared {
    fn now(&self) -> SystemTime {
        self.0.now()
    }
}

/// C11.
#[tokio::test]
async fn a_clock_set_back_an_hour_while_the_token_is_renewed_ends_nothing() {
    let mut clock = None;
    let office = Office::with_ports(
        |_, _| {},
        |cloud, ports| {
            let watched = Arc::new(Watched(Arc::clone(cloud)));
            let set_back = Arc::new(SetBack { cloud: watched, ahead_seconds: AtomicI64::new(0) });
            clock = Some(Arc::clone(&set_back));
            let way_in = cloud.http_client(&cloud.proxy(), Trust::TheCompany);
            let environment = Environment::clone(&ports.environment);
            let environment = environment.leaving_through(way_in, Shared(set_back));
            desk::Ports { environment: Arc::new(environment), ..ports }
        },
    );
    let clock = clock.unwrap();
    office.cloud.sign_ins(|all| {
        all.assign(PERSON, ACCOUNT, "Acme Field", "Installer");
        all.tokens_last(Duration::from_secs(70 * 60));
    });
    office.write_config(&[portal("acme"), portal_profile("acme", "acme", ACCOUNT, "Installer")]);
    office.use_profile("acme").await.unwrap();
    let code = office.sign_in_page().await;
    office.cloud.approve(&code);
    office.signed_in().await;
    office.begins_a_link().await;
    assert!(!clock.is_set_back());

    // An hour later: the role's keys are over, and the token nearly so.
    office.cloud.shift_clock(HOUR + 60);
    clock.ahead_seconds.store(HOUR + 60, Ordering::SeqCst);
    let set_back = async {
        while !clock.is_set_back() {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), set_back).await.expect("the token is renewed");
    office.ends_the_wizard().await;
    assert_eq!(office.sign_in_view(), None);
}
