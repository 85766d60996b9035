//! `credential_process`: the program a profile names, run with nothing of ours
//! in its environment and ended, with all it started, when it takes too long.
//! What it writes to its stderr is neither read nor shown.

use std::ffi::OsString;
use std::process::{ExitStatus, Stdio};
use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use aws_smithy_async::time::SharedTimeSource;
use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;
use onboarding::Problem;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use tokio::io::AsyncReadExt;
use tokio::process::{Child, Command};
use zeroize::{Zeroize, Zeroizing};

use crate::calls::Calls;
use crate::problem::{self, ProcessFailure};

/// How long it may take.
const LIMIT: Duration = Duration::from_secs(20);
/// More than this is no answer.
const LONGEST_ANSWER: usize = 64 * 1024;

/// A command of a profile.
#[derive(Debug)]
pub(crate) struct Process {
    profile: String,
    command: SecretString,
    variables: Vec<(String, OsString)>,
    time_source: SharedTimeSource,
    limit: Duration,
}

impl Process {
    pub(crate) fn new(profile: &str, command: &SecretString, calls: &Calls) -> Self {
        Self {
            profile: profile.to_owned(),
            command: command.clone(),
            variables: calls.environment().for_children(),
            time_source: calls.time_source(),
            limit: LIMIT,
        }
    }

    /// # Errors
    /// Everything that a command can do wrong; each names the profile and the
    /// command's first word.
    pub(crate) async fn run(&self) -> Result<Credentials, Problem> {
        let failed =
            |failure| problem::of_process(failure, &self.profile, first_word(self.command.expose_secret()));
        let (status, answer) = match tokio::time::timeout(self.limit, self.answer()).await {
            Ok(Ok(ended)) => ended,
            Ok(Err(_)) => return Err(failed(ProcessFailure::NotStarted)),
            Err(_) => return Err(failed(ProcessFailure::Hangs)),
        };
        if answer.len() > LONGEST_ANSWER {
            return Err(failed(ProcessFailure::NotJson));
        }
        if !status.success() {
            return Err(failed(ProcessFailure::Ended(status.code())));
        }
        credentials(&answer, self.time_source.now()).map_err(failed)
    }

    async fn answer(&self) -> std::io::Result<(ExitStatus, Zeroizing<Vec<u8>>)> {
        let mut command = shell(self.command.expose_secret());
        command
            .env_clear()
            .envs(self.variables.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true);
        #[cfg(unix)]
        command.process_group(0);
        let mut running = Running(command.spawn()?);
        let mut answer = Zeroizing::new(Vec::with_capacity(LONGEST_ANSWER + 1));
        if let Some(stdout) = running.0.stdout.take() {
            let most = u64::try_from(LONGEST_ANSWER + 1).unwrap_or(u64::MAX);
            stdout.take(most).read_to_end(&mut answer).await?;
        }
        Ok((running.0.wait().await?, answer))
    }
}

/// A command that runs; ends with everything it started when this is dropped.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // Without an id it has been waited for, and its number may be another's.
        let Some(id) = self.0.id() else {
            return;
        };
        #[cfg(unix)]
        if let Some(group) = i32::try_from(id).ok().and_then(rustix::process::Pid::from_raw) {
            let ended = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
            if let Err(error) = ended {
                tracing::debug!(%error, "a credential_process could not be ended");
            }
        }
        #[cfg(windows)]
        {
            let ended =
                std::process::Command::new("taskkill").args(["/T", "/F", "/PID", &id.to_string()]).status();
            if let Err(error) = ended {
                tracing::debug!(%error, "a credential_process could not be ended");
            }
        }
    }
}

#[cfg(unix)]
fn shell(command: &str) -> Command {
    let mut shell = Command::new("sh");
    shell.args(["-c", command]);
    shell
}

/// `cmd` takes the line as it is, in one pair of quotes of its own.
#[cfg(windows)]
fn shell(command: &str) -> Command {
    let mut shell = Command::new("cmd.exe");
    shell.arg("/C").raw_arg(format!("\"{command}\""));
    shell
}

/// The program's name. What is assigned before it may be a secret, and where a
/// value that is quoted ends is the shell's business: then there is no name.
fn first_word(command: &str) -> Option<&str> {
    let command = command.trim_start();
    if let Some(quote) = command.chars().next().filter(|first| matches!(first, '"' | '\'')) {
        return command[1..].split_once(quote).map(|(word, _)| word);
    }
    for word in command.split_whitespace() {
        match (word.contains('='), word.contains(['"', '\'', '`', '$'])) {
            (_, true) => return None,
            (true, false) if word.ends_with('\\') => return None,
            (true, false) => {}
            (false, false) => return Some(word),
        }
    }
    None
}

/// As the SDKs' reference guide describes it.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Answer {
    version: Option<serde_json::Value>,
    access_key_id: Option<String>,
    secret_access_key: Option<String>,
    session_token: Option<String>,
    expiration: Option<String>,
}

impl Drop for Answer {
    fn drop(&mut self) {
        self.secret_access_key.zeroize();
        self.session_token.zeroize();
    }
}

fn credentials(answer: &[u8], now: SystemTime) -> Result<Credentials, ProcessFailure> {
    let answer: Answer = serde_json::from_slice(answer).map_err(|_| ProcessFailure::NotJson)?;
    let version = answer.version.as_ref().ok_or(ProcessFailure::Missing("Version"))?;
    if version.as_u64() != Some(1) {
        return Err(ProcessFailure::OtherVersion);
    }
    let filled = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
    let id = filled(&answer.access_key_id).ok_or(ProcessFailure::Missing("AccessKeyId"))?;
    let secret = filled(&answer.secret_access_key).ok_or(ProcessFailure::Missing("SecretAccessKey"))?;
    let end = match filled(&answer.expiration) {
        Some(text) => {
            let end = DateTime::from_str(&text, Format::DateTimeWithOffset).ok();
            let end = end.and_then(|end| SystemTime::try_from(end).ok());
            Some(end.ok_or(ProcessFailure::Missing("Expiration"))?)
        }
        None => None,
    };
    if end.is_some_and(|end| end <= now) {
        return Err(ProcessFailure::KeysOver);
    }
    Ok(Credentials::new(id, secret, filled(&answer.session_token), end, "linkwright"))
}

#[cfg(test)]
#[cfg(unix)]
mod tests;
