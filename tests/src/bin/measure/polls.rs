//! Processor time of one look at a link: the whole desk, a process of the AWS
//! CLI, boto3 that stays.

use std::{fs, path::Path};

use anyhow::{Context, Result};
use contract::GetAccountAssociationForm;
use tests::rows::Row;

use crate::{
    peers,
    site::{Site, figure, ok},
};

const POLLS: u32 = 500;
const POLLS_OF_CLI: u32 = 15;
const TIMES_LESS_THAN_CLI: f64 = 150.0;
/// Of `/proc/PID/stat`, in milliseconds (proc(5): USER_HZ is 100).
const TICK_MS: f64 = 10.0;

pub(crate) async fn measure(python: &Path) -> Result<Vec<Row>> {
    let site = Site::open(&[]).await?;
    let (_, link) = site.create("Miller").await?;
    let check_now = GetAccountAssociationForm { account_association_id: link.clone() };
    // The first opens the connection and is dropped.
    ok(site.desk.get_account_association(check_now.clone()).await)?;
    let before = Spent::read()?;
    for _ in 0..POLLS {
        ok(site.desk.get_account_association(check_now.clone()).await)?;
    }
    let desk = (Spent::read()?.here - before.here) / f64::from(POLLS);

    let before = Spent::read()?;
    for _ in 0..POLLS_OF_CLI {
        let words = ["get-account-association", "--account-association-id", &link];
        peers::cli(python, &site.service, &words)?;
    }
    let cli = (Spent::read()?.in_children - before.in_children) / f64::from(POLLS_OF_CLI);
    let boto3 = figure(&peers::boto3(python, &site.service, &["poll", &link])?, "cpuMs")?;
    Ok(vec![
        Row::times_less(
            "processor time of a look through the desk, ms; peer: AWS CLI; target: times less",
            desk,
            cli,
            TIMES_LESS_THAN_CLI,
        ),
        Row::told("processor time of a look through the desk, ms; peer: boto3, warm loop", desk)
            .beside(boto3),
    ])
}

/// Processor time in milliseconds, user and system.
struct Spent {
    here: f64,
    /// Of children that have ended.
    in_children: f64,
}

impl Spent {
    fn read() -> Result<Self> {
        let text = fs::read_to_string("/proc/self/stat")?;
        // The second field may hold anything but ends with the last bracket.
        let (_, fields) = text.rsplit_once(')').context("a stat line has a name in brackets")?;
        let fields: Vec<&str> = fields.split_whitespace().collect();
        // utime, stime, cutime, cstime are fields 14 to 17, the first here is 3.
        let ticks = |from: usize| -> Result<f64> {
            let both = fields.get(from..from + 2).context("a stat line is longer")?;
            Ok(both[0].parse::<f64>()? + both[1].parse::<f64>()?)
        };
        Ok(Self { here: ticks(11)? * TICK_MS, in_children: ticks(13)? * TICK_MS })
    }
}
