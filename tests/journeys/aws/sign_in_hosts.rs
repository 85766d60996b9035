//! Whose sign-in page it is: a host that this device cloud never had before is
//! not given to a customer unasked. O8.

use contract::{CopyMessageForm, OpenSignInPageForm, ProblemKindView, ProblemView, StopView};
use tests::front::SIGN_IN_HOST;

use super::office::{Office, with_keys};
use crate::setting::customer;

const OTHER_HOST: &str = "signin.vend0rs.example";

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

async fn office() -> Office {
    let office = Office::open();
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
    office.setting.desk.trust_sign_in_host(office.setting.journey()).await.unwrap();
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
