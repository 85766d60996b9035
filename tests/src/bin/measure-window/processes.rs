//! What the system tells of a family of processes: memory, processor time and
//! how often they woke up.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

/// Of `/proc/PID/stat`, in milliseconds (proc(5): USER_HZ is 100).
const TICK_MS: f64 = 10.0;

/// A process with all it started, directly or by way of another.
pub(crate) struct Processes(Vec<u32>);

impl Processes {
    pub(crate) fn of_family(first: u32) -> Processes {
        let parents: BTreeMap<u32, u32> = all().filter_map(|pid| Some((pid, parent(pid)?))).collect();
        let mut family = vec![first];
        let mut at = 0;
        while let Some(one) = family.get(at).copied() {
            family.extend(parents.iter().filter(|(_, parent)| **parent == one).map(|(pid, _)| *pid));
            at += 1;
        }
        Processes(family)
    }

    pub(crate) fn count(&self) -> usize {
        self.0.len()
    }

    /// Proportional set size of all together in MB: memory shared with others
    /// counts in parts.
    pub(crate) fn pss_megabytes(&self) -> Result<f64> {
        self.sum(|pid| {
            let text = fs::read_to_string(of(pid, "smaps_rollup"))?;
            let kibibytes = field(&text, "Pss:").context("smaps_rollup tells no Pss")?;
            Ok(kibibytes * 1024.0 / 1e6)
        })
    }

    /// The same of those that run this program alone.
    pub(crate) fn pss_megabytes_of(&self, program: &str) -> Result<f64> {
        let runs_it = |pid: &u32| {
            fs::read_link(of(*pid, "exe"))
                .is_ok_and(|path| path.file_name().is_some_and(|name| name == program))
        };
        Processes(self.0.iter().copied().filter(runs_it).collect()).pss_megabytes()
    }

    /// Processor time so far in milliseconds, user and system.
    pub(crate) fn cpu_ms(&self) -> Result<f64> {
        self.sum(|pid| {
            let text = fs::read_to_string(of(pid, "stat"))?;
            // The second field may hold anything but ends with the last bracket.
            let (_, fields) = text.rsplit_once(')').context("a stat line has a name in brackets")?;
            let mut fields = fields.split_whitespace().skip(11);
            let mut ticks =
                || -> Result<f64> { Ok(fields.next().context("a stat line is longer")?.parse()?) };
            Ok((ticks()? + ticks()?) * TICK_MS)
        })
    }

    /// How often each thread slept by itself and was woken, so far.
    pub(crate) fn wakeups(&self) -> Result<Wakeups> {
        let mut of_threads = BTreeMap::new();
        for pid in &self.0 {
            for thread in fs::read_dir(of(*pid, "task"))?.flatten() {
                // A thread may end meanwhile.
                let Ok(text) = fs::read_to_string(thread.path().join("status")) else { continue };
                let switches = field(&text, "voluntary_ctxt_switches:");
                of_threads.insert(thread.path(), switches.context("a thread tells its switches")?);
            }
        }
        Ok(Wakeups(of_threads))
    }

    fn sum(&self, of_one: impl Fn(u32) -> Result<f64>) -> Result<f64> {
        self.0.iter().map(|pid| of_one(*pid).with_context(|| format!("process {pid}"))).sum()
    }
}

/// By thread, since each of them began.
pub(crate) struct Wakeups(BTreeMap<PathBuf, f64>);

impl Wakeups {
    /// Those of threads that are still there.
    pub(crate) fn since(&self, before: &Wakeups) -> f64 {
        let began = |thread: &PathBuf| before.0.get(thread).copied().unwrap_or(0.0);
        self.0.iter().map(|(thread, now)| now - began(thread)).sum()
    }
}

/// Share of processor time taken away by other systems of the same machine
/// while the work was done, in percent.
pub(crate) fn stolen_during<T>(work: impl FnOnce() -> Result<T>) -> Result<(T, f64)> {
    let before = processor_times()?;
    let result = work()?;
    let after = processor_times()?;
    let spent: Vec<f64> = after.iter().zip(&before).map(|(after, before)| after - before).collect();
    // proc(5): user nice system idle iowait irq softirq steal.
    let (all, stolen) = (spent.iter().take(8).sum::<f64>(), spent.get(7).copied().unwrap_or(0.0));
    Ok((result, if all > 0.0 { 100.0 * stolen / all } else { 0.0 }))
}

fn processor_times() -> Result<Vec<f64>> {
    let text = fs::read_to_string("/proc/stat")?;
    let line = text.lines().next().context("/proc/stat begins with all processors")?;
    line.split_whitespace().skip(1).map(|ticks| Ok(ticks.parse()?)).collect()
}

fn field(text: &str, name: &str) -> Option<f64> {
    let rest = text.lines().find_map(|line| line.strip_prefix(name))?;
    rest.split_whitespace().next()?.parse().ok()
}

fn parent(pid: u32) -> Option<u32> {
    let text = fs::read_to_string(of(pid, "stat")).ok()?;
    let (_, fields) = text.rsplit_once(')')?;
    fields.split_whitespace().nth(1)?.parse().ok()
}

fn of(pid: u32, name: &str) -> PathBuf {
    Path::new("/proc").join(pid.to_string()).join(name)
}

fn all() -> impl Iterator<Item = u32> {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok())
}
