//! The disk under the journal: damaged, lost, of another version, not to be
//! written. The customer ends with one link and each device once all the same.

use std::{fs, os::unix::fs::PermissionsExt, path::PathBuf, time::Duration};

use contract::{ProblemKindView, StopView};
use serde_json::json;
use tests::{mortal::Window, simulated::Simulation};
use tokio::time::sleep;

use crate::{killed::Bench, setting::customer};

/// The journal of a desk that was killed in the middle of five devices.
fn cut_short() -> (Bench, PathBuf) {
    let bench = Bench::start();
    bench.is_killed("onboard", "CreateManagedThing", Window::AfterSend, 3);
    let path = bench.dir.path().join("data").join("practice.sqlite3");
    assert!(path.with_extension("sqlite3-wal").is_file(), "a kill leaves the log behind");
    (bench, path)
}

fn ends_well_after(what: &str, damage: impl Fn(&PathBuf)) {
    let (bench, path) = cut_short();
    damage(&path);
    bench.comes_to_its_end("onboard");
    bench.has_each_once(what);
    // Once more: whatever was found the first time is not found again and again.
    let journals = desk::Journals::open(&bench.dir.path().join("data")).unwrap();
    assert_eq!(journals.unfinished(), 0, "{what}");
}

#[test]
fn d4_a_truncated_or_overwritten_journal_costs_no_link_and_doubles_none() {
    ends_well_after("a truncated journal", |path| {
        let bytes = fs::read(path).unwrap();
        fs::write(path, &bytes[..bytes.len() / 2]).unwrap();
    });
    ends_well_after("an overwritten journal", |path| {
        let mut bytes = fs::read(path).unwrap();
        bytes.iter_mut().for_each(|byte| *byte ^= 0x5a);
        fs::write(path, bytes).unwrap();
    });
}

#[test]
fn d5_a_log_that_was_deleted_costs_no_link_and_doubles_none() {
    ends_well_after("a deleted log", |path| fs::remove_file(path.with_extension("sqlite3-wal")).unwrap());
}

#[test]
fn d6_a_log_full_of_garbage_costs_no_link_and_doubles_none() {
    ends_well_after("a garbled log", |path| {
        let log_path = path.with_extension("sqlite3-wal");
        let length = fs::metadata(&log_path).unwrap().len();
        fs::write(log_path, vec![0xa5; usize::try_from(length).unwrap()]).unwrap();
    });
}

#[test]
fn d7_an_empty_journal_costs_no_link_and_doubles_none() {
    ends_well_after("an empty journal", |path| fs::write(path, b"").unwrap());
}

#[test]
fn d8_a_journal_of_a_newer_version_is_refused_and_not_touched() {
    let bench = Bench::start();
    bench.comes_to_its_end("onboard");
    let path = bench.dir.path().join("data").join("practice.sqlite3");
    let mut bytes = fs::read(&path).unwrap();
    // `user_version` is the four bytes at offset 60 (sqlite.org/fileformat2.html).
    bytes[60..64].copy_from_slice(&99_u32.to_be_bytes());
    fs::write(&path, &bytes).unwrap();
    let requests = bench.service.ledger()["requests"].clone();
    assert_eq!(bench.run("onboard", None).code(), Some(1));
    assert_eq!(fs::read(&path).unwrap(), bytes);
    assert_eq!(bench.service.ledger()["requests"], requests, "nothing was asked");
    bench.has_each_once("a newer journal");
}

#[test]
fn d9_a_folder_that_cannot_be_written_is_said_and_nothing_is_sent() {
    const NOBODY: u32 = 65_534;
    let bench = Bench::start();
    let data_dir = bench.dir.path().join("data");
    fs::create_dir(&data_dir).unwrap();
    for dir in [data_dir.as_path(), bench.dir.path()] {
        fs::set_permissions(dir, fs::Permissions::from_mode(0o555)).unwrap();
    }
    let mut command = bench.desk("onboard", None);
    if rustix::process::geteuid().is_root() {
        // Nothing is read-only to root.
        std::os::unix::process::CommandExt::uid(&mut command, NOBODY);
    }
    assert_eq!(command.status().unwrap().code(), Some(1));
    fs::set_permissions(bench.dir.path(), fs::Permissions::from_mode(0o755)).unwrap();
    assert!(bench.service.made("associations").is_empty());
    assert!(bench.service.ledger()["requests"].get("CreateAccountAssociation").is_none());
}

async fn simulated() -> Simulation {
    let mut simulation = Simulation::begin(5, || Duration::from_millis(10));
    simulation.start();
    assert!(simulation.sign_in_to_aws().await);
    simulation
}

#[tokio::test(start_paused = true)]
async fn d1_with_a_full_disk_nothing_is_sent_and_it_goes_on_when_there_is_room() {
    let simulation = simulated().await;
    simulation.fill_the_disk(true);
    let form = customer("brightwell-lighting", "Miller");
    let problem = simulation.desk().create_account_association(form.clone()).await.unwrap_err();
    assert_eq!((problem.kind, problem.title.as_str()), (ProblemKindView::TryAgain, "The disk is full"));
    assert!(problem.meaning.contains("Nothing was sent"), "{problem:?}");
    assert!(simulation.ledger().await["requests"].get("CreateAccountAssociation").is_none());
    simulation.fill_the_disk(false);
    simulation.desk().create_account_association(form).await.unwrap();
    assert_eq!(simulation.ledger().await["associations"].as_array().unwrap().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn d2_an_answer_that_does_not_fit_on_the_disk_is_shown_kept_and_found_again() {
    let mut simulation = simulated().await;
    let slow = json!({
        "operation": "CreateAccountAssociation", "times": 1, "fault": { "kind": "slow", "ms": 3000 }
    });
    simulation.practice("POST", "/practice/faults", Some(slow)).await;
    let desk = simulation.desk().clone();
    let creating = tokio::spawn(async move {
        desk.create_account_association(customer("brightwell-lighting", "Miller")).await
    });
    sleep(Duration::from_secs(1)).await;
    simulation.fill_the_disk(true);
    creating.await.unwrap().unwrap();
    let view = simulation.view();
    assert!(matches!(view.open.as_ref().unwrap().stop, StopView::SignIn { .. }), "{view:#?}");
    assert!(view.open.unwrap().account_association_id.is_some(), "its id can be copied");
    simulation.kill();
    simulation.fill_the_disk(false);
    simulation.start();
    assert!(simulation.sign_in_to_aws().await);
    sleep(Duration::from_secs(60)).await;
    assert_eq!(simulation.view().waiting_count, 1);
    assert_eq!(simulation.ledger().await["associations"].as_array().unwrap().len(), 1, "found by its marker");
}
