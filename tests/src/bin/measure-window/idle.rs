//! Processor time and wake-ups of a window nobody touches.

use std::{thread, time::Duration};

use anyhow::Result;
use tests::{
    desktop::Computer,
    rows::{Row, median},
};

use crate::{Programs, furnished::Furnished, opened::Opened, pairs::Pairs, processes::Wakeups};

const LINKS: usize = 1_000;
const WATCHED: usize = 50;
/// Until whatever begins with a start is over.
const SETTLED: Duration = Duration::from_secs(15);
const LASTING: Duration = Duration::from_secs(60);
const PERCENT_ALONE: f64 = 0.2;
const PERCENT_WATCHING: f64 = 1.0;

#[derive(Clone, Copy)]
struct Spent {
    /// Of one processor.
    percent: f64,
    /// Per second.
    wakeups: f64,
}

/// All three stand idle at the same time, each on a computer of its own: processor
/// time is counted by process, so that none is charged for another.
pub(crate) fn measure(programs: &Programs, rounds: usize) -> Result<Vec<Row>> {
    let (alone, watching) = (Furnished::new(LINKS, 0)?, Furnished::new(LINKS, WATCHED)?);
    let bare_computer = Computer::start("1280x800");
    let (mut of_alone, mut of_watching, mut of_bare) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..rounds {
        println!("round {} of {rounds}", round + 1);
        let opened = [
            Opened::start(&alone.computer, &programs.ours, &alone.variables())?,
            Opened::start(&watching.computer, &programs.ours, &watching.variables())?,
            Opened::start(&bare_computer, &programs.bare, &[])?,
        ];
        thread::sleep(SETTLED);
        let [of_one, of_two, of_three] = spent_by(&opened)?;
        opened.into_iter().try_for_each(Opened::end)?;
        of_alone.push(of_one);
        of_watching.push(of_two);
        of_bare.push(of_three);
    }
    Ok(rows(&of_alone, &of_watching, &of_bare))
}

fn spent_by(opened: &[Opened; 3]) -> Result<[Spent; 3]> {
    let trees = opened.each_ref().map(Opened::processes);
    let read = || -> Result<Vec<(f64, Wakeups)>> {
        trees.iter().map(|tree| Ok((tree.cpu_ms()?, tree.wakeups()?))).collect()
    };
    let before = read()?;
    thread::sleep(LASTING);
    let after = read()?;
    let lasted = LASTING.as_secs_f64();
    Ok([0, 1, 2].map(|at| Spent {
        percent: (after[at].0 - before[at].0) / (lasted * 1000.0) * 100.0,
        wakeups: after[at].1.since(&before[at].1) / lasted,
    }))
}

fn rows(alone: &[Spent], watching: &[Spent], bare: &[Spent]) -> Vec<Row> {
    let beside = |ours: &[Spent], of: fn(&Spent) -> f64| Pairs {
        ours: ours.iter().map(of).collect(),
        bare: bare.iter().map(of).collect(),
    };
    let at_most = |what: &str, ours: &[Spent], target: f64| {
        let pairs = beside(ours, |spent| spent.percent);
        let measured = median(&pairs.ours);
        Row { peer: Some(median(&pairs.bare)), ..Row::at_most(what, measured, target) }
    };
    vec![
        at_most("processor time idle, no link watched, % of one", alone, PERCENT_ALONE),
        at_most(
            &format!("processor time idle, {WATCHED} links watched, % of one"),
            watching,
            PERCENT_WATCHING,
        ),
        beside(alone, |spent| spent.wakeups).told("wake-ups a second, no link watched"),
        beside(watching, |spent| spent.wakeups).told(&format!("wake-ups a second, {WATCHED} links watched")),
    ]
}
