use std::sync::{
    Mutex,
    atomic::{AtomicUsize, Ordering},
};

use tokio::{sync::Notify, time::sleep};

use super::*;
use crate::{Seen, Swept};

/// Answers as `script` says and writes down when it was asked.
struct Witness<S> {
    script: S,
    begun: Instant,
    asked: Mutex<Vec<(&'static str, f64)>>,
    sweeps: AtomicUsize,
    heard: Notify,
}

impl<S> Witness<S>
where
    S: Fn(&'static str, usize) -> Script + Send + Sync + 'static,
{
    fn new(script: S) -> Arc<Self> {
        Arc::new(Self {
            script,
            begun: Instant::now(),
            asked: Mutex::default(),
            sweeps: AtomicUsize::new(0),
            heard: Notify::new(),
        })
    }

    fn times(&self, key: &str) -> Vec<f64> {
        let asked = self.asked.lock().unwrap();
        asked.iter().filter(|(who, _)| *who == key).map(|(_, at)| *at).collect()
    }

    async fn until(&self, is_reached: impl Fn(&Self) -> bool) {
        while !is_reached(self) {
            self.heard.notified().await;
        }
    }
}

#[derive(Clone, Copy)]
enum Script {
    Tell(Answer),
    TellAfter(Answer, u64),
    Hang,
    Panic,
}

const WAITING: Answer = Answer::Seen(Seen::Waiting);
const SETTLED: Answer = Answer::Seen(Seen::Settled);

struct Through<S>(Arc<Witness<S>>);

impl<S> Eyes<&'static str, char> for Through<S>
where
    S: Fn(&'static str, usize) -> Script + Send + Sync + 'static,
{
    async fn look(&self, key: &'static str, _urgency: Urgency) -> Answer {
        let before = self.0.times(key).len();
        self.0.asked.lock().unwrap().push((key, self.0.begun.elapsed().as_secs_f64()));
        self.0.heard.notify_one();
        match (self.0.script)(key, before) {
            Script::Tell(answer) => answer,
            Script::TellAfter(answer, seconds) => {
                sleep(Duration::from_secs(seconds)).await;
                answer
            }
            Script::Hang => std::future::pending().await,
            Script::Panic => panic!("a look breaks"),
        }
    }

    async fn sweep(&self, _group: char, _urgency: Urgency) -> SweepAnswer<&'static str> {
        self.0.sweeps.fetch_add(1, Ordering::Relaxed);
        self.0.heard.notify_one();
        let items = ["a", "b", "c", "d"].map(|key| (key, Swept::Waiting));
        let told = if key_is_final(self.0.sweeps.load(Ordering::Relaxed)) {
            Swept::LooksFinal
        } else {
            Swept::Waiting
        };
        let items = items.map(|(key, waiting)| (key, if key == "c" { told } else { waiting }));
        SweepAnswer::Swept { items: items.to_vec(), pages: 1 }
    }
}

/// The third sweep finds one final.
fn key_is_final(sweep: usize) -> bool {
    sweep >= 3
}

#[tokio::test(start_paused = true)]
async fn a_link_is_looked_at_until_it_is_settled_and_no_longer() {
    let witness = Witness::new(|_, before| Script::Tell(if before == 2 { SETTLED } else { WAITING }));
    let scheduler = Scheduler::start(Through(Arc::clone(&witness)), 1);
    scheduler.on_screen(Some("a"));
    scheduler.watch("a", 'x', Duration::ZERO);
    witness.until(|witness| witness.times("a").len() == 3).await;
    let times = witness.times("a");
    assert!((times[0] - 1.0).abs() < 0.01 && times[2] < 5.5, "{times:?}");
    sleep(Duration::from_secs(7200)).await;
    assert_eq!(witness.times("a").len(), 3);
}

#[tokio::test(start_paused = true)]
async fn a_look_that_hangs_or_breaks_holds_nobody_else_up() {
    let witness = Witness::new(|key, before| match (key, before) {
        ("hangs", _) => Script::Hang,
        ("breaks", 0) => Script::Panic,
        (_, _) => Script::Tell(WAITING),
    });
    let scheduler = Scheduler::start(Through(Arc::clone(&witness)), 1);
    for key in ["hangs", "breaks", "fine"] {
        scheduler.watch(key, 'x', Duration::ZERO);
    }
    let enough =
        |witness: &Witness<_>| witness.times("fine").len() >= 5 && witness.times("breaks").len() >= 5;
    witness.until(enough).await;
    assert_eq!(witness.times("hangs").len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_person_who_asks_is_served_at_once() {
    let witness = Witness::new(|_, _| Script::Tell(WAITING));
    let scheduler = Scheduler::start(Through(Arc::clone(&witness)), 1);
    scheduler.watch("a", 'x', Duration::from_secs(5000));
    witness.until(|witness| witness.times("a").len() == 1).await;
    sleep(Duration::from_secs(20)).await;
    scheduler.look_now(Which::One("a"));
    witness.until(|witness| witness.times("a").len() == 2).await;
    assert!((witness.times("a")[1] - 20.0).abs() < 0.01, "{:?}", witness.times("a"));
}

#[tokio::test(start_paused = true)]
async fn an_answer_to_an_older_watch_settles_nothing() {
    let witness = Witness::new(|_, before| match before {
        0 => Script::TellAfter(SETTLED, 5),
        _ => Script::Tell(WAITING),
    });
    let scheduler = Scheduler::start(Through(Arc::clone(&witness)), 1);
    scheduler.watch("a", 'x', Duration::ZERO);
    witness.until(|witness| witness.times("a").len() == 1).await;
    scheduler.stop("a");
    scheduler.watch("a", 'x', Duration::ZERO);
    witness.until(|witness| witness.times("a").len() == 3).await;
    assert!(witness.times("a")[1] >= 6.0, "never two at once: {:?}", witness.times("a"));
}

#[tokio::test(start_paused = true)]
async fn four_are_swept_and_the_final_one_is_confirmed_by_a_look() {
    let witness = Witness::new(|_, _| Script::Tell(SETTLED));
    let scheduler = Scheduler::start(Through(Arc::clone(&witness)), 1);
    for key in ["a", "b", "c", "d"] {
        scheduler.watch(key, 'x', Duration::ZERO);
    }
    witness.until(|witness| !witness.times("c").is_empty()).await;
    assert_eq!(witness.sweeps.load(Ordering::Relaxed), 3);
    assert_eq!(witness.asked.lock().unwrap().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_hold_stops_the_looks_and_its_release_begins_them() {
    let witness = Witness::new(|_, _| Script::Tell(WAITING));
    let scheduler = Scheduler::start(Through(Arc::clone(&witness)), 1);
    scheduler.watch("a", 'x', Duration::ZERO);
    scheduler.hold(Whose::Group('x'));
    sleep(Duration::from_secs(600)).await;
    assert_eq!(witness.times("a"), []);
    scheduler.release(Whose::All);
    witness.until(|witness| witness.times("a").len() == 1).await;
    assert!((witness.times("a")[0] - 600.0).abs() < 0.01);
}

#[tokio::test(start_paused = true)]
async fn watching_ends_with_the_last_handle_even_while_a_look_hangs() {
    let witness = Witness::new(|_, _| Script::Hang);
    let scheduler = Scheduler::start(Through(Arc::clone(&witness)), 1);
    let other = scheduler.clone();
    scheduler.watch("a", 'x', Duration::ZERO);
    witness.until(|witness| witness.times("a").len() == 1).await;
    drop(scheduler);
    other.watch("b", 'x', Duration::ZERO);
    witness.until(|witness| witness.times("b").len() == 1).await;
    drop(other);
    while Arc::strong_count(&witness) > 1 {
        tokio::task::yield_now().await;
    }
}
