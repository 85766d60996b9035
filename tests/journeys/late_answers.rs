//! Answers that come late, out of order or twice. N17.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use async_trait::async_trait;
use contract::{GetAccountAssociationForm, SignInStateView, StopView};
use desk::{AwsSdk, Gateways, Ports};
use managed_integrations::Attempts;
use onboarding::{Answer, Gateway, Intent, Performed, Problem, Question};
use serde_json::json;
use tokio::sync::Notify;

use crate::setting::{Setting, customer};

/// Holds one answer back until it is let go.
#[derive(Default)]
struct Gate {
    holds_next: AtomicBool,
    held: Notify,
    let_go: Notify,
}

impl Gate {
    /// Waits until an answer to a question asked from here on is held back.
    async fn hold_one(&self) {
        self.holds_next.store(true, Ordering::SeqCst);
        self.held.notified().await;
    }

    async fn pass(&self) {
        if self.holds_next.swap(false, Ordering::SeqCst) {
            self.held.notify_one();
            self.let_go.notified().await;
        }
    }
}

/// Makes gateways of the product whose looks at a link may come late and whose
/// mutations are sent twice.
#[derive(Clone, Default)]
struct Bent {
    gate: Arc<Gate>,
    sends_twice: bool,
}

impl Bent {
    fn ports(&self, ports: Ports) -> Ports {
        Ports { gateways: Arc::new(self.clone()), ..ports }
    }
}

impl Gateways for Bent {
    fn reach(&self, connection: &connections::Connection, attempts: Arc<dyn Attempts>) -> Arc<dyn Gateway> {
        Arc::new(BentGateway { inner: AwsSdk.reach(connection, attempts), bent: self.clone() })
    }
}

struct BentGateway {
    inner: Arc<dyn Gateway>,
    bent: Bent,
}

async fn create(setting: &Setting) {
    setting.settings(json!({ "associationDelayMs": 0, "discoveryMs": 0 }));
    setting.desk.create_account_association(customer("brightwell-lighting", "Miller")).await.unwrap();
}

async fn check_now(setting: &Setting, link: &str) {
    let form = GetAccountAssociationForm { account_association_id: link.to_owned() };
    setting.desk.get_account_association(form).await.unwrap();
}

/// N17, out of order.
#[tokio::test]
async fn a_late_answer_that_still_waits_does_not_take_a_failed_sign_in_back() {
    let bent = Bent::default();
    let setting = Setting::start_with(|ports| bent.ports(ports)).await;
    create(&setting).await;
    bent.gate.hold_one().await;
    setting.sign_in("miller", "deny");
    check_now(&setting, &setting.link()).await;
    let failed = |stop: &StopView, is_checking| match stop {
        StopView::SignIn { state: SignInStateView::Failed, checking, .. } if *checking == is_checking => {
            Some(())
        }
        _ => None,
    };
    setting.wait_at("the refusal", |stop| failed(stop, true)).await;
    bent.gate.let_go.notify_one();
    setting.wait_at("the late answer", |stop| failed(stop, false)).await;
    check_now(&setting, &setting.link()).await;
    assert!(failed(&setting.open().stop, false).is_some(), "{:?}", setting.open().stop);
    assert_eq!(setting.committed("CreateAccountAssociation"), 1);
    setting.check_invariants();
}

/// N17, out of order, after the journey has moved on.
#[tokio::test]
async fn a_late_answer_that_still_waits_does_not_take_a_sign_in_back() {
    let bent = Bent::default();
    let setting = Setting::start_with(|ports| bent.ports(ports)).await;
    create(&setting).await;
    bent.gate.hold_one().await;
    setting.sign_in("miller", "allow");
    check_now(&setting, &setting.link()).await;
    let chooses = |stop: &StopView| matches!(stop, StopView::ChoosingDevices { .. }).then_some(());
    setting.wait_at("devices", chooses).await;
    bent.gate.let_go.notify_one();
    check_now(&setting, &setting.link()).await;
    assert!(chooses(&setting.open().stop).is_some());
    assert_eq!(setting.committed("StartDeviceDiscovery"), 1);
    setting.check_invariants();
}

/// N17, twice.
#[tokio::test]
async fn the_same_good_answer_five_times_begins_one_search() {
    let setting = Setting::start().await;
    create(&setting).await;
    setting.sign_in("miller", "allow");
    let link = setting.link();
    let looks = || check_now(&setting, &link);
    tokio::join!(looks(), looks(), looks(), looks(), looks());
    setting.wait_at("devices", |stop| matches!(stop, StopView::ChoosingDevices { .. }).then_some(())).await;
    assert_eq!(setting.committed("StartDeviceDiscovery"), 1);
    setting.check_invariants();
}

/// N17, every request twice.
#[tokio::test]
async fn mutations_that_arrive_twice_are_done_once() {
    let bent = Bent { sends_twice: true, ..Bent::default() };
    let setting = Setting::start_with(|ports| bent.ports(ports)).await;
    create(&setting).await;
    setting.sign_in("devices-5", "allow");
    setting.wait_at("devices", |stop| matches!(stop, StopView::ChoosingDevices { .. }).then_some(())).await;
    setting.desk.register_devices(setting.journey()).await.unwrap();
    setting.wait_at("all", |stop| matches!(stop, StopView::Done { registered: 5, .. }).then_some(())).await;
    for (operation, times) in
        [("CreateAccountAssociation", 1), ("StartDeviceDiscovery", 1), ("CreateManagedThing", 5)]
    {
        assert_eq!(setting.committed(operation), times, "{operation}");
        assert_eq!(setting.requests(operation), 2 * u64::try_from(times).unwrap(), "{operation}");
    }
    let registered = setting.made("registrations");
    assert_eq!(registered.len(), 5, "{registered:#?}");
    setting.check_invariants();
}

#[async_trait]
impl Gateway for BentGateway {
    async fn perform(&self, intent: &Intent) -> Result<Performed, Problem> {
        if self.bent.sends_twice {
            self.inner.perform(intent).await?;
        }
        self.inner.perform(intent).await
    }

    async fn ask(&self, question: &Question) -> Result<Answer, Problem> {
        let answer = self.inner.ask(question).await;
        if matches!(question, Question::GetAccountAssociation { .. }) {
            self.bent.gate.pass().await;
        }
        answer
    }
}
