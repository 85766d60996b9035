//! Programs a test starts and surely ends.

use std::{
    collections::HashMap,
    io::{BufRead, BufReader},
    net::SocketAddr,
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

/// A program with everything it started; all of it ends with this value.
pub struct Running(Child);

impl Running {
    /// Starts it as the leader of a process group of its own.
    pub fn start(command: &mut Command) -> Self {
        let child = command.process_group(0).spawn();
        Self(child.unwrap_or_else(|error| panic!("{command:?}: {error}")))
    }

    pub fn child(&mut self) -> &mut Child {
        &mut self.0
    }

    /// The number of its process group.
    pub fn group(&self) -> u32 {
        self.0.id()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        end_group(self.group());
        // The leader once more by itself, so that waiting surely ends.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Ends a program with everything it started; a program of ours never leaves
/// its group. One that has ended already is as good.
pub fn end_group(group: u32) {
    // The shell's own `kill`: a small system has no program of that name.
    let mut kill = Command::new("sh");
    let _ = kill.args(["-c", "kill -s KILL -- \"$0\"", &format!("-{group}")]).stderr(Stdio::null()).status();
}

/// The practice service in its own process, with what it printed.
pub struct PracticeProgram {
    running: Running,
    variables: HashMap<String, String>,
}

impl PracticeProgram {
    pub fn start() -> Self {
        Self::start_with(&[])
    }

    /// With more arguments for the program.
    pub fn start_with(arguments: &[&str]) -> Self {
        let program = built("practice-service");
        let mut command = Command::new(&program);
        command.args(["--port", "0"]).args(arguments);
        let mut running = Running::start(command.stdout(Stdio::piped()).stderr(Stdio::null()));
        let lines = running.child().stdout.take().expect("its output is piped");
        let variables = BufReader::new(lines).lines().take(5).map(|line| {
            let line = line.expect("it prints text");
            let (name, value) = line.split_once('=').expect("it prints NAME=value");
            (name.to_owned(), value.to_owned())
        });
        let variables = variables.collect();
        Self { running, variables }
    }

    /// Ends it, as when somebody pulls the plug.
    pub fn end(&mut self) {
        end_group(self.running.group());
        // Ended before is as good.
        let _ = self.running.child().wait();
    }

    /// The variables an AWS client needs.
    pub fn aws_variables(&self) -> impl Iterator<Item = (&str, &str)> {
        let all = self.variables.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        all.filter(|(name, _)| name.starts_with("AWS_"))
    }

    /// All it printed, for a program that stands in for the customer too.
    pub fn variables(&self) -> impl Iterator<Item = (&str, &str)> {
        self.variables.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    pub fn variable(&self, name: &str) -> &str {
        &self.variables[name]
    }

    /// Calls the practice API, which needs the token it printed.
    pub fn call(&self, method: &str, path: &str, form: Option<serde_json::Value>) -> serde_json::Value {
        let (endpoint, token) = (self.variable("AWS_ENDPOINT_URL"), self.variable("PRACTICE_TOKEN"));
        practice_call(endpoint, token, method, path, form)
            .unwrap_or_else(|refused| panic!("{method} {path}: {refused}"))
    }

    pub fn ledger(&self) -> serde_json::Value {
        self.call("GET", "/practice/ledger", None)
    }

    /// What of a kind there is now that was not seeded: `associations`,
    /// `managedThings` or `registrations`.
    pub fn made(&self, kind: &str) -> Vec<serde_json::Value> {
        let ledger = self.call("GET", "/practice/ledger?seeded=false", None);
        ledger[kind].as_array().expect("the ledger lists them").clone()
    }

    /// The ledger without what was seeded.
    pub fn made_and_asked(&self) -> serde_json::Value {
        self.call("GET", "/practice/ledger?seeded=false", None)
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        let endpoint = self.variable("AWS_ENDPOINT_URL");
        let address = endpoint.strip_prefix("http://").expect("it is on loopback HTTP");
        address.parse().expect("the endpoint is an address and a port")
    }

    /// How many mutations of one operation were committed.
    pub fn committed(&self, operation: &str) -> usize {
        let ledger = self.ledger();
        let entries = ledger["entries"].as_array().expect("the ledger lists entries").iter();
        entries.filter(|entry| entry["operation"] == operation).count()
    }
}

/// Calls the practice API of the service at `endpoint`.
///
/// # Errors
/// Status and text of an answer that is no success.
pub fn practice_call(
    endpoint: &str,
    token: &str,
    method: &str,
    path: &str,
    form: Option<serde_json::Value>,
) -> Result<serde_json::Value, Refused> {
    let agent: ureq::Agent =
        ureq::Agent::config_builder().http_status_as_error(false).proxy(None).build().into();
    let request = ureq::http::Request::builder()
        .method(method)
        .uri(format!("{endpoint}{path}"))
        .header("x-practice-token", token)
        .header("content-type", "application/json")
        .body(form.map_or_else(String::new, |form| form.to_string()))
        .expect("the request's parts are valid");
    let mut answer = agent.run(request).expect("the practice service answers");
    let text = answer.body_mut().read_to_string().expect("it answers text");
    if !answer.status().is_success() {
        return Err(Refused { status: answer.status().as_u16(), text });
    }
    Ok(serde_json::from_str(&text).unwrap_or(serde_json::Value::Null))
}

/// The practice API said no.
#[derive(Debug)]
pub struct Refused {
    pub status: u16,
    pub text: String,
}

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.status, self.text)
    }
}

/// A program of this workspace, as it was built last.
pub fn built(name: &str) -> PathBuf {
    let this = std::env::current_exe().expect("a program knows its path");
    let dir = this.parent().expect("a program lies in a folder");
    let dir =
        if dir.ends_with("deps") { dir.parent().expect("deps lies in the profile's folder") } else { dir };
    let program = dir.join(name);
    assert!(program.is_file(), "{} is missing; `cargo xtask test` builds it", program.display());
    program
}

/// Writes a small program of its own.
pub fn script(path: &Path, text: &str) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::write(path, text).expect("the folder can be written");
    let mode = std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(path, mode).expect("the mode can be set");
}
