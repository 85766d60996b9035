//! The program is killed with SIGKILL at every moment of every mutation and
//! started again: the customer ends with one link and each device once.

use std::{
    collections::HashSet,
    os::unix::process::ExitStatusExt,
    process::{Command, ExitStatus, Stdio},
};

use serde_json::json;
use tests::{
    mortal::Window,
    programs::{PracticeProgram, built},
};

pub(crate) const DEVICES: usize = 5;

/// A practice program and a folder on which the desk is started again and again.
pub(crate) struct Bench {
    pub(crate) service: PracticeProgram,
    pub(crate) dir: tempfile::TempDir,
}

impl Bench {
    pub(crate) fn start() -> Self {
        let service = PracticeProgram::start();
        let quick = json!({ "associationDelayMs": 0, "discoveryMs": 0 });
        service.call("PUT", "/practice/settings", Some(quick));
        Self { service, dir: tempfile::tempdir().unwrap() }
    }

    pub(crate) fn fault(&self, rule: serde_json::Value) {
        self.service.call("POST", "/practice/faults", Some(rule));
    }

    pub(crate) fn desk(&self, script: &str, fate: Option<(&str, Window, usize)>) -> Command {
        let mut command = Command::new(built("desk"));
        command.arg(self.dir.path()).args([script, &format!("devices-{DEVICES}")]);
        if let Some((operation, window, nth)) = fate {
            command.args([operation, window.name(), &nth.to_string()]);
        }
        command.env_clear().envs(self.service.variables()).stdout(Stdio::null());
        command
    }

    pub(crate) fn run(&self, script: &str, fate: Option<(&str, Window, usize)>) -> ExitStatus {
        self.desk(script, fate).status().unwrap()
    }

    pub(crate) fn is_killed(&self, script: &str, operation: &str, window: Window, nth: usize) {
        let ended = self.run(script, Some((operation, window, nth)));
        assert_eq!(ended.signal(), Some(9), "{operation} {}: {ended:?}", window.name());
    }

    pub(crate) fn comes_to_its_end(&self, script: &str) {
        let ended = self.run(script, None);
        assert!(ended.success(), "{ended:?}");
    }

    /// I1, I3 and what a customer would count.
    pub(crate) fn has_each_once(&self, what: &str) {
        let links = self.service.made("associations");
        assert_eq!(links.len(), 1, "{what}: {links:#?}");
        let things = self.service.made("managedThings");
        let devices: HashSet<&str> =
            things.iter().map(|thing| thing["connectorDeviceId"].as_str().unwrap()).collect();
        assert_eq!((things.len(), devices.len()), (DEVICES, DEVICES), "{what}: {things:#?}");
        let registrations = self.service.made("registrations");
        let registered: HashSet<&str> =
            registrations.iter().map(|one| one["managedThingId"].as_str().unwrap()).collect();
        assert_eq!((registrations.len(), registered.len()), (DEVICES, DEVICES), "{what}");
    }

    /// No token was ever committed twice, and I2: nothing is left to be done.
    pub(crate) fn is_at_rest(&self, what: &str) {
        let ledger = self.service.ledger();
        let mut tokens = HashSet::new();
        for entry in ledger["entries"].as_array().unwrap() {
            let Some(token) = entry["request"]["ClientToken"].as_str() else { continue };
            assert!(tokens.insert(token.to_owned()), "{what}: {token} was committed twice");
        }
        let journals = desk::Journals::open(&self.dir.path().join("data")).unwrap();
        assert_eq!(journals.unfinished(), 0, "{what}: something is still unfinished");
    }
}

fn survives_at_every_window(operation: &str, nth: usize) {
    for window in Window::ALL {
        let bench = Bench::start();
        let what = format!("killed {} of {operation}", window.name());
        bench.is_killed("onboard", operation, window, nth);
        bench.comes_to_its_end("onboard");
        bench.has_each_once(&what);
        bench.is_at_rest(&what);
    }
}

#[test]
fn k1_to_k4_a_kill_around_the_create_of_a_link_leaves_one_link() {
    survives_at_every_window("CreateAccountAssociation", 1);
}

#[test]
fn k5_to_k8_a_kill_around_the_start_of_a_search_leaves_one_link_with_its_devices() {
    survives_at_every_window("StartDeviceDiscovery", 1);
}

#[test]
fn k9_to_k12_a_kill_around_the_second_device_makes_no_device_twice() {
    survives_at_every_window("CreateManagedThing", 2);
}

#[test]
fn k13_to_k16_a_kill_around_the_second_registration_registers_every_device() {
    survives_at_every_window("RegisterAccountAssociation", 2);
}

#[test]
fn k17_to_k20_a_kill_around_a_removal_ends_with_the_link_removed() {
    for window in Window::ALL {
        let bench = Bench::start();
        bench.is_killed("remove", "DeleteAccountAssociation", window, 1);
        bench.comes_to_its_end("remove");
        let links = bench.service.made("associations");
        let is_going = |link: &serde_json::Value| link["state"] == "ASSOCIATION_DELETING";
        assert!(links.iter().all(is_going), "{}: {links:#?}", window.name());
        assert!(bench.service.committed("DeleteAccountAssociation") >= 1, "{}", window.name());
        assert_eq!(bench.service.committed("CreateAccountAssociation"), 1, "{}", window.name());
        bench.is_at_rest(window.name());
    }
}

#[test]
fn k30_two_kills_during_recovery_change_nothing() {
    let bench = Bench::start();
    bench.is_killed("onboard", "CreateManagedThing", Window::AfterSend, 3);
    bench.is_killed("onboard", "RegisterAccountAssociation", Window::AfterIntent, 1);
    bench.is_killed("onboard", "RegisterAccountAssociation", Window::AfterSend, 2);
    bench.comes_to_its_end("onboard");
    bench.has_each_once("two kills during recovery");
    bench.is_at_rest("two kills during recovery");
}

#[test]
fn k31_a_create_that_arrives_five_seconds_after_the_kill_is_still_one_link() {
    let bench = Bench::start();
    bench.fault(json!({
        "operation": "CreateAccountAssociation", "times": 1, "fault": { "kind": "late-commit", "ms": 5000 }
    }));
    let mut child = bench.desk("onboard", None).spawn().unwrap();
    while bench.service.ledger()["requests"]["CreateAccountAssociation"].as_u64() != Some(1) {
        std::thread::yield_now();
    }
    child.kill().unwrap();
    child.wait().unwrap();
    bench.comes_to_its_end("onboard");
    // The late one has to have arrived before anybody counts.
    while bench.service.committed("CreateAccountAssociation") == 0 {
        std::thread::yield_now();
    }
    bench.has_each_once("a late commit");
}

#[test]
fn k32_a_link_whose_token_the_service_has_forgotten_is_found_by_its_marker() {
    let bench = Bench::start();
    bench.is_killed("onboard", "CreateAccountAssociation", Window::AfterSend, 1);
    bench.service.call("POST", "/practice/tokens/forget", None);
    bench.comes_to_its_end("onboard");
    bench.has_each_once("forgotten tokens");
    assert_eq!(bench.service.committed("CreateAccountAssociation"), 1);
}

#[test]
fn a_hundred_random_kills_lose_and_double_nothing() {
    const SEED: u64 = 20_261_121;
    let tally = tests::kills::run(100, SEED);
    assert!(tally.is_clean(), "seed {SEED}: {tally:#?}");
    assert_eq!(tally.kills, 100);
}
