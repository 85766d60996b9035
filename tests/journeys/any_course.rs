//! Hundreds of courses of events in paused time: desk, scheduler, journal and
//! service together, with kills, outages, throttling, lost answers and customers
//! who say no. One seed, one course; a failing seed is printed.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use contract::{
    ChooseDevicesForm, CreateAccountAssociationForm, JourneyForm, LineState, NothingForm, StopView,
};
use serde_json::{Value, json};
use tests::simulated::Simulation;
use tokio::time::{Instant, sleep};

/// Courses of events in the test command.
const SEEDS: u64 = 500;
/// Virtual time in which calm weather brings every customer to the end.
const CALM: Duration = Duration::from_secs(3 * 3600);
/// Whose devices are nobody else's, and at which device cloud.
const CUSTOMERS: [(&str, &str); 4] = [
    ("brightwell-lighting", "devices-4"),
    ("northgate-locks", "devices-3"),
    ("aria-climate", "devices-2"),
    ("brightwell-lighting", "miller"),
];
/// AWS's quota, per operation (service.md section 3), and the limiter's burst.
const QUOTA: f64 = 10.0;
const BURST: f64 = 4.0;

#[test]
fn whatever_happens_nothing_is_lost_doubled_or_hammered() {
    let only = std::env::var("LINKWRIGHT_SEED").ok().and_then(|seed| seed.parse::<u64>().ok());
    let next = AtomicU64::new(0);
    let failed: Mutex<Vec<(u64, String)>> = Mutex::default();
    let counted: Mutex<Counted> = Mutex::default();
    std::thread::scope(|threads| {
        for _ in 0..2 {
            threads.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::SeqCst);
                    if seed >= SEEDS {
                        return;
                    }
                    if only.is_some_and(|only| only != seed) {
                        continue;
                    }
                    let ran = std::panic::catch_unwind(|| run(seed));
                    if let Ok(more) = &ran {
                        let mut counted = counted.lock().unwrap();
                        counted.kills += more.kills;
                        counted.links += more.links;
                        counted.registrations += more.registrations;
                        counted.requests += more.requests;
                    }
                    if let Err(panic) = ran {
                        let why = panic.downcast_ref::<String>().cloned();
                        let why = why.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()));
                        failed.lock().unwrap().push((seed, why.unwrap_or_default()));
                    }
                }
            });
        }
    });
    let failed = failed.into_inner().unwrap();
    let named: Vec<_> = failed.iter().map(|(seed, why)| format!("LINKWRIGHT_SEED={seed}: {why}")).collect();
    let counted = counted.into_inner().unwrap();
    println!("{SEEDS} courses: {counted:?}");
    if only.is_none() && failed.is_empty() {
        let has_happened = counted.kills > 500 && counted.links > 500 && counted.registrations > 1000;
        assert!(has_happened, "too little happens: {counted:?}");
    }
    assert!(failed.is_empty(), "{} of {SEEDS} courses failed:\n{}", failed.len(), named.join("\n"));
}

/// What a course went through, so that courses in which nothing happens show.
#[derive(Debug, Clone, Copy, Default)]
struct Counted {
    kills: usize,
    links: usize,
    registrations: usize,
    requests: usize,
}

fn run(seed: u64) -> Counted {
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build().unwrap();
    runtime.block_on(course(seed))
}

/// Numbers of one seed (SplitMix64).
#[derive(Clone)]
struct Dice(Arc<Mutex<u64>>);

impl Dice {
    fn new(seed: u64) -> Self {
        Self(Arc::new(Mutex::new(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x2545_f491_4f6c_dd1d)))
    }

    fn below(&self, limit: u64) -> u64 {
        let mut state = self.0.lock().unwrap();
        *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = *state;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (bits ^ (bits >> 31)) % limit
    }

    fn one_in(&self, chance: u64) -> bool {
        self.below(chance) == 0
    }
}

