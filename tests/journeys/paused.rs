//! A desk and a practice service in one process and in paused time: what takes
//! minutes or hours passes at once. What is tested with it never lives here.

use std::{
    sync::Arc,
    time::{Duration, SystemTime},
};

use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use axum::{body::Bytes, http::Request};
use contract::{DeskView, JourneyForm, JourneyView, SourceForm, StopView, UseAwsAccountForm};
use desk::{Clock, Desk, Environment, Journals};
use journal::{
    Act, ActPlace, Change, Entry, Forget, Forgotten, Health, LinkMemo, LinksChange, Remember,
    RememberedLinks, WriteProblem, Written,
};
use onboarding::{AccountAssociationId, Customer, Identity, Timestamp};
use practice_service::{Clock as ServiceClock, InProcess, Options};
use serde_json::{Value, json};
use tests::{
    headless::Headless,
    in_process::{Line, VirtualTime},
};
use tokio::{
    sync::watch,
    time::{Instant, timeout},
};

use crate::invariants::{self, Shown};

/// How long anything may take, in paused time.
const DEADLINE: Duration = Duration::from_secs(3600);

/// Must be made in a runtime whose time is paused.
pub(crate) struct Paused {
    pub(crate) service: Arc<InProcess>,
    pub(crate) line: Line,
    pub(crate) desk: Desk,
    shown: Shown,
    _data_dir: tempfile::TempDir,
}

impl Paused {
    pub(crate) async fn start() -> Self {
        Self::with_delay(|_| Duration::ZERO).await
    }

    /// Each request is on its way for so long before the service sees it.
    pub(crate) async fn with_delay(delay: impl Fn(&HttpRequest) -> Duration + Send + Sync + 'static) -> Self {
        let data_dir = tempfile::tempdir().unwrap();
        let began = SystemTime::now();
        let options = Options { clock: ServiceClock::TokioFrom(began), seed: Some(7), ..Options::default() };
        let service = Arc::new(InProcess::new(options).unwrap());
        let line = Line::with_delay(Arc::clone(&service), delay);
        let time = VirtualTime::from(began);
        let variables = [
            ("AWS_ACCESS_KEY_ID", service.access_key_id()),
            ("AWS_SECRET_ACCESS_KEY", service.secret_access_key()),
            ("AWS_REGION", service.region()),
            ("AWS_ENDPOINT_URL", service.endpoint()),
        ];
        let environment =
            Environment::from_variables(variables.map(|(name, value)| (name.into(), value.into())));
        let mut ports = Arc::new(Headless::default()).ports(data_dir.path(), []);
        ports.environment = Arc::new(environment.leaving_through(line.http_client(), time));
        ports.clock = Arc::new(VirtualClock { began, at: Instant::now() });
        let mut journals = Journals::open(&ports.data_dir).unwrap();
        journals.live = Arc::new(Unwritten::default());
        journals.practice = Arc::new(Unwritten::default());
        let desk = Desk::open(ports, Ok(journals));
        let shown = Shown::by(&desk);
        let form = UseAwsAccountForm { source: SourceForm::Environment, region: None };
        desk.use_aws_account(form).await.expect("the practice service knows its own keys");
        Self { service, line, desk, shown, _data_dir: data_dir }
    }

    /// Waits until a view answers the question.
    pub(crate) async fn wait<T>(&self, what: &str, mut question: impl FnMut(&DeskView) -> Option<T>) -> T {
        let mut views = self.desk.subscribe();
        let asked = async {
            loop {
                if let Some(answer) = question(&views.borrow_and_update()) {
                    return answer;
                }
                views.changed().await.expect("the desk outlives the test");
            }
        };
        let Ok(answer) = timeout(DEADLINE, asked).await else {
            panic!("waited in vain for {what}; the desk shows {:#?}", *self.desk.subscribe().borrow())
        };
        answer
    }

    /// Waits until the open journey's stop answers the question.
    pub(crate) async fn wait_at<T>(&self, what: &str, mut question: impl FnMut(&StopView) -> Option<T>) -> T {
        self.wait(what, |view| view.open.as_ref().and_then(|journey| question(&journey.stop))).await
    }

    pub(crate) fn view(&self) -> DeskView {
        self.desk.subscribe().borrow().clone()
    }

    pub(crate) fn open(&self) -> JourneyView {
        self.view().open.expect("a journey is open")
    }

    pub(crate) fn journey(&self) -> JourneyForm {
        JourneyForm { journey_id: self.open().journey_id }
    }

