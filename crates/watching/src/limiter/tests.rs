use std::{cell::RefCell, future::Future, rc::Rc};

use proptest::prelude::*;
use tokio::{task::LocalSet, time::sleep};

use super::*;
use crate::Urgency::{Elsewhere, Mutation, Old, OnScreen, Person};

const GET: &str = "GetAccountAssociation";
const MILLI: Duration = Duration::from_millis(1);

/// Runs in paused time; returns what `story` does.
fn in_paused_time<T>(story: impl Future<Output = T>) -> T {
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = runtime.enable_time().start_paused(true).build().unwrap();
    LocalSet::new().block_on(&runtime, story)
}

/// The service's quota: a bucket whose size is its rate, 1 at least.
struct Quota {
    rate: f64,
    tokens: f64,
    filled_at: Instant,
}

impl Quota {
    fn new(rate: f64) -> Self {
        Self { rate, tokens: rate.max(1.0), filled_at: Instant::now() }
    }

    fn lets_through(&mut self) -> bool {
        let gained = self.filled_at.elapsed().as_secs_f64() * self.rate;
        self.tokens = (self.tokens + gained).min(self.rate.max(1.0));
        self.filled_at = Instant::now();
        let fits = self.tokens >= 1.0;
        self.tokens -= if fits { 1.0 } else { 0.0 };
        fits
    }
}

/// Sends for `lasting` as fast as turns are given to a service with `quota`,
/// 5 to 40 ms away; when the requests were let through and when throttled.
async fn send_without_end(
    limiter: &Limiter,
    pace: Pace,
    quota: f64,
    lasting: Duration,
    seed: u64,
) -> (Vec<Duration>, Vec<Duration>) {
    let begun = Instant::now();
    let quota = Rc::new(RefCell::new(Quota::new(quota)));
    let outcome = Rc::new(RefCell::new((Vec::new(), Vec::new())));
    let mut chance = Chance::new(seed);
    while begun.elapsed() < lasting {
        limiter.turn(GET, Elsewhere, pace).await;
        let (quota, outcome, limiter) = (Rc::clone(&quota), Rc::clone(&outcome), limiter.clone());
        let (there, back) = (chance.between(5 * MILLI, 40 * MILLI), chance.between(5 * MILLI, 40 * MILLI));
        tokio::task::spawn_local(async move {
            sleep(there).await;
            let fits = quota.borrow_mut().lets_through();
            sleep(back).await;
            if fits {
                limiter.answered(GET);
                outcome.borrow_mut().0.push(begun.elapsed());
            } else {
                limiter.throttled(GET, None);
                outcome.borrow_mut().1.push(begun.elapsed());
            }
        });
    }
    sleep(100 * MILLI).await;
    outcome.take()
}

#[test]
fn watching_begins_with_a_burst_of_four_and_goes_on_at_two_per_second() {
    in_paused_time(async {
        let limiter = Limiter::new(DEFAULT_QUOTA, 1);
        let begun = Instant::now();
        for _ in 0..4 {
            limiter.turn(GET, Elsewhere, Pace::Watching).await;
        }
        assert_eq!(begun.elapsed(), Duration::ZERO);
        for _ in 0..10 {
            limiter.turn(GET, Elsewhere, Pace::Watching).await;
        }
        assert!((begun.elapsed().as_secs_f64() - 5.0).abs() < 0.02, "{:?}", begun.elapsed());
    });
}

#[test]
fn each_operation_has_a_bucket_of_its_own_and_clones_share_it() {
    in_paused_time(async {
        let limiter = Limiter::new(DEFAULT_QUOTA, 1);
        for _ in 0..4 {
            limiter.clone().turn(GET, Elsewhere, Pace::Watching).await;
        }
        let begun = Instant::now();
        limiter.turn("ListAccountAssociations", Elsewhere, Pace::Watching).await;
        assert_eq!(begun.elapsed(), Duration::ZERO);
        limiter.turn(GET, Elsewhere, Pace::Watching).await;
        assert!(begun.elapsed() >= 499 * MILLI);
    });
}

