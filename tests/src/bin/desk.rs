//! The desk without a window, for tests that kill it: started again on the same
//! folder it goes on where it was.
//!
//! `desk FOLDER onboard|remove|unlink CUSTOMER [OPERATION WINDOW NTH]`; the service and
//! its keys come from the environment, as the practice program prints them.
//! Prints `done` when the customer's devices are registered, or the link is
//! removed: before a sign-in (`remove`), or with its devices (`unlink`).
#![allow(clippy::print_stdout, reason = "a program talks to whoever started it")]

use std::{env, io::Write, path::Path, process::ExitCode, sync::Arc, time::Duration};

use anyhow::{Context, Result, bail};
use contract::{
    BeginUnlinkForm, ChooseDevicesForm, CreateAccountAssociationForm, DeskView, GetAccountAssociationForm,
    JourneyForm, LinkForm, NothingForm, PlanForm, PlanStateView, SourceForm, StopView, UseAwsAccountForm,
};
use desk::{Desk, Journals};
use tests::{
    headless::Headless,
    links::listed,
    mortal::{Fate, MortalGateways, MortalJournal, Reaper, Window},
    programs::{Refused, practice_call},
};

/// A step that changes nothing for so long is over.
const PATIENCE: Duration = Duration::from_secs(60);

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("desk: {problem:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (dir, script, customer, fate) = match words[..] {
        [dir, script, customer] => (dir, script, customer, None),
        [dir, script, customer, operation, window, nth] => {
            let window = Window::named(window).context("there is no such window")?;
            let nth = nth.parse().context("which one is a number")?;
            (dir, script, customer, Some(Fate { operation: operation.to_owned(), window, nth }))
        }
        _ => bail!("usage: desk FOLDER onboard|remove|unlink CUSTOMER [OPERATION WINDOW NTH]"),
    };
    let desk = open(Path::new(dir), fate)?;
    let mut views = desk.subscribe();
    let environment = UseAwsAccountForm { source: SourceForm::Environment, region: None };
    while desk.use_aws_account(environment.clone()).await.is_err() {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    // The account used last is asked for by the desk itself; whichever was asked
    // for later is the one that counts, and only the view tells when it is in use.
    tokio::time::timeout(PATIENCE, views.wait_for(|view| view.account.is_some()))
        .await
        .context("the AWS account does not come into use")??;
    if script == "unlink" {
        unlink(&desk, customer).await?;
        desk.settle().await;
        return say_done();
    }
    let remembered = views.borrow_and_update().waiting.first().map(|line| line.journey_id.clone());
    let removes = script == "remove";
    match remembered {
        // Killed after all was done and before it could be said.
        None if is_done(customer, removes) => return say_done(),
        Some(journey_id) => ok(desk.open_journey(JourneyForm { journey_id }).await)?,
        None => begin(&desk, customer).await?,
    }
    loop {
        let view = views.borrow_and_update().clone();
        if step(&desk, &view, customer, removes).await? {
            break;
        }
        tokio::time::timeout(PATIENCE, views.changed())
            .await
            .with_context(|| format!("nothing changes at {:?}", view.open.map(|open| open.stop)))??;
    }
    desk.leave_journey(NothingForm {}).await.map_err(|problem| anyhow::anyhow!(problem.title))?;
    desk.settle().await;
    say_done()
}

fn say_done() -> Result<()> {
    println!("done");
    std::io::stdout().flush()?;
    Ok(())
}

/// Removes the customer's link with its devices, or goes on with that.
async fn unlink(desk: &Desk, customer: &str) -> Result<()> {
    let mut views = desk.subscribe();
    if views.borrow().plans_count == 0 {
        if is_done(customer, true) {
            return Ok(());
        }
        let id = made_link()?;
        let form = LinkForm { account_association_id: id.clone() };
        let planned = ok(desk.plan_unlink(form).await)?;
        let (devices, typed) = (planned.devices, String::new());
        ok(desk.begin_unlink(BeginUnlinkForm { account_association_id: id, devices, typed }).await)?;
    }
    loop {
        let view = views.borrow_and_update().clone();
        let Some(plan) = view.plans.first() else { return Ok(()) };
        let form = PlanForm { plan_id: plan.plan_id.clone() };
        match plan.state {
            PlanStateView::SomeFailed => ok(desk.retry_plan(form).await)?,
            PlanStateView::Paused => ok(desk.continue_plan(form).await)?,
            PlanStateView::Working
            | PlanStateView::Unreached
            | PlanStateView::Done
            | PlanStateView::Stopped => {}
        }
        tokio::time::timeout(PATIENCE, views.changed())
            .await
            .with_context(|| format!("nothing changes at {:?}", view.plans))??;
    }
}

/// The one link that was not seeded.
fn made_link() -> Result<String> {
    let ledger = practice("GET", "/practice/ledger?seeded=false", None)
        .map_err(|refused| anyhow::anyhow!("the ledger is refused: {refused:?}"))?;
    let link = ledger["associations"][0]["id"].as_str();
    Ok(link.context("there is a link")?.to_owned())
}

