//! Whose sign-in page it is: a host that this device cloud never had before is
//! not given to a customer unasked. O8.

use std::sync::{Arc, Mutex, mpsc};

use contract::{
    CopyMessageForm, GetAccountAssociationForm, OpenSignInPageForm, ProblemKindView, ProblemView, StopView,
    TrustSignInHostForm,
};
use desk::{Browser, BrowserProblem, Ports, SignInAddress};
use tests::front::SIGN_IN_HOST;
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};

use super::office::{Office, with_keys};
use crate::setting::customer;

const OTHER_HOST: &str = "signin.vend0rs.example";
const THIRD_HOST: &str = "signin.vendors.example.test";

/// Says when it was given a page, and takes as long over it as the test likes.
struct SlowBrowser {
    given: UnboundedSender<String>,
    go_on: Mutex<mpsc::Receiver<()>>,
}

impl Browser for SlowBrowser {
    fn open(&self, address: &SignInAddress, _: bool) -> Result<(), BrowserProblem> {
        self.given.send(address.host()).unwrap();
        self.go_on.lock().unwrap().recv().unwrap();
        Ok(())
    }

    fn private_browser(&self) -> Option<String> {
        None
    }
}

async fn begin(office: &Office, name: &str) -> (String, Option<String>) {
    office.setting.desk.create_account_association(customer("brightwell-lighting", name)).await.unwrap();
    page(office).await
}

/// The host of the page, and the one before when that was another.
async fn page(office: &Office) -> (String, Option<String>) {
    office
        .setting
        .wait_at("the sign-in page", |stop| match stop {
            StopView::SignIn { host: Some(host), host_before, .. } => {
                Some((host.clone(), host_before.clone()))
            }
            _ => None,
        })
        .await
}

async fn open(office: &Office) -> Result<(), ProblemView> {
    let journey_id = office.setting.open().journey_id;
    office.setting.desk.open_sign_in_page(OpenSignInPageForm { journey_id, private_window: false }).await
}

/// 'Check now', which brings the page as AWS has it now.
async fn check(office: &Office) {
    let form = GetAccountAssociationForm { account_association_id: office.setting.link() };
    office.setting.desk.get_account_association(form).await.unwrap();
}

async fn trust(office: &Office, host: &str) -> Result<(), ProblemView> {
    let journey_id = office.setting.open().journey_id;
    let form = TrustSignInHostForm { journey_id, host: host.to_owned() };
    office.setting.desk.trust_sign_in_host(form).await
}

async fn office() -> Office {
    with_ports(|ports| ports).await
}

async fn with_ports(change: impl FnOnce(Ports) -> Ports) -> Office {
    let office = Office::with_ports(|_, _| {}, |_, ports| change(ports));
    let key = office.with_keys_of("anna");
    office.write_config(&[with_keys("anna", &key)]);
    office.use_profile("anna").await.unwrap();
    office
}

#[tokio::test]
async fn a_page_on_another_host_than_before_is_given_out_in_no_way_until_a_person_says_so() {
    let mut office = office().await;
    assert_eq!(begin(&office, "Miller").await, (SIGN_IN_HOST.to_owned(), None), "nothing is known yet");
    open(&office).await.unwrap();

    office.cloud.move_sign_in_pages(OTHER_HOST);
    let warned = (OTHER_HOST.to_owned(), Some(SIGN_IN_HOST.to_owned()));
    assert_eq!(begin(&office, "Jansen").await, warned);
    let desk = &office.setting.desk;
    let journey = || office.setting.journey();
    let message = CopyMessageForm { journey_id: journey().journey_id, text: "[sign-in address]".to_owned() };
    let refused = [
        open(&office).await.unwrap_err(),
        desk.copy_sign_in_address(journey()).await.unwrap_err(),
        desk.copy_message(message).await.unwrap_err(),
        desk.show_qr_code(journey()).await.unwrap_err(),
        desk.show_sign_in_address(journey()).await.unwrap_err(),
        desk.customer_message(journey()).await.unwrap_err(),
        desk.hand_over(journey()).await.unwrap_err(),
    ];
    for problem in refused {
        assert_eq!(problem.kind, ProblemKindView::NotPossible, "{problem:?}");
        assert!(
            problem.meaning.contains(SIGN_IN_HOST) && problem.meaning.contains(OTHER_HOST),
            "{problem:?}"
        );
    }

    // It is remembered when the program ends, and so is a person's word.
    let begun = journey();
    office.restart().await;
    office.use_profile("anna").await.unwrap();
    office.setting.desk.open_journey(begun).await.unwrap();
    assert_eq!(page(&office).await, warned);
    trust(&office, OTHER_HOST).await.unwrap();
    assert_eq!(page(&office).await, (OTHER_HOST.to_owned(), None));
    open(&office).await.unwrap();
    office.cloud.move_sign_in_pages(SIGN_IN_HOST);
    assert_eq!(begin(&office, "Novak").await, (SIGN_IN_HOST.to_owned(), None), "the former one stays known");
    office.check();
}

#[tokio::test]
async fn a_page_that_was_never_given_out_is_no_measure() {
    let office = office().await;
    begin(&office, "Miller").await;
    office.cloud.move_sign_in_pages(OTHER_HOST);
    assert_eq!(begin(&office, "Jansen").await, (OTHER_HOST.to_owned(), None));
}

#[tokio::test]
async fn what_changes_while_the_browser_starts_is_not_taken_for_what_was_given_out() {
    let (given, mut was_given) = unbounded_channel();
    let (goes_on, go_on) = mpsc::channel();
    let browser = SlowBrowser { given, go_on: Mutex::new(go_on) };
    let office = with_ports(|ports| Ports { browser: Arc::new(browser), ..ports }).await;
    begin(&office, "Miller").await;
    let meanwhile = async {
        assert_eq!(was_given.recv().await.unwrap(), SIGN_IN_HOST);
        office.cloud.move_sign_in_pages(OTHER_HOST);
        check(&office).await;
        assert_eq!(page(&office).await.0, OTHER_HOST);
        goes_on.send(()).unwrap();
    };
    let (opened, ()) = tokio::join!(open(&office), meanwhile);
    opened.unwrap();
    assert_eq!(page(&office).await, (OTHER_HOST.to_owned(), Some(SIGN_IN_HOST.to_owned())));
    assert_eq!(open(&office).await.unwrap_err().kind, ProblemKindView::NotPossible);
}

#[tokio::test]
async fn a_persons_word_is_for_the_host_it_was_given_for() {
    let office = office().await;
    begin(&office, "Miller").await;
    office.setting.desk.copy_sign_in_address(office.setting.journey()).await.unwrap();
    office.cloud.move_sign_in_pages(OTHER_HOST);
    begin(&office, "Jansen").await;
    office.cloud.move_sign_in_pages(THIRD_HOST);
    check(&office).await;
    let warned = (THIRD_HOST.to_owned(), Some(SIGN_IN_HOST.to_owned()));
    assert_eq!(page(&office).await, warned);
    let refused = trust(&office, OTHER_HOST).await.unwrap_err();
    assert!(refused.meaning.contains(OTHER_HOST) && refused.meaning.contains(THIRD_HOST), "{refused:?}");
    assert_eq!(page(&office).await, warned, "nobody agreed to this one");
    trust(&office, THIRD_HOST).await.unwrap();
    assert_eq!(page(&office).await, (THIRD_HOST.to_owned(), None));
}
