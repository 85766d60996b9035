//! Watching: detection delay and calls in simulated time, processor time of a
//! look, and, when asked for, a crowd of links in real time.

use std::{path::Path, process::Command};

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use tests::rows::Row;

use crate::{crowd, polls};

/// `detection` is the program of `crates/watching/examples`.
pub(crate) async fn measure(python: &Path, detection: &str, with_crowd: bool) -> Result<Vec<Row>> {
    println!("detection in simulated time");
    let mut rows = simulated(detection)?;
    println!("processor time of a look");
    rows.extend(polls::measure(python).await?);
    if with_crowd {
        println!("{} waiting links in real time", crowd::LINKS);
        rows.extend(crowd::measure().await?);
    }
    Ok(rows)
}

fn simulated(detection: &str) -> Result<Vec<Row>> {
    let done = Command::new(detection).output().with_context(|| detection.to_owned())?;
    ensure!(done.status.success(), "{detection} ended with {}", done.status);
    let rows: Vec<Value> = serde_json::from_slice(&done.stdout).context("detection printed no JSON")?;
    rows.iter().map(|row| Row::read(row).with_context(|| format!("this is no row: {row}"))).collect()
}
