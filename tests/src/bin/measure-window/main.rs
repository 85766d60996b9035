//! What `cargo xtask bench` measures of the window, beside a bare Tauri page:
//! `measure-window start|memory|ipc|idle FILE OURS BARE …`. The rows go to FILE and,
//! as a table, to whoever started it. What needs no window lives in `measure`.
#![allow(clippy::print_stdout, reason = "a program talks to whoever started it")]

mod driven;
mod furnished;
mod idle;
mod ipc;
mod memory;
mod opened;
mod pairs;
mod processes;
mod start;

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, Result, bail};
use tests::rows::{Row, table, write};

const USAGE: &str = "usage: measure-window start FILE OURS BARE PAIRS
       measure-window memory FILE OURS BARE PAIRS
       measure-window ipc FILE OURS BARE
       measure-window idle FILE OURS BARE ROUNDS";

/// The two that are compared.
pub(crate) struct Programs {
    pub(crate) ours: PathBuf,
    /// A Tauri page with nothing in it, same features and profile.
    pub(crate) bare: PathBuf,
}

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => {
            eprintln!("measure-window: a target was missed");
            ExitCode::FAILURE
        }
        Err(problem) => {
            eprintln!("measure-window: {problem:#}");
            ExitCode::FAILURE
        }
    }
}

/// Whether every target was met.
async fn run() -> Result<bool> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    if let ["furnish", data_dir, links, waiting] = words[..] {
        furnished::furnish(Path::new(data_dir), number(links)?, number(waiting)?).await?;
        return Ok(true);
    }
    let [what, file, ours, bare, ref rest @ ..] = words[..] else { bail!("{USAGE}") };
    let programs = Programs { ours: PathBuf::from(ours), bare: PathBuf::from(bare) };
    let rows: Vec<Row> = match (what, rest) {
        ("start", [pairs]) => start::measure(&programs, number(pairs)?)?,
        ("memory", [pairs]) => memory::measure(&programs, number(pairs)?)?,
        ("ipc", []) => ipc::measure(&programs).await?,
        ("idle", [rounds]) => idle::measure(&programs, number(rounds)?)?,
        _ => bail!("{USAGE}"),
    };
    write(Path::new(file), &rows)?;
    print!("\n{}", table(&rows));
    Ok(rows.iter().all(|row| row.met))
}

fn number(text: &str) -> Result<usize> {
    text.parse().with_context(|| format!("{text} is no number"))
}
