//! `cargo xtask bench hands`: clicks and typed fields, as the desktop stories count
//! them while they do the work.

use std::{fs, path::Path};

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::{BENCH_DIR, fresh_file};
use crate::{
    cargo::{AUTOMATION, cargo},
    programs::succeed,
    system_packages::{self, Purpose},
    window_build,
};

struct Story {
    name: &'static str,
    what: &'static str,
    clicks: u32,
    fields: u32,
}

const STORIES: [Story; 3] = [
    Story {
        name: "happy::a_customer_signs_in_here_and_five_devices_are_registered_and_confirmed",
        what: "repeat link",
        clicks: 4,
        fields: 1,
    },
    Story {
        name: "reconnected::an_expired_link_is_found_by_part_of_its_name_and_reconnected_with_three_clicks",
        what: "reconnect, after the search",
        clicks: 3,
        fields: 0,
    },
    Story {
        name: "existing::an_existing_device_is_put_on_an_existing_link_with_four_clicks",
        what: "existing thing on an existing link",
        clicks: 4,
        fields: 0,
    },
];

pub(crate) fn measure() -> Result<()> {
    let path = fresh_file("hands")?;
    system_packages::ensure(Purpose::Test)?;
    window_build::build()?;
    succeed(cargo("build").args(["--workspace", "--all-targets"]).args(AUTOMATION))?;
    let mut rows = Vec::new();
    for story in &STORIES {
        let (clicks, fields) = counted(story)?;
        rows.push(row(&format!("{}: clicks", story.what), clicks, story.clicks));
        rows.push(row(&format!("{}: typed fields", story.what), fields, story.fields));
    }
    fs::write(&path, serde_json::to_string_pretty(&rows)?)
        .with_context(|| format!("{} cannot be written", path.display()))
}

/// Runs the story; it tells what its person did since it last began to count.
fn counted(story: &Story) -> Result<(u32, u32)> {
    let told_path = fs::canonicalize(BENCH_DIR)?.join("hands.txt");
    // None is there before the first story.
    let _ = fs::remove_file(&told_path);
    succeed(
        cargo("test")
            .args(["--workspace", "--test", "desktop"])
            .args(AUTOMATION)
            .args(["--", "--exact", story.name])
            .env("LINKWRIGHT_HANDS_FILE", &told_path),
    )?;
    let told = last_line(&told_path)?;
    let (clicks, fields) = told.split_once(' ').context("the story tells clicks and typed fields")?;
    Ok((clicks.parse()?, fields.parse()?))
}

fn last_line(path: &Path) -> Result<String> {
    let told = fs::read_to_string(path).context("the story told nothing of its hands")?;
    Ok(told.lines().last().context("the story told nothing of its hands")?.to_owned())
}

fn row(what: &str, measured: u32, target: u32) -> Value {
    json!({
        "what": what,
        "measured": measured,
        "peer": null,
        "ratio": null,
        "interval": null,
        "target": target,
        "met": measured <= target,
    })
}
