//! The connection test: every step from this computer to managed integrations,
//! and what this identity may do there.

mod asking;
mod seen;
mod stations;

use std::sync::Arc;

use connections::{Destination, Probe};
use contract::{
    ConnectionTestView, NothingForm, PermissionOutcomeView, PermissionView, PolicyForm, PolicySizeForm,
    PolicyView, ProblemView, TestConnectionForm, TestOutcomeView, TestStepKindView, TestStepView,
    UseAwsAccountForm,
};
use onboarding::{DOCUMENTED_REGIONS, Gateway, Identity, Problem, ProblemKind};
use support::permissions::{self, PERMISSIONS, PolicySize};
use tokio::task::AbortHandle;

use crate::{
    Desk,
    aws_accounts::{NotConnected, SavedAccount, Wanted},
    state::Account,
};

pub(crate) use seen::SeenPermissions;

/// The last test, as far as it has come.
pub(crate) struct ConnectionTest {
    pub(crate) view: ConnectionTestView,
    /// As whom AWS knew us in it.
    identity: Option<Identity>,
    /// Counts the tests: what an older one still says is dropped.
    number: u32,
    running: Option<AbortHandle>,
}

/// One test that runs.
#[derive(Clone)]
struct Run {
    desk: Desk,
    number: u32,
}

impl Desk {
    /// Begins a test in the background; the view's revision tells how it goes.
    ///
    /// # Errors
    /// A problem when there is nothing to test.
    #[expect(clippy::unused_async, reason = "every command is a future to the shell")]
    pub async fn test_connection(&self, form: TestConnectionForm) -> Result<(), ProblemView> {
        let (wanted, saved) = match &form.saved_account_id {
            Some(id) => {
                let saved = self.saved(id)?;
                (Wanted::of(&saved).form, Some(saved))
            }
            None => {
                // What could not be used, else what is in use.
                let wanted = self.lock().asked_for().ok_or_else(|| {
                    ProblemView::not_possible("There is nothing to test yet", "Choose an AWS account first.")
                })?;
                let saved = wanted.saved_id.as_deref().and_then(|id| self.lock().aws.saved.get(id).cloned());
                (wanted.form, saved)
            }
        };
        let name = saved.as_ref().map_or_else(|| "Practice".to_owned(), |saved| saved.name.clone());
        let begun_at = self.shared.ports.clock.now().0;
        let number = self.change(|state| {
            let number = state.connection_test.as_ref().map_or(0, |test| test.number) + 1;
            if let Some(running) = state.connection_test.take().and_then(|test| test.running) {
                running.abort();
            }
            let view = ConnectionTestView {
                saved_account_id: saved.as_ref().map(|saved| saved.id.clone()),
                name,
                running: true,
                begun_at,
                steps: Vec::new(),
                permissions: Vec::new(),
                secret_note: None,
            };
            state.connection_test = Some(ConnectionTest { view, identity: None, number, running: None });
            state.connection_test_revision = state.connection_test_revision.wrapping_add(1);
            number
        });
        let run = Run { desk: self.clone(), number };
        let running = tokio::spawn(async move { run.all(wanted, saved).await }).abort_handle();
        let mut state = self.lock();
        if let Some(test) = state.connection_test.as_mut().filter(|test| test.number == number) {
            test.running = Some(running);
        }
        Ok(())
    }

    /// # Errors
    /// A problem when none was begun.
    #[expect(clippy::unused_async, reason = "every command is a future to the shell")]
    pub async fn connection_test(&self, _: NothingForm) -> Result<ConnectionTestView, ProblemView> {
        let state = self.lock();
        state.connection_test.as_ref().map(|test| test.view.clone()).ok_or_else(|| {
            ProblemView::not_possible("Nothing was tested yet", "Begin with 'Test connection'.")
        })
    }

    /// A policy with exactly what this program needs, for the account in use.
    ///
    /// # Errors
    /// None; without an account it is written for any.
    #[expect(clippy::unused_async, reason = "every command is a future to the shell")]
    pub async fn permission_policy(&self, form: PolicyForm) -> Result<PolicyView, ProblemView> {
        let size = match form.size {
            PolicySizeForm::ReadOnlySupport => PolicySize::ReadOnlySupport,
            PolicySizeForm::Installer => PolicySize::Installer,
            PolicySizeForm::Everything => PolicySize::Everything,
        };
        let state = self.lock();
        let of_test = state.connection_test.as_ref().and_then(|test| test.identity.clone());
        let identity = of_test.or_else(|| state.account.as_ref().map(|account| account.identity().clone()));
        let (text, whose) = match identity {
            Some(Identity { partition, account, region, .. }) => (
                permissions::policy(size, &partition, &account, &region),
                format!("It is written for AWS account {account} in {region}."),
            ),
            None => (
                permissions::policy(size, "aws", "123456789012", DOCUMENTED_REGIONS[1]),
                "123456789012 and eu-west-1 stand for your AWS account and Region: replace them.".to_owned(),
            ),
        };
        let notes = permissions::notes(size).into_iter().map(str::to_owned);
        Ok(PolicyView { text, notes: std::iter::once(whose).chain(notes).collect() })
    }
}

impl Run {
    async fn all(self, wanted: UseAwsAccountForm, saved: Option<SavedAccount>) {
        let _end = End(self.clone());
        self.reach(&wanted).await;
        self.step(TestStepKindView::Identity, None, TestOutcomeView::Working, String::new(), None);
        match self.desk.connect(&wanted, saved.as_ref(), None).await {
            Ok(account) => {
                self.met(account.identity());
                let told =
                    format!("{} in AWS account {}", account.connection.who(), account.identity().account);
                self.step(TestStepKindView::Identity, None, TestOutcomeView::Good, told, None);
                self.ask(&account).await;
            }
            Err(why) => {
                let view = why.view();
                let told = view.title.clone();
                self.step(TestStepKindView::Identity, None, TestOutcomeView::Failed, told, Some(view));
            }
        }
    }

