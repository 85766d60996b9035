//! Process start to first frame and to complete page.

use anyhow::Result;
use tests::rows::Row;

use crate::{
    Programs,
    furnished::Furnished,
    opened::Opened,
    pairs::{self, Pairs},
};

const LINKS: usize = 1_000;
/// As many lines as a view has.
const WAITING: usize = 20;
const FIRST_FRAME_TIMES: f64 = 1.5;
const COMPLETE_PAGE_TIMES: f64 = 2.0;

/// Milliseconds.
#[derive(Clone, Copy)]
struct Start {
    first_frame: f64,
    complete_page: f64,
}

pub(crate) fn measure(programs: &Programs, count: usize) -> Result<Vec<Row>> {
    let worked_at = starts(programs, &Furnished::new(LINKS, WAITING)?, count)?;
    let (first, complete) =
        (worked_at.map(|start| start.first_frame), worked_at.map(|start| start.complete_page));
    Ok(vec![
        first.at_most_times("start to first frame with data, ms", FIRST_FRAME_TIMES),
        complete.at_most_times("start to complete page, ms", COMPLETE_PAGE_TIMES),
    ])
}

fn starts(programs: &Programs, at: &Furnished, count: usize) -> Result<Pairs<Start>> {
    let variables = at.variables();
    pairs::take(count, |is_ours| {
        let (program, variables) =
            if is_ours { (&programs.ours, &*variables) } else { (&programs.bare, &[][..]) };
        let opened = Opened::start(&at.computer, program, variables)?;
        let start = Start {
            first_frame: opened.first_frame.as_secs_f64() * 1000.0,
            complete_page: opened.complete_page.as_secs_f64() * 1000.0,
        };
        opened.end()?;
        Ok(start)
    })
}
