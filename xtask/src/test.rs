//! `cargo xtask test`: every test ring, one after another, and what became of
//! each.

use std::{
    process::Command,
    time::{Duration, Instant},
};

use anyhow::{Result, bail};

use crate::{
    cargo::{AUTOMATION, Workspace, cargo},
    peers,
    programs::succeed,
    supply,
    system_packages::{self, Purpose},
    window_build,
};

struct Ring {
    name: &'static str,
    what: &'static str,
    run: fn(&Workspace) -> Result<()>,
}

const RINGS: [Ring; 9] = [
    Ring { name: "format", what: "rustfmt", run: |_| succeed(cargo("fmt").args(["--all", "--check"])) },
    Ring { name: "lints", what: "clippy without a warning", run: |_| clippy() },
    Ring {
        name: "window",
        what: "types, lints and components of the window",
        run: |_| ["typecheck", "lint", "test"].into_iter().try_for_each(window_build::npm_script),
    },
    Ring { name: "crates", what: "units, gateway edges, the practice service's wire", run: crates },
    Ring {
        name: "journeys",
        what: "desk, gateway and practice service without a window",
        run: |_| journeys(),
    },
    Ring { name: "peers", what: "boto3 and the AWS CLI against the practice service", run: peers::run },
    Ring { name: "stories", what: "the real window and a real browser", run: |_| stories() },
    Ring { name: "supply", what: "crates, their licences and their sources", run: |_| supply::check() },
    Ring { name: "architecture", what: "house rules", run: |_| test_target("architecture", &[]) },
];

/// The member that drives a window, a session bus and signals as only Linux has them;
/// elsewhere it is not built.
const LINUX_MEMBER: &str = "tests";
/// The rings whose tests are in it.
const LINUX_RINGS: [&str; 3] = ["journeys", "stories", "architecture"];

struct Outcome {
    ring: &'static Ring,
    result: Ended,
    took: Duration,
}

enum Ended {
    Passed,
    Failed,
    /// On this system it cannot be run.
    NotRun,
}

/// Runs the named rings, or all of them.
pub(crate) fn test(names: &[&str]) -> Result<()> {
    let known = |name: &&&str| RINGS.iter().any(|ring| ring.name == **name);
    if let Some(unknown) = names.iter().find(|name| !known(name)) {
        let rings: Vec<_> = RINGS.iter().map(|ring| ring.name).collect();
        bail!("{unknown} is not a ring; the rings are {}", rings.join(", "));
    }
    let begun = Instant::now();
    system_packages::ensure(Purpose::Test)?;
    window_build::build()?;
    let is_asked_for = |name: &str| names.is_empty() || names.contains(&name);
    if is_asked_for("peers") {
        peers::install()?;
    }
    succeed(whole_workspace("build").arg("--all-targets").args(AUTOMATION))?;
    let workspace = Workspace::read()?;
    println!("set up and built in {}", shown(begun.elapsed()));

    let mut outcomes = Vec::new();
    for ring in &RINGS {
        if !is_asked_for(ring.name) {
            continue;
        }
        println!("\n=== {}: {}", ring.name, ring.what);
        if !cfg!(target_os = "linux") && LINUX_RINGS.contains(&ring.name) {
            println!("=== {} is not run here: it needs Linux", ring.name);
            outcomes.push(Outcome { ring, result: Ended::NotRun, took: Duration::ZERO });
            continue;
        }
        let ring_begun = Instant::now();
        let ended = (ring.run)(&workspace);
        let took = ring_begun.elapsed();
        let result = match ended {
            Ok(()) => {
                println!("=== {} passed in {}", ring.name, shown(took));
                Ended::Passed
            }
            Err(problem) => {
                println!("=== {} FAILED in {}: {problem:#}", ring.name, shown(took));
                Ended::Failed
            }
        };
        outcomes.push(Outcome { ring, result, took });
    }
    summarise(&outcomes, begun.elapsed())
}

fn summarise(outcomes: &[Outcome], took: Duration) -> Result<()> {
    println!("\nring          result   time");
    for Outcome { ring, result, took } in outcomes {
        let result = match result {
            Ended::Passed => "passed ",
            Ended::Failed => "FAILED ",
            Ended::NotRun => "not run",
        };
        println!("{:<13} {result}  {}", ring.name, shown(*took));
    }
    println!("all           with set-up and build in {}", shown(took));
    let failed: Vec<_> = outcomes
        .iter()
        .filter(|outcome| matches!(outcome.result, Ended::Failed))
        .map(|outcome| outcome.ring.name)
        .collect();
    if failed.is_empty() {
        return Ok(());
    }
    bail!("failed: {}", failed.join(", "))
}

/// As it is tested and as it is shipped.
fn clippy() -> Result<()> {
    for features in [&AUTOMATION[..], &[]] {
        succeed(
            whole_workspace("clippy")
                .args(["--quiet", "--all-targets"])
                .args(features)
                .args(["--", "--deny", "warnings"]),
        )?;
    }
    Ok(())
}

fn crates(workspace: &Workspace) -> Result<()> {
    let mut units = test_command();
    units.args(["--lib", "--bins"]);
    for name in workspace.integration_tests(LINUX_MEMBER) {
        units.args(["--test", name]);
    }
    succeed(&mut units)?;
    succeed(test_command().arg("--doc"))
}

/// They wait far more than they compute: for sign-ins, limits and answers that come late.
fn journeys() -> Result<()> {
    test_target("journeys", &["--test-threads", "8"])
}

fn stories() -> Result<()> {
    window_build::pictures()?;
    // Each has a display, a window, two browsers and a service to itself.
    test_target("desktop", &["--test-threads", "2"])
}

fn test_target(name: &str, harness_arguments: &[&str]) -> Result<()> {
    succeed(test_command().args(["--test", name, "--"]).args(harness_arguments))
}

fn test_command() -> Command {
    let mut command = whole_workspace("test");
    command.arg("--no-fail-fast").args(AUTOMATION);
    command
}

/// Named members would get other features of their dependencies, and a second
/// build of them.
fn whole_workspace(subcommand: &str) -> Command {
    let mut command = cargo(subcommand);
    command.arg("--workspace");
    if !cfg!(target_os = "linux") {
        command.args(["--exclude", LINUX_MEMBER]);
    }
    command
}

fn shown(took: Duration) -> String {
    let seconds = took.as_secs_f64();
    if seconds < 60.0 {
        format!("{seconds:.1} s")
    } else {
        format!("{} min {:02} s", took.as_secs() / 60, took.as_secs() % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_ring_of_linux_alone_is_a_ring() {
        for name in LINUX_RINGS {
            assert!(RINGS.iter().any(|ring| ring.name == name), "{name}");
        }
    }
}
