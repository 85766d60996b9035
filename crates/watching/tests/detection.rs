//! How soon sign-ins are seen, in simulated time, against the targets of design.md
//! section 13. `cargo run -p watching --example detection` measures the same with
//! more links.

#[path = "detection/many_links.rs"]
mod many_links;
#[path = "detection/one_link.rs"]
mod one_link;
#[path = "detection/people.rs"]
mod people;

use many_links::{ask_each_in_turn, watch_crowd};
use one_link::{Detection, Watcher, detect};

const LINKS: u64 = 2_000;
const SEED: u64 = 20;
/// What 2,000 links may differ from 20,000.
const SCATTER: f64 = 1.05;

fn check(what: &str, measured: f64, most: f64) {
    assert!(measured <= most * SCATTER, "{what}: {measured:.2}, target {most}");
}

#[tokio::test(start_paused = true)]
async fn on_the_screen_a_sign_in_is_seen_within_moments_when_the_person_comes_back() {
    let ours = detect(Watcher::OnScreen { comes_back: true }, LINKS, SEED).await;
    check("p50", ours.p50, 1.6);
    check("p95", ours.p95, 3.6);
    check("calls per link", ours.calls_per_link, 45.0);
    assert!(ours.p50 > 0.5, "half of them come back later than a second: {ours:?}");
}

#[tokio::test(start_paused = true)]
async fn on_the_screen_it_is_seen_soon_though_nobody_comes_back() {
    let ours = detect(Watcher::OnScreen { comes_back: false }, LINKS, SEED).await;
    check("p50", ours.p50, 1.6);
    check("p95", ours.p95, 6.2);
    check("p99", ours.p99, 11.0);
    check("calls per link", ours.calls_per_link, 45.0);
}

#[tokio::test(start_paused = true)]
async fn elsewhere_few_calls_are_enough() {
    let ours = detect(Watcher::Elsewhere, LINKS, SEED).await;
    check("calls per link", ours.calls_per_link, 24.0);
    check("p50", ours.p50, 3.5);
    check("p95", ours.p95, 15.0);
}

/// A yardstick that is off measures nothing.
#[tokio::test(start_paused = true)]
async fn the_loop_to_beat_behaves_as_theory_says() {
    let Detection { p50, p95, calls_per_link, .. } = detect(Watcher::FixedLoop, LINKS, SEED).await;
    for (what, measured, expected) in [("p50", p50, 2.5), ("p95", p95, 4.8), ("calls", calls_per_link, 42.5)]
    {
        assert!((measured - expected).abs() < 0.06 * expected, "{what}: {measured:.2}, not {expected}");
    }
}

#[tokio::test(start_paused = true)]
async fn fifty_and_two_hundred_links_are_watched_under_a_quota_of_one_request_per_second() {
    for (waiting, in_turn) in [(50, 45.0), (200, 183.0)] {
        let ours = watch_crowd(waiting, SEED).await;
        assert!(ours.p95 <= 3.1, "{waiting} links: {ours:?}");
        assert!(ours.requests_per_second <= 1.3, "{waiting} links: {ours:?}");
        assert_eq!(ours.throttled.after, 0, "{waiting} links: {ours:?}");
        let peer = ask_each_in_turn(waiting, SEED).await;
        assert!((peer.p95 - in_turn).abs() < 0.06 * in_turn, "{waiting} links in turn: {peer:?}");
    }
}
