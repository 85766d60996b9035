//! What `cargo xtask bench` measures with a desk without a window:
//! `measure kills|watch|register|link|links FILE …`. The rows go to FILE and, as a
//! table, to whoever started it. What needs the window lives in `measure-window`.
#![allow(clippy::print_stdout, reason = "a program talks to whoever started it")]

mod crowd;
mod full_link;
mod kills;
mod links;
mod peers;
mod polls;
mod registering;
mod site;
mod watch;

use std::{path::Path, process::ExitCode};

use anyhow::{Context, Result, bail};
use tests::rows::{Row, table, write};

const USAGE: &str = "usage: measure kills FILE COUNT SEED
       measure watch FILE PYTHON DETECTION [crowd]
       measure register FILE PYTHON
       measure link FILE PYTHON RUNS
       measure links FILE COUNT...";

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => {
            eprintln!("measure: a target was missed");
            ExitCode::FAILURE
        }
        Err(problem) => {
            eprintln!("measure: {problem:#}");
            ExitCode::FAILURE
        }
    }
}

/// Whether every target was met.
async fn run() -> Result<bool> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (file, rows): (&str, Vec<Row>) = match words[..] {
        ["links-run", data_dir, count] => {
            let count = count.parse().context("COUNT is a number")?;
            links::run(Path::new(data_dir), count).await?;
            return Ok(true);
        }
        ["links", file, ref counts @ ..] => {
            let counts: Result<Vec<usize>, _> = counts.iter().map(|count| count.parse()).collect();
            (file, links::measure(&counts.context("COUNT is a number")?)?)
        }
        ["kills", file, count, seed] => {
            let count = count.parse().context("COUNT is a number")?;
            let seed = seed.parse().context("SEED is a number")?;
            (file, kills::measure(count, seed))
        }
        ["watch", file, python, detection] => {
            (file, watch::measure(Path::new(python), detection, false).await?)
        }
        ["watch", file, python, detection, "crowd"] => {
            (file, watch::measure(Path::new(python), detection, true).await?)
        }
        ["register", file, python] => (file, registering::measure(Path::new(python)).await?),
        ["link", file, python, runs] => {
            let runs = runs.parse().context("RUNS is a number")?;
            (file, full_link::measure(Path::new(python), runs).await?)
        }
        _ => bail!("{USAGE}"),
    };
    write(Path::new(file), &rows)?;
    print!("\n{}", table(&rows));
    Ok(rows.iter().all(|row| row.met))
}
