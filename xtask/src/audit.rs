//! `cargo xtask audit`: what is known against the crates and modules in the lock
//! files; Python, which tests and packing use, is left out. The databases are
//! outside; one that cannot be asked is never taken for one that knows of nothing.

use std::fs;

use anyhow::{Context, Result, bail, ensure};
use jiff::{Zoned, civil::Date};
use serde_json::Value;

use crate::{cargo::cargo, fuzz, programs::succeed, supply, window_build};

/// Nothing was found where it could be looked, but not everything could be
/// looked at. The program ends with [`COULD_NOT_LOOK`] then.
#[derive(Debug)]
pub(crate) struct CouldNotLook(Vec<&'static str>);

/// The exit code of an audit that is neither green nor red.
pub(crate) const COULD_NOT_LOOK: u8 = 3;

impl std::fmt::Display for CouldNotLook {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "could not be asked, so nothing is known: {}", self.0.join(", "))
    }
}

impl std::error::Error for CouldNotLook {}

enum Verdict {
    Clean,
    Found,
    CouldNotLook,
}

struct Part {
    name: &'static str,
    look: fn() -> Result<Verdict>,
}

const PARTS: [Part; 4] = [
    Part { name: "exceptions that have run out", look: expired },
    Part { name: "advisories of the Rust crates", look: crates },
    Part { name: "advisories of the window's modules", look: modules },
    Part { name: "signatures of the window's modules", look: signatures },
];

/// # Errors
/// Something is known against a crate or a module; or else [`CouldNotLook`].
pub(crate) fn audit() -> Result<()> {
    let (mut found, mut unseen) = (Vec::new(), Vec::new());
    for Part { name, look } in &PARTS {
        println!("\n=== {name}");
        match look()? {
            Verdict::Clean => println!("=== {name}: nothing is known"),
            Verdict::Found => found.push(*name),
            Verdict::CouldNotLook => {
                println!("=== {name}: COULD NOT BE ASKED; nothing is known either way");
                unseen.push(*name);
            }
        }
    }
    if !unseen.is_empty() && !found.is_empty() {
        println!("\nnot asked: {}", unseen.join(", "));
    }
    ensure!(found.is_empty(), "found: {}", found.join(", "));
    if unseen.is_empty() { Ok(()) } else { Err(CouldNotLook(unseen).into()) }
}

/// Each ignored advisory says until when, in words of its own reason.
fn expired() -> Result<Verdict> {
    let config = fs::read_to_string(".cargo/deny.toml").context("the configuration is gone")?;
    let today = Zoned::now().date();
    let over = expired_on(&config, today)?;
    for line in &over {
        println!("{line}");
    }
    Ok(if over.is_empty() { Verdict::Clean } else { Verdict::Found })
}

fn expired_on(config: &str, today: Date) -> Result<Vec<&str>> {
    let mut over = Vec::new();
    for line in config.lines().map(str::trim).filter(|line| line.contains("id = \"RUSTSEC-")) {
        let Some((_, until)) = line.split_once("until ") else { bail!("no end is set: {line}") };
        let until: Date = until
            .get(..10)
            .and_then(|date| date.parse().ok())
            .with_context(|| format!("`until` wants a date: {line}"))?;
        if until < today {
            over.push(line);
        }
    }
    Ok(over)
}

/// By both lock files: the fuzz targets have one of their own. Everything is fetched
/// first, so that what fails afterwards is something that was found.
fn crates() -> Result<Verdict> {
    let manifests = [supply::MANIFEST, fuzz::MANIFEST];
    for manifest in manifests {
        let crates = succeed(cargo("fetch").args(["--quiet", "--locked", "--manifest-path", manifest]));
        if crates.and_then(|()| succeed(supply::cargo_deny(manifest)?.args(["fetch", "db"]))).is_err() {
            return Ok(Verdict::CouldNotLook);
        }
    }
    let mut verdict = Verdict::Clean;
    for manifest in manifests {
        println!("--- {manifest}");
        let mut check = supply::cargo_deny(manifest)?;
        check.args(["--offline", "check", "--hide-inclusion-graph", "advisories"]);
        if succeed(&mut check).is_err() {
            verdict = Verdict::Found;
        }
    }
    Ok(verdict)
}

fn modules() -> Result<Verdict> {
    let (ended_well, report) = npm_json(&["audit", "--json"])?;
    let Some(total) = report["metadata"]["vulnerabilities"]["total"].as_u64() else {
        println!("{}", said(&report));
        return Ok(Verdict::CouldNotLook);
    };
    for (name, finding) in report["vulnerabilities"].as_object().into_iter().flatten() {
        println!("{name}: {}, {}", finding["severity"], finding["via"]);
    }
    Ok(if ended_well && total == 0 { Verdict::Clean } else { Verdict::Found })
}

/// Needs the modules themselves, whose signatures are compared.
fn signatures() -> Result<Verdict> {
    window_build::build()?;
    let (ended_well, report) = npm_json(&["audit", "signatures", "--json"])?;
    let bad = |kind: &str| report[kind].as_array().map(Vec::len);
    match (ended_well, bad("invalid"), bad("missing")) {
        (true, Some(0), Some(0)) => Ok(Verdict::Clean),
        (_, Some(0) | None, None) | (false, Some(0), Some(0)) | (_, None, Some(_)) => {
            println!("{}", said(&report));
            Ok(Verdict::CouldNotLook)
        }
        (_, Some(_), _) => {
            println!("{report:#}");
            Ok(Verdict::Found)
        }
    }
}

/// Whether it ended well, and what it printed; no JSON counts as none.
fn npm_json(arguments: &[&str]) -> Result<(bool, Value)> {
    let done = window_build::npm().args(arguments).output().context("npm could not be started")?;
    eprint!("{}", String::from_utf8_lossy(&done.stderr));
    Ok((done.status.success(), serde_json::from_slice(&done.stdout).unwrap_or(Value::Null)))
}

fn said(report: &Value) -> String {
    let said = [&report["error"]["summary"], &report["message"]].into_iter().find_map(Value::as_str);
    said.unwrap_or("no answer that can be read").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exception_holds_until_its_day_and_one_without_a_day_is_refused() {
        let line = "    { id = \"RUSTSEC-2024-0413\", reason = \"GTK 3; until 2027-05-31\" },";
        let on = |day: &str| expired_on(line, day.parse().expect("a date")).map(|over| over.len());
        assert_eq!(on("2027-05-31").expect("it has a day"), 0);
        assert_eq!(on("2027-06-01").expect("it has a day"), 1);
        assert!(expired_on("{ id = \"RUSTSEC-2024-0413\", reason = \"GTK 3\" }", Date::MIN).is_err());
        assert!(expired_on("until then # RUSTSEC-2024-0413", Date::MAX).is_ok_and(|over| over.is_empty()));
    }
}
