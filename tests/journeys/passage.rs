//! How the service is reached: past a proxy, by a name, over connections it
//! closes, through a network that comes and goes. N13 to N16.

use std::{
    net::{Ipv6Addr, SocketAddr, TcpListener},
    process::{Command, Stdio},
    time::Duration,
};

use contract::{ChooseDevicesForm, StopView};
use serde_json::json;
use tests::{
    programs::{PracticeProgram, built},
    wire::{Weather, Wire},
};
use tokio::time::Instant;

use crate::{
    invariants,
    paused::Paused,
    setting::{Setting, customer},
};

/// Waits until the open journey's link was looked at so often, well or badly.
async fn looks(setting: &Setting, count: usize) {
    let (mut begun, mut was_checking) = (0, true);
    setting
        .wait_at("looks at the link", |stop| {
            let StopView::SignIn { checking, .. } = stop else { return None };
            begun += usize::from(*checking && !was_checking);
            was_checking = *checking;
            (begun > count).then_some(())
        })
        .await;
}

/// N13.
#[test]
fn practice_is_reached_past_every_proxy_of_the_environment() {
    let service = PracticeProgram::start();
    let quick = json!({ "associationDelayMs": 0, "discoveryMs": 0 });
    service.call("PUT", "/practice/settings", Some(quick));
    let proxy = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    proxy.set_nonblocking(true).unwrap();
    let address = format!("http://{}", proxy.local_addr().unwrap());
    let dir = tempfile::tempdir().unwrap();
    let mut desk = Command::new(built("desk"));
    desk.arg(dir.path()).args(["onboard", "devices-3"]).env_clear().envs(service.variables());
    for name in ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY"] {
        desk.env(name, &address).env(name.to_lowercase(), &address);
    }
    assert!(desk.stdout(Stdio::null()).status().unwrap().success());
    assert_eq!(service.committed("CreateAccountAssociation"), 1);
    assert_eq!(service.committed("RegisterAccountAssociation"), 3);
    invariants::check_ledger(&service.made_and_asked());
    assert!(proxy.accept().is_err(), "somebody asked the proxy");
}

/// N14.
#[tokio::test]
async fn a_name_whose_ipv6_address_answers_nobody_is_reached_over_ipv4() {
    let service = PracticeProgram::start();
    let wire = Wire::to(service.address());
    let port = wire.address().port();
    // A listener that never accepts, beside the one on 127.0.0.1.
    let silent = TcpListener::bind(SocketAddr::from((Ipv6Addr::LOCALHOST, port)));
    drop(silent.expect("this computer has an IPv6 loopback"));
    let setting = Setting::at_endpoint(service, &format!("http://localhost:{port}"));
    setting.use_environment().await.expect("it is reached at 127.0.0.1");
    assert!(setting.desk.subscribe().borrow().practice.is_some(), "localhost is this computer");
    setting.desk.create_account_association(customer("brightwell-lighting", "Miller")).await.unwrap();
    setting.sign_in("miller", "allow");
    setting.wait_at("devices", |stop| matches!(stop, StopView::ChoosingDevices { .. }).then_some(())).await;
    assert_eq!(setting.committed("CreateAccountAssociation"), 1);
    setting.check_invariants();
}

/// N15, ten minutes.
#[tokio::test(start_paused = true)]
async fn ten_minutes_of_a_network_that_flaps_double_nothing() {
    let setting = Paused::with_delay(|_| Duration::from_millis(700)).await;
    setting.desk.list_connector_destinations(contract::NothingForm {}).await.unwrap();
    let (line, service) = (setting.line.clone(), setting.service.clone());
    let flapping = tokio::spawn(async move {
        for _ in 0..150 {
            line.plug(None);
            tokio::time::sleep(Duration::from_secs(2)).await;
            line.plug(Some(service.clone()));
            tokio::time::sleep(Duration::from_secs(2)).await;
        }
    });
    let began = Instant::now();
    setting.desk.create_account_association(customer("brightwell-lighting", "Miller")).await.unwrap();
    setting.wait_at("the link", |stop| matches!(stop, StopView::SignIn { .. }).then_some(())).await;
    tokio::time::sleep(Duration::from_secs(200)).await;
    setting.sign_in(&setting.link(), "devices-12").await;
    let mut views = setting.desk.subscribe();
    loop {
        let stop = views.borrow_and_update().open.clone().expect("the journey is open").stop;
        match stop {
            StopView::FindingDevices { problem: Some(_), .. } => {
                // A refusal because it is being looked for already is as good.
                let _ = setting.desk.find_devices(setting.journey()).await;
            }
            StopView::ChoosingDevices { .. } => {
                setting.desk.register_devices(setting.journey()).await.unwrap();
            }
            StopView::Registering { settled: true, failed, .. } if failed > 0 => {
                setting.desk.retry_failed_devices(setting.journey()).await.unwrap();
            }
            StopView::Done { registered: 12, .. } => break,
            _ => {}
        }
        views.changed().await.unwrap();
    }
    flapping.await.unwrap();
    assert!(began.elapsed() >= Duration::from_secs(600));
    let ledger = setting.ledger().await;
    for (kind, count) in [("associations", 1), ("managedThings", 12), ("registrations", 12)] {
        assert_eq!(ledger[kind].as_array().unwrap().len(), count, "{kind}");
    }
    setting.check_invariants().await;
}

