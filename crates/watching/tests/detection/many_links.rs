//! Many links that wait at once under a quota of one request per second for each
//! operation: how late they are shown as settled, and how often AWS throttles.

use std::{
    collections::{BTreeMap, VecDeque},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::{
    sync::mpsc,
    time::{Instant, sleep, timeout_at},
};
use watching::{
    Answer, DEFAULT_QUOTA, Eyes, Failure, Limiter, Pace, Scheduler, Seen, SweepAnswer, Swept, Urgency,
};

use super::people::{Dice, GIVEN_UP, number, percentile};

/// Requests per second for each operation.
const QUOTA: f64 = 1.0;
const LASTING: Duration = Duration::from_secs(1800);
const GET: &str = "GetAccountAssociation";
const LIST: &str = "ListAccountAssociations";

#[derive(Debug, Clone)]
pub(crate) struct Crowd {
    /// Seconds from the sign-in until it is shown as settled.
    pub(crate) p95: f64,
    pub(crate) requests_per_second: f64,
    /// Requests that AWS throttled, by when they came.
    pub(crate) throttled: Throttled,
}

#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Throttled {
    pub(crate) in_first_minute: usize,
    /// In the rest of the half hour.
    pub(crate) after: usize,
}

/// Keeps `waiting` links waiting for half an hour: who is settled or given up
/// makes place for the next.
pub(crate) async fn watch_crowd(waiting: u64, seed: u64) -> Crowd {
    let (leave, mut left) = mpsc::unbounded_channel();
    let crowd = Arc::new(Mutex::new(Town::new(seed)));
    let limiter = Limiter::new(DEFAULT_QUOTA, seed);
    let gateway = Gateway { town: Arc::clone(&crowd), limiter, leave };
    let scheduler = Scheduler::start(gateway, seed);
    let begun = Instant::now();
    let until = begun + LASTING;
    for _ in 0..waiting {
        scheduler.watch(lock(&crowd).arrive(), (), Duration::ZERO);
    }
    loop {
        let next_up = lock(&crowd).first_to_give_up().map_or(until, |(_, at)| at.min(until));
        match timeout_at(next_up, left.recv()).await {
            Ok(Some(link)) => lock(&crowd).waiting.remove(&link),
            Ok(None) => break,
            Err(_) if next_up >= until => break,
            Err(_) => {
                let given_up = lock(&crowd).first_to_give_up();
                given_up.and_then(|(link, _)| {
                    scheduler.stop(link);
                    lock(&crowd).waiting.remove(&link)
                })
            }
        };
        scheduler.watch(lock(&crowd).arrive(), (), Duration::ZERO);
    }
    let crowd = lock(&crowd);
    crowd.result(begun)
}

/// The best that looking at one after the other can do: all of the quota, in turn.
pub(crate) async fn ask_each_in_turn(waiting: u64, seed: u64) -> Crowd {
    let mut town = Town::new(seed);
    let begun = Instant::now();
    let mut turns: VecDeque<u64> = (0..waiting).map(|_| town.arrive()).collect();
    while begun.elapsed() < LASTING {
        let Some(link) = turns.pop_front() else { break };
        sleep(Duration::from_secs_f64(1.0 / QUOTA)).await;
        town.requests += 1;
        let next = if town.is_settled(link) {
            town.show(link);
            town.waiting.remove(&link);
            town.arrive()
        } else if town.waiting.get(&link).is_some_and(|one| one.gives_up <= Instant::now()) {
            town.waiting.remove(&link);
            town.arrive()
        } else {
            link
        };
        turns.push_back(next);
    }
    town.result(begun)
}

/// The customers, AWS, and what our window shows.
struct Town {
    dice: Dice,
    waiting: BTreeMap<u64, Link>,
    arrived: u64,
    get: Quota,
    list: Quota,
    requests: usize,
    throttled: Vec<Instant>,
    delays: Vec<f64>,
}

struct Link {
    signs_in: Option<Instant>,
    gives_up: Instant,
    is_shown: bool,
}

impl Town {
    fn new(seed: u64) -> Self {
        Self {
            dice: Dice::new(seed),
            waiting: BTreeMap::new(),
            arrived: 0,
            get: Quota::new(),
            list: Quota::new(),
            requests: 0,
            throttled: Vec::new(),
            delays: Vec::new(),
        }
    }

    fn arrive(&mut self) -> u64 {
        self.arrived += 1;
        let now = Instant::now();
        let signs_in = self.dice.sign_in().map(|taken| now + taken);
        // Nobody gives a link up whose customer has signed in.
        let gives_up = if signs_in.is_some() { now + 10 * GIVEN_UP } else { now + GIVEN_UP };
        self.waiting.insert(self.arrived, Link { signs_in, gives_up, is_shown: false });
        self.arrived
    }

