//! The last page of a customer's sign-in, pasted by its address.

use std::path::PathBuf;

use contract::FindingActView;

use super::*;

const DENIED: &str = "https://acme.example/linked?error=access_denied&error_description=Not+today&code=S3CRETcode&state=S3CRETstate";

#[tokio::test]
async fn a_pasted_page_explains_a_failed_sign_in_until_another_is_begun() {
    let setting = Setting::start().await;
    let form = json!({
        "accountAssociationId": KELLER_FAILED, "state": "ASSOCIATION_FAILED", "errorMessage": "Something odd"
    });
    set_state(&setting, form);
    let before = setting.ledger()["requests"].clone();
    let page = setting.desk.read_final_page(paste(Some(KELLER_FAILED), DENIED)).await.unwrap();
    assert_eq!(setting.ledger()["requests"], before, "nothing was asked of anybody");
    assert_eq!(
        (page.error.as_deref(), page.description.as_deref()),
        (Some("access_denied"), Some("Not today"))
    );
    assert_eq!(page.act, Some(FindingActView::Reconnect));

    let diagnosis = diagnose(&setting, KELLER_FAILED).await;
    let failed = finding(&diagnosis, "signInFailed");
    assert!(failed.seen.contains("access_denied"), "{}", failed.seen);
    assert_eq!(failed.act, Some(FindingActView::Reconnect), "the page was pasted already");
    assert!(!format!("{diagnosis:?}{page:?}").contains("S3CRET"));
    let of_another = diagnose(&setting, SEEBLICK_EXPIRED).await;
    assert!(!format!("{of_another:?}").contains("access_denied"));
}

#[tokio::test]
async fn a_page_that_names_no_error_points_to_what_comes_after_it() {
    let setting = Setting::start().await;
    let link = waiting(&setting).await;
    setting.desk.hand_over(setting.journey()).await.unwrap();
    let cause = async |text: &str| {
        setting.desk.read_final_page(paste(Some(&link), text)).await.unwrap();
        let diagnosis = diagnose(&setting, &link).await;
        let because = finding(&diagnosis, "waitingBecause");
        assert_eq!(because.certainty, CertaintyView::Likely);
        because.title.clone()
    };
    assert!(cause("https://acme.example/linked").await.contains("AWS was not told"));
    assert!(cause("v.example/authorize?response_type=code&client_id=1").await.contains("sign-in page still"));
    assert!(cause("https://acme.example/linked?error=invalid_scope").await.contains("names an error"));
    setting.desk.hand_over(setting.journey()).await.unwrap();
    assert!(!has(&setting, &link, "waitingBecause").await, "it was given out again since");
}

#[tokio::test]
async fn nonsense_is_said_to_be_none_and_nothing_is_kept_of_any_page_on_disk() {
    let mut data_dir = PathBuf::new();
    let setting = Setting::start_with(|ports| {
        data_dir.clone_from(&ports.data_dir);
        ports
    })
    .await;
    let nothing = setting.desk.read_final_page(paste(Some(KELLER_FAILED), "it broke")).await.unwrap();
    assert_eq!(nothing.title, "No address can be read from this");
    let alone = setting.desk.read_final_page(paste(None, DENIED)).await.unwrap();
    assert_eq!((alone.error.as_deref(), alone.act), (Some("access_denied"), None));
    setting.desk.read_final_page(paste(Some(KELLER_FAILED), DENIED)).await.unwrap();
    diagnose(&setting, KELLER_FAILED).await;
    setting.desk.read_final_page(paste(Some("no link"), DENIED)).await.unwrap_err();
    let files: Vec<PathBuf> =
        std::fs::read_dir(&data_dir).unwrap().map(|file| file.unwrap().path()).collect();
    assert!(!files.is_empty(), "the journal is there");
    for file in files.iter().filter(|file| file.is_file()) {
        let content = std::fs::read(file).unwrap();
        for secret in ["S3CRETcode", "S3CRETstate", "Not today"] {
            let is_there = content.windows(secret.len()).any(|part| part == secret.as_bytes());
            assert!(!is_there, "{secret} in {}", file.display());
        }
    }
}
