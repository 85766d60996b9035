//! How the service is reached: past a proxy, by a name, over connections it
//! closes, through a network that comes and goes. N13 to N16.

use std::{
    net::{Ipv4Addr, Ipv6Addr, TcpListener},
    process::{Command, Stdio},
    time::Duration,
};

use aws_credential_types::{Credentials, provider::SharedCredentialsProvider};
use aws_smithy_http_client::tls;
use aws_smithy_runtime_api::client::{
    behavior_version::BehaviorVersion,
    dns::{DnsFuture, ResolveDns},
};
use aws_types::{SdkConfig, region::Region};
use contract::{JourneyForm, NothingForm, StopView};
use desk::Desk;
use managed_integrations::ManagedIntegrations;
use onboarding::Gateway;
use serde_json::json;
use tests::{
    programs::{PracticeProgram, built},
    wire::{Weather, Wire},
};
use tokio::{
    net::{TcpSocket, TcpStream},
    time::{Instant, timeout},
};

use crate::{
    invariants,
    paused::Paused,
    setting::{Setting, customer},
};

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

/// N14, of a name as the system resolves it.
#[tokio::test]
async fn localhost_is_practice_and_is_reached_where_only_its_ipv4_address_answers() {
    let service = PracticeProgram::start();
    let wire = Wire::to(service.address());
    let endpoint = format!("http://localhost:{}", wire.address().port());
    let setting = Setting::at_endpoint(service, &endpoint);
    setting.use_environment().await.expect("it is reached at 127.0.0.1");
    assert!(setting.desk.subscribe().borrow().practice.is_some(), "localhost is this computer");
    setting.desk.create_account_association(customer("brightwell-lighting", "Miller")).await.unwrap();
    setting.sign_in("miller", "allow");
    setting.wait_at("devices", |stop| matches!(stop, StopView::ChoosingDevices { .. }).then_some(())).await;
    assert_eq!(setting.committed("CreateAccountAssociation"), 1);
    setting.check_invariants();
}

/// A name with an IPv6 address in front of an IPv4 one.
#[derive(Clone, Debug)]
struct BothFamilies;

impl ResolveDns for BothFamilies {
    fn resolve_dns<'a>(&'a self, _: &'a str) -> DnsFuture<'a> {
        DnsFuture::ready(Ok(vec![Ipv6Addr::LOCALHOST.into(), Ipv4Addr::LOCALHOST.into()]))
    }
}

/// The gateway of the product with an HTTP client that resolves names so.
fn gateway(service: &PracticeProgram, port: u16) -> Box<dyn Gateway> {
    let (id, secret) = (service.variable("AWS_ACCESS_KEY_ID"), service.variable("AWS_SECRET_ACCESS_KEY"));
    let tls = tls::Provider::Rustls(tls::rustls_provider::CryptoMode::AwsLc);
    let config = SdkConfig::builder()
        .behavior_version(BehaviorVersion::v2026_01_12())
        .region(Region::new("eu-west-1"))
        .endpoint_url(format!("http://practice.invalid:{port}"))
        .credentials_provider(SharedCredentialsProvider::new(Credentials::from_keys(id, secret, None)))
        .http_client(
            aws_smithy_http_client::Builder::new().tls_provider(tls).build_with_resolver(BothFamilies),
        );
    Box::new(ManagedIntegrations::new(&config.build()))
}

/// N14, of the HTTP client alone: the product takes no resolver.
#[tokio::test]
async fn an_ipv6_address_that_refuses_or_swallows_costs_less_than_two_seconds() {
    let service = PracticeProgram::start();
    let wire = Wire::to(service.address());
    let port = wire.address().port();
    let began = Instant::now();
    let refused = gateway(&service, port).list_connector_destinations(None).await.unwrap();
    assert_eq!(refused.items.len(), 4);
    assert!(began.elapsed() < Duration::from_secs(2), "{:?}", began.elapsed());

    let silent = TcpSocket::new_v6().unwrap();
    silent.bind((Ipv6Addr::LOCALHOST, port).into()).expect("this computer has an IPv6 loopback");
    let silent = silent.listen(0).unwrap();
    let mut queue = Vec::new();
    let patience = Duration::from_millis(150);
    while let Ok(Ok(stuck)) = timeout(patience, TcpStream::connect((Ipv6Addr::LOCALHOST, port))).await {
        queue.push(stuck);
    }
    let began = Instant::now();
    let swallowed = gateway(&service, port).list_connector_destinations(None).await.unwrap();
    assert_eq!(swallowed.items.len(), 4);
    assert!(began.elapsed() < Duration::from_secs(2), "{:?}", began.elapsed());
    drop((silent, queue));
}

/// Whoever sits at the desk registers all found devices, and clicks on what
/// failed until nothing does. A search goes on by itself.
async fn registers(desk: &Desk, all: u32) {
    let mut views = desk.subscribe();
    loop {
        let open = views.borrow_and_update().open.clone().expect("the journey is open");
        let journey = JourneyForm { journey_id: open.journey_id };
        match open.stop {
            StopView::ChoosingDevices { .. } => desk.register_devices(journey).await.unwrap(),
            StopView::Registering { settled: true, failed, .. } if failed > 0 => {
                desk.retry_failed_devices(journey).await.unwrap();
            }
            StopView::Done { registered, .. } if registered == all => return,
            _ => {}
        }
        views.changed().await.unwrap();
    }
}

/// N15, ten minutes.
#[tokio::test(start_paused = true)]
async fn ten_minutes_of_a_network_that_flaps_double_nothing() {
    let setting = Paused::with_delay(|_| Duration::from_millis(700)).await;
    setting.desk.list_connector_destinations(NothingForm {}).await.unwrap();
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
    registers(&setting.desk, 12).await;
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
    setting.desk.list_connector_destinations(NothingForm {}).await.unwrap();
    wire.set(Weather::Flap { up: Duration::from_millis(150), down: Duration::from_millis(50) });
    setting.desk.create_account_association(customer("brightwell-lighting", "Miller")).await.unwrap();
    setting.wait_at("the link", |stop| matches!(stop, StopView::SignIn { .. }).then_some(())).await;
    setting.sign_in("devices-12", "allow");
    if timeout(Duration::from_secs(60), registers(&setting.desk, 12)).await.is_err() {
        panic!("it comes to no end at {:?}", setting.open().stop);
    }
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
    setting.wait_for_looks(3).await;
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
    setting.wait_for_looks(3).await;
    setting.sign_in("miller", "allow");
    setting.wait_at("devices", |stop| matches!(stop, StopView::ChoosingDevices { .. }).then_some(())).await;
    assert_eq!(setting.shown().problems(), [""; 0]);
    assert_eq!(setting.committed("CreateAccountAssociation"), 1);
    setting.check_invariants();
}
