//! What other people and programs of the computer get of the app: no file, no
//! port, no core dump. reliability.md S1, S5 and S8.

use std::{
    collections::BTreeSet,
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use rustix::process::{Pid, Signal, kill_process};
use serde_json::json;
use tests::{
    desktop::{AppProcess, Company, Computer, Story, wait_until},
    programs::{PracticeProgram, Running, built, script},
};

const ACCOUNT: &str = "111122223333";
/// What the app makes lies below these.
const DIRS: [&str; 5] = ["data", "config", "cache", "runtime", "Documents"];

#[tokio::test]
async fn whatever_the_umask_was_every_file_is_the_persons_alone() {
    let computer = Computer::start("1280x800");
    with_open_umask(&computer);
    let before = entries(&computer);
    let practice = PracticeProgram::start();
    let aws = practice.aws_variables().map(|(name, value)| (name.to_owned(), value.to_owned()));
    let aws: Vec<_> = aws.collect();
    let mut story = Story::on(computer, practice, &aws).await;
    story.window.click("use-practice").await;
    story.window.shows("PRACTICE").await;
    story.screens().use_environment().await;
    story.screens().home().await;
    story.screens().new_link_at("Brightwell Lighting").await;
    story.screens().create_for("Miller Flat 3").await;
    story.kill_and_start_again().await;
    story.signs_in_elsewhere("Miller Flat 3", "miller");
    story.screens().home().await;
    story.screens().go_on().await;
    story.screens().devices().await;
    story.screens().register().await;
    save_everything(&story).await;
    let process = story.window.process();
    process.terminate();
    process.ended().await;

    let made: Vec<PathBuf> = entries(&story.computer).difference(&before).cloned().collect();
    for expected in ["journal", "practice-world.jsonl", "web-view"] {
        let is_there = |path: &PathBuf| path.display().to_string().contains(expected);
        assert!(made.iter().any(is_there), "{expected} in {made:#?}");
    }
    let open: Vec<String> = made
        .iter()
        .filter_map(|path| {
            let mode = fs::symlink_metadata(path).ok()?.permissions().mode();
            let is_link = fs::symlink_metadata(path).ok()?.is_symlink();
            (!is_link && mode & 0o077 != 0).then(|| format!("{:o} {}", mode & 0o7777, path.display()))
        })
        .collect();
    assert!(open.is_empty(), "others may use {open:#?}");
}

/// Started as a person starts it, without a driver.
#[tokio::test]
async fn practice_has_one_port_a_live_connection_none_and_a_crash_leaves_no_memory_behind() {
    let company = Company::start();
    company.profile_with_keys("acme", ACCOUNT);
    let (story, cloud) = company.open_the_app().await;
    story.window.click("use-practice").await;
    story.window.shows("PRACTICE").await;
    let inspector = inspector_of(&story.window.process());
    let ours = listening(&story.window.process(), &inspector);
    assert_eq!(ours.len(), 1, "{ours:?}");
    assert!(ours.iter().all(|place| place.starts_with("0100007F:")), "on 127.0.0.1 alone: {ours:?}");

    // Practice is left, and with it the port.
    story.screens().use_profile("acme").await;
    story.screens().band_says("acme").await;
    wait_until("the end of the practice service", async || {
        listening(&story.window.process(), &inspector).is_empty().then_some(())
    })
    .await;
    let process = story.window.process();
    process.terminate();
    process.ended().await;

    let asked = || cloud.record(|record| record.count("GET /account-associations"));
    let before = asked();
    let mut command = Command::new(built("linkwright"));
    story.computer.equip(&mut command);
    command.envs(cloud.variables()).current_dir(story.computer.path("data"));
    let mut running = Running::start(command.stdout(Stdio::null()).stderr(Stdio::null()));
    wait_until("the links of the live account", async || (asked() > before).then_some(())).await;
    let app = AppProcess::of(running.child());
    wait_until("the page", async || app.page_process()).await;
    assert_eq!(listening(&app, &BTreeSet::new()), BTreeSet::new(), "a live connection listens nowhere");
    for process in app.family() {
        let limits = fs::read_to_string(format!("/proc/{}/limits", process.id())).unwrap();
        let core = limits.lines().find(|line| line.starts_with("Max core file size")).unwrap();
        assert_eq!(core.split_whitespace().skip(4).take(2).collect::<Vec<_>>(), ["0", "0"], "{core}");
    }

    let before = entries(&story.computer);
    kill_process(Pid::from_raw(app.id()).unwrap(), Signal::ABORT).unwrap();
    app.ended().await;
    let left = entries(&story.computer);
    let cores: Vec<_> = left.difference(&before).filter(|path| is_core(path)).collect();
    assert!(cores.is_empty(), "{cores:?}");
}

/// Looked at as the app is, this very program is seen to listen.
#[test]
fn who_listens_is_found_in_both_families() {
    let listeners = ["127.0.0.1:0", "[::1]:0"]
        .map(|place| std::net::TcpListener::bind(place).expect("loopback is there"));
    let found = listening_of(&[std::process::id()]);
    for listener in listeners {
        let port = format!(":{:04X}", listener.local_addr().unwrap().port());
        assert!(found.iter().any(|place| place.ends_with(&port)), "{port} in {found:?}");
    }
}

async fn save_everything(story: &Story) {
    let link = story.practice.made("associations")[0]["id"].clone();
    for (command, form) in [
        ("preview_support_bundle", json!({ "accountAssociationId": link })),
        ("save_support_bundle", json!({ "accountAssociationId": link })),
        ("export_activity", json!({})),
        ("export_team_file", json!({})),
    ] {
        let answer = story.window.call(command, &form).await;
        answer.unwrap_or_else(|problem| panic!("{command}: {problem:#}"));
    }
}

/// The driver, and through it the app, begins with a umask that forbids nothing.
fn with_open_umask(computer: &Computer) {
    let dirs = std::env::var_os("PATH").unwrap();
    let driver =
        std::env::split_paths(&dirs).map(|dir| dir.join("WebKitWebDriver")).find(|path| path.is_file());
    let text = format!("#!/bin/sh\numask 000\nexec {} \"$@\"\n", driver.unwrap().display());
    script(&computer.path("bin/WebKitWebDriver"), &text);
}

/// Files, folders and sockets.
fn entries(computer: &Computer) -> BTreeSet<PathBuf> {
    let mut found = BTreeSet::new();
    let mut dirs: Vec<PathBuf> = DIRS.map(|dir| computer.path(dir)).to_vec();
    while let Some(dir) = dirs.pop() {
        // What comes and goes meanwhile is seen or not.
        for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                dirs.push(entry.path());
            }
            found.insert(entry.path());
        }
    }
    found
}