    /// Name, proxy, connection, certificate and clock, for each host side by side.
    async fn reach(&self, wanted: &UseAwsAccountForm) {
        let environment = &self.desk.shared.ports.environment;
        let source = match self.desk.source(&wanted.source).await {
            Ok(source) => source,
            Err(NotConnected::View(_) | NotConnected::Keyring(_) | NotConnected::Problem(_)) => return,
        };
        let destinations =
            match connections::destinations(&source, wanted.region.as_deref(), environment).await {
                Ok(destinations) => destinations,
                Err(problem) => {
                    let view = ProblemView::from(&problem);
                    let told = view.title.clone();
                    self.step(TestStepKindView::Name, None, TestOutcomeView::Failed, told, Some(view));
                    return;
                }
            };
        let probes = destinations.into_iter().map(|destination: Destination| {
            let (run, source) = (self.clone(), source.clone());
            tokio::spawn(async move {
                let environment = &run.desk.shared.ports.environment;
                let probe: Probe = connections::probe(&destination, &source, environment).await;
                run.change(|view| view.steps.extend(stations::steps(&probe)));
            })
        });
        let probes: Vec<_> = probes.collect();
        for probe in probes {
            // One that broke off says nothing.
            let _ = probe.await;
        }
    }

    /// Whether managed integrations answer here, and what may be read.
    async fn ask(&self, account: &Account) {
        let mut rows = seen::rows(&self.desk, account);
        // A read is tried now; a change is known from its last use alone.
        rows.iter_mut()
            .filter(|row| !row.is_change)
            .for_each(|row| row.outcome = PermissionOutcomeView::Asking);
        self.change(|view| view.permissions = rows);
        self.step(TestStepKindView::Region, None, TestOutcomeView::Working, String::new(), None);
        let gateway: Arc<dyn Gateway> = account.gateway();
        let answered = gateway.list_connector_destinations(None).await;
        let region = &account.identity().region;
        let (outcome, told, problem) = match &answered {
            Ok(_) => (TestOutcomeView::Good, format!("Managed integrations answer in {region}"), None),
            // It answered, whatever it said.
            Err(Problem { kind: ProblemKind::AskForPermission { .. }, .. }) => {
                (TestOutcomeView::Good, format!("Managed integrations answer in {region}"), None)
            }
            Err(problem) => {
                let view = ProblemView::from(problem);
                (TestOutcomeView::Failed, view.title.clone(), Some(view))
            }
        };
        let is_reached = outcome == TestOutcomeView::Good;
        self.step(TestStepKindView::Region, None, outcome, told, problem);
        if is_reached {
            asking::every_read(gateway.as_ref(), answered.ok(), |operation, answer| {
                self.learn(operation, answer);
            })
            .await;
        }
    }

    fn learn(&self, operation: &'static str, answer: Result<(), &Problem>) {
        let at = self.desk.shared.ports.clock.now().0;
        self.change(|view| {
            for needed in permissions::needed_for(operation) {
                let row = view.permissions.iter_mut().find(|row| row.action == needed.action);
                if let Some(row) = row {
                    asking::learn(row, needed, operation, answer, at);
                }
            }
            let is_refused =
                |row: &PermissionView| row.action == SECRET && row.outcome == PermissionOutcomeView::Refused;
            view.secret_note =
                view.permissions.iter().any(is_refused).then(|| permissions::why_secret().to_owned());
        });
    }

    /// Shows a step; a later word on the same one takes its place.
    fn step(
        &self,
        step: TestStepKindView,
        host: Option<String>,
        outcome: TestOutcomeView,
        text: String,
        problem: Option<ProblemView>,
    ) {
        self.change(|view| {
            let new = TestStepView { step, host, outcome, text, problem };
            match view.steps.iter_mut().find(|shown| shown.step == step && shown.host == new.host) {
                Some(shown) => *shown = new,
                None => view.steps.push(new),
            }
        });
    }

    fn met(&self, identity: &Identity) {
        let mut state = self.desk.lock();
        if let Some(test) = state.connection_test.as_mut().filter(|test| test.number == self.number) {
            test.identity = Some(identity.clone());
        }
    }

    fn change(&self, change: impl FnOnce(&mut ConnectionTestView)) {
        self.desk.change(|state| {
            if let Some(test) = state.connection_test.as_mut().filter(|test| test.number == self.number) {
                change(&mut test.view);
                state.connection_test_revision = state.connection_test_revision.wrapping_add(1);
            }
        });
    }
}

/// However a test ends, it is shown as over.
struct End(Run);

impl Drop for End {
    fn drop(&mut self) {
        self.0.change(|view| {
            view.running = false;
            view.steps.retain(|step| step.outcome != TestOutcomeView::Working);
            for permission in &mut view.permissions {
                if permission.outcome == PermissionOutcomeView::Asking {
                    permission.outcome = PermissionOutcomeView::NotKnown;
                }
            }
        });
    }
}

/// What reads need of Secrets Manager.
const SECRET: &str = "secretsmanager:GetSecretValue";

/// The action of each row, in the table's order, each once. One that a read needs
/// is told with the reads.
fn actions() -> Vec<&'static permissions::Permission> {
    let mut actions: Vec<&'static permissions::Permission> = Vec::new();
    for permission in &PERMISSIONS {
        match actions.iter_mut().find(|known| known.action == permission.action) {
            Some(known) if known.is_change && !permission.is_change => *known = permission,
            Some(_) => {}
            None => actions.push(permission),
        }
    }
    actions
}
