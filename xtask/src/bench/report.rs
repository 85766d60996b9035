//! `cargo xtask bench report`: `target/bench/report.md`, made of the rows that the
//! benches left beside it. Measures nothing itself.

mod machine;
mod promises;
mod rows;

use std::{fmt::Write, fs, path::Path, time::SystemTime};

use anyhow::{Context, Result};

use self::{
    promises::{PROMISES, Promise},
    rows::Figure,
};
use super::{BENCH_DIR, all, commit, commit_file, file};

pub(crate) fn write() -> Result<()> {
    let benches: Vec<Bench> =
        all::BENCHES.iter().map(|(name, _)| Bench::read(name)).collect::<Result<_>>()?;
    let path = Path::new(BENCH_DIR).join("report.md");
    fs::create_dir_all(BENCH_DIR)?;
    fs::write(&path, text(&machine::facts(), &commit(), &benches))
        .with_context(|| format!("{} cannot be written", path.display()))?;
    println!("wrote {}", path.display());
    Ok(())
}

/// What one bench left; nothing where it was not run or failed.
struct Bench {
    name: &'static str,
    figures: Option<Vec<Figure>>,
    /// How long ago it ended.
    age: String,
    /// What it measured.
    commit: String,
}

impl Bench {
    fn read(name: &'static str) -> Result<Bench> {
        let path = file(name);
        if !path.is_file() {
            return Ok(Bench { name, figures: None, age: String::new(), commit: String::new() });
        }
        let text = fs::read_to_string(&path)?;
        let figures = rows::read(&text).with_context(|| format!("{} holds no rows", path.display()))?;
        let ended = fs::metadata(&path)?.modified()?;
        let age = SystemTime::now().duration_since(ended).unwrap_or_default();
        let minutes = age.as_secs() / 60;
        let age = match minutes {
            0..120 => format!("{minutes} min"),
            _ => format!("{} h", minutes / 60),
        };
        let commit = fs::read_to_string(commit_file(name)).unwrap_or_else(|_| "an unknown commit".to_owned());
        Ok(Bench { name, figures: Some(figures), age, commit })
    }
}

fn text(machine: &[(&str, String)], commit: &str, benches: &[Bench]) -> String {
    let mut text = String::from("# Measurements\n\nMade by `cargo xtask bench`. Ratios are of one run.\n\n");
    for (what, fact) in machine {
        line(&mut text, &format!("- {what}: {fact}"));
    }
    line(&mut text, &format!("- commit: {commit}{}", at_others(commit, benches)));
    line(&mut text, "\n## Numbers to reach\n");
    line(&mut text, "| what | target | against | figure | measured | peer | ratio (95 %) | result |");
    line(&mut text, "|---|---|---|---|---|---|---|---|");
    let mut missed = Vec::new();
    for promise in &PROMISES {
        rows_of(promise, benches, &mut text, &mut missed);
    }
    if !missed.is_empty() {
        line(&mut text, "\n## Not met, and what could be tried next\n");
        missed.iter().for_each(|missed| line(&mut text, missed));
    }
    line(&mut text, "\n## Everything that was measured");
    for bench in benches {
        all_of(bench, &mut text);
    }
    text
}

/// The benches that measured something else than is here when they are told of.
fn at_others(commit: &str, benches: &[Bench]) -> String {
    let others = benches.iter().filter(|bench| bench.figures.is_some() && bench.commit != commit);
    let others: Vec<String> = others.map(|bench| format!("{} at {}", bench.name, bench.commit)).collect();
    if others.is_empty() {
        String::new()
    } else {
        format!("; **measured at another**: {}", others.join(", "))
    }
}

