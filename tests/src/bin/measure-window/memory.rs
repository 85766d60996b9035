//! Idle memory of the process tree, with and without WebKit's DMABUF renderer.

use std::{thread, time::Duration};

use anyhow::Result;
use tests::rows::{Row, median, number_of};

use crate::{Programs, furnished::Furnished, opened::Opened, pairs};

const LINKS: usize = 1_000;
const WAITING: usize = 20;
/// After the page is complete.
const IDLE: Duration = Duration::from_secs(3);
const TIMES: f64 = 1.3;
const DMABUF_OFF: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";

struct Tree {
    megabytes: f64,
    of_page: f64,
    of_network: f64,
    processes: f64,
    complete_page_ms: f64,
}

/// On Home, as the app stands idle; the list of links is loaded all the same.
pub(crate) fn measure(programs: &Programs, count: usize) -> Result<Vec<Row>> {
    let at = Furnished::new(LINKS, WAITING)?;
    let trees = |off: &str| {
        pairs::take(count, |is_ours| {
            let mut variables = vec![(DMABUF_OFF.to_owned(), off.to_owned())];
            if is_ours {
                variables.extend(at.variables());
            }
            tree(&at, if is_ours { &programs.ours } else { &programs.bare }, &variables)
        })
    };
    let (off, on) = (trees("1")?, trees("0")?);
    let megabytes = |tree: &Tree| tree.megabytes;
    let complete = |tree: &Tree| tree.complete_page_ms;
    Ok(vec![
        off.map(megabytes)
            .at_most_times(&format!("idle memory of the process tree with {LINKS} links, PSS, MB"), TIMES),
        off.map(|tree| tree.of_page).told("of it the page's process, PSS, MB"),
        off.map(|tree| tree.of_network).told("of it the network's process, PSS, MB"),
        off.map(|tree| tree.megabytes - tree.of_page - tree.of_network)
            .told("of it the program itself, PSS, MB"),
        Row::told("processes", median(&off.map(|tree| tree.processes).ours)),
        on.map(megabytes).told("the same with WebKit's DMABUF renderer, PSS, MB"),
        on.map(complete).told("start to complete page with the DMABUF renderer, ms"),
        off.map(complete).told("start to complete page without it, ms"),
    ])
}

fn tree(at: &Furnished, program: &std::path::Path, variables: &[(String, String)]) -> Result<Tree> {
    let opened = Opened::start(&at.computer, program, variables)?;
    // What is measured is how it stands when it was left alone for so long.
    thread::sleep(IDLE);
    let processes = opened.processes();
    let tree = Tree {
        megabytes: processes.pss_megabytes()?,
        of_page: processes.pss_megabytes_of("WebKitWebProcess")?,
        of_network: processes.pss_megabytes_of("WebKitNetworkProcess")?,
        processes: number_of(processes.count()),
        complete_page_ms: opened.complete_page.as_secs_f64() * 1000.0,
    };
    opened.end()?;
    Ok(tree)
}
