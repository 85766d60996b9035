//! A whole computer in paused time: the real desk, journal and SDK against the
//! real practice service, without a socket, a window or a second that passes.
//! One seed, one course of events.

use std::{
    path::PathBuf,
    pin::pin,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    task::{Context, Poll, Wake, Waker},
    time::{Duration, SystemTime},
};

use async_trait::async_trait;
use aws_smithy_async::time::TimeSource;
use connections::{Connection, Environment};
use contract::{DeskView, SourceForm, UseAwsAccountForm};
use desk::{AwsSdk, Chance, Clock as DeskClock, Desk, Gateways, Journals};
use journal::{
    Act, ActPlace, Change, Entry, Forget, Forgotten, Health, LinkMemo, LinksChange, Remember,
    RememberedLinks, WriteProblem, Written,
};
use managed_integrations::Attempts;
use onboarding::{
    AccountAssociationId, Answer, Customer, Gateway, Identity, Intent, Performed, Problem, Question,
    Timestamp,
};
use practice_service::{Clock, InProcess, Options};
use serde_json::Value;
use tokio::{sync::watch, time::Instant};

use crate::{
    headless::Headless,
    in_process::{Line, VirtualTime},
};

/// 2026-11-21 10:00:00 UTC.
const BEGAN: Duration = Duration::from_secs(1_795_255_200);

/// The service, the computer's disk, and the desk while it runs.
pub struct Simulation {
    pub service: Arc<InProcess>,
    pub line: Line,
    pub computer: Arc<Headless>,
    /// Operation paths of requests and when they were sent.
    pub requests: Arc<Mutex<Vec<(String, Instant)>>>,
    time: VirtualTime,
    chance: Arc<Drawn>,
    disk_is_full: Arc<AtomicBool>,
    dir: tempfile::TempDir,
    life: Option<Life>,
}

/// One run of the program.
struct Life {
    desk: Desk,
    pulse: Arc<Pulse>,
}

/// Whether a run of the program is alive. What it began does nothing any more
/// once it is not, as if its process were gone.
struct Pulse {
    alive: AtomicBool,
    journals: Mutex<Vec<Kept>>,
}

/// A journal until its program is gone.
type Kept = Arc<Mutex<Option<Arc<dyn Remember>>>>;

impl Simulation {
    /// Must be called inside the paused runtime that the simulation runs in.
    /// `delay` is how long each request is on its way.
    pub fn begin(seed: u64, delay: impl Fn() -> Duration + Send + Sync + 'static) -> Self {
        let began = SystemTime::UNIX_EPOCH + BEGAN;
        let options = Options { clock: Clock::TokioFrom(began), seed: Some(seed), ..Options::default() };
        let service = Arc::new(InProcess::new(options).expect("there is no world file to fail"));
        let requests: Arc<Mutex<Vec<(String, Instant)>>> = Arc::default();
        let seen = Arc::clone(&requests);
        let line = Line::with_delay(Arc::clone(&service), move |request| {
            let what = format!("{} {}", request.method(), shape(request.uri()));
            lock(&seen).push((what, Instant::now()));
            delay()
        });
        Self {
            service,
            line,
            computer: Arc::default(),
            requests,
            time: VirtualTime::from(began),
            chance: Arc::new(Drawn(AtomicU64::new(seed))),
            disk_is_full: Arc::default(),
            dir: tempfile::tempdir().expect("there is a folder for temporary files"),
            life: None,
        }
    }

    /// Where the journal lies.
    pub fn data_dir(&self) -> PathBuf {
        self.dir.path().join("data")
    }

    /// Starts the program; the one before must have ended.
    pub fn start(&mut self) {
        let variables = [
            ("AWS_ENDPOINT_URL", self.service.endpoint()),
            ("AWS_ACCESS_KEY_ID", self.service.access_key_id()),
            ("AWS_SECRET_ACCESS_KEY", self.service.secret_access_key()),
            ("AWS_REGION", self.service.region()),
        ];
        let variables = variables.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let mut ports = self.computer.ports(self.dir.path(), variables);
        let environment = Environment::clone(&ports.environment);
        let way_out = environment.leaving_through(self.line.http_client(), self.time);
        ports.environment = Arc::new(way_out);
        ports.clock = Arc::new(VirtualClock(self.time));
        ports.chance = Arc::clone(&self.chance) as Arc<dyn Chance>;
        let pulse = Arc::new(Pulse { alive: AtomicBool::new(true), journals: Mutex::default() });
        ports.gateways = Arc::new(MortalGateways(Arc::clone(&pulse)));
        let journals = Journals::open(&ports.data_dir).map(|mut journals| {
            for journal in [&mut journals.live, &mut journals.practice] {
                *journal = InTime::keep(Arc::clone(journal), &pulse, &self.disk_is_full);
            }
            journals
        });
        self.life = Some(Life { desk: Desk::open(ports, journals), pulse });
    }

