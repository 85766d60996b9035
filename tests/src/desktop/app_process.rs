//! The app as a process of the system: killed, asked to end, looked at, with the
//! web processes it started.

use std::{
    fs,
    path::Path,
    process::Child,
    time::{Duration, Instant},
};

use rustix::process::{Pid, Signal, kill_process};

use super::wait_until;

/// One process, told apart from a later one of the same number by its start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppProcess {
    pid: i32,
    /// Ticks since the system started.
    started: u64,
    parent: i32,
    group: i32,
}

impl AppProcess {
    /// The one that runs `program` in this process group.
    pub(super) fn find(program: &Path, group: u32) -> Option<Self> {
        all().find(|process| {
            u32::try_from(process.group) == Ok(group) && process.program().as_deref() == Some(program)
        })
    }

    /// One that a story started itself.
    pub fn of(child: &Child) -> Self {
        let pid = i32::try_from(child.id()).expect("the system's numbers fit");
        Self::read(pid).expect("it has just been started")
    }

    /// Its number.
    pub fn id(&self) -> i32 {
        self.pid
    }

    /// As when the power goes.
    pub fn kill(&self) {
        self.send(Signal::KILL);
    }

    /// As when the person logs out.
    pub fn terminate(&self) {
        self.send(Signal::TERM);
    }

    pub fn is_running(&self) -> bool {
        Self::read(self.pid).is_some_and(|now| now.started == self.started)
    }

    /// How long it took until the process was gone, counted from here.
    pub async fn ended(&self) -> Duration {
        let begun = Instant::now();
        wait_until("the process to end", async || (!self.is_running()).then_some(())).await;
        begun.elapsed()
    }

    /// WebKit's processes that the app started.
    pub fn web_processes(&self) -> Vec<Self> {
        self.family().into_iter().filter(|process| process.pid != self.pid && process.is_web()).collect()
    }

    /// The app and every process it started, also by way of another.
    pub fn family(&self) -> Vec<Self> {
        let all: Vec<Self> = all().collect();
        let mut family = vec![self.pid];
        while let Some(next) =
            all.iter().find(|process| family.contains(&process.parent) && !family.contains(&process.pid))
        {
            family.push(next.pid);
        }
        all.into_iter().filter(|process| family.contains(&process.pid)).collect()
    }

    /// The one of the family that the app started and this one came of.
    pub(super) fn branch<'a>(&'a self, app: &Self, family: &'a [Self]) -> &'a Self {
        let mut here = self;
        while here.parent != app.pid
            && let Some(parent) = family.iter().find(|process| process.pid == here.parent)
        {
            here = parent;
        }
        here
    }

    /// What whoever is logged in can read of it: the name of the program or of
    /// its script, the environment it began with and its arguments. `None` when
    /// it is gone.
    pub(super) fn about(&self) -> Option<(String, Vec<u8>, Vec<u8>)> {
        let read = |name: &str| fs::read(format!("/proc/{}/{name}", self.pid)).ok();
        let (environment, arguments) = (read("environ")?, read("cmdline")?);
        let program = self.program()?;
        let is_shell = program.ends_with("dash") || program.ends_with("bash");
        let script = arguments.split(|byte| *byte == 0).nth(1).map(String::from_utf8_lossy);
        let name = match script {
            Some(option) if is_shell && option.starts_with('-') => "sh".to_owned(),
            Some(script) if is_shell => Path::new(&*script).file_name()?.to_string_lossy().into_owned(),
            _ => program.file_name()?.to_string_lossy().into_owned(),
        };
        Some((name, environment, arguments))
    }

    /// The one that holds the page.
    pub fn page_process(&self) -> Option<Self> {
        self.web_processes().into_iter().find(|process| process.is_named("WebKitWebProcess"))
    }

    fn is_web(&self) -> bool {
        self.is_named("WebKitWebProcess") || self.is_named("WebKitNetworkProcess")
    }

    fn is_named(&self, name: &str) -> bool {
        self.program().is_some_and(|program| program.ends_with(name))
    }

    fn program(&self) -> Option<std::path::PathBuf> {
        fs::read_link(format!("/proc/{}/exe", self.pid)).ok()
    }

    fn send(&self, signal: Signal) {
        let pid = Pid::from_raw(self.pid).expect("a process has a number");
        // One that has ended already is as good.
        let _ = kill_process(pid, signal);
    }

    /// `None` when there is none of this number, or it only waits to be buried.
    fn read(pid: i32) -> Option<Self> {
        let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
        // The name in parentheses may hold anything. proc(5): state is field 3,
        // parent 4, group 5, start 22.
        let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
        if fields.first() == Some(&"Z") {
            return None;
        }
        Some(Self {
            pid,
            parent: fields.get(1)?.parse().ok()?,
            group: fields.get(2)?.parse().ok()?,
            started: fields.get(19)?.parse().ok()?,
        })
    }
}

fn all() -> impl Iterator<Item = AppProcess> {
    let entries = fs::read_dir("/proc").expect("the system tells of its processes");
    entries.flatten().filter_map(|entry| AppProcess::read(entry.file_name().to_str()?.parse().ok()?))
}
