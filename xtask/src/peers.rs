//! The peers: boto3 and the AWS CLI against the practice service, in a Python
//! environment of their own under `target/`.

use std::{
    fs,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use anyhow::{Context, Result, bail, ensure};

use crate::{cargo::Workspace, fingerprint::Stamp, programs::succeed};

const SCRIPTS_DIR: &str = "tests/peers";
const REQUIREMENTS: &str = "tests/peers/requirements.txt";
pub(crate) const PYTHON: &str =
    if cfg!(windows) { "target/peers-venv/Scripts/python.exe" } else { "target/peers-venv/bin/python" };
/// Each is a program of its own and gets a fresh practice service.
const PEERS: [&str; 3] = ["flow_boto3.py", "aws_cli.py", "bad_inputs.py"];
/// What the peers share, and what only benches run.
const SHARED: [&str; 3] = ["bench_boto3.py", "model.py", "practice.py"];

/// Makes the Python environment, unless it is there as the requirements say.
pub(crate) fn install() -> Result<()> {
    let stamp = Stamp::of("peers.stamp", &[REQUIREMENTS])?;
    if stamp.holds() && Path::new(PYTHON).is_file() {
        return Ok(());
    }
    println!("installing the peers");
    succeed(Command::new("python3").args(["-m", "venv", "--clear", "target/peers-venv"]))?;
    succeed(
        Command::new(PYTHON).args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]).args([
            "--no-deps",
            "--requirement",
            REQUIREMENTS,
        ]),
    )?;
    stamp.set()
}

pub(crate) fn run(workspace: &Workspace) -> Result<()> {
    check_none_is_forgotten()?;
    let python = fs::canonicalize("target")?
        .join(Path::new(PYTHON).strip_prefix("target").unwrap_or(Path::new(PYTHON)));
    let program = workspace.program("debug", "practice-service")?;
    let mut failed = Vec::new();
    for peer in PEERS {
        println!("peer {peer}");
        let service = Service::start(&program)?;
        let ended = succeed(
            Command::new(&python)
                .arg(peer)
                .current_dir(SCRIPTS_DIR)
                .env("PYTHONDONTWRITEBYTECODE", "1")
                .env("PYTHONUNBUFFERED", "1")
                .envs(service.variables.iter().cloned()),
        );
        if ended.is_err() {
            failed.push(peer);
        }
    }
    ensure!(failed.is_empty(), "failed: {}", failed.join(", "));
    Ok(())
}

fn check_none_is_forgotten() -> Result<()> {
    for entry in fs::read_dir(SCRIPTS_DIR)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let known = PEERS.contains(&name.as_str()) || SHARED.contains(&name.as_str());
        if name.ends_with(".py") && !known {
            bail!("{SCRIPTS_DIR}/{name} is neither run nor shared: list it in xtask/src/peers.rs");
        }
    }
    Ok(())
}

/// A practice service in a process of its own; ends when dropped.
struct Service {
    process: Child,
    variables: Vec<(String, String)>,
}

impl Service {
    fn start(program: &PathBuf) -> Result<Service> {
        let mut process = Command::new(program)
            .args(["--port", "0"])
            .stdout(Stdio::piped())
            .spawn()
            .context("the practice service could not be started")?;
        let stdout = process.stdout.take().context("its output is piped")?;
        let mut service = Service { process, variables: Vec::new() };
        for line in BufReader::new(stdout).lines() {
            let line = line?;
            let (name, value) =
                line.split_once('=').with_context(|| format!("the practice service said {line}"))?;
            service.variables.push((name.to_owned(), value.to_owned()));
            if name == "PRACTICE_TOKEN" {
                return Ok(service);
            }
        }
        bail!("the practice service ended before it said where it is");
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        // Already ended is as good.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
