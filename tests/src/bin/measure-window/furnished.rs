//! A computer where somebody has worked before: an AWS account that is used at
//! every start, its list of links remembered, customers who have not signed in yet.

use std::{path::Path, process::Command, sync::Arc, time::Duration};

use anyhow::{Context, Result, anyhow, ensure};
use contract::{
    AddAwsAccountForm, ColourView, CreateAccountAssociationForm, DeskView, NothingForm, ProblemView,
    SourceForm, StopView,
};
use desk::{Desk, Journals};
use serde_json::json;
use tests::{
    desktop::{Computer, Person},
    headless::Headless,
    links::listed,
    programs::PracticeProgram,
};
use tokio::time::timeout;

/// The app's folder among those of all programs.
const DATA_DIR: &str = "data/org.linkwright.desktop";
const DISPLAY_SIZE: &str = "1280x800";
/// Nothing that is prepared takes longer.
const PATIENCE: Duration = Duration::from_secs(120);

pub(crate) struct Furnished {
    /// Somebody stays at the display, which begins anew when the last one leaves.
    _person: Person,
    pub(crate) computer: Computer,
    pub(crate) service: PracticeProgram,
}

impl Furnished {
    /// With so many links in the AWS account, and so many customers who wait.
    pub(crate) fn new(links: usize, waiting: usize) -> Result<Furnished> {
        let computer = Computer::start(DISPLAY_SIZE);
        let service = PracticeProgram::start_with(&["--links", &links.to_string()]);
        let quick = json!({ "associationDelayMs": 0, "discoveryMs": 0 });
        service.call("PUT", "/practice/settings", Some(quick));
        // In a process of its own: the folder belongs to one desk at a time.
        let mut command = Command::new(std::env::current_exe()?);
        command
            .arg("furnish")
            .arg(computer.path(DATA_DIR))
            .args([links.to_string(), waiting.to_string()])
            .envs(service.aws_variables());
        let status = command.status()?;
        ensure!(status.success(), "the computer could not be furnished: {status}");
        Ok(Furnished { _person: computer.person(), computer, service })
    }

    /// What the app needs to reach its AWS account.
    pub(crate) fn variables(&self) -> Vec<(String, String)> {
        self.service.aws_variables().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
    }
}

/// Works at a desk on this data folder until all of it is there.
pub(crate) async fn furnish(data_dir: &Path, links: usize, waiting: usize) -> Result<()> {
    let variables = std::env::vars().filter(|(name, _)| name.starts_with("AWS_"));
    let mut ports = Arc::new(Headless::default()).ports(data_dir, variables);
    ports.data_dir = data_dir.to_owned();
    let desk = Desk::open(ports, Ok(Journals::open(data_dir)?));
    let account = AddAwsAccountForm {
        name: "ACME Prod".to_owned(),
        colour: ColourView::Blue,
        source: SourceForm::Environment,
        access_keys: None,
        region: None,
        production: false,
        read_only: false,
    };
    ok(desk.add_aws_account(account).await)?;
    until(&desk, "the AWS account", |view| view.account.is_some()).await?;
    for number in 0..waiting {
        ok(desk.create_account_association(customer(number)).await)?;
        until(&desk, "the link", |view| {
            view.open.as_ref().is_some_and(|open| matches!(open.stop, StopView::SignIn { .. }))
        })
        .await?;
        ok(desk.leave_journey(NothingForm {}).await)?;
    }
    list_all(&desk, links).await?;
    desk.settle().await;
    Ok(())
}

/// Waits until the list of links is whole, and so remembered.
async fn list_all(desk: &Desk, links: usize) -> Result<()> {
    let mut views = desk.subscribe();
    let asked = async {
        loop {
            views.borrow_and_update();
            let page = ok(desk.list_account_associations(listed("")).await)?;
            if !page.loading && usize::try_from(page.total)? >= links {
                return Ok(());
            }
            views.changed().await?;
        }
    };
    timeout(PATIENCE, asked).await.context("the list was waited for in vain")?
}

async fn until(desk: &Desk, what: &str, fits: impl Fn(&DeskView) -> bool) -> Result<()> {
    let mut views = desk.subscribe();
    let seen = timeout(PATIENCE, views.wait_for(|view| fits(view))).await;
    seen.with_context(|| format!("waited in vain for {what}"))?.map(drop).context("the desk is gone")
}

fn customer(number: usize) -> CreateAccountAssociationForm {
    CreateAccountAssociationForm {
        draft_id: format!("draft {number}"),
        connector_destination_id: "brightwell-lighting".to_owned(),
        customer: format!("Waiting {number}"),
        job_number: Some(format!("{}", 4000 + number)),
        owner: Some("C-1".to_owned()),
        note: None,
        tags: Vec::new(),
        auth_material_name: None,
        second_link: true,
    }
}

fn ok<T>(answer: Result<T, ProblemView>) -> Result<T> {
    answer.map_err(|problem| anyhow!("{}: {}", problem.title, problem.meaning))
}
