//! The AWS CLI on one computer, from the Python environment of the peers.

use std::{path::Path, process::Command};

use serde_json::Value;

use super::Computer;

/// What it answers to these arguments with these variables.
pub fn aws_cli(computer: &Computer, variables: &[(String, String)], arguments: &[&str]) -> Value {
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/peers-venv/bin/aws");
    assert!(program.is_file(), "{} is missing; `cargo xtask test` installs it", program.display());
    let mut command = Command::new(program);
    computer.equip(&mut command);
    command.envs(variables.iter().cloned()).args(arguments);
    let output = command.output().expect("the AWS CLI can be started");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("it answers JSON")
}