/// One course of events and what is known of it from outside.
struct Course {
    simulation: Simulation,
    dice: Dice,
    /// Customers by the number in their name, and whether their sign-in goes well.
    customers: BTreeMap<u64, bool>,
    online: bool,
    kills: usize,
    seen: HashMap<String, String>,
}

async fn course(seed: u64) -> Counted {
    let dice = Dice::new(seed);
    let delays = Dice::new(seed ^ 0xffff_0000);
    let simulation = Simulation::begin(seed, move || Duration::from_millis(5 + delays.below(60)));
    let mut course =
        Course { simulation, dice, customers: BTreeMap::new(), online: true, kills: 0, seen: HashMap::new() };
    course.simulation.start();
    course.simulation.sign_in_to_aws().await;
    let steps = 12 + course.dice.below(18);
    for _ in 0..steps {
        course.happen().await;
        course.pause().await;
        course.look();
    }
    course.calm_down().await;
    course.check().await
}

impl Course {
    async fn happen(&mut self) {
        match self.dice.below(14) {
            0..=2 => self.new_customer(),
            3 | 4 => {
                self.simulation.kill();
                self.kills += 1;
                self.seen.clear();
                sleep(Duration::from_secs(self.dice.below(30))).await;
                if self.dice.one_in(6) {
                    sleep(Duration::from_secs(3600 * self.dice.below(5))).await;
                }
                self.simulation.start();
                self.simulation.sign_in_to_aws().await;
            }
            5 => {
                self.online = !self.online;
                self.simulation.line.plug(self.online.then(|| Arc::clone(&self.simulation.service)));
            }
            6 | 7 => self.fault().await,
            8 | 9 => self.customers_act().await,
            10 => self.simulation.desk().window_focused(),
            11 => sleep(Duration::from_secs(self.dice.below(600))).await,
            12 => self.pause_or_go_on().await,
            _ => self.person_acts().await,
        }
    }

    async fn pause(&self) {
        let waits = [0, 20, 200, 1500, 6000];
        let at = usize::try_from(self.dice.below(5)).unwrap();
        sleep(Duration::from_millis(waits[at])).await;
    }

    fn new_customer(&mut self) {
        if self.customers.len() >= CUSTOMERS.len() {
            return;
        }
        let number = self.customers.len() as u64 + 1;
        self.customers.insert(number, !self.dice.one_in(5));
        let desk = self.simulation.desk().clone();
        // In a task of its own: a kill may come before the answer.
        tokio::spawn(async move {
            let _ = desk.create_account_association(form(number)).await;
        });
    }

    async fn fault(&self) {
        let operations = [
            "CreateAccountAssociation",
            "GetAccountAssociation",
            "ListAccountAssociations",
            "StartDeviceDiscovery",
            "GetDeviceDiscovery",
            "ListDiscoveredDevices",
            "CreateManagedThing",
            "RegisterAccountAssociation",
            "ListManagedThingAccountAssociations",
            "ListManagedThings",
        ];
        let faults = [
            json!({ "kind": "drop-before-commit" }),
            json!({ "kind": "drop-after-commit" }),
            json!({ "kind": "truncate" }),
            json!({ "kind": "html", "status": 200 }),
            json!({ "kind": "slow", "ms": 12_000 }),
            json!({ "kind": "late-commit", "ms": 5000 }),
            json!({ "kind": "error", "status": 429, "code": "ThrottlingException", "message": "slow down" }),
            json!({ "kind": "error", "status": 500, "code": "InternalServerException", "message": "" }),
            json!({ "kind": "error", "status": 503, "code": "", "message": "" }),
        ];
        let operation = operations[usize::try_from(self.dice.below(10)).unwrap()];
        let fault = faults[usize::try_from(self.dice.below(9)).unwrap()].clone();
        let rule = json!({ "operation": operation, "times": 1 + self.dice.below(6), "fault": fault });
        self.simulation.practice("POST", "/practice/faults", Some(rule)).await;
    }