    /// From here on nothing can be written down, or again.
    pub fn fill_the_disk(&self, full: bool) {
        self.disk_is_full.store(full, Ordering::SeqCst);
    }

    /// The program is gone between two instructions.
    pub fn kill(&mut self) {
        if let Some(life) = self.life.take() {
            life.pulse.end();
        }
    }

    /// The running desk; panics when none runs.
    pub fn desk(&self) -> &Desk {
        &self.life.as_ref().expect("the program runs").desk
    }

    pub fn runs(&self) -> bool {
        self.life.is_some()
    }

    pub fn view(&self) -> DeskView {
        self.desk().subscribe().borrow().clone()
    }

    pub async fn sign_in_to_aws(&self) -> bool {
        let form = UseAwsAccountForm { source: SourceForm::Environment, region: None };
        self.desk().use_aws_account(form).await.is_ok()
    }

    /// The practice API, by the service's own door: no fault hits it.
    pub async fn practice(&self, method: &str, path: &str, form: Option<Value>) -> Value {
        let endpoint = self.service.endpoint();
        let request = axum::http::Request::builder()
            .method(method)
            .uri(format!("{endpoint}{path}"))
            .header("host", endpoint.trim_start_matches("http://"))
            .header("x-practice-token", self.service.practice_token())
            .header("content-type", "application/json")
            .body(form.map_or_else(String::new, |form| form.to_string()).into())
            .expect("the request's parts are valid");
        match self.service.answer(request).await {
            Ok(answer) => serde_json::from_slice(answer.body()).unwrap_or(Value::Null),
            Err(broken) => panic!("{method} {path}: {broken}"),
        }
    }

    /// Everything made since the beginning.
    pub async fn ledger(&self) -> Value {
        self.practice("GET", "/practice/ledger?seeded=false", None).await
    }
}

impl Pulse {
    fn is_alive(&self) -> bool {
        self.alive.load(Ordering::SeqCst)
    }

    fn end(&self) {
        self.alive.store(false, Ordering::SeqCst);
        for journal in lock(&self.journals).drain(..) {
            // The last handle closes the file and gives the folder back.
            lock(&journal).take();
        }
    }

    /// Nothing happens any more in a program that is gone.
    async fn or_never<T>(&self, value: T) -> T {
        if !self.is_alive() {
            std::future::pending::<()>().await;
        }
        value
    }
}

/// The path with ids taken out.
fn shape(uri: &str) -> String {
    let path = uri.split_once("://").map_or(uri, |(_, rest)| rest);
    let path = path.split_once('/').map_or("", |(_, path)| path);
    let path = path.split('?').next().unwrap_or_default();
    let is_id = |part: &&str| part.len() >= 12 && part.chars().any(|c| c.is_ascii_digit());
    path.split('/').map(|part| if is_id(&part) { "ID" } else { part }).collect::<Vec<_>>().join("/")
}

/// Bits of one seed (SplitMix64), spread over the whole number.
struct Drawn(AtomicU64);

impl Chance for Drawn {
    fn bits(&self) -> u128 {
        let half = || {
            let state = self.0.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::SeqCst);
            let bits = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            let bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            bits ^ (bits >> 31)
        };
        (u128::from(half()) << 64) | u128::from(half())
    }
}

struct VirtualClock(VirtualTime);

impl DeskClock for VirtualClock {
    fn now(&self) -> Timestamp {
        let since = self.0.now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        Timestamp(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }
}

/// A journal that writes while the caller waits, so that no virtual time passes
/// meanwhile, and that is gone with its program.
struct InTime {
    inner: Kept,
    disk_is_full: Arc<AtomicBool>,
}

impl InTime {
    fn keep(inner: Arc<dyn Remember>, pulse: &Pulse, disk_is_full: &Arc<AtomicBool>) -> Arc<dyn Remember> {
        let inner = Arc::new(Mutex::new(Some(inner)));
        lock(&pulse.journals).push(Arc::clone(&inner));
        Arc::new(Self { inner, disk_is_full: Arc::clone(disk_is_full) })
    }