fn is_core(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    name == "core" || name.starts_with("core.")
}

/// Where WebKit listens for the driver; the app asks for none of it.
fn inspector_of(app: &AppProcess) -> BTreeSet<String> {
    let environment = fs::read(format!("/proc/{}/environ", app.id())).unwrap();
    let text = String::from_utf8_lossy(&environment).into_owned();
    let places = text.split('\0').filter_map(|line| line.strip_prefix("WEBKIT_INSPECTOR_SERVER="));
    places
        .map(|place| format!(":{:04X}", place.rsplit_once(':').unwrap().1.parse::<u16>().unwrap()))
        .collect()
}

/// Where the app and all it started listen, but for those ports.
fn listening(app: &AppProcess, but: &BTreeSet<String>) -> BTreeSet<String> {
    let family: Vec<u32> = app.family().iter().filter_map(|process| process.id().try_into().ok()).collect();
    let found = listening_of(&family);
    found.into_iter().filter(|place| !but.iter().any(|port| place.ends_with(port.as_str()))).collect()
}

/// As the system writes addresses: hexadecimal, a colon, the port.
fn listening_of(processes: &[u32]) -> BTreeSet<String> {
    let links =
        processes.iter().flat_map(|pid| fs::read_dir(format!("/proc/{pid}/fd")).into_iter().flatten());
    let sockets: BTreeSet<String> = links
        .flatten()
        .filter_map(|entry| {
            let target = fs::read_link(entry.path()).ok()?.to_str()?.to_owned();
            Some(target.strip_prefix("socket:[")?.strip_suffix(']')?.to_owned())
        })
        .collect();
    let rows = ["/proc/net/tcp", "/proc/net/tcp6"].map(|table| fs::read_to_string(table).unwrap_or_default());
    let rows = rows.iter().flat_map(|table| table.lines().skip(1));
    // proc(5): local address is field 2, state 4 (0A listens), inode 10.
    rows.filter_map(|row| {
        let fields: Vec<&str> = row.split_whitespace().collect();
        let listens = fields.get(3) == Some(&"0A") && sockets.contains(*fields.get(9)?);
        listens.then(|| fields[1].to_owned())
    })
    .collect()
}
