//! The peers: a shell script of AWS CLI calls, and boto3, each against a
//! practice service of its own.

use std::{
    path::Path,
    process::{Command, Stdio},
};

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use tests::programs::PracticeProgram;

const SCRIPTS_DIR: &str = "tests/peers";

/// Runs `bench_boto3.py` with these words; gives the JSON it prints.
pub(crate) fn boto3(python: &Path, service: &PracticeProgram, words: &[&str]) -> Result<Value> {
    let python = std::path::absolute(python)?;
    let mut command = Command::new(python);
    command.arg("bench_boto3.py").args(words).env("PYTHONDONTWRITEBYTECODE", "1");
    let printed = printed(command.current_dir(SCRIPTS_DIR).envs(service.variables()))?;
    serde_json::from_str(&printed).with_context(|| format!("boto3 printed no JSON: {printed}"))
}

/// Runs a script that calls the AWS CLI, which stands beside the interpreter.
pub(crate) fn shell(python: &Path, service: &PracticeProgram, words: &[&str]) -> Result<()> {
    printed(with_cli(Command::new("bash"), python, service)?.args(words)).map(drop)
}

/// One call of the AWS CLI.
pub(crate) fn cli(python: &Path, service: &PracticeProgram, words: &[&str]) -> Result<()> {
    let aws = std::path::absolute(python)?.with_file_name("aws");
    printed(with_cli(Command::new(aws), python, service)?.arg("iot-managed-integrations").args(words))
        .map(drop)
}

/// No configuration of whoever runs this may get between.
fn with_cli(mut command: Command, python: &Path, service: &PracticeProgram) -> Result<Command> {
    let programs_dir = std::path::absolute(python)?.parent().context("python lies in a folder")?.to_owned();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths(std::iter::once(programs_dir).chain(std::env::split_paths(&path)))?;
    command
        .current_dir(SCRIPTS_DIR)
        .envs(service.variables())
        .env("PATH", path)
        .env("AWS_DEFAULT_REGION", service.variable("AWS_REGION"))
        .env("AWS_CONFIG_FILE", "/dev/null")
        .env("AWS_SHARED_CREDENTIALS_FILE", "/dev/null")
        .env("AWS_PAGER", "")
        .env("AWS_MAX_ATTEMPTS", "1");
    Ok(command)
}

fn printed(command: &mut Command) -> Result<String> {
    let done = command.stderr(Stdio::inherit()).output().with_context(|| format!("{command:?}"))?;
    ensure!(done.status.success(), "{command:?} ended with {}", done.status);
    Ok(String::from_utf8_lossy(&done.stdout).into_owned())
}
