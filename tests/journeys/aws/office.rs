//! A desk in a company: profiles in its home folder, and between it and AWS a
//! proxy that reads along.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use contract::{
    AccountView, AwsSignInView, AwsSignInWayView, ConnectionTestView, NothingForm, ProblemView,
    SignInStateView, SourceForm, StopView, TestConnectionForm, TestOutcomeView, TestStepKindView,
    TestStepView, UseAwsAccountForm,
};
use desk::Ports;
use tests::{
    cloud::{AccessKey, Asked, Cloud},
    desktop::{REGION, profile},
    front::SIGN_IN_HOST,
    programs::PracticeProgram,
};

use crate::setting::{Setting, customer};

pub(crate) const ACCOUNT: &str = "111122223333";
pub(crate) const OTHER_ACCOUNT: &str = "444455556666";
pub(crate) const STS_HOST: &str = "sts.eu-west-1.amazonaws.com";
pub(crate) const SERVICE_HOST: &str = "api.iotmanagedintegrations.eu-west-1.api.aws";

/// How long anything may take that no view tells of.
const DEADLINE: Duration = Duration::from_secs(30);

/// What stands in the environment of the desk.
pub(crate) type Variables = BTreeMap<String, String>;

pub(crate) struct Office {
    pub(crate) setting: Setting,
    pub(crate) cloud: Arc<Cloud>,
    variables: Vec<(String, String)>,
}

impl Office {
    /// Proxy and CA are set up; nobody has keys at AWS yet.
    pub(crate) fn open() -> Self {
        Self::with(|_, _| {})
    }

    /// `change` changes what the company set up.
    pub(crate) fn with(change: impl FnOnce(&Cloud, &mut Variables)) -> Self {
        Self::with_ports(change, |_, ports| ports)
    }

    pub(crate) fn with_ports(
        change: impl FnOnce(&Cloud, &mut Variables),
        ports: impl FnOnce(&Arc<Cloud>, Ports) -> Ports,
    ) -> Self {
        let practice = PracticeProgram::start();
        let cloud = Arc::new(Cloud::start(&practice));
        let mut variables: Variables = cloud.variables().into_iter().collect();
        change(&cloud, &mut variables);
        let variables: Vec<_> = variables.into_iter().collect();
        let setting = Setting::with_variables(practice, variables.clone(), |usual| ports(&cloud, usual));
        Self { setting, cloud, variables }
    }

    /// The program ends, and starts again in the same environment.
    pub(crate) async fn restart(&mut self) {
        self.setting.restart(self.variables.clone()).await;
    }

    /// A user's long-term keys, in a profile of her name.
    pub(crate) fn with_keys_of(&self, user: &str) -> AccessKey {
        let key = self.cloud.identities(|all| all.user(ACCOUNT, user));
        self.write_config(&[with_keys(user, &key)]);
        key
    }

    /// Puts another AWS config file in the place of the one that was there.
    pub(crate) fn write_config(&self, sections: &[String]) {
        self.write(Path::new(".aws/config"), sections.concat().as_bytes());
    }

    /// Puts a file below the home folder, whole at any moment.
    pub(crate) fn write(&self, path: &Path, contents: &[u8]) {
        let path = self.setting.home().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        let beside = path.with_extension("beside");
        std::fs::write(&beside, contents).unwrap();
        std::fs::rename(&beside, &path).unwrap();
    }

    pub(crate) async fn use_profile(&self, name: &str) -> Result<(), ProblemView> {
        self.setting.desk.use_aws_account(of_profile(name)).await
    }

    /// The AWS account in use.
    pub(crate) fn account(&self) -> Option<AccountView> {
        self.setting.desk.subscribe().borrow().account.clone()
    }

    pub(crate) fn account_problem(&self) -> Option<ProblemView> {
        self.setting.desk.subscribe().borrow().account_problem.clone()
    }

    pub(crate) fn sign_in_view(&self) -> Option<AwsSignInView> {
        self.setting.desk.subscribe().borrow().aws_sign_in.clone()
    }

    /// Waits until a sign-in at AWS is asked for that answers the question.
    pub(crate) async fn asked_to_sign_in<T>(
        &self,
        what: &str,
        mut question: impl FnMut(&AwsSignInView) -> Option<T>,
    ) -> T {
        self.setting.wait(what, |view| view.aws_sign_in.as_ref().and_then(&mut question)).await
    }

    /// Waits until an AWS account is in use and no sign-in is asked for.
    pub(crate) async fn signed_in(&self) -> AccountView {
        let is_there = |view: &contract::DeskView| {
            let is_asked = view.connecting || view.aws_sign_in.is_some() || view.account_problem.is_some();
            view.account.clone().filter(|_| !is_asked)
        };
        self.setting.wait("an AWS account in use", is_there).await
    }

    /// The page of IAM Identity Center is asked for and shown; its code.
    pub(crate) async fn sign_in_page(&self) -> String {
        self.setting.desk.sign_in_to_aws(NothingForm {}).await.unwrap();
        self.asked_to_sign_in("the sign-in page", |view| match &view.way {
            AwsSignInWayView::PortalOpen { user_code, .. } => Some(user_code.clone()),
            _ => None,
        })
        .await
    }