    pub(crate) fn link(&self) -> String {
        self.open().account_association_id.expect("the open journey has a link")
    }

    pub(crate) async fn sign_in(&self, link: &str, customer: &str) {
        let form = json!({ "accountAssociationId": link, "customer": customer, "outcome": "allow" });
        self.practice("POST", "/practice/customers/sign-in", form).await;
    }

    /// The next requests of an operation meet this.
    pub(crate) async fn fault(&self, operation: &str, times: Option<u32>, fault: Value) {
        self.rule(json!({ "operation": operation, "times": times, "fault": fault })).await;
    }

    pub(crate) async fn rule(&self, rule: Value) {
        self.practice("POST", "/practice/faults", rule).await;
    }

    pub(crate) async fn faults_end(&self) {
        self.practice("DELETE", "/practice/faults", Value::Null).await;
    }

    pub(crate) async fn settings(&self, settings: Value) {
        self.practice("PUT", "/practice/settings", settings).await;
    }

    /// Without what was seeded.
    pub(crate) async fn ledger(&self) -> Value {
        self.practice("GET", "/practice/ledger?seeded=false", Value::Null).await
    }

    /// How many requests of one operation have reached the service.
    pub(crate) async fn requests(&self, operation: &str) -> u64 {
        self.ledger().await["requests"][operation].as_u64().unwrap_or(0)
    }

    /// What was committed of one operation, in order.
    pub(crate) async fn committed(&self, operation: &str) -> Vec<Value> {
        let ledger = self.ledger().await;
        let entries = ledger["entries"].as_array().unwrap().iter();
        entries.filter(|entry| entry["operation"] == operation).cloned().collect()
    }

    pub(crate) async fn check_invariants(&self) {
        invariants::check(&self.ledger().await, &self.shown);
    }

    pub(crate) fn shown(&self) -> &Shown {
        &self.shown
    }

    async fn practice(&self, method: &str, path: &str, form: Value) -> Value {
        let body = if form.is_null() { Bytes::new() } else { Bytes::from(form.to_string()) };
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("host", self.service.endpoint().strip_prefix("http://").unwrap())
            .header("x-practice-token", self.service.practice_token())
            .body(body)
            .unwrap();
        let answer = self.service.answer(request).await.unwrap();
        assert!(answer.status().is_success(), "{method} {path}: {answer:?}");
        serde_json::from_slice(answer.body()).unwrap()
    }
}

/// The wall clock in step with tokio's.
struct VirtualClock {
    began: SystemTime,
    at: Instant,
}

impl Clock for VirtualClock {
    fn now(&self) -> Timestamp {
        let now = self.began + self.at.elapsed();
        let since = now.duration_since(SystemTime::UNIX_EPOCH).unwrap();
        Timestamp(i64::try_from(since.as_millis()).unwrap())
    }
}

/// A journal that says yes at once and keeps nothing: waiting for a real one,
/// on its own thread, would let paused time run off.
struct Unwritten(watch::Sender<Health>);

impl Default for Unwritten {
    fn default() -> Self {
        Self(watch::Sender::new(Health::default()))
    }
}

#[async_trait::async_trait]
impl Remember for Unwritten {
    fn write(&self, _: Change) -> Written {
        Written::settled(Ok(()))
    }

    async fn timeline(&self, _: &str) -> Result<Vec<Entry>, WriteProblem> {
        Ok(Vec::new())
    }

    async fn journeys_of(&self, _: &Identity, _: &Customer) -> Result<Vec<String>, WriteProblem> {
        Ok(Vec::new())
    }

    async fn forget(&self, _: &Forget) -> Result<Forgotten, WriteProblem> {
        Ok(Forgotten::default())
    }

    fn keep_memo(&self, _: &Identity, _: LinkMemo) -> Written {
        Written::settled(Ok(()))
    }

    fn keep_links(&self, _: LinksChange) -> Written {
        Written::settled(Ok(()))
    }

    async fn links(&self, _: &Identity) -> Result<RememberedLinks, WriteProblem> {
        Ok(RememberedLinks::default())
    }

    async fn timeline_of_link(
        &self,
        _: &Identity,
        _: &AccountAssociationId,
    ) -> Result<Vec<Entry>, WriteProblem> {
        Ok(Vec::new())
    }

    async fn activity(&self, _: Option<&ActPlace>, _: usize) -> Result<Vec<Act>, WriteProblem> {
        Ok(Vec::new())
    }

    async fn flush(&self, _: Duration) -> bool {
        true
    }

    fn health(&self) -> watch::Receiver<Health> {
        self.0.subscribe()
    }
}