#[test]
fn higher_urgency_goes_first_and_within_one_who_came_first() {
    in_paused_time(async {
        let limiter = Limiter::new(DEFAULT_QUOTA, 1);
        for _ in 0..4 {
            limiter.turn(GET, Mutation, Pace::Watching).await;
        }
        let served = Rc::new(RefCell::new(Vec::new()));
        let waiting = [(Old, 0), (Elsewhere, 1), (OnScreen, 2), (Elsewhere, 3), (Mutation, 4), (Person, 5)];
        let tasks = waiting.map(|(urgency, number)| {
            let (limiter, served) = (limiter.clone(), Rc::clone(&served));
            tokio::task::spawn_local(async move {
                limiter.turn(GET, urgency, Pace::Watching).await;
                served.borrow_mut().push(number);
            })
        });
        for task in tasks {
            task.await.unwrap();
        }
        assert_eq!(*served.borrow(), [4, 5, 2, 1, 3, 0]);
    });
}

#[test]
fn a_watcher_that_has_used_its_share_does_not_hold_bulk_up() {
    in_paused_time(async {
        let limiter = Limiter::new(DEFAULT_QUOTA, 1);
        for _ in 0..4 {
            limiter.turn(GET, Person, Pace::Watching).await;
        }
        let begun = Instant::now();
        let watcher = limiter.clone();
        let watching = tokio::task::spawn_local(async move {
            watcher.turn(GET, Person, Pace::Watching).await;
            begun.elapsed()
        });
        tokio::task::yield_now().await;
        limiter.turn(GET, Old, Pace::Bulk).await;
        assert!(begun.elapsed() <= 210 * MILLI, "{:?}", begun.elapsed());
        let watched_after = watching.await.unwrap();
        assert!(watched_after <= 510 * MILLI, "{watched_after:?}");
    });
}

#[test]
fn who_gives_up_waiting_leaves_no_hole() {
    in_paused_time(async {
        let limiter = Limiter::new(DEFAULT_QUOTA, 1);
        for _ in 0..4 {
            limiter.turn(GET, Person, Pace::Watching).await;
        }
        let begun = Instant::now();
        let gone = limiter.clone();
        let gone = tokio::task::spawn_local(async move { gone.turn(GET, Person, Pace::Watching).await });
        tokio::task::yield_now().await;
        let next = limiter.clone();
        let next = tokio::task::spawn_local(async move { next.turn(GET, Old, Pace::Watching).await });
        sleep(300 * MILLI).await;
        gone.abort();
        next.await.unwrap();
        assert!(begun.elapsed() <= 510 * MILLI, "{:?}", begun.elapsed());
    });
}

#[test]
fn bulk_climbs_to_95_percent_of_the_quota_while_answers_are_clean() {
    in_paused_time(async {
        let limiter = Limiter::new(10.0, 1);
        assert!((limiter.rate(GET, Pace::Bulk) - 6.0).abs() < 1e-9);
        let lasting = Duration::from_secs(60);
        let (passed, throttled) = send_without_end(&limiter, Pace::Bulk, 10.0, lasting, 3).await;
        assert!((limiter.rate(GET, Pace::Bulk) - 9.5).abs() < 1e-9);
        assert_eq!(throttled, []);
        assert!(passed.len() >= 545, "{} of 570", passed.len());
        let soon = passed.iter().filter(|at| **at <= Duration::from_secs(6)).count();
        assert!(soon >= 49, "{soon} in the first six seconds");
    });
}

#[test]
fn after_a_throttling_bulk_stays_under_80_percent_for_ten_minutes_and_climbs_again_then() {
    in_paused_time(async {
        let limiter = Limiter::new(10.0, 1);
        send_without_end(&limiter, Pace::Bulk, 10.0, Duration::from_secs(10), 3).await;
        limiter.throttled(GET, None);
        assert!((limiter.rate(GET, Pace::Bulk) - 6.65).abs() < 1e-6);
        let (passed, _) = send_without_end(&limiter, Pace::Bulk, 10.0, Duration::from_secs(595), 3).await;
        let rate = limiter.rate(GET, Pace::Bulk);
        assert!(rate < 8.0 && rate > 7.5, "{rate} requests per second");
        assert!(passed.len() > 4000, "{} passed", passed.len());
        send_without_end(&limiter, Pace::Bulk, 10.0, Duration::from_secs(15), 3).await;
        assert!((limiter.rate(GET, Pace::Bulk) - 9.5).abs() < 1e-9);
    });
}

