//! `cargo xtask test`: every test ring, one after another, and what became of
//! each.

use std::time::{Duration, Instant};

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
        run: |_| test_target("journeys", &[]),
    },
    Ring { name: "peers", what: "boto3 and the AWS CLI against the practice service", run: peers::run },
    Ring { name: "stories", what: "the real window and a real browser", run: |_| stories() },
    Ring { name: "supply", what: "crates, their licences and their sources", run: |_| supply::check() },
    Ring { name: "architecture", what: "house rules", run: |_| test_target("architecture", &[]) },
];

struct Outcome {
    ring: &'static Ring,
    problem: Option<String>,
    took: Duration,
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
    peers::install()?;
    succeed(cargo("build").args(["--workspace", "--all-targets"]).args(AUTOMATION))?;
    let workspace = Workspace::read()?;
    println!("set up and built in {}", shown(begun.elapsed()));

    let mut outcomes = Vec::new();
    for ring in &RINGS {
        if !names.is_empty() && !names.contains(&ring.name) {
            continue;
        }
        println!("\n=== {}: {}", ring.name, ring.what);
        let ring_begun = Instant::now();
        let problem = (ring.run)(&workspace).err().map(|problem| format!("{problem:#}"));
        let took = ring_begun.elapsed();
        match &problem {
            None => println!("=== {} passed in {}", ring.name, shown(took)),
            Some(problem) => println!("=== {} FAILED in {}: {problem}", ring.name, shown(took)),
        }
        outcomes.push(Outcome { ring, problem, took });
    }
    summarise(&outcomes, begun.elapsed())
}

fn summarise(outcomes: &[Outcome], took: Duration) -> Result<()> {
    println!("\nring          result  time");
    for Outcome { ring, problem, took } in outcomes {
        let result = if problem.is_none() { "passed" } else { "FAILED" };
        println!("{:<13} {result}  {}", ring.name, shown(*took));
    }
    println!("all           with set-up and build in {}", shown(took));
    let failed: Vec<_> = outcomes
        .iter()
        .filter(|outcome| outcome.problem.is_some())
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
            cargo("clippy")
                .args(["--quiet", "--workspace", "--all-targets"])
                .args(features)
                .args(["--", "--deny", "warnings"]),
        )?;
    }
    Ok(())
}

fn crates(workspace: &Workspace) -> Result<()> {
    let mut units = whole_workspace();
    units.args(["--lib", "--bins"]);
    for name in workspace.integration_tests("tests") {
        units.args(["--test", name]);
    }
    succeed(&mut units)?;
    succeed(whole_workspace().arg("--doc"))
}

fn stories() -> Result<()> {
    if !cfg!(target_os = "linux") {
        println!("not run here: only WebKitGTK on Linux has a WebDriver for the window");
        return Ok(());
    }
    window_build::pictures()?;
    // One at a time: each has a window, two browsers and a service to itself.
    test_target("desktop", &["--test-threads", "1"])
}

fn test_target(name: &str, harness_arguments: &[&str]) -> Result<()> {
    succeed(whole_workspace().args(["--test", name, "--"]).args(harness_arguments))
}

/// Named members would get other features of their dependencies, and a second
/// build of them.
fn whole_workspace() -> std::process::Command {
    let mut command = cargo("test");
    command.args(["--workspace", "--no-fail-fast"]).args(AUTOMATION);
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
