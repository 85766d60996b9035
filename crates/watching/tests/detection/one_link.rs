//! One link at a time, watched by the scheduler or by a loop with a fixed pause:
//! how late its sign-in is seen, and with how many calls.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use tokio::{
    sync::Notify,
    task::JoinSet,
    time::{Instant, sleep, sleep_until, timeout_at},
};
use watching::{Answer, Eyes, Scheduler, Seen, SweepAnswer, Urgency, Which};

use super::people::{Dice, GIVEN_UP, number, percentile};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Watcher {
    OnScreen {
        comes_back: bool,
    },
    Elsewhere,
    /// Asks, pauses for five seconds, and so on.
    FixedLoop,
}

/// Delays in seconds from the sign-in to the answer that tells of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Detection {
    pub(crate) p50: f64,
    pub(crate) p95: f64,
    pub(crate) p99: f64,
    pub(crate) calls_per_link: f64,
}

/// Meets `links` customers; the same seed brings the same ones.
pub(crate) async fn detect(watcher: Watcher, links: u64, seed: u64) -> Detection {
    let mut meetings = JoinSet::new();
    for link in 0..links {
        let dice = Dice::new(seed.wrapping_mul(0x1_0000_0000).wrapping_add(link));
        meetings.spawn(meet(watcher, link, dice));
    }
    let met = meetings.join_all().await;
    let calls: usize = met.iter().map(|(_, calls)| calls).sum();
    let mut delays: Vec<f64> = met.iter().filter_map(|(delay, _)| *delay).collect();
    Detection {
        p50: percentile(&mut delays, 50),
        p95: percentile(&mut delays, 95),
        p99: percentile(&mut delays, 99),
        calls_per_link: number(calls) / number(met.len()),
    }
}

/// One customer: how late the sign-in was seen, if there was one, and the calls.
async fn meet(watcher: Watcher, link: u64, mut dice: Dice) -> (Option<f64>, usize) {
    let begun = Instant::now();
    let signs_in = dice.sign_in().map(|taken| begun + taken);
    let comes_back = dice.comes_back();
    let service = Arc::new(Service {
        signs_in,
        dice: Mutex::new(dice),
        calls: AtomicUsize::new(0),
        told: Notify::new(),
    });
    let until = begun + GIVEN_UP + Duration::from_secs(120);
    let seen = match watcher {
        Watcher::FixedLoop => timeout_at(until, ask_in_a_loop(&service, begun)).await,
        Watcher::OnScreen { .. } | Watcher::Elsewhere => {
            let comes_back = comes_back.filter(|_| watcher == Watcher::OnScreen { comes_back: true });
            timeout_at(until, watch(&service, watcher, comes_back, link)).await
        }
    };
    let delay = signs_in.map(|at| if seen.is_ok() { at.elapsed().as_secs_f64() } else { f64::INFINITY });
    (delay, service.calls.load(Ordering::Relaxed))
}

/// AWS, as far as one link knows it.
struct Service {
    signs_in: Option<Instant>,
    dice: Mutex<Dice>,
    calls: AtomicUsize,
    told: Notify,
}

impl Service {
    async fn get(&self) -> Seen {
        self.calls.fetch_add(1, Ordering::Relaxed);
        let asked = Instant::now() + self.latency();
        sleep_until(asked + self.latency()).await;
        let is_settled = self.signs_in.is_some_and(|at| at <= asked);
        if is_settled {
            self.told.notify_one();
            Seen::Settled
        } else {
            Seen::Waiting
        }
    }

    fn latency(&self) -> Duration {
        self.dice.lock().map_or(Duration::ZERO, |mut dice| dice.latency())
    }
}

struct Gateway(Arc<Service>);

impl Eyes<u64, ()> for Gateway {
    async fn look(&self, _link: u64, _urgency: Urgency) -> Answer {
        Answer::Seen(self.0.get().await)
    }

    async fn sweep(&self, (): (), _urgency: Urgency) -> SweepAnswer<u64> {
        unreachable!("one link is not swept")
    }
}

async fn watch(service: &Arc<Service>, watcher: Watcher, comes_back: Option<Duration>, link: u64) {
    let scheduler = Scheduler::start(Gateway(Arc::clone(service)), link);
    if watcher != Watcher::Elsewhere {
        scheduler.on_screen(Some(link));
    }
    scheduler.watch(link, (), Duration::ZERO);
    if let Some((signs_in, after)) = service.signs_in.zip(comes_back) {
        tokio::select! {
            () = service.told.notified() => return,
            () = sleep_until(signs_in + after) => scheduler.look_now(Which::All),
        }
    }
    tokio::select! {
        () = service.told.notified() => {}
        () = give_up(service) => {}
    }
}

async fn give_up(service: &Service) {
    match service.signs_in {
        Some(_) => std::future::pending().await,
        None => sleep(GIVEN_UP).await,
    }
}

async fn ask_in_a_loop(service: &Service, begun: Instant) {
    while service.get().await == Seen::Waiting {
        if service.signs_in.is_none() && begun.elapsed() >= GIVEN_UP {
            return;
        }
        sleep(Duration::from_secs(5)).await;
    }
}
