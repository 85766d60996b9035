//! One run of a desk with a long list of links; prints what it found as JSON.

use std::{path::Path, sync::Arc, time::Duration};

use anyhow::{Context, Result, ensure};
use contract::{LinkOrderForm, LinksPage, ListLinksForm, SourceForm, UseAwsAccountForm};
use desk::{Desk, Journals};
use serde_json::json;
use tests::{headless::Headless, links::listed};
use tokio::time::{Instant, timeout};

use crate::site::ok;

const PATIENCE: Duration = Duration::from_secs(600);
/// Typed letter by letter: names, part of one, two words, a job, a spelling with
/// dots, nothing there is, and somebody's id.
const TYPED: [&str; 9] = [
    "miller",
    "okafor harbour",
    "station street 17",
    "10404",
    "müller",
    "canal",
    "nobody has this name",
    "9e4e7a7ed00000000000000000000999",
    "lindqvist garden court 3",
];

pub(crate) async fn run(data_dir: &Path, count: usize) -> Result<()> {
    let variables = std::env::vars().filter(|(name, _)| name.starts_with("AWS_"));
    let ports = Arc::new(Headless::default()).ports(data_dir, variables);
    let journals = Journals::open(&ports.data_dir)?;
    let desk = Desk::open(ports, Ok(journals));
    let before = resident_bytes()?;
    let begun = Instant::now();
    let form = UseAwsAccountForm { source: SourceForm::Environment, region: None };
    ok(desk.use_aws_account(form).await)?;
    let first = list_when(&desk, |page| !page.rows.is_empty()).await?;
    let first_rows = begun.elapsed();
    let whole = list_when(&desk, |page| !page.loading).await?;
    let whole_list = begun.elapsed();
    ensure!(whole.problem.is_none(), "the list ended badly: {:?}", whole.problem);
    ensure!(usize::try_from(whole.total)? == count, "{} of {count} links are listed", whole.total);
    let mut keystrokes = Vec::new();
    for text in TYPED {
        let ends = text.char_indices().map(|(at, letter)| at + letter.len_utf8());
        for end in ends {
            let pressed = Instant::now();
            ok(desk.list_account_associations(form_for(&text[..end])).await)?;
            keystrokes.push(pressed.elapsed().as_secs_f64() * 1000.0);
        }
    }
    desk.settle().await;
    let found = json!({
        "firstRowsS": first_rows.as_secs_f64(),
        "linksAtFirst": first.total,
        "wholeListS": whole_list.as_secs_f64(),
        "keystrokesMs": keystrokes,
        "bytesBefore": before,
        "bytesAfter": resident_bytes()?,
    });
    println!("{found}");
    Ok(())
}

fn form_for(search: &str) -> ListLinksForm {
    ListLinksForm { order: LinkOrderForm::NeedsPersonFirst, ..listed(search) }
}

/// Asks as a window does: whenever the view says that the list has changed.
async fn list_when(desk: &Desk, fits: impl Fn(&LinksPage) -> bool) -> Result<LinksPage> {
    let mut views = desk.subscribe();
    let asked = async {
        loop {
            views.borrow_and_update();
            let page = ok(desk.list_account_associations(form_for("")).await)?;
            if fits(&page) {
                return Ok(page);
            }
            views.changed().await?;
        }
    };
    timeout(PATIENCE, asked).await.context("the list was waited for in vain")?
}

fn resident_bytes() -> Result<u64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line =
        status.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("the system tells no VmRSS")?;
    let kibibytes: u64 = line.trim().trim_end_matches("kB").trim().parse()?;
    Ok(kibibytes * 1024)
}
