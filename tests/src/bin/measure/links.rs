//! The list of links of a large AWS account: first rows, the whole list, a
//! keystroke in its search, memory. Each run is a process of its own, so that
//! what it holds is its own; two runs on one data folder: the first knows
//! nothing, the second remembers.

mod run;

use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use tests::{
    programs::PracticeProgram,
    rows::{Row, number_of, percentile},
};

pub(crate) use self::run::run;

/// Requests per second for each operation, as at AWS.
const QUOTA: f64 = 10.0;
const LINKS_OF_A_PAGE: usize = 1_000;
/// Of fewer pages the list takes no time to speak of.
const MANY_PAGES: usize = 20;
const FIRST_ROWS_TARGET_S: f64 = 1.0;
const SHARE_OF_LIMIT_TARGET: f64 = 1.1;
const KEYSTROKE_TARGET_MS: f64 = 50.0;

/// For each number of links.
pub(crate) fn measure(counts: &[usize]) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for count in counts {
        println!("{count} links");
        rows.extend(of(*count)?);
    }
    Ok(rows)
}

fn of(count: usize) -> Result<Vec<Row>> {
    let service = PracticeProgram::start_with(&["--links", &count.to_string()]);
    service.call("PUT", "/practice/settings", Some(json!({ "requestsPerSecond": QUOTA })));
    let dir = tempfile::tempdir()?;
    let fresh = a_run(&service, dir.path(), count)?;
    let remembering = a_run(&service, dir.path(), count)?;
    let what = |rest: &str| format!("{count} links: {rest}");
    let pages = count.div_ceil(LINKS_OF_A_PAGE);
    let limit = number_of(pages) / QUOTA;
    let whole = |name: &str, run: &Run| {
        let name = what(&format!("whole list{name}, s; peer: {pages} pages at the quota"));
        let row = match pages >= MANY_PAGES {
            true => Row::at_most(&name, run.whole_list, limit * SHARE_OF_LIMIT_TARGET),
            false => Row::told(&name, run.whole_list),
        };
        row.beside(limit)
    };
    let typed: Vec<f64> = [&*fresh.keystrokes, &*remembering.keystrokes].concat();
    let megabytes = |bytes: f64| bytes / 1e6;
    Ok(vec![
        Row::at_most(&what("first rows, nothing remembered, s"), fresh.first_rows, FIRST_ROWS_TARGET_S),
        Row::at_most(&what("first rows, remembered, s"), remembering.first_rows, FIRST_ROWS_TARGET_S),
        Row::told(&what("links remembered"), remembering.at_first),
        whole("", &fresh),
        whole(", remembered before", &remembering),
        Row::at_most(
            &what(&format!("keystroke to result, p95 of {}, ms", typed.len())),
            percentile(&typed, 95),
            KEYSTROKE_TARGET_MS,
        ),
        Row::told(&what("keystroke to result, p50, ms"), percentile(&typed, 50)),
        Row::told(&what("resident memory before, MB"), megabytes(remembering.before)),
        Row::told(&what("resident memory after, MB"), megabytes(remembering.after)),
        Row::told(&what("growth, MB"), megabytes(remembering.after - remembering.before)),
    ])
}

/// What one run found.
struct Run {
    first_rows: f64,
    /// Links in the first list that had any.
    at_first: f64,
    whole_list: f64,
    keystrokes: Vec<f64>,
    before: f64,
    after: f64,
}

fn a_run(service: &PracticeProgram, dir: &std::path::Path, count: usize) -> Result<Run> {
    let mut command = Command::new(std::env::current_exe()?);
    command.arg("links-run").arg(dir).arg(count.to_string()).envs(service.aws_variables());
    let done = command.stderr(Stdio::inherit()).output()?;
    ensure!(done.status.success(), "the run ended with {}", done.status);
    let told: Value = serde_json::from_slice(&done.stdout).context("the run printed no JSON")?;
    let number = |name: &str| told[name].as_f64().with_context(|| format!("the run told no {name}"));
    let keystrokes = told["keystrokesMs"].as_array().context("the run told no keystrokes")?;
    let run = Run {
        first_rows: number("firstRowsS")?,
        at_first: number("linksAtFirst")?,
        whole_list: number("wholeListS")?,
        keystrokes: keystrokes.iter().filter_map(Value::as_f64).collect(),
        before: number("bytesBefore")?,
        after: number("bytesAfter")?,
    };
    println!("  first rows {:.3} s, whole list {:.2} s", run.first_rows, run.whole_list);
    Ok(run)
}