#[test]
fn a_throttling_pauses_as_long_as_told_and_slows_down_once() {
    in_paused_time(async {
        let limiter = Limiter::new(DEFAULT_QUOTA, 1);
        limiter.turn(GET, Person, Pace::Watching).await;
        limiter.throttled(GET, Some(Duration::from_secs(7)));
        let begun = Instant::now();
        for _ in 0..5 {
            limiter.throttled(GET, None);
        }
        assert!((limiter.rate(GET, Pace::Watching) - 1.4).abs() < 1e-9, "late answers slow nothing down");
        limiter.turn(GET, Person, Pace::Watching).await;
        assert!((begun.elapsed().as_secs_f64() - 7.0).abs() < 0.01, "{:?}", begun.elapsed());
        limiter.turn(GET, Person, Pace::Watching).await;
        assert!(begun.elapsed().as_secs_f64() > 7.7, "no burst after a throttling");
        limiter.throttled(GET, None);
        assert!((limiter.rate(GET, Pace::Watching) - 0.98).abs() < 1e-9);
    });
}

#[test]
fn an_answer_to_what_was_sent_before_the_pause_slows_nothing_down_after_it() {
    in_paused_time(async {
        let limiter = Limiter::new(DEFAULT_QUOTA, 1);
        limiter.turn(GET, Person, Pace::Watching).await;
        limiter.throttled(GET, None);
        sleep(Duration::from_secs(3)).await;
        limiter.throttled(GET, None);
        assert!((limiter.rate(GET, Pace::Watching) - 1.4).abs() < 1e-9);
    });
}

#[test]
fn watching_recovers_a_tenth_in_thirty_clean_seconds_up_to_the_ceiling() {
    in_paused_time(async {
        let limiter = Limiter::new(DEFAULT_QUOTA, 1);
        limiter.turn(GET, Person, Pace::Watching).await;
        limiter.throttled(GET, None);
        let rate = |limiter: &Limiter| limiter.rate(GET, Pace::Watching);
        send_without_end(&limiter, Pace::Watching, 10.0, Duration::from_secs(29), 1).await;
        assert!((rate(&limiter) - 1.4).abs() < 1e-9);
        send_without_end(&limiter, Pace::Watching, 10.0, Duration::from_secs(3), 1).await;
        assert!((rate(&limiter) - 1.5).abs() < 1e-9);
        send_without_end(&limiter, Pace::Watching, 10.0, Duration::from_secs(3560), 1).await;
        assert!((rate(&limiter) - 1.6).abs() < 1e-9, "80 % of what was throttled, for an hour");
        send_without_end(&limiter, Pace::Watching, 10.0, Duration::from_secs(240), 1).await;
        assert!((rate(&limiter) - 2.0).abs() < 1e-9);
    });
}

#[test]
fn a_request_sent_again_is_paid_for_by_the_next_turns() {
    in_paused_time(async {
        let limiter = Limiter::new(DEFAULT_QUOTA, 1);
        for _ in 0..4 {
            limiter.turn(GET, Person, Pace::Watching).await;
        }
        let begun = Instant::now();
        limiter.sent_again(GET);
        limiter.sent_again(GET);
        limiter.turn(GET, Person, Pace::Watching).await;
        assert!((begun.elapsed().as_secs_f64() - 1.5).abs() < 0.01, "{:?}", begun.elapsed());
    });
}

#[test]
fn a_quota_of_one_per_second_is_found_within_a_minute_and_kept_for_ten() {
    for seed in 0..8 {
        in_paused_time(async {
            let limiter = Limiter::new(DEFAULT_QUOTA, seed);
            let lasting = Duration::from_secs(595);
            let (passed, throttled) = send_without_end(&limiter, Pace::Watching, 1.0, lasting, seed).await;
            let late: Vec<_> = throttled.iter().filter(|at| **at > Duration::from_secs(60)).collect();
            assert!(!throttled.is_empty() && late.is_empty(), "seed {seed}: throttled at {throttled:?}");
            assert!(passed.len() > 350, "seed {seed}: {} of 595 passed", passed.len());
        });
    }
}

