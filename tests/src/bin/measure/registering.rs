//! Five hundred devices at ten requests a second and 120 ms.

use std::{path::Path, time::Instant};

use anyhow::{Context, Result, ensure};
use contract::GetAccountAssociationForm;
use serde_json::json;
use tests::{
    programs::PracticeProgram,
    rows::{Row, number_of},
};

use crate::{
    peers,
    site::{Site, figure, ok, registrations, settle_at_once, sign_in},
};

const DEVICES: usize = 500;
/// The peers do not get slower with more devices; so many tell their pace.
const DEVICES_OF_BOTO3: usize = 60;
const DEVICES_OF_CLI: usize = 12;
const REQUESTS_PER_SECOND: f64 = 10.0;
/// The service lets so many through at once.
const BURST: f64 = 10.0;
const LATENCY_MS: u32 = 120;
const SHARE_OF_LIMIT: f64 = 90.0;

pub(crate) async fn measure(python: &Path) -> Result<Vec<Row>> {
    let all = number_of(DEVICES);
    let limit = (all - BURST) / REQUESTS_PER_SECOND;
    let longest = limit / (SHARE_OF_LIMIT / 100.0);
    let (took, failed, registered) = desk().await?;
    println!("desk: {DEVICES} devices in {took:.1} s");
    let boto3 = boto3(python)? * all / number_of(DEVICES_OF_BOTO3);
    println!("boto3: {DEVICES_OF_BOTO3} devices, scaled to {DEVICES}: {boto3:.1} s");
    let cli = cli(python)? * all / number_of(DEVICES_OF_CLI);
    println!("AWS CLI: {DEVICES_OF_CLI} devices, scaled to {DEVICES}: {cli:.1} s");
    Ok(vec![
        Row::at_most(
            &format!("{DEVICES} devices, s; peer: boto3 one by one, {DEVICES_OF_BOTO3} scaled"),
            took,
            longest,
        )
        .beside(boto3),
        Row::at_most(
            &format!("{DEVICES} devices, s; peer: a shell loop of AWS CLI calls, {DEVICES_OF_CLI} scaled"),
            took,
            longest,
        )
        .beside(cli),
        Row::at_least("share of the quota's limit, %", 100.0 * limit / took, SHARE_OF_LIMIT)
            .beside(100.0 * limit / boto3),
        Row::at_most("devices failed", f64::from(failed), 0.0),
        Row::at_least("registrations in the ledger", number_of(registered), all),
    ])
}

/// Seconds from 'Register' to all confirmed, failed devices, and registrations.
async fn desk() -> Result<(f64, u32, usize)> {
    let site = Site::open(&[]).await?;
    let customer = format!("devices-{DEVICES}");
    let (journey_id, link) = site.create("Seeblick").await?;
    sign_in(&site.service, &link, &customer);
    let check_now = GetAccountAssociationForm { account_association_id: link };
    ok(site.desk.get_account_association(check_now).await)?;
    let chosen = site.devices_found().await?;
    ensure!(usize::try_from(chosen)? == DEVICES, "{chosen} devices are chosen");
    limit(&site.service);
    let begun = Instant::now();
    let failed = site.register(&journey_id).await?;
    Ok((begun.elapsed().as_secs_f64(), failed, registrations(&site.service)))
}

fn boto3(python: &Path) -> Result<f64> {
    let service = PracticeProgram::start();
    settle_at_once(&service);
    limit(&service);
    let printed = peers::boto3(python, &service, &["register", &format!("devices-{DEVICES_OF_BOTO3}")])?;
    ensure!(registrations(&service) == DEVICES_OF_BOTO3, "boto3 did not register every device");
    figure(&printed, "seconds")
}

fn cli(python: &Path) -> Result<f64> {
    let service = PracticeProgram::start();
    settle_at_once(&service);
    // What the script is not measured for is prepared with boto3.
    let prepared = peers::boto3(python, &service, &["prepare", &format!("devices-{DEVICES_OF_CLI}")])?;
    limit(&service);
    let told = |name: &str| prepared[name].as_str().with_context(|| format!("boto3 told no {name}"));
    let list = tempfile::NamedTempFile::new()?;
    std::fs::write(list.path(), told("devices")?)?;
    let list_path = list.path().to_string_lossy();
    let words = ["bench_register.sh", told("link")?, told("discovery")?, &list_path];
    let begun = Instant::now();
    peers::shell(python, &service, &words)?;
    let took = begun.elapsed().as_secs_f64();
    ensure!(registrations(&service) == DEVICES_OF_CLI, "the script did not register every device");
    Ok(took)
}

fn limit(service: &PracticeProgram) {
    let slow = json!({ "requestsPerSecond": REQUESTS_PER_SECOND, "latencyMs": LATENCY_MS });
    service.call("PUT", "/practice/settings", Some(slow));
}