    /// Some of those who have not signed in do so, or say no.
    async fn customers_act(&self) {
        let ledger = self.simulation.ledger().await;
        for link in ledger["associations"].as_array().unwrap() {
            if link["state"] != "ASSOCIATION_IN_PROGRESS" || self.dice.one_in(3) {
                continue;
            }
            let Some(number) = number_of(link) else { continue };
            let says_yes = self.customers[&number];
            self.sign_in(link, number, if says_yes { "allow" } else { "deny" }).await;
        }
    }

    async fn sign_in(&self, link: &Value, number: u64, outcome: &str) {
        let form = json!({
            "accountAssociationId": link["id"], "customer": of(number).1, "outcome": outcome
        });
        self.simulation.practice("POST", "/practice/customers/sign-in", Some(form)).await;
    }

    async fn pause_or_go_on(&self) {
        for line in self.simulation.view().waiting {
            let journey = JourneyForm { journey_id: line.journey_id };
            let desk = self.simulation.desk();
            let _ = match line.state {
                LineState::Registering { .. } => desk.pause_registering(journey).await,
                LineState::Paused { .. } => desk.continue_registering(journey).await,
                _ => Ok(()),
            };
        }
    }

    /// The person does the next thing for one of the waiting customers.
    async fn person_acts(&mut self) {
        let view = self.simulation.view();
        if view.waiting.is_empty() {
            return;
        }
        let at = usize::try_from(self.dice.below(view.waiting.len() as u64)).unwrap();
        self.act_for(&view.waiting[at].journey_id, false).await;
    }

    /// The next act for one customer; `decided` also answers what only a person may.
    async fn act_for(&mut self, journey_id: &str, decided: bool) {
        let desk = self.simulation.desk().clone();
        let journey = || JourneyForm { journey_id: journey_id.to_owned() };
        if desk.open_journey(journey()).await.is_err() {
            return;
        }
        let Some(open) = self.simulation.view().open else { return };
        // What a person is refused is shown; the course goes on.
        let _ = match open.stop {
            StopView::ChoosingDevices { chosen: 0, .. } => {
                let connector_device_ids = Vec::new();
                let form =
                    ChooseDevicesForm { journey_id: open.journey_id, connector_device_ids, chosen: true };
                match desk.choose_devices(form).await {
                    Ok(()) => desk.register_devices(journey()).await,
                    refused => refused,
                }
            }
            StopView::ChoosingDevices { .. } => desk.register_devices(journey()).await,
            StopView::FindingDevices { end: Some(_), .. } => desk.find_devices(journey()).await,
            StopView::Registering { paused: true, .. } => desk.continue_registering(journey()).await,
            StopView::Creating { .. }
            | StopView::Refreshing { .. }
            | StopView::FindingDevices { problem: Some(_), .. }
            | StopView::Registering { settled: true, .. }
            | StopView::Removing { .. } => desk.try_again(journey()).await,
            StopView::SignIn { state: contract::SignInStateView::Failed, .. } if decided => {
                // Another link from here on, with states of its own.
                self.seen.remove(journey_id);
                desk.start_again(journey()).await
            }
            StopView::SignIn { .. }
            | StopView::FindingDevices { .. }
            | StopView::Registering { .. }
            | StopView::Done { .. }
            | StopView::Removed => Ok(()),
        };
        let _ = desk.leave_journey(NothingForm {}).await;
    }

    /// I4: a state AWS has settled is not shown as open again within one run.
    fn look(&mut self) {
        for line in self.simulation.view().waiting {
            let state = format!("{:?}", line.state);
            if let Some(before) = self.seen.insert(line.journey_id.clone(), state.clone()) {
                let was_final = before == "SignInFailed" || before.starts_with("Finished");
                let is_open = state == "WaitingForSignIn";
                assert!(!(was_final && is_open), "{}: {before} became {state}", line.customer);
            }
        }
    }

