//! Two hundred waiting links under a quota of one request a second, in real
//! time: how soon a sign-in is shown, and how often the service throttles.

mod overheard;

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use anyhow::{Context, Result};
use contract::{LineState, NothingForm};
use serde_json::json;
use tests::rows::{Row, number_of, percentile};
use tokio::time::{Instant, sleep_until, timeout};

use self::overheard::{Overheard, OverheardGateways};
use crate::site::{Site, ok, sign_in};

pub(crate) const LINKS: usize = 200;
/// The other customers never sign in.
const SIGN_INS: usize = 120;
const LASTING: Duration = Duration::from_secs(180);
/// What is not seen so long after the last sign-in is as late as that.
const LATEST: Duration = Duration::from_secs(60);
const FIRST_MINUTE: Duration = Duration::from_secs(60);
const P95_TARGET: f64 = 3.1;
const WATCHING: [&str; 2] = ["GetAccountAssociation", "ListAccountAssociations"];

pub(crate) async fn measure() -> Result<Vec<Row>> {
    let overheard = Arc::new(Overheard::default());
    let site = Site::open_through(&[], Arc::new(OverheardGateways(Arc::clone(&overheard)))).await?;
    let mut waiting = Vec::new();
    for number in 0..LINKS {
        waiting.push(site.create(&format!("Waiting {number}")).await?);
    }
    ok(site.desk.leave_journey(NothingForm {}).await)?;
    let shown = Arc::default();
    let looking = tokio::spawn(note_what_is_shown(site.desk.clone(), Arc::clone(&shown)));
    site.service.call("PUT", "/practice/settings", Some(json!({ "requestsPerSecond": 1 })));
    let begun = Instant::now();
    let signed_in = sign_in_at_random(&site, &waiting, begun).await;
    sleep_until(begun + LASTING).await;
    // Those that are not seen by then are counted as they are.
    let _ = timeout(LATEST, overheard.has_confirmed(signed_in.keys().cloned().collect())).await;
    looking.abort();
    let shown = shown.lock().unwrap_or_else(PoisonError::into_inner).clone();
    rows(&waiting, &signed_in, &overheard, &shown, begun)
}

/// The moment of each sign-in, by link.
async fn sign_in_at_random(
    site: &Site,
    waiting: &[(String, String)],
    begun: Instant,
) -> BTreeMap<String, Instant> {
    let mut chance = Chance(1);
    let mut links: Vec<&String> = waiting.iter().map(|(_, link)| link).collect();
    let mut moments: Vec<(Duration, &String)> = (0..SIGN_INS.min(links.len()))
        .map(|_| {
            let link = links.swap_remove(chance.below(links.len()));
            (LASTING.mul_f64(number_of(chance.below(100_000)) / 100_000.0), link)
        })
        .collect();
    moments.sort();
    let mut signed_in = BTreeMap::new();
    for (after, link) in moments {
        sleep_until(begun + after).await;
        sign_in(&site.service, link, "devices-1");
        signed_in.insert(link.clone(), Instant::now());
    }
    signed_in
}

type Shown = Mutex<HashMap<String, Instant>>;

/// When the lines of 'Waiting for you' first show something else than waiting.
async fn note_what_is_shown(desk: desk::Desk, shown: Arc<Shown>) {
    let mut views = desk.subscribe();
    loop {
        let settled: Vec<String> = {
            let view = views.borrow_and_update();
            let lines = view.waiting.iter().filter(|line| line.state != LineState::WaitingForSignIn);
            lines.map(|line| line.journey_id.clone()).collect()
        };
        for journey_id in settled {
            let mut shown = shown.lock().unwrap_or_else(PoisonError::into_inner);
            shown.entry(journey_id).or_insert_with(Instant::now);
        }
        if views.changed().await.is_err() {
            return;
        }
    }
}

fn rows(
    waiting: &[(String, String)],
    signed_in: &BTreeMap<String, Instant>,
    overheard: &Overheard,
    shown: &HashMap<String, Instant>,
    begun: Instant,
) -> Result<Vec<Row>> {
    let (told, confirmed) = (overheard.told(), overheard.confirmed());
    let until = |seen: Option<&Instant>, at: &Instant| {
        seen.map_or(LATEST.as_secs_f64(), |seen| seen.duration_since(*at).as_secs_f64())
    };
    let of_all = |seen: &HashMap<String, Instant>| -> Vec<f64> {
        signed_in.iter().map(|(link, at)| until(seen.get(link), at)).collect()
    };
    let in_view: Vec<f64> = waiting
        .iter()
        .filter_map(|(journey_id, link)| Some(until(Some(shown.get(journey_id)?), signed_in.get(link)?)))
        .collect();
    let throttled = overheard.throttled();
    let count = |is_late: bool, of_watching: bool| {
        let fits = throttled.iter().filter(|(operation, at)| {
            (*at > begun + FIRST_MINUTE) == is_late && WATCHING.contains(operation) == of_watching
        });
        number_of(fits.count())
    };
    let lasted = begun.elapsed().as_secs_f64();
    let asked = overheard
        .answered()
        .into_iter()
        .filter(|(operation, at)| *at > begun && WATCHING.contains(operation));
    let requests = number_of(asked.count()) / lasted;
    let last = signed_in.values().max().context("somebody signed in")?;
    println!("the last of {} sign-ins came after {:.0} s", signed_in.len(), (*last - begun).as_secs_f64());
    let what = |rest: &str| format!("{LINKS} links at 1 request/s, real time: {rest}");
    Ok(vec![
        Row::at_most(&what("p95 until the desk knows, s"), percentile(&of_all(&told), 95), P95_TARGET),
        Row::at_most(
            &what(&format!("p95 until the view shows it ({} lines of it), s", in_view.len())),
            percentile(&in_view, 95),
            P95_TARGET,
        ),
        Row::told(&what("p50 until the desk knows, s"), percentile(&of_all(&told), 50)),
        Row::told(&what("p95 until a look confirms it, s"), percentile(&of_all(&confirmed), 95)),
        Row::told(&what("requests of watching per second"), requests),
        Row::told(&what("throttled in the first minute"), count(false, true) + count(false, false)),
        Row::at_most(&what("looks throttled after the first minute"), count(true, true), 0.0),
        Row::told(&what("other requests throttled after the first minute"), count(true, false)),
    ])
}

/// Numbers that repeat with every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % most.max(1)
    }
}