#[test]
fn a_quota_of_half_a_request_per_second_is_found_as_well() {
    in_paused_time(async {
        let limiter = Limiter::new(DEFAULT_QUOTA, 5);
        let (passed, throttled) =
            send_without_end(&limiter, Pace::Bulk, 0.5, Duration::from_secs(595), 5).await;
        let late = throttled.iter().filter(|at| **at > Duration::from_secs(90)).count();
        assert!(late == 0 && passed.len() > 180, "throttled at {throttled:?}, {} passed", passed.len());
    });
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Invariant I6 of reliability.md section 5.
    #[test]
    fn no_window_has_more_turns_than_burst_and_rate_allow(
        callers in proptest::collection::vec((0_u64..8_000, 0_usize..5, any::<bool>(), 0_u64..12_000), 1..150),
        throttlings in proptest::collection::vec(0_u64..8_000, 0..3),
    ) {
        let given = in_paused_time(turns_of(callers, throttlings.clone()));
        let all: Vec<f64> = given.iter().map(|turn| turn.0).collect();
        let watching: Vec<f64> = given.iter().filter(|turn| turn.1).map(|turn| turn.0).collect();
        // Bulk can have climbed to 9.5 at most.
        prop_assert!(excess(&all, 4.0, 9.5) <= 1e-3);
        prop_assert!(excess(&watching, 4.0, 2.0) <= 1e-3);
        if let Some(first) = throttlings.iter().min() {
            let slowed = f64::from(u32::try_from(*first).unwrap()) / 1000.0;
            let after: Vec<f64> = all.into_iter().filter(|at| *at > slowed).collect();
            prop_assert!(excess(&after, 1.0, 8.0) <= 1e-3, "no burst and under 80 % afterwards");
        }
    }
}

/// When turns were given, in seconds, and whether they were for watching.
/// A caller is (comes after ms, urgency, is watching, gives up after ms).
async fn turns_of(callers: Vec<(u64, usize, bool, u64)>, throttlings: Vec<u64>) -> Vec<(f64, bool)> {
    let limiter = Limiter::new(10.0, 9);
    let given = Rc::new(RefCell::new(Vec::new()));
    let begun = Instant::now();
    // A slow-down takes a turn that may have been throttled.
    limiter.turn(GET, Mutation, Pace::Watching).await;
    given.borrow_mut().push((0.0, true));
    let mut tasks = Vec::new();
    for (comes, urgency, is_watching, patience) in callers {
        let (limiter, given) = (limiter.clone(), Rc::clone(&given));
        tasks.push(tokio::task::spawn_local(async move {
            sleep(Duration::from_millis(comes)).await;
            let urgency = [Mutation, Person, OnScreen, Elsewhere, Old][urgency];
            let pace = if is_watching { Pace::Watching } else { Pace::Bulk };
            let turn = limiter.turn(GET, urgency, pace);
            if tokio::time::timeout(Duration::from_millis(patience), turn).await.is_ok() {
                given.borrow_mut().push((begun.elapsed().as_secs_f64(), is_watching));
                sleep(20 * MILLI).await;
                limiter.answered(GET);
            }
        }));
    }
    for after in throttlings {
        let limiter = limiter.clone();
        tasks.push(tokio::task::spawn_local(async move {
            sleep(Duration::from_millis(after)).await;
            limiter.throttled(GET, None);
        }));
    }
    for task in tasks {
        task.await.unwrap();
    }
    given.take()
}

/// By how many turns the worst window exceeds `burst + rate * window`.
fn excess(turns: &[f64], burst: f64, rate: f64) -> f64 {
    let windows = turns.iter().enumerate().flat_map(|(index, from)| {
        turns[index..]
            .iter()
            .zip(1_u32..)
            .map(move |(to, count)| f64::from(count) - burst - rate * (to - from))
    });
    windows.fold(0.0, f64::max)
}

#[test]
fn a_turn_too_many_is_noticed() {
    assert!((excess(&[0.0; 5], 4.0, 2.0) - 1.0).abs() < 1e-9);
    assert!((excess(&[0.0, 9.0, 9.0, 9.0, 9.2, 9.4, 9.4], 4.0, 2.0) - 1.2).abs() < 1e-9);
    assert!(excess(&[0.0, 0.0, 0.0, 0.0, 0.5, 1.0], 4.0, 2.0) < 1e-9);
}
