//! The gateway of the product and the practice service in paused time.

use axum::http::Request;
use onboarding::{
    AccountAssociationId, AssociationState, ClientToken, ConnectorDestinationId, CreateAccountAssociation,
    Intent, Outcome, Problem, ProblemKind,
};
use practice_service::{Clock, Options};
use serde_json::{Value, json};

use super::*;

struct Setting {
    service: Arc<InProcess>,
    line: Line,
    gateway: Box<dyn Gateway>,
}

fn setting(delay: impl Fn(&HttpRequest) -> Duration + Send + Sync + 'static) -> Setting {
    let options = Options { clock: Clock::Tokio, seed: Some(7), ..Options::default() };
    let service = Arc::new(InProcess::new(options).unwrap());
    let line = Line::with_delay(service.clone(), delay);
    let gateway = line.gateway(&service, VirtualTime::from(SystemTime::now()));
    Setting { service, line, gateway }
}

fn intent() -> Intent {
    Intent::CreateAccountAssociation(CreateAccountAssociation {
        client_token: ClientToken::new("lk1-a"),
        connector_destination_id: ConnectorDestinationId::new("brightwell-lighting"),
        name: "Miller Flat 3".into(),
        description: "job 4711 made 2026-11-21 by ak lw-0123456789ab".into(),
        tags: Vec::new(),
        auth_material_name: None,
    })
}

impl Setting {
    /// The same create each time, as when it is sent again.
    async fn create(&self) -> Result<AccountAssociationId, Problem> {
        let Outcome::AccountAssociationCreated(link) = self.gateway.perform(&intent()).await?.outcome else {
            panic!("a create answers with what was created");
        };
        Ok(link.id)
    }

    async fn practice(&self, method: &str, path: &str, form: Value) -> Value {
        let body = if form.is_null() { Bytes::new() } else { Bytes::from(form.to_string()) };
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("host", self.service.endpoint().strip_prefix("http://").unwrap())
            .header("x-practice-token", self.service.practice_token())
            .body(body)
            .unwrap();
        let answer = self.service.answer(request).await.unwrap();
        assert!(answer.status().is_success(), "{answer:?}");
        serde_json::from_slice(answer.body()).unwrap()
    }

    async fn fault(&self, fault: Value) {
        let rule = json!({"operation": "CreateAccountAssociation", "times": 1, "fault": fault});
        self.practice("POST", "/practice/faults", rule).await;
    }

    async fn links(&self) -> usize {
        let ledger = self.practice("GET", "/practice/ledger?seeded=false", Value::Null).await;
        ledger["associations"].as_array().unwrap().len()
    }
}

#[tokio::test(start_paused = true)]
async fn a_link_is_created_read_and_an_hour_later_signed_in_at_once() {
    let setting = setting(|_| Duration::ZERO);
    let (began, began_here) = (Instant::now(), std::time::Instant::now());
    setting.practice("PUT", "/practice/settings", json!({"associationDelayMs": 3_600_000})).await;
    let link = setting.create().await.unwrap();
    let state = async || setting.gateway.get_account_association(&link).await.unwrap().state;
    let form = json!({"accountAssociationId": link.as_str(), "customer": "miller", "outcome": "allow"});
    setting.practice("POST", "/practice/customers/sign-in", form).await;
    assert_eq!(state().await, AssociationState::InProgress);
    tokio::time::sleep(Duration::from_secs(3600)).await;
    assert_eq!(state().await, AssociationState::Succeeded);
    assert!(began.elapsed() >= Duration::from_secs(3600));
    assert!(began_here.elapsed() < Duration::from_secs(60), "it was not waited for");
}

#[tokio::test(start_paused = true)]
async fn broken_connections_are_tried_again_and_make_one_link() {
    for kind in ["drop-before-commit", "drop-after-commit", "truncate"] {
        let setting = setting(|_| Duration::ZERO);
        setting.fault(json!({"kind": kind})).await;
        if let Err(problem) = setting.create().await {
            assert_eq!((kind, problem.kind), ("truncate", ProblemKind::CheckNetwork));
            setting.create().await.unwrap();
        }
        assert_eq!(setting.links().await, 1, "{kind}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_long_way_runs_into_the_gateways_time_limit_at_once() {
    let setting = setting(|request| Duration::from_secs(if request.method() == "GET" { 60 } else { 1 }));
    let began = Instant::now();
    let link = setting.create().await.unwrap();
    assert!(began.elapsed() >= Duration::from_secs(1));
    let problem = setting.gateway.get_account_association(&link).await.unwrap_err();
    assert_eq!(problem.kind, ProblemKind::CheckNetwork);
}

#[tokio::test(start_paused = true)]
async fn an_unplugged_line_refuses_until_it_is_plugged_in_again() {
    let setting = setting(|_| Duration::ZERO);
    setting.line.plug(None);
    let problem = setting.gateway.list_connector_destinations(None).await.unwrap_err();
    assert_eq!(problem.kind, ProblemKind::CheckNetwork);
    setting.line.plug(Some(setting.service.clone()));
    assert!(setting.gateway.list_connector_destinations(None).await.is_ok());
}
