//! What the guard lets through and what it makes of failures.

use std::sync::atomic::{AtomicU32, Ordering};

use onboarding::{Problem, ProblemKind};

use super::*;

#[derive(Debug, Default)]
struct Provider {
    access_key_id: String,
    expiry: Option<SystemTime>,
    takes: Duration,
    panics: bool,
    loads: Arc<AtomicU32>,
}

impl ProvideCredentials for Provider {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::new(async {
            self.loads.fetch_add(1, Ordering::SeqCst);
            assert!(!self.panics, "last_refresh is in the past");
            tokio::time::sleep(self.takes).await;
            Ok(Credentials::new(&self.access_key_id, "s", None, self.expiry, "test"))
        })
    }
}

fn guarded(provider: Provider, is_practice: bool) -> Guarded {
    Guarded::new(SharedCredentialsProvider::new(provider), is_practice)
}

fn keys(access_key_id: &str) -> Provider {
    Provider { access_key_id: access_key_id.into(), ..Provider::default() }
}

fn problem(error: CredentialsError) -> Problem {
    let source = std::error::Error::source(&error).expect("the reason is a cause");
    source.downcast_ref::<Problem>().expect("the cause is a problem").clone()
}

#[tokio::test]
async fn practice_keys_stay_in_practice_and_others_out_of_it() {
    assert!(guarded(keys("PRACTICE1"), true).provide_credentials().await.is_ok());
    assert!(guarded(keys("AKIA1"), false).provide_credentials().await.is_ok());
    for (id, is_practice) in [("PRACTICE1", false), ("AKIA1", true)] {
        let error = guarded(keys(id), is_practice).provide_credentials().await.unwrap_err();
        assert_eq!(problem(error).code.as_deref(), Some(crate::PRACTICE_KEYS_ELSEWHERE));
    }
}

#[tokio::test(start_paused = true)]
async fn a_provider_that_hangs_is_given_up_after_40_seconds() {
    let hanging = Provider { takes: Duration::from_secs(60), ..keys("AKIA1") };
    let started = tokio::time::Instant::now();
    let error = guarded(hanging, false).provide_credentials().await.unwrap_err();
    assert_eq!(started.elapsed(), Duration::from_secs(40));
    let sign_in = ProblemKind::SignInToAws { profile: None };
    assert_eq!(problem(error).kind, sign_in);
}

#[tokio::test(start_paused = true)]
async fn a_caller_that_gives_up_sooner_does_not_start_a_slow_provider_over() {
    let slow = Provider { takes: Duration::from_secs(15), ..keys("AKIA1") };
    let loads = slow.loads.clone();
    let guarded = guarded(slow, false);
    let sooner = Duration::from_secs(10);
    assert!(tokio::time::timeout(sooner, guarded.provide_credentials()).await.is_err());
    assert!(tokio::time::timeout(sooner, guarded.provide_credentials()).await.unwrap().is_ok());
    assert_eq!(loads.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_panic_is_a_problem_and_the_next_load_starts_anew() {
    let panicking = Provider { panics: true, ..keys("AKIA1") };
    let loads = panicking.loads.clone();
    let guarded = guarded(panicking, false);
    for _ in 0..2 {
        let error = guarded.provide_credentials().await.unwrap_err();
        assert_eq!(problem(error).kind, ProblemKind::TryAgain);
    }
    assert_eq!(loads.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn credentials_that_are_over_already_are_loaded_once_more() {
    let over = Provider { expiry: Some(SystemTime::UNIX_EPOCH), ..keys("AKIA1") };
    let loads = over.loads.clone();
    guarded(over, false).provide_credentials().await.unwrap();
    assert_eq!(loads.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn what_was_loaded_beforehand_serves_the_first_who_asks_and_nobody_else() {
    let provider = keys("AKIA1");
    let loads = provider.loads.clone();
    let guarded = guarded(provider, false);
    guarded.begin().await.unwrap();
    guarded.provide_credentials().await.unwrap();
    assert_eq!(loads.load(Ordering::SeqCst), 1);
    guarded.provide_credentials().await.unwrap();
    assert_eq!(loads.load(Ordering::SeqCst), 2);
}

#[tokio::test(start_paused = true)]
async fn why_it_failed_when_nobody_waited_is_told_to_nobody() {
    let failing = Provider { takes: Duration::from_secs(60), ..keys("AKIA1") };
    let loads = failing.loads.clone();
    let guarded = guarded(failing, false);
    let sooner = Duration::from_secs(10);
    assert!(tokio::time::timeout(sooner, guarded.provide_credentials()).await.is_err());
    tokio::time::sleep(LOAD_LIMIT).await;
    assert!(tokio::time::timeout(sooner, guarded.provide_credentials()).await.is_err(), "it is asked anew");
    assert_eq!(loads.load(Ordering::SeqCst), 2);
}
