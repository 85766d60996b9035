//! A desk, a practice service in its own process, and what stands between.

use std::{path::Path, sync::Arc, time::Duration};

use contract::{
    CreateAccountAssociationForm, DeskView, JourneyForm, JourneyView, ProblemView, SourceForm, StopView,
    UseAwsAccountForm,
};
use desk::{Desk, Journals, JournalsProblem, Ports};
use journal::FolderProblem;
use serde_json::{Value, json};
use tests::{headless::Headless, programs::PracticeProgram, wire::Wire};

use crate::invariants::{self, Shown};

/// How long anything may take before a test gives up.
const DEADLINE: Duration = Duration::from_secs(20);

pub(crate) struct Setting {
    service: PracticeProgram,
    pub(crate) desk: Desk,
    pub(crate) computer: Arc<Headless>,
    data_dir: tempfile::TempDir,
    shown: Shown,
}

impl Setting {
    /// A desk that uses a fresh practice service.
    pub(crate) async fn start() -> Self {
        let setting = Self::without_account();
        setting.use_environment().await.expect("the practice service knows its own keys");
        setting
    }

    /// A desk that has not chosen an AWS account yet.
    pub(crate) fn without_account() -> Self {
        Self::at_its_service(PracticeProgram::start(), None, |ports| ports)
    }

    /// A desk that reaches its practice service through a network with weather.
    pub(crate) async fn behind_wire() -> (Self, Wire) {
        let service = PracticeProgram::start();
        let wire = Wire::to(service.address());
        let endpoint = wire.endpoint();
        let setting = Self::at_its_service(service, Some(&endpoint), |ports| ports);
        setting.use_environment().await.expect("the network is clear");
        (setting, wire)
    }

    /// With another endpoint than the service's own, as a name for it.
    pub(crate) fn at_endpoint(service: PracticeProgram, endpoint: &str) -> Self {
        Self::at_its_service(service, Some(endpoint), |ports| ports)
    }

    /// With nothing but these variables; where the service is, something else says.
    pub(crate) fn with_variables(
        service: PracticeProgram,
        variables: Vec<(String, String)>,
        change: impl FnOnce(Ports) -> Ports,
    ) -> Self {
        Self::begin(service, variables, change)
    }

    /// With ports of the desk that are other than usual.
    pub(crate) async fn start_with(change: impl FnOnce(Ports) -> Ports) -> Self {
        let setting = Self::at_its_service(PracticeProgram::start(), None, change);
        setting.use_environment().await.expect("the practice service knows its own keys");
        setting
    }

    fn at_its_service(
        service: PracticeProgram,
        endpoint: Option<&str>,
        change: impl FnOnce(Ports) -> Ports,
    ) -> Self {
        let aws = service.aws_variables().map(|(name, value)| {
            let value = endpoint.filter(|_| name == "AWS_ENDPOINT_URL").unwrap_or(value);
            (name.to_owned(), value.to_owned())
        });
        let aws = aws.collect();
        Self::begin(service, aws, change)
    }

    fn begin(
        service: PracticeProgram,
        variables: Vec<(String, String)>,
        change: impl FnOnce(Ports) -> Ports,
    ) -> Self {
        let data_dir = tempfile::tempdir().unwrap();
        let computer = Arc::new(Headless::default());
        let ports = change(computer.ports(data_dir.path(), variables));
        let journals = Journals::open(&ports.data_dir);
        let desk = Desk::open(ports, journals);
        let shown = Shown::by(&desk);
        Self { service, desk, computer, data_dir, shown }
    }

    /// The person's home folder; `data` and `notes` in it are the desk's.
    pub(crate) fn home(&self) -> &Path {
        self.data_dir.path()
    }

    /// What holds after whatever went wrong.
    pub(crate) fn check_invariants(&self) {
        invariants::check(&self.service.made_and_asked(), &self.shown);
    }

    pub(crate) fn shown(&self) -> &Shown {
        &self.shown
    }

    /// The same computer, with another environment and a data folder of its own.
    pub(crate) fn reopen_desk(&mut self, variables: Vec<(String, String)>) {
        let mut ports = self.computer.ports(self.data_dir.path(), variables);
        ports.data_dir = self.data_dir.path().join("another");
        let journals = Journals::open(&ports.data_dir);
        self.desk = Desk::open(ports, journals);
        self.shown = Shown::by(&self.desk);
    }

    /// The program ends, and starts again on the same computer.
    pub(crate) async fn restart(&mut self, variables: Vec<(String, String)>) {
        // The old desk goes when another is in its place.
        self.reopen_desk(Vec::new());
        let ports = self.computer.ports(self.data_dir.path(), variables);
        let opened = async {
            loop {
                match Journals::open(&ports.data_dir) {
                    // Somebody still writes down the last of it.
                    Err(JournalsProblem::Folder(FolderProblem::AlreadyRunning)) => {
                        tokio::task::yield_now().await
                    }
                    journals => return journals,
                }
            }
        };
        let journals = tokio::time::timeout(DEADLINE, opened).await.expect("the old desk lets go");
        self.desk = Desk::open(ports, journals);
        self.shown = Shown::by(&self.desk);
    }

    pub(crate) async fn use_environment(&self) -> Result<(), ProblemView> {
        self.desk.use_aws_account(UseAwsAccountForm { source: SourceForm::Environment, region: None }).await
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
        match tokio::time::timeout(DEADLINE, asked).await {
            Ok(answer) => answer,
            Err(_) => {
                panic!("waited in vain for {what}; the desk shows {:#?}", *self.desk.subscribe().borrow())
            }
        }
    }