/// Whoever sits at the desk knows what was done before the computer went off.
fn is_done(customer: &str, removes: bool) -> bool {
    let Ok(ledger) = practice("GET", "/practice/ledger?seeded=false", None) else { return false };
    let entries = |operation: &str| {
        let all = ledger["entries"].as_array().into_iter().flatten();
        all.filter(|entry| entry["operation"] == operation).count()
    };
    if removes {
        return entries("DeleteAccountAssociation") > 0;
    }
    let devices: usize = customer.strip_prefix("devices-").and_then(|count| count.parse().ok()).unwrap_or(0);
    entries("RegisterAccountAssociation") >= devices
}

fn practice(method: &str, path: &str, form: Option<serde_json::Value>) -> Result<serde_json::Value, Refused> {
    let variable = |name| env::var(name).unwrap_or_default();
    practice_call(&variable("AWS_ENDPOINT_URL"), &variable("PRACTICE_TOKEN"), method, path, form)
}

fn open(dir: &Path, fate: Option<Fate>) -> Result<Desk> {
    let reaper = Reaper::new(fate, kill_self);
    let computer = Arc::new(Headless::default());
    let mut ports = computer.ports(dir, env::vars().filter(|(name, _)| name.starts_with("AWS_")));
    ports.gateways = Arc::new(MortalGateways(Arc::clone(&reaper)));
    let mut journals = Journals::open(&ports.data_dir)?;
    for journal in [&mut journals.live, &mut journals.practice] {
        *journal = Arc::new(MortalJournal { inner: Arc::clone(journal), reaper: Arc::clone(&reaper) });
    }
    Ok(Desk::open(ports, Ok(journals)))
}

/// A new link, or the one this customer has.
async fn begin(desk: &Desk, customer: &str) -> Result<()> {
    let form = form(customer);
    let Err(refused) = desk.create_account_association(form.clone()).await else { return Ok(()) };
    let links = ok(desk.list_account_associations(listed(&form.customer)).await)?.rows;
    let Some(link) = links.into_iter().next() else {
        bail!("{}: {}", refused.title, refused.meaning);
    };
    let form = LinkForm { account_association_id: link.account_association_id };
    ok(desk.open_link(form).await)
}

/// One step of whoever sits at the desk; true when all is done.
async fn step(desk: &Desk, view: &DeskView, customer: &str, removes: bool) -> Result<bool> {
    let Some(open) = &view.open else {
        match view.waiting.first() {
            Some(line) => {
                ok(desk.open_journey(JourneyForm { journey_id: line.journey_id.clone() }).await)?;
            }
            // A create that AWS surely refused leaves nothing behind.
            None => begin(desk, customer).await?,
        }
        return Ok(false);
    };
    let journey = JourneyForm { journey_id: open.journey_id.clone() };
    match &open.stop {
        StopView::SignIn { .. } if removes => ok(desk.remove_link(journey).await)?,
        StopView::SignIn { .. } => {
            let link = open.account_association_id.clone().context("a link waits")?;
            sign_in(&link, customer);
            let form = GetAccountAssociationForm { account_association_id: link };
            ok(desk.get_account_association(form).await)?;
        }
        StopView::FindingDevices { end: Some(_), .. } => ok(desk.find_devices(journey).await)?,
        StopView::ChoosingDevices { chosen, choosable, .. } if chosen < choosable => {
            let everything = Vec::new();
            let form = ChooseDevicesForm {
                journey_id: journey.journey_id.clone(),
                connector_device_ids: everything,
                chosen: true,
            };
            ok(desk.choose_devices(form).await)?;
        }
        StopView::ChoosingDevices { choosable: 0, .. } => ok(desk.finish(journey).await)?,
        StopView::ChoosingDevices { .. } => ok(desk.register_devices(journey).await)?,
        StopView::Registering { settled: true, failed, .. } if *failed > 0 => {
            ok(desk.retry_failed_devices(journey).await)?;
        }
        StopView::Done { .. } | StopView::Removed => return Ok(true),
        StopView::Creating { .. }
        | StopView::Refreshing { .. }
        | StopView::FindingDevices { .. }
        | StopView::Registering { .. }
        | StopView::Removing { .. } => {}
    }
    Ok(false)
}

/// The customer signs in; one who has before is as good.
fn sign_in(link: &str, customer: &str) {
    let form = serde_json::json!({
        "accountAssociationId": link, "customer": customer, "outcome": "allow"
    });
    // Whoever signs in twice is told that it is done.
    let _ = practice("POST", "/practice/customers/sign-in", Some(form));
}

fn form(customer: &str) -> CreateAccountAssociationForm {
    CreateAccountAssociationForm {
        draft_id: "one".to_owned(),
        connector_destination_id: "brightwell-lighting".to_owned(),
        customer: format!("Customer {customer}"),
        job_number: None,
        owner: Some("C-1".to_owned()),
        note: None,
        tags: Vec::new(),
        auth_material_name: None,
        second_link: false,
    }
}

fn ok<T>(answer: Result<T, contract::ProblemView>) -> Result<T> {
    answer.map_err(|problem| anyhow::anyhow!("{}: {}", problem.title, problem.meaning))
}

/// As `kill -9` from outside: nothing is tidied up.
fn kill_self() {
    let _ = rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::KILL);
    loop {
        std::thread::park();
    }
}
