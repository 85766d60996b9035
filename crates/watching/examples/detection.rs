//! Measures how soon sign-ins are seen, in simulated time: rows of JSON on the
//! standard output, a table for people on the standard error.

#[path = "../tests/detection/many_links.rs"]
mod many_links;
#[path = "../tests/detection/one_link.rs"]
mod one_link;
#[path = "../tests/detection/people.rs"]
mod people;

use many_links::{ask_each_in_turn, watch_crowd};
use one_link::{Watcher, detect};
use people::number;

const LINKS: u64 = 20_000;
const SEED: u64 = 20;

struct Row {
    what: String,
    measured: f64,
    peer: Option<f64>,
    target: f64,
}

impl Row {
    fn is_met(&self) -> bool {
        self.measured <= self.target
    }
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
#[allow(clippy::print_stdout, reason = "a program's rows are its purpose")]
async fn main() {
    let mut rows = Vec::new();
    rows.extend(one_link_rows().await);
    rows.extend(many_links_rows().await);
    for row in &rows {
        let peer = row.peer.map_or(String::from("-"), |peer| format!("{peer:.2}"));
        let met = if row.is_met() { "met" } else { "MISSED" };
        eprintln!("{:<66} {:>8.2} {peer:>8} {:>8.2} {met}", row.what, row.measured, row.target);
    }
    let rows: Vec<serde_json::Value> = rows.iter().map(json).collect();
    println!("{}", serde_json::Value::from(rows));
}

async fn one_link_rows() -> Vec<Row> {
    let fixed = detect(Watcher::FixedLoop, LINKS, SEED).await;
    let focus = detect(Watcher::OnScreen { comes_back: true }, LINKS, SEED).await;
    let alone = detect(Watcher::OnScreen { comes_back: false }, LINKS, SEED).await;
    let elsewhere = detect(Watcher::Elsewhere, LINKS, SEED).await;
    let row = |what: &str, measured, peer, target| Row {
        what: what.to_owned(),
        measured,
        peer: Some(peer),
        target,
    };
    vec![
        row("on screen with focus: p50 delay, s", focus.p50, fixed.p50, 1.6),
        row("on screen with focus: p95 delay, s", focus.p95, fixed.p95, 3.6),
        row("on screen with focus: p99 delay, s", focus.p99, fixed.p99, 8.0),
        row("on screen with focus: calls per link", focus.calls_per_link, fixed.calls_per_link, 45.0),
        row("on screen without focus: p50 delay, s", alone.p50, fixed.p50, 1.6),
        row("on screen without focus: p95 delay, s", alone.p95, fixed.p95, 6.2),
        row("on screen without focus: p99 delay, s", alone.p99, fixed.p99, 11.0),
        row("on screen without focus: calls per link", alone.calls_per_link, fixed.calls_per_link, 45.0),
        row("elsewhere: p50 delay, s", elsewhere.p50, fixed.p50, 5.0),
        row("elsewhere: p95 delay, s", elsewhere.p95, fixed.p95, 20.0),
        row("elsewhere: p99 delay, s", elsewhere.p99, fixed.p99, 33.0),
        row("elsewhere: calls per link", elsewhere.calls_per_link, fixed.calls_per_link, 24.0),
    ]
}

async fn many_links_rows() -> Vec<Row> {
    let mut rows = Vec::new();
    for waiting in [50, 200] {
        let ours = watch_crowd(waiting, SEED).await;
        let peer = ask_each_in_turn(waiting, SEED).await;
        let mut row = |what: &str, measured, peer, target| {
            rows.push(Row {
                what: format!("{waiting} links at 1 request/s: {what}"),
                measured,
                peer,
                target,
            });
        };
        row("p95 until shown as settled, s", ours.p95, Some(peer.p95), 3.1);
        row("requests per second", ours.requests_per_second, Some(peer.requests_per_second), 1.3);
        row("throttled after the first minute", number(ours.throttled.after), None, 0.0);
    }
    rows
}

fn json(row: &Row) -> serde_json::Value {
    let ratio = row.peer.filter(|_| row.measured > 0.0).map(|peer| peer / row.measured);
    serde_json::json!({
        "what": row.what,
        "measured": row.measured,
        "peer": row.peer,
        "ratio": ratio,
        "target": row.target,
        "met": row.is_met(),
    })
}
