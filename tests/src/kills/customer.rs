//! One customer: a practice program and a folder of its own, on which the desk
//! is started, killed and started again.

use std::{
    io::{BufRead, BufReader, Read},
    path::Path,
    process::{Child, Command, Stdio},
    sync::mpsc::{Receiver, RecvTimeoutError, channel},
    thread,
    time::Duration,
};

use desk::Journals;
use serde_json::json;

use super::{Stage, Tally, ledger};
use crate::programs::{PracticeProgram, built};

const DEVICES: usize = 5;
const LATENCY_MS: &str = "5";
/// A kill comes at most so long after the start.
const LATEST_KILL: Duration = Duration::from_millis(250);
/// A desk that is let to its end and takes longer is stuck.
const PATIENCE: Duration = Duration::from_secs(120);
/// Starts in which one customer has to be done.
const MOST_STARTS: usize = 500;

/// Kills as long as `may_kill` says so; `give_back` when the desk was done first.
pub(super) fn run(seed: u64, may_kill: impl Fn() -> bool, give_back: impl Fn()) -> Tally {
    let service = PracticeProgram::start_with(&["--latency-ms", LATENCY_MS]);
    let quick = json!({ "associationDelayMs": 0, "discoveryMs": 0 });
    service.call("PUT", "/practice/settings", Some(quick));
    let dir = tempfile::tempdir().expect("the temporary folder can be written");
    let mut chance = Chance(seed);
    let mut spread = Vec::new();
    let mut trouble = Some("it was not done after all its starts".to_owned());
    for _ in 0..MOST_STARTS {
        let kills = may_kill();
        let limit = if kills { chance.up_to(LATEST_KILL) } else { PATIENCE };
        let ended = start(&service, dir.path()).ends_within(limit);
        if kills && !matches!(ended, Ended::Killed) {
            give_back();
        }
        let goes_on = kills && matches!(ended, Ended::Killed);
        match ended {
            Ended::Killed if kills => spread.push(stage(&service)),
            Ended::Killed => trouble = Some(format!("it was stuck for {} s", PATIENCE.as_secs())),
            Ended::Done => trouble = None,
            Ended::Failed(why) => trouble = Some(format!("it ended by itself: {why}")),
        }
        if !goes_on {
            break;
        }
    }
    tally(seed, &service, dir.path(), spread, trouble)
}

fn stage(service: &PracticeProgram) -> Stage {
    ledger::stage(&made(service), DEVICES)
}

fn made(service: &PracticeProgram) -> serde_json::Value {
    service.call("GET", "/practice/ledger?seeded=false", None)
}

fn tally(
    seed: u64,
    service: &PracticeProgram,
    dir: &Path,
    spread: Vec<Stage>,
    trouble: Option<String>,
) -> Tally {
    let mut tally = ledger::compare(&made(service), DEVICES);
    match (trouble, Journals::open(&dir.join("data"))) {
        // What is missing is not lost as long as the customer is not done.
        (Some(why), _) => {
            let doubled = Tally { links_lost: 0, things_lost: 0, registrations_missing: 0, ..tally };
            tally = Tally { not_finished: 1, breaches: vec![format!("seed {seed}: {why}")], ..doubled };
        }
        (None, Ok(journals)) => tally.left_open = journals.unfinished(),
        (None, Err(problem)) => tally.breaches.push(format!("seed {seed}: the journals: {problem}")),
    }
    if tally.breaches.is_empty() && tally != Tally::default() {
        tally.breaches.push(format!("seed {seed}: {tally:?}"));
    }
    tally.kills = spread.len();
    tally.customers = 1;
    for stage in spread {
        *tally.spread.entry(stage).or_default() += 1;
    }
    tally
}

/// How a start of the desk ended.
enum Ended {
    Killed,
    Done,
    Failed(String),
}

/// A desk that runs, and its lines as they come.
struct Started {
    child: Child,
    lines: Receiver<String>,
}

fn start(service: &PracticeProgram, dir: &Path) -> Started {
    let mut command = Command::new(built("desk"));
    command.arg(dir).args(["onboard", &format!("devices-{DEVICES}")]);
    command.env_clear().envs(service.variables());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the desk can be started");
    let output = child.stdout.take().expect("its output is piped");
    let (sender, lines) = channel();
    thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                break;
            }
        }
    });
    Started { child, lines }
}

impl Started {
    /// Kills it unless it is done within `limit`.
    fn ends_within(mut self, limit: Duration) -> Ended {
        match self.lines.recv_timeout(limit) {
            Ok(_) => {
                // It has said `done`, the one line it prints.
                let _ = self.child.wait();
                Ended::Done
            }
            Err(RecvTimeoutError::Timeout) => {
                // One that ends at this very moment is as good.
                let _ = self.child.kill();
                let _ = self.child.wait();
                Ended::Killed
            }
            Err(RecvTimeoutError::Disconnected) => {
                let _ = self.child.wait();
                let mut why = String::new();
                if let Some(mut errors) = self.child.stderr.take() {
                    // What cannot be read is not told.
                    let _ = errors.read_to_string(&mut why);
                }
                Ended::Failed(why.trim().to_owned())
            }
        }
    }
}

/// Numbers that follow from a seed (SplitMix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        bits ^ (bits >> 31)
    }

    /// A length of time below `most`.
    fn up_to(&mut self, most: Duration) -> Duration {
        let micros = u64::try_from(most.as_micros()).unwrap_or(u64::MAX);
        Duration::from_micros(self.next() % micros.max(1))
    }
}
