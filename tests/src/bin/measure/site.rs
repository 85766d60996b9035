//! A fresh practice program with a desk at it, and the waiting for what the
//! desk shows.

use std::{sync::Arc, time::Duration};

use anyhow::{Context, Result, anyhow};
use contract::{
    CreateAccountAssociationForm, DeskView, JourneyForm, ProblemView, SourceForm, StopView, UseAwsAccountForm,
};
use desk::{AwsSdk, Desk, Gateways, Journals};
use serde_json::{Value, json};
use tests::{headless::Headless, programs::PracticeProgram};

/// Nothing that is measured takes longer.
const PATIENCE: Duration = Duration::from_secs(300);

pub(crate) struct Site {
    pub(crate) service: PracticeProgram,
    pub(crate) desk: Desk,
    _dir: tempfile::TempDir,
}

impl Site {
    /// A desk in this process that is signed in to a practice program started
    /// with these arguments.
    pub(crate) async fn open(arguments: &[&str]) -> Result<Self> {
        Self::open_through(arguments, Arc::new(AwsSdk)).await
    }

    /// The same through gateways that somebody looks into.
    pub(crate) async fn open_through(arguments: &[&str], gateways: Arc<dyn Gateways>) -> Result<Self> {
        let service = PracticeProgram::start_with(arguments);
        settle_at_once(&service);
        let dir = tempfile::tempdir()?;
        let variables = service.aws_variables().map(|(name, value)| (name.to_owned(), value.to_owned()));
        let mut ports = Arc::new(Headless::default()).ports(dir.path(), variables);
        ports.gateways = gateways;
        let journals = Journals::open(&ports.data_dir)?;
        let desk = Desk::open(ports, Ok(journals));
        let form = UseAwsAccountForm { source: SourceForm::Environment, region: None };
        ok(desk.use_aws_account(form).await)?;
        Ok(Self { service, desk, _dir: dir })
    }

    /// Begins a link for a customer and waits until its sign-in is due.
    pub(crate) async fn create(&self, name: &str) -> Result<(String, String)> {
        ok(self.desk.create_account_association(customer(name)).await)?;
        self.wait("the link", |view| {
            let open = view.open.as_ref()?;
            let is_made = matches!(open.stop, StopView::SignIn { .. });
            let link = open.account_association_id.clone().filter(|_| is_made)?;
            Some((open.journey_id.clone(), link))
        })
        .await
    }

    /// Waits until a view answers the question.
    pub(crate) async fn wait<T>(
        &self,
        what: &str,
        mut question: impl FnMut(&DeskView) -> Option<T>,
    ) -> Result<T> {
        let mut views = self.desk.subscribe();
        let asked = async {
            loop {
                if let Some(answer) = question(&views.borrow_and_update()) {
                    return Ok(answer);
                }
                views.changed().await?;
            }
        };
        let answered = tokio::time::timeout(PATIENCE, asked).await;
        answered.with_context(|| format!("waited in vain for {what}"))?
    }

    /// Registers everything that was found and waits until all of it is
    /// confirmed; gives how many failed.
    pub(crate) async fn register(&self, journey_id: &str) -> Result<u32> {
        let journey = JourneyForm { journey_id: journey_id.to_owned() };
        ok(self.desk.register_devices(journey).await)?;
        self.wait("the registrations", |view| match &view.open.as_ref()?.stop {
            StopView::Done { failed, .. } | StopView::Registering { settled: true, failed, .. } => {
                Some(*failed)
            }
            StopView::Creating { .. }
            | StopView::Refreshing { .. }
            | StopView::SignIn { .. }
            | StopView::FindingDevices { .. }
            | StopView::ChoosingDevices { .. }
            | StopView::Registering { .. }
            | StopView::Removing { .. }
            | StopView::Removed => None,
        })
        .await
    }

    /// Waits until the found devices can be registered, all chosen.
    pub(crate) async fn devices_found(&self) -> Result<u32> {
        self.wait("the devices", |view| match &view.open.as_ref()?.stop {
            StopView::ChoosingDevices { chosen, .. } => Some(*chosen),
            StopView::Creating { .. }
            | StopView::Refreshing { .. }
            | StopView::SignIn { .. }
            | StopView::FindingDevices { .. }
            | StopView::Registering { .. }
            | StopView::Done { .. }
            | StopView::Removing { .. }
            | StopView::Removed => None,
        })
        .await
    }
}

/// What a person and a vendor would need time for takes none.
pub(crate) fn settle_at_once(service: &PracticeProgram) {
    let quick = json!({ "associationDelayMs": 0, "discoveryMs": 0 });
    service.call("PUT", "/practice/settings", Some(quick));
}

/// The customer signs in at the vendor.
pub(crate) fn sign_in(service: &PracticeProgram, link: &str, customer: &str) {
    let form = json!({ "accountAssociationId": link, "customer": customer, "outcome": "allow" });
    service.call("POST", "/practice/customers/sign-in", Some(form));
}

/// How many registrations the service holds that were not there before.
pub(crate) fn registrations(service: &PracticeProgram) -> usize {
    service.made("registrations").len()
}

/// A figure that a peer printed.
pub(crate) fn figure(printed: &Value, name: &str) -> Result<f64> {
    printed[name].as_f64().with_context(|| format!("the peer told no {name}: {printed}"))
}

pub(crate) fn ok<T>(answer: Result<T, ProblemView>) -> Result<T> {
    answer.map_err(|problem| anyhow!("{}: {}", problem.title, problem.meaning))
}

fn customer(name: &str) -> CreateAccountAssociationForm {
    CreateAccountAssociationForm {
        draft_id: format!("draft {name}"),
        connector_destination_id: "brightwell-lighting".to_owned(),
        customer: name.to_owned(),
        job_number: None,
        owner: Some("C-1".to_owned()),
        note: None,
        tags: Vec::new(),
        auth_material_name: None,
        second_link: true,
    }
}