    fn inner(&self) -> Result<Arc<dyn Remember>, WriteProblem> {
        let gone = || WriteProblem::CannotWrite { detail: "the program is gone".to_owned() };
        lock(&self.inner).clone().ok_or_else(gone)
    }
}

#[async_trait]
impl Remember for InTime {
    fn write(&self, change: Change) -> Written {
        match self.inner() {
            Ok(_) if self.disk_is_full.load(Ordering::SeqCst) => {
                Written::settled(Err(WriteProblem::DiskFull))
            }
            Ok(inner) => {
                let written = inner.write(change);
                Written::settled(wait(written.on_disk()))
            }
            Err(gone) => Written::settled(Err(gone)),
        }
    }

    async fn timeline(&self, journey_id: &str) -> Result<Vec<Entry>, WriteProblem> {
        let inner = self.inner()?;
        wait(inner.timeline(journey_id))
    }

    async fn journeys_of(
        &self,
        identity: &Identity,
        customer: &Customer,
    ) -> Result<Vec<String>, WriteProblem> {
        let inner = self.inner()?;
        wait(inner.journeys_of(identity, customer))
    }

    async fn forget(&self, what: &Forget) -> Result<Forgotten, WriteProblem> {
        let inner = self.inner()?;
        wait(inner.forget(what))
    }

    fn keep_memo(&self, identity: &Identity, memo: LinkMemo) -> Written {
        match self.inner() {
            Ok(inner) => Written::settled(wait(inner.keep_memo(identity, memo).on_disk())),
            Err(gone) => Written::settled(Err(gone)),
        }
    }

    fn keep_links(&self, change: LinksChange) -> Written {
        match self.inner() {
            Ok(inner) => Written::settled(wait(inner.keep_links(change).on_disk())),
            Err(gone) => Written::settled(Err(gone)),
        }
    }

    async fn links(&self, identity: &Identity) -> Result<RememberedLinks, WriteProblem> {
        let inner = self.inner()?;
        wait(inner.links(identity))
    }

    async fn timeline_of_link(
        &self,
        identity: &Identity,
        link: &AccountAssociationId,
    ) -> Result<Vec<Entry>, WriteProblem> {
        let inner = self.inner()?;
        wait(inner.timeline_of_link(identity, link))
    }

    async fn activity(&self, behind: Option<&ActPlace>, limit: usize) -> Result<Vec<Act>, WriteProblem> {
        let inner = self.inner()?;
        wait(inner.activity(behind, limit))
    }

    async fn flush(&self, _: Duration) -> bool {
        true
    }

    fn health(&self) -> watch::Receiver<Health> {
        self.inner().map_or_else(|_| watch::channel(Health::default()).1, |inner| inner.health())
    }
}

struct MortalGateways(Arc<Pulse>);

impl Gateways for MortalGateways {
    fn reach(&self, connection: &Connection, attempts: Arc<dyn Attempts>) -> Arc<dyn Gateway> {
        Arc::new(Mortal { inner: AwsSdk.reach(connection, attempts), pulse: Arc::clone(&self.0) })
    }
}

/// Asks and answers only while its program is alive; what has left has left.
struct Mortal {
    inner: Arc<dyn Gateway>,
    pulse: Arc<Pulse>,
}

#[async_trait]
impl Gateway for Mortal {
    async fn perform(&self, intent: &Intent) -> Result<Performed, Problem> {
        self.pulse.or_never(()).await;
        let performed = self.inner.perform(intent).await;
        self.pulse.or_never(performed).await
    }

    async fn ask(&self, question: &Question) -> Result<Answer, Problem> {
        self.pulse.or_never(()).await;
        let answer = self.inner.ask(question).await;
        self.pulse.or_never(answer).await
    }
}

/// Waits on this thread for what another thread does.
fn wait<T>(future: impl Future<Output = T>) -> T {
    struct Unpark(std::thread::Thread);
    impl Wake for Unpark {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }
    let waker = Waker::from(Arc::new(Unpark(std::thread::current())));
    let mut context = Context::from_waker(&waker);
    let mut future = pin!(future);
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(value) => return value,
            Poll::Pending => std::thread::park(),
        }
    }
}

fn lock<T>(value: &Mutex<T>) -> MutexGuard<'_, T> {
    value.lock().unwrap_or_else(PoisonError::into_inner)
}