/// N15, with real connections.
#[tokio::test]
async fn links_and_devices_made_while_connections_are_torn_are_made_once() {
    let (setting, wire) = Setting::behind_wire().await;
    setting.settings(json!({ "associationDelayMs": 0, "discoveryMs": 0 }));
    setting.desk.list_connector_destinations(contract::NothingForm {}).await.unwrap();
    wire.set(Weather::Flap { up: Duration::from_millis(40), down: Duration::from_millis(40) });
    setting.desk.create_account_association(customer("brightwell-lighting", "Miller")).await.unwrap();
    setting.wait_at("the link", |stop| matches!(stop, StopView::SignIn { .. }).then_some(())).await;
    setting.sign_in("devices-12", "allow");
    let mut views = setting.desk.subscribe();
    let registering = async {
        loop {
            let open = views.borrow_and_update().open.clone().expect("the journey is open");
            let journey = setting.journey();
            match open.stop {
                StopView::FindingDevices { problem: Some(_), .. } => {
                    // A refusal because it is being looked for already is as good.
                    let _ = setting.desk.find_devices(journey).await;
                }
                StopView::ChoosingDevices { chosen: 0, .. } => {
                    let form = ChooseDevicesForm {
                        journey_id: journey.journey_id,
                        connector_device_ids: Vec::new(),
                        chosen: true,
                    };
                    setting.desk.choose_devices(form).await.unwrap();
                }
                StopView::ChoosingDevices { .. } => setting.desk.register_devices(journey).await.unwrap(),
                StopView::Registering { settled: true, failed, .. } if failed > 0 => {
                    setting.desk.retry_failed_devices(journey).await.unwrap();
                }
                StopView::Done { registered: 12, .. } => return,
                _ => {}
            }
            views.changed().await.unwrap();
        }
    };
    tokio::time::timeout(Duration::from_secs(60), registering).await.expect("it comes to its end");
    assert_eq!(setting.committed("CreateAccountAssociation"), 1);
    assert_eq!(setting.committed("CreateManagedThing"), 12);
    setting.check_invariants();
}

/// N15, the processor.
#[tokio::test]
async fn a_network_that_flaps_costs_a_twentieth_of_a_core_at_most() {
    let (setting, wire) = Setting::behind_wire().await;
    setting.desk.create_account_association(customer("brightwell-lighting", "Miller")).await.unwrap();
    wire.set(Weather::Flap { up: Duration::from_millis(200), down: Duration::from_millis(200) });
    let (began, busy_before) = (Instant::now(), busy());
    looks(&setting, 3).await;
    let (took, busy) = (began.elapsed(), busy() - busy_before);
    assert!(busy <= took / 20, "{busy:?} of {took:?}");
    wire.set(Weather::Clear);
    setting.check_invariants();
}

/// How long this thread, on which the whole desk runs, was on a processor.
fn busy() -> Duration {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    let nanos = text.split_whitespace().next().and_then(|first| first.parse().ok());
    Duration::from_nanos(nanos.expect("schedstat begins with nanoseconds"))
}

/// N16.
#[tokio::test]
async fn connections_closed_while_idle_are_replaced_without_a_word() {
    let setting = Setting::start().await;
    setting.settings(json!({ "idleCloseMs": 200 }));
    setting.desk.create_account_association(customer("brightwell-lighting", "Miller")).await.unwrap();
    looks(&setting, 3).await;
    setting.sign_in("miller", "allow");
    setting.wait_at("devices", |stop| matches!(stop, StopView::ChoosingDevices { .. }).then_some(())).await;
    assert_eq!(setting.shown().problems(), [""; 0]);
    assert_eq!(setting.committed("CreateAccountAssociation"), 1);
    setting.check_invariants();
}