/// One row for each figure; what is missed or missing is noted.
fn rows_of(promise: &Promise, benches: &[Bench], text: &mut String, missed: &mut Vec<String>) {
    let mut head = format!("{} | {} | {}", promise.what, promise.target, promise.against);
    for (bench, begins) in promise.figures {
        let Some(bench) = benches.iter().find(|known| known.name == *bench) else { continue };
        let found = bench.figures.iter().flatten().find(|figure| figure.what.starts_with(begins));
        match found {
            Some(figure) => {
                line(text, &format!("| {head} | {} |", figure.cells()));
                if !figure.met {
                    let told = figure.told_with_target();
                    missed.push(format!("- **{}**: {told}. {}", promise.what, promise.next));
                }
            }
            None => {
                let why = match bench.figures {
                    Some(_) => "no such figure",
                    None => "not measured: the bench was not run, or failed",
                };
                line(text, &format!("| {head} | {begins} | | | | {why} |"));
            }
        }
        head = " | | ".to_owned();
    }
}

fn all_of(bench: &Bench, text: &mut String) {
    let Some(figures) = &bench.figures else {
        return line(text, &format!("\n### {}\n\nNot run, or failed.", bench.name));
    };
    let (name, age, commit) = (bench.name, &bench.age, &bench.commit);
    line(text, &format!("\n### {name}\n\nEnded {age} before this report, at {commit}.\n"));
    line(text, "| figure | measured | peer | ratio (95 %) | result |\n|---|---|---|---|---|");
    for figure in figures {
        line(text, &format!("| {} |", figure.cells()));
    }
}

fn line(text: &mut String, line: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{line}");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bench(name: &'static str, figures: &str) -> Bench {
        let figures = Some(rows::read(figures).unwrap());
        Bench { name, figures, age: "1 min".to_owned(), commit: "abc".to_owned() }
    }

    #[test]
    fn a_missed_target_is_told_with_what_could_be_tried_next() {
        let start = bench(
            "start",
            r#"[{"what":"start to first frame with data, ms","measured":600,"peer":300,"ratio":2.0,
                "interval":[1.9,2.1],"target":1.5,"met":false}]"#,
        );
        let text = text(&[], "abc", &[start]);
        assert!(text.contains("2.00 (1.90 to 2.10) | **not met**"), "{text}");
        assert!(
            text.contains(
                "## Not met, and what could be tried next\n\n- **start to first frame with data**: start to \
                 first frame with data, ms: 600, ratio 2.00 where 1.50 was wanted. "
            ),
            "{text}"
        );
    }

    #[test]
    fn a_bench_that_left_nothing_is_told_as_not_measured() {
        let nothing = Bench { name: "memory", figures: None, age: String::new(), commit: String::new() };
        let text = text(&[("cores", "2".to_owned())], "abc", &[nothing]);
        assert!(
            text.contains("- cores: 2") && text.contains("not measured: the bench was not run"),
            "{text}"
        );
    }

    #[test]
    fn each_missed_figure_is_told_with_its_own_target() {
        let idle = bench(
            "idle",
            r#"[{"what":"processor time idle, no link watched, %","measured":0.1,"target":0.2,"met":true},
                {"what":"processor time idle, 50 links watched, %","measured":5.5,"target":1,"met":false}]"#,
        );
        let text = text(&[], "abc", &[idle]);
        let missed = text.lines().filter(|line| line.starts_with("- **")).collect::<Vec<_>>();
        assert!(missed.len() == 1 && missed[0].contains("%: 5.50 where 1.00 was wanted. "), "{missed:?}");
    }

    #[test]
    fn what_was_measured_at_another_commit_is_told() {
        let row = r#"[{"what":"a figure","measured":1,"target":null,"met":true}]"#;
        let (same, mut other) = (bench("ipc", row), bench("idle", row));
        other.commit = "older".to_owned();
        let text = text(&[], "abc", &[same, other]);
        assert!(text.contains("- commit: abc; **measured at another**: idle at older\n"), "{text}");
        assert!(text.contains("before this report, at older."), "{text}");
    }

    #[test]
    fn every_promise_names_a_bench_there_is_and_a_next_idea() {
        for promise in &PROMISES {
            assert!(!promise.figures.is_empty() && promise.next.len() > 20, "{}", promise.what);
            for (bench, _) in promise.figures {
                let is_there = all::BENCHES.iter().any(|(name, _)| name == bench);
                assert!(is_there, "{bench} of {}", promise.what);
            }
        }
    }
}