    fn first_to_give_up(&self) -> Option<(u64, Instant)> {
        let ends = self.waiting.iter().map(|(link, one)| (*link, one.gives_up));
        ends.min_by_key(|(_, gives_up)| *gives_up)
    }

    fn is_settled(&self, link: u64) -> bool {
        let signs_in = self.waiting.get(&link).and_then(|one| one.signs_in);
        signs_in.is_some_and(|at| at <= Instant::now())
    }

    fn show(&mut self, link: u64) {
        if let Some(one) = self.waiting.get_mut(&link).filter(|one| !one.is_shown) {
            one.is_shown = true;
            self.delays.extend(one.signs_in.map(|at| at.elapsed().as_secs_f64()));
        }
    }

    fn request(&mut self, operation: &'static str) -> bool {
        self.requests += 1;
        let quota = if operation == GET { &mut self.get } else { &mut self.list };
        let fits = quota.lets_through();
        if !fits {
            self.throttled.push(Instant::now());
        }
        fits
    }

    fn result(&self, begun: Instant) -> Crowd {
        let overdue = self.waiting.values().filter(|one| !one.is_shown).filter_map(|one| one.signs_in);
        let overdue = overdue.map(|at| at.elapsed().as_secs_f64()).filter(|delay| *delay > 0.0);
        let mut delays: Vec<f64> = self.delays.iter().copied().chain(overdue).collect();
        let mut throttled = Throttled::default();
        for at in &self.throttled {
            match at.duration_since(begun).as_secs() {
                0..60 => throttled.in_first_minute += 1,
                _ => throttled.after += 1,
            }
        }
        Crowd {
            p95: percentile(&mut delays, 95),
            requests_per_second: number(self.requests) / begun.elapsed().as_secs_f64(),
            throttled,
        }
    }
}

/// A bucket that fills at the quota and holds one request.
struct Quota {
    tokens: f64,
    filled_at: Instant,
}

impl Quota {
    fn new() -> Self {
        Self { tokens: 1.0, filled_at: Instant::now() }
    }

    fn lets_through(&mut self) -> bool {
        self.tokens = (self.tokens + self.filled_at.elapsed().as_secs_f64() * QUOTA).min(1.0);
        self.filled_at = Instant::now();
        let fits = self.tokens >= 1.0;
        self.tokens -= if fits { 1.0 } else { 0.0 };
        fits
    }
}

struct Gateway {
    town: Arc<Mutex<Town>>,
    limiter: Limiter,
    leave: mpsc::UnboundedSender<u64>,
}

impl Gateway {
    /// What `read` finds in the moment the service answers; `None` when throttled.
    async fn ask<T>(
        &self,
        operation: &'static str,
        urgency: Urgency,
        read: impl Fn(&Town) -> T,
    ) -> Option<T> {
        self.limiter.turn(operation, urgency, Pace::Watching).await;
        let (there, back) = {
            let mut town = lock(&self.town);
            (town.dice.latency(), town.dice.latency())
        };
        sleep(there).await;
        let found = {
            let mut town = lock(&self.town);
            town.request(operation).then(|| read(&town))
        };
        sleep(back).await;
        match found {
            Some(_) => self.limiter.answered(operation),
            None => self.limiter.throttled(operation, None),
        }
        found
    }
}

impl Eyes<u64, ()> for Gateway {
    async fn look(&self, link: u64, urgency: Urgency) -> Answer {
        match self.ask(GET, urgency, |town| town.is_settled(link)).await {
            None => Answer::Failed(Failure::Busy),
            Some(false) => Answer::Seen(Seen::Waiting),
            Some(true) => {
                lock(&self.town).show(link);
                let _ = self.leave.send(link);
                Answer::Seen(Seen::Settled)
            }
        }
    }

    async fn sweep(&self, (): (), urgency: Urgency) -> SweepAnswer<u64> {
        let told = |town: &Town| -> Vec<(u64, Swept)> {
            let state = |link| if town.is_settled(link) { Swept::LooksFinal } else { Swept::Waiting };
            town.waiting.keys().map(|link| (*link, state(*link))).collect()
        };
        let Some(items) = self.ask(LIST, urgency, told).await else {
            return SweepAnswer::Failed(Failure::Busy);
        };
        let mut town = lock(&self.town);
        for (link, _) in items.iter().filter(|(_, told)| *told == Swept::LooksFinal) {
            town.show(*link);
        }
        drop(town);
        SweepAnswer::Swept { items, pages: 1 }
    }

    fn sweep_rate(&self) -> f64 {
        self.limiter.rate(LIST, Pace::Watching)
    }
}

fn lock(town: &Mutex<Town>) -> MutexGuard<'_, Town> {
    town.lock().unwrap_or_else(PoisonError::into_inner)
}
