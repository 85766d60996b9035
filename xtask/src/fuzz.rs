//! `cargo xtask fuzz`: the fuzz targets of `tests/fuzz`, each for a while. What
//! breaks one is left in `target/fuzz/found/` and belongs into a test.

use std::{fs, path::Path};

use anyhow::{Context, Result, bail, ensure};

use crate::{cargo_tools::CargoTool, programs::succeed};

const CARGO_FUZZ: CargoTool =
    CargoTool { name: "cargo-fuzz", version: "0.13.2", features: "", opt_level: "0" };
const FUZZ_DIR: &str = "tests/fuzz";
pub(crate) const MANIFEST: &str = "tests/fuzz/Cargo.toml";
const FOUND_DIR: &str = "target/fuzz/found";
const USUAL_SECONDS: u32 = 60;
/// Bytes of an input.
const LONGEST: u32 = 8192;

/// `options` name one target, or none for all, and may say for how long.
pub(crate) fn fuzz(options: &[&str]) -> Result<()> {
    let (target, seconds) = match options {
        [] => (None, USUAL_SECONDS),
        ["--seconds", seconds] => (None, number(seconds)?),
        [target] => (Some(*target), USUAL_SECONDS),
        [target, "--seconds", seconds] => (Some(*target), number(seconds)?),
        _ => bail!("fuzz takes the name of a target and --seconds N"),
    };
    let targets = targets()?;
    let chosen: Vec<&String> = targets.iter().filter(|name| target.is_none_or(|it| it == *name)).collect();
    if chosen.is_empty() {
        bail!("{} is no target; the targets are {}", target.unwrap_or_default(), targets.join(", "));
    }
    CARGO_FUZZ.installed()?;
    each(&chosen, |name| run(name, seconds))
}

/// All of them, also after one that breaks.
fn each(targets: &[&String], mut run: impl FnMut(&str) -> Result<()>) -> Result<()> {
    let mut broken = Vec::new();
    for target in targets {
        if let Err(problem) = run(target) {
            println!("=== {target} broke: {problem:#}");
            broken.push(target.as_str());
        }
    }
    ensure!(broken.is_empty(), "broken: {}; by what lies in {FOUND_DIR}/", broken.join(", "));
    Ok(())
}

/// Without a sanitizer the stable compiler is enough, and what is ours has no
/// `unsafe` that one could look at.
fn run(target: &str, seconds: u32) -> Result<()> {
    let corpus = format!("target/fuzz/corpus/{target}");
    let found = format!("{FOUND_DIR}/{target}/");
    for dir in [&corpus, &found] {
        fs::create_dir_all(dir).with_context(|| format!("{dir} cannot be made"))?;
    }
    let mut command = CARGO_FUZZ.command()?;
    command
        .args(["run", "--fuzz-dir", FUZZ_DIR, "--sanitizer", "none", "--codegen-units", "16"])
        .args(["--target-dir", "target/fuzz/build", target, &corpus])
        .arg(format!("{FUZZ_DIR}/seeds/{target}"))
        .args(["--", "-timeout=20", "-rss_limit_mb=3000", "-print_final_stats=1"])
        .args([format!("-max_total_time={seconds}"), format!("-max_len={LONGEST}")])
        .arg(format!("-artifact_prefix={found}"));
    let words = format!("{FUZZ_DIR}/words/{target}.dict");
    if Path::new(&words).is_file() {
        command.arg(format!("-dict={words}"));
    }
    println!("=== {target} for {seconds} s");
    succeed(&mut command)
}

fn targets() -> Result<Vec<String>> {
    let dir = format!("{FUZZ_DIR}/targets");
    let mut names = Vec::new();
    for entry in fs::read_dir(&dir).with_context(|| format!("{dir} is gone"))? {
        let path = entry?.path();
        names.extend(path.file_stem().map(|name| name.to_string_lossy().into_owned()));
    }
    names.sort();
    Ok(names)
}

fn number(value: &str) -> Result<u32> {
    value.parse().ok().with_context(|| format!("--seconds takes a number, not {value}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_target_has_its_turn_though_one_breaks() {
        let names = ["forms", "rows", "team"].map(str::to_owned);
        let mut had = Vec::new();
        let ended = each(&names.iter().collect::<Vec<_>>(), |name| {
            had.push(name.to_owned());
            ensure!(name != "rows", "it panicked");
            Ok(())
        });
        assert_eq!(had, names);
        let told = ended.expect_err("one broke").to_string();
        assert!(told.contains("broken: rows;"), "{told}");
    }
}