    /// The weather clears, everybody signs in, and a person does what is left.
    async fn calm_down(&mut self) {
        self.simulation.practice("DELETE", "/practice/faults", None).await;
        self.simulation.line.plug(Some(Arc::clone(&self.simulation.service)));
        self.simulation.sign_in_to_aws().await;
        let begun = Instant::now();
        for number in 1..=self.customers.len() as u64 {
            self.customers.insert(number, true);
        }
        loop {
            self.customers_act().await;
            sleep(Duration::from_secs(20)).await;
            self.look();
            let waiting = self.simulation.view().waiting;
            if waiting.is_empty() {
                return;
            }
            assert!(begun.elapsed() < CALM, "still waiting after {CALM:?}: {waiting:#?}");
            for line in waiting {
                self.act_for(&line.journey_id, true).await;
            }
        }
    }

    async fn check(&self) -> Counted {
        let ledger = self.simulation.ledger().await;
        self.check_links(&ledger);
        self.check_things(&ledger);
        self.check_rate();
        let count = |kind: &str| ledger[kind].as_array().unwrap().len();
        Counted {
            kills: self.kills,
            links: count("associations"),
            registrations: count("registrations"),
            requests: self.simulation.requests.lock().unwrap().len(),
        }
    }

    /// I1 and what a customer would count: one link each, at most.
    fn check_links(&self, ledger: &Value) {
        let mut markers = HashSet::new();
        let mut of_customer: HashMap<u64, usize> = HashMap::new();
        for link in ledger["associations"].as_array().unwrap() {
            let marker = link["description"].as_str().and_then(|text| text.rsplit(' ').next()).unwrap();
            assert!(markers.insert(marker.to_owned()), "{marker} marks two links");
            if link["state"] != "ASSOCIATION_DELETING" {
                *of_customer.entry(number_of(link).expect("our links are named")).or_default() += 1;
            }
        }
        for (number, count) in &of_customer {
            assert_eq!(*count, 1, "customer {number} has {count} links: {:#?}", ledger["associations"]);
        }
    }

    /// I3, and that whoever has a link has every device registered once.
    fn check_things(&self, ledger: &Value) {
        let mut devices = HashSet::new();
        for thing in ledger["managedThings"].as_array().unwrap() {
            let device = thing["connectorDeviceId"].as_str().unwrap();
            assert!(devices.insert(device), "{device} was made twice");
        }
        let mut registered = HashSet::new();
        for one in ledger["registrations"].as_array().unwrap() {
            let thing = one["managedThingId"].as_str().unwrap();
            assert!(registered.insert(thing), "{thing} is registered twice");
        }
        assert_eq!(devices.len(), registered.len(), "a device was made and not registered");
    }

    /// I6 over windows of one and ten seconds.
    fn check_rate(&self) {
        let requests = self.simulation.requests.lock().unwrap();
        let mut by_operation: HashMap<&str, Vec<Instant>> = HashMap::new();
        for (operation, at) in requests.iter() {
            by_operation.entry(operation).or_default().push(*at);
        }
        for (operation, moments) in by_operation {
            for window in [1.0, 10.0] {
                let most = BURST + QUOTA * window;
                for (first, at) in moments.iter().enumerate() {
                    let within = moments[first..]
                        .iter()
                        .take_while(|other| other.duration_since(*at).as_secs_f64() <= window);
                    let count = within.count();
                    assert!(count as f64 <= most + 1.0, "{operation}: {count} requests in {window} s");
                }
            }
        }
    }
}

fn of(number: u64) -> (&'static str, &'static str) {
    CUSTOMERS[usize::try_from(number).unwrap() - 1]
}

fn number_of(link: &Value) -> Option<u64> {
    link["name"].as_str()?.strip_prefix("Customer ")?.parse().ok()
}

fn form(number: u64) -> CreateAccountAssociationForm {
    CreateAccountAssociationForm {
        draft_id: format!("draft {number}"),
        connector_destination_id: of(number).0.to_owned(),
        customer: format!("Customer {number}"),
        job_number: Some(number.to_string()),
        owner: Some(format!("C-{number}")),
        note: None,
        tags: Vec::new(),
        auth_material_name: None,
        second_link: false,
    }
}