    /// A link is made; its customer has not signed in.
    pub(crate) async fn begins_a_link(&self) {
        self.setting
            .desk
            .create_account_association(customer("brightwell-lighting", "Miller"))
            .await
            .unwrap();
        self.shows_the_page().await;
    }

    pub(crate) async fn shows_the_page(&self) {
        let host = self
            .setting
            .wait_at("the sign-in page", |stop| match stop {
                StopView::SignIn { state: SignInStateView::Waiting, host: Some(host), .. } => {
                    Some(host.clone())
                }
                _ => None,
            })
            .await;
        assert_eq!(host, SIGN_IN_HOST);
    }

    /// The problem the last look at the link met.
    pub(crate) async fn look_fails(&self) -> ProblemView {
        self.setting
            .wait_at("a look that fails", |stop| match stop {
                StopView::SignIn { problem: Some(problem), .. } => Some(problem.clone()),
                _ => None,
            })
            .await
    }

    /// From the customer's sign-in to the last confirmed device, and what holds then.
    pub(crate) async fn ends_the_wizard(&self) {
        self.setting.sign_in("miller", "allow");
        self.finds_devices().await;
        self.setting.desk.register_devices(self.setting.journey()).await.unwrap();
        self.registers_all().await;
    }

    pub(crate) async fn finds_devices(&self) {
        self.setting
            .wait_at("devices", |stop| matches!(stop, StopView::ChoosingDevices { .. }).then_some(()))
            .await;
    }

    pub(crate) async fn registers_all(&self) {
        self.setting
            .wait_at("the end", |stop| matches!(stop, StopView::Done { failed: 0, .. }).then_some(()))
            .await;
        assert_eq!(self.setting.committed("CreateAccountAssociation"), 1);
        self.check();
    }

    pub(crate) async fn completes_the_wizard(&self) {
        self.begins_a_link().await;
        self.ends_the_wizard().await;
    }

    /// The connection test of the account in use, or wanted, from end to end.
    pub(crate) async fn tested(&self) -> ConnectionTestView {
        let desk = &self.setting.desk;
        desk.test_connection(TestConnectionForm { saved_account_id: None }).await.unwrap();
        let mut views = desk.subscribe();
        let ended = async {
            loop {
                views.borrow_and_update();
                let test = desk.connection_test(NothingForm {}).await.unwrap();
                if !test.running {
                    return test;
                }
                views.changed().await.expect("the desk outlives the test");
            }
        };
        tokio::time::timeout(DEADLINE, ended).await.expect("a connection test ends")
    }

    /// What came through the proxy.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.cloud.record(|record| record.asked())
    }

    /// How often an operation was asked for through the proxy.
    pub(crate) fn count(&self, operation: &str) -> usize {
        self.cloud.record(|record| record.count(operation))
    }

    /// What holds after whatever went wrong. I5: no secret on disk or in a view.
    pub(crate) fn check(&self) {
        self.setting.check_invariants();
        for secret in self.cloud.secrets().into_iter().filter(|secret| secret.len() > "123456".len()) {
            self.is_nowhere(&secret);
        }
    }

    /// Neither in what the desk keeps nor in what it shows.
    pub(crate) fn is_nowhere(&self, secret: &str) {
        let kept = ["data", "notes"].map(|dir| self.setting.home().join(dir));
        for path in kept.iter().flat_map(|dir| files(dir)) {
            assert!(!holds(&path, secret), "{} holds a secret", path.display());
        }
        let view = serde_json::to_string(&*self.setting.desk.subscribe().borrow()).unwrap();
        assert!(!view.contains(secret), "the view holds a secret");
    }
}

/// A section of `~/.aws/config` with access keys in it.
pub(crate) fn with_keys(name: &str, key: &AccessKey) -> String {
    let secret = &key.secret;
    profile(name, &[("region", REGION), ("aws_access_key_id", &key.id), ("aws_secret_access_key", secret)])
}

pub(crate) fn of_profile(name: &str) -> UseAwsAccountForm {
    UseAwsAccountForm { source: SourceForm::Profile { name: name.to_owned() }, region: None }
}

/// The step of one host; its outcome is asserted.
pub(crate) fn step<'a>(
    test: &'a ConnectionTestView,
    kind: TestStepKindView,
    host: Option<&str>,
    outcome: TestOutcomeView,
) -> &'a TestStepView {
    let found = test.steps.iter().find(|step| step.step == kind && step.host.as_deref() == host);
    let found = found.unwrap_or_else(|| panic!("{kind:?} of {host:?} is missing: {:#?}", test.steps));
    assert_eq!(found.outcome, outcome, "{found:#?}");
    found
}

fn files(dir: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(dir) else { return Vec::new() };
    let paths = entries.map(|entry| entry.unwrap().path());
    paths.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

fn holds(path: &Path, secret: &str) -> bool {
    // A file of the journal may go while this looks.
    let contents = std::fs::read(path).unwrap_or_default();
    contents.windows(secret.len()).any(|part| part == secret.as_bytes())
}

#[test]
fn a_secret_on_disk_is_found() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("deep").join("journal-wal");
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(&path, b"\0\x01a-secret\0").unwrap();
    let found: Vec<PathBuf> = files(dir.path()).into_iter().filter(|path| holds(path, "a-secret")).collect();
    assert_eq!(found, [path]);
}