    /// Waits until the open journey's stop answers the question.
    pub(crate) async fn wait_at<T>(&self, what: &str, mut question: impl FnMut(&StopView) -> Option<T>) -> T {
        self.wait(what, |view| view.open.as_ref().and_then(|journey| question(&journey.stop))).await
    }

    /// Waits until the open journey's link was looked at so often, well or badly.
    pub(crate) async fn wait_for_looks(&self, count: usize) {
        let (mut begun, mut was_checking) = (0, true);
        self.wait_at("looks at the link", |stop| {
            let StopView::SignIn { checking, .. } = stop else { return None };
            begun += usize::from(*checking && !was_checking);
            was_checking = *checking;
            (begun > count).then_some(())
        })
        .await;
    }

    pub(crate) fn open(&self) -> JourneyView {
        self.desk.subscribe().borrow().open.clone().expect("a journey is open")
    }

    pub(crate) fn journey(&self) -> JourneyForm {
        JourneyForm { journey_id: self.open().journey_id }
    }

    pub(crate) fn link(&self) -> String {
        self.open().account_association_id.expect("the open journey has a link")
    }

    /// The customer signs in, by the shortcut of the practice service.
    pub(crate) fn sign_in(&self, customer: &str, outcome: &str) {
        let link = self.link();
        let form = json!({ "accountAssociationId": link, "customer": customer, "outcome": outcome });
        self.practice("POST", "/practice/customers/sign-in", Some(form));
    }

    /// The customer says no, and the vendor gives these words for it.
    pub(crate) fn deny_saying(&self, customer: &str, words: &str) {
        let form = json!({
            "accountAssociationId": self.link(), "customer": customer, "outcome": "deny", "errorMessage": words
        });
        self.practice("POST", "/practice/customers/sign-in", Some(form));
    }

    /// Somebody else's desk, at the same AWS account.
    pub(crate) async fn another_desk(&self) -> (tempfile::TempDir, Desk) {
        let dir = tempfile::tempdir().unwrap();
        let aws = self.service.aws_variables().map(|(name, value)| (name.to_owned(), value.to_owned()));
        let ports = Arc::new(Headless::default()).ports(dir.path(), aws);
        let journals = Journals::open(&ports.data_dir);
        let desk = Desk::open(ports, journals);
        let form = UseAwsAccountForm { source: SourceForm::Environment, region: None };
        desk.use_aws_account(form).await.expect("the practice service knows its own keys");
        (dir, desk)
    }

    /// The keys of the practice service.
    pub(crate) fn keys(&self) -> Vec<String> {
        let is_key = |name: &str| name.contains("KEY") || name.contains("TOKEN");
        let keys = self.service.variables().filter(|(name, _)| is_key(name));
        keys.map(|(_, value)| value.to_owned()).collect()
    }

    pub(crate) fn ledger(&self) -> Value {
        self.service.ledger()
    }

    /// How many mutations of one operation were committed.
    pub(crate) fn committed(&self, operation: &str) -> usize {
        self.service.committed(operation)
    }

    /// What of a kind there is that was not seeded.
    pub(crate) fn made(&self, kind: &str) -> Vec<Value> {
        self.service.made(kind)
    }

    /// How many requests of one operation have reached the service.
    pub(crate) fn requests(&self, operation: &str) -> u64 {
        self.ledger()["requests"][operation].as_u64().unwrap_or(0)
    }

    pub(crate) fn fault(&self, rule: Value) {
        self.practice("POST", "/practice/faults", Some(rule));
    }

    pub(crate) fn settings(&self, settings: Value) {
        self.practice("PUT", "/practice/settings", Some(settings));
    }

    pub(crate) fn faults_end(&self) {
        self.practice("DELETE", "/practice/faults", None);
    }

    pub(crate) fn scene(&self, scene: &str) {
        self.practice("PUT", "/practice/scene", Some(json!({ "scene": scene })));
    }

    pub(crate) fn endpoint(&self) -> &str {
        self.service.variable("AWS_ENDPOINT_URL")
    }

    /// A profile of this computer with an access key; the endpoint is the environment's.
    pub(crate) fn write_profile(&self, name: &str, access_key_id: &str) {
        let dir = self.data_dir.path().join(".aws");
        std::fs::create_dir_all(&dir).unwrap();
        let text = format!(
            "[profile {name}]\nregion = eu-west-1\naws_access_key_id = {access_key_id}\naws_secret_access_key = secret\n"
        );
        std::fs::write(dir.join("config"), text).unwrap();
    }

    pub(crate) fn access_key_id(&self) -> &str {
        self.service.variable("AWS_ACCESS_KEY_ID")
    }

    /// Ends the practice service.
    pub(crate) fn unplug(&mut self) {
        self.service.end();
    }

    pub(crate) fn practice(&self, method: &str, path: &str, form: Option<Value>) -> Value {
        self.service.call(method, path, form)
    }
}

/// A form for a customer of one of the seeded device clouds.
pub(crate) fn customer(device_cloud: &str, name: &str) -> CreateAccountAssociationForm {
    CreateAccountAssociationForm {
        draft_id: format!("draft-{name}"),
        connector_destination_id: device_cloud.to_owned(),
        customer: name.to_owned(),
        job_number: None,
        owner: None,
        note: None,
        tags: Vec::new(),
        auth_material_name: None,
        second_link: false,
    }
}
