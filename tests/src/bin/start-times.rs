//! How long two programs take from their start to their first frame and to
//! their complete page, in interleaved pairs: `start-times OURS BARE PAIRS FILE`.
#![allow(clippy::print_stdout, reason = "a program talks to whoever started it")]

use std::{
    fs,
    io::{BufRead, BufReader},
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use tests::{desktop::Computer, programs::Running};

/// Milliseconds from start to the first and to the second 'window ready'.
#[derive(Clone, Copy)]
struct Start {
    first_frame: f64,
    complete_page: f64,
}

const GIVEN_UP: Duration = Duration::from_secs(30);

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [ours, bare, pairs, file] = &arguments[..] else {
        bail!("usage: start-times OURS BARE PAIRS FILE");
    };
    let pairs: usize = pairs.parse().context("PAIRS is a number")?;
    let computer = Computer::start("1280x800");
    let (mut of_ours, mut of_bare) = (Vec::new(), Vec::new());
    // The first pair warms the page cache and is dropped.
    for pair in 0..=pairs {
        let in_order =
            if pair % 2 == 0 { [(ours, true), (bare, false)] } else { [(bare, false), (ours, true)] };
        for (program, is_ours) in in_order {
            let start = measure(&computer, program)?;
            if pair > 0 {
                if is_ours { of_ours.push(start) } else { of_bare.push(start) }
            }
        }
    }
    let rows = [
        row("start to first frame with data", &of_ours, &of_bare, |start| start.first_frame, 1.5),
        row("start to complete page", &of_ours, &of_bare, |start| start.complete_page, 2.0),
    ];
    for row in &rows {
        println!(
            "{}: {:.0} ms, bare Tauri {:.0} ms, ratio {:.2} (95 % {:.2} to {:.2}), target {:.1}: {}",
            row["what"].as_str().unwrap_or_default(),
            number(&row["measured"]),
            number(&row["peer"]),
            number(&row["ratio"]),
            number(&row["interval"][0]),
            number(&row["interval"][1]),
            number(&row["target"]),
            if row["met"] == true { "met" } else { "not met" }
        );
    }
    let path = Path::new(file);
    if let Some(dir) = path.parent() {
        fs::create_dir_all(dir)?;
    }
    fs::write(path, serde_json::to_string_pretty(&rows)?)?;
    Ok(())
}

fn measure(computer: &Computer, program: &str) -> Result<Start> {
    let mut command = Command::new("dbus-run-session");
    computer.equip(&mut command);
    command
        .args(["--", program])
        .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    let begun = Instant::now();
    let mut running = Running::start(&mut command);
    let output = running.child().stderr.take().context("its output is piped")?;
    let mut moments = Vec::new();
    for line in BufReader::new(output).lines() {
        if line? == "window ready" {
            moments.push(begun.elapsed().as_secs_f64() * 1000.0);
        }
        if moments.len() == 2 || begun.elapsed() > GIVEN_UP {
            break;
        }
    }
    let [first_frame, complete_page] = moments[..] else {
        bail!("{program} did not become ready twice within {GIVEN_UP:?}");
    };
    Ok(Start { first_frame, complete_page })
}

fn row(what: &str, ours: &[Start], bare: &[Start], of: fn(&Start) -> f64, target: f64) -> Value {
    let (ours, bare): (Vec<f64>, Vec<f64>) = (ours.iter().map(of).collect(), bare.iter().map(of).collect());
    let ratio = median(&ours) / median(&bare);
    let (low, high) = interval(&ours, &bare);
    json!({
        "what": what,
        "measured": median(&ours),
        "peer": median(&bare),
        "ratio": ratio,
        "interval": [low, high],
        "target": target,
        "met": ratio <= target,
    })
}

fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    match sorted.len() {
        0 => f64::NAN,
        length if length % 2 == 1 => sorted[middle],
        _ => f64::midpoint(sorted[middle - 1], sorted[middle]),
    }
}

/// The 95 % interval of the ratio of medians, by drawing the pairs again.
fn interval(ours: &[f64], bare: &[f64]) -> (f64, f64) {
    const DRAWS: usize = 2000;
    // Any fixed odd seed serves; the same run gives the same interval.
    let mut state: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap_or(0) % below
    };
    let mut ratios: Vec<f64> = (0..DRAWS)
        .map(|_| {
            let drawn: Vec<usize> = ours.iter().map(|_| next(ours.len())).collect();
            let pick = |values: &[f64]| median(&drawn.iter().map(|at| values[*at]).collect::<Vec<_>>());
            pick(ours) / pick(bare)
        })
        .collect();
    ratios.sort_by(f64::total_cmp);
    (ratios[DRAWS / 40], ratios[DRAWS - DRAWS / 40 - 1])
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or(f64::NAN)
}
