//! How a diagnosis runs: once, beside everything else, changing nothing.

use super::*;

#[tokio::test]
async fn two_clicks_run_one_diagnosis() {
    let setting = Setting::start().await;
    let (first, second) =
        tokio::join!(setting.desk.diagnose_link(of(JANSEN)), setting.desk.diagnose_link(of(JANSEN)));
    assert_eq!(first.unwrap(), second.unwrap());
    assert_eq!(setting.committed("StartDeviceDiscovery"), 1);
    diagnose(&setting, JANSEN).await;
    assert_eq!(setting.committed("StartDeviceDiscovery"), 2, "the next click looks again");
}

#[tokio::test]
async fn a_search_is_all_that_is_begun() {
    let setting = Setting::start().await;
    for link in [JANSEN, SEEBLICK_EXPIRED, KELLER_FAILED, ROSSI_DELETING, BLINDS, NOWHERE] {
        diagnose(&setting, link).await;
    }
    let ledger = setting.practice("GET", "/practice/ledger?seeded=false", None);
    let entries = ledger["entries"].as_array().unwrap();
    assert!(entries.iter().all(|entry| entry["operation"] == "StartDeviceDiscovery"), "{entries:#?}");
    assert_eq!(entries.len(), 2, "of the links that are signed in");
    setting.check_invariants();
}

#[tokio::test]
async fn while_aws_is_slow_the_desk_goes_on() {
    let setting = Setting::start().await;
    setting.fault(json!({
        "operation": "GetAccountAssociation", "times": 1, "fault": { "kind": "slow", "ms": 3000 }
    }));
    let diagnosis = diagnose(&setting, KELLER_FAILED);
    tokio::pin!(diagnosis);
    let page = tokio::select! {
        biased;
        _ = &mut diagnosis => panic!("the answer is held back"),
        page = setting.desk.list_account_associations(listed("")) => page,
    };
    page.unwrap();
    assert!(!diagnosis.await.findings.is_empty());
}

#[tokio::test]
async fn an_empty_page_is_not_the_end_of_a_list() {
    let setting = Setting::start().await;
    for operation in ["ListManagedThingAccountAssociations", "ListManagedThings", "ListDiscoveredDevices"] {
        setting.fault(json!({ "operation": operation, "times": 1, "fault": { "kind": "empty-page" } }));
    }
    let diagnosis = diagnose(&setting, JANSEN).await;
    for code in ["devicesIsolated", "devicesHalfMade"] {
        finding(&diagnosis, code);
    }
    assert!(!diagnosis.findings.iter().any(|finding| finding.code == "noDeviceRegistered"));
}

#[tokio::test]
async fn what_is_no_link_is_refused_at_its_field() {
    let setting = Setting::start().await;
    let problem = setting.desk.diagnose_link(of("a b")).await.unwrap_err();
    let field = contract::ActionView::CorrectInput { field: Some("link".to_owned()) };
    assert_eq!(problem.action, Some(field));
    let without = Setting::without_account();
    without.desk.diagnose_link(of(JANSEN)).await.unwrap_err();
}
