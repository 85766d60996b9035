//! One link with five devices from create to confirmed, without the human:
//! sign-in and search are settled when first asked.

use std::{path::Path, time::Instant};

use anyhow::{Result, ensure};
use contract::GetAccountAssociationForm;
use tests::{
    programs::PracticeProgram,
    rows::{Row, median, number_of},
};

use crate::{
    peers,
    site::{Site, figure, ok, registrations, settle_at_once, sign_in},
};

const DEVICES: usize = 5;
const CUSTOMER: &str = "devices-5";
const SERVICE: [&str; 2] = ["--latency-ms", "40"];
const TIMES_FASTER_THAN_CLI: f64 = 5.0;

/// Every run has a fresh service; the three take turns, the first turn warms up.
pub(crate) async fn measure(python: &Path, runs: usize) -> Result<Vec<Row>> {
    let (mut of_desk, mut of_cli, mut of_boto3) = (Vec::new(), Vec::new(), Vec::new());
    for run in 0..=runs {
        let (desk, cli, boto3) = (desk().await?, cli(python)?, boto3(python)?);
        println!("desk {desk:.3} s, AWS CLI {cli:.3} s, boto3 {boto3:.3} s");
        if run > 0 {
            of_desk.push(desk);
            of_cli.push(cli);
            of_boto3.push(boto3);
        }
    }
    let ours = median(&of_desk);
    let what = format!("full link, {DEVICES} devices, 40 ms, s");
    Ok(vec![
        Row::times_less(
            &format!("{what}; peer: a shell script of AWS CLI calls; target: times faster"),
            ours,
            median(&of_cli),
            TIMES_FASTER_THAN_CLI,
        ),
        Row::told(&format!("{what}; peer: boto3, warm, one by one"), ours).beside(median(&of_boto3)),
        Row::told("runs of each", number_of(runs)),
    ])
}

async fn desk() -> Result<f64> {
    let site = Site::open(&SERVICE).await?;
    let begun = Instant::now();
    let (journey_id, link) = site.create("Miller").await?;
    let made = begun.elapsed();
    sign_in(&site.service, &link, CUSTOMER);
    let check_now = GetAccountAssociationForm { account_association_id: link };
    ok(site.desk.get_account_association(check_now).await)?;
    let seen = begun.elapsed();
    site.devices_found().await?;
    let found = begun.elapsed();
    let failed = site.register(&journey_id).await?;
    let took = begun.elapsed();
    let millis = [made, seen, found, took].map(|moment| moment.as_millis());
    println!("  desk: made, seen, found, confirmed after {millis:?} ms");
    ensure!(failed == 0 && registrations(&site.service) == DEVICES, "{failed} devices failed");
    Ok(took.as_secs_f64())
}

fn cli(python: &Path) -> Result<f64> {
    let service = PracticeProgram::start_with(&SERVICE);
    settle_at_once(&service);
    let begun = Instant::now();
    peers::shell(python, &service, &["bench_link.sh", CUSTOMER])?;
    let took = begun.elapsed().as_secs_f64();
    ensure!(registrations(&service) == DEVICES, "the script did not register every device");
    Ok(took)
}

fn boto3(python: &Path) -> Result<f64> {
    let service = PracticeProgram::start_with(&SERVICE);
    settle_at_once(&service);
    let printed = peers::boto3(python, &service, &["link", CUSTOMER])?;
    ensure!(registrations(&service) == DEVICES, "boto3 did not register every device");
    figure(&printed, "seconds")
}
