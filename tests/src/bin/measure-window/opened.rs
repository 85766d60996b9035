//! A window of either program on a computer, from its start until its page is
//! complete.

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Command, Stdio},
    sync::mpsc::{Receiver, channel},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result};
use rustix::process::{Pid, Signal, kill_process};
use tests::{desktop::Computer, programs::Running};

use crate::processes::Processes;

const GIVEN_UP: Duration = Duration::from_secs(60);
/// What has not ended by then is killed.
const ENDED_AT_LATEST: Duration = Duration::from_secs(5);
const LOOK_AGAIN: Duration = Duration::from_millis(20);

/// Ends with this value.
pub(crate) struct Opened {
    running: Running,
    /// From the start of the process.
    pub(crate) first_frame: Duration,
    pub(crate) complete_page: Duration,
}

impl Opened {
    /// Starts the program and waits until it has said twice that it is ready.
    pub(crate) fn start(
        computer: &Computer,
        program: &Path,
        variables: &[(String, String)],
    ) -> Result<Opened> {
        let mut command = Command::new(program);
        computer.equip(&mut command);
        command
            // As ours has it by itself, so that both draw alike.
            .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
            .envs(variables.iter().map(|(name, value)| (name, value)))
            .stdout(Stdio::null())
            .stderr(Stdio::piped());
        let begun = Instant::now();
        let mut running = Running::start(&mut command);
        let output = running.child().stderr.take().context("its output is piped")?;
        let moments = ready_moments(output);
        let next = || {
            let left = GIVEN_UP.saturating_sub(begun.elapsed());
            let moment = moments.recv_timeout(left);
            moment.with_context(|| format!("{} was not ready in {GIVEN_UP:?}", program.display()))
        };
        let (first, complete) = (next()?, next()?);
        let since = |moment: Instant| moment.duration_since(begun);
        Ok(Opened { running, first_frame: since(first), complete_page: since(complete) })
    }

    /// Asks it to end, as when somebody logs out, so that the next start finds
    /// everything put away.
    pub(crate) fn end(mut self) -> Result<()> {
        let pid = i32::try_from(self.running.group()).ok().and_then(Pid::from_raw);
        kill_process(pid.context("a process has a number")?, Signal::TERM)?;
        let asked = Instant::now();
        while self.running.child().try_wait()?.is_none() && asked.elapsed() < ENDED_AT_LATEST {
            thread::sleep(LOOK_AGAIN);
        }
        Ok(())
    }

    /// The program and every process it started.
    pub(crate) fn processes(&self) -> Processes {
        Processes::of_family(self.running.group())
    }
}

/// What else it says is for whoever measures.
fn ready_moments(output: impl std::io::Read + Send + 'static) -> Receiver<Instant> {
    let (say, moments) = channel();
    thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            if line == "window ready" {
                // Nobody may be waiting any more.
                let _ = say.send(Instant::now());
            } else {
                eprintln!("  {line}");
            }
        }
    });
    moments
}
