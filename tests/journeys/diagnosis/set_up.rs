//! What a diagnosis tells of AWS, permissions, device clouds and event logs.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use contract::{FindingActView, ProblemKindView};
use desk::{AwsSdk, Gateways};
use managed_integrations::Attempts;
use onboarding::{Access, Answer, Gateway, Intent, Performed, Problem, Question};

use super::*;
use crate::reconnected::linked;

/// Device clouds whose way in was changed; the practice service has no switch
/// for that.
#[derive(Clone, Default)]
struct WaysIn(Arc<Mutex<Option<Vec<Access>>>>);

struct ThroughWaysIn(Arc<dyn Gateway>, WaysIn);

impl Gateways for WaysIn {
    fn reach(&self, connection: &connections::Connection, attempts: Arc<dyn Attempts>) -> Arc<dyn Gateway> {
        Arc::new(ThroughWaysIn(AwsSdk.reach(connection, attempts), self.clone()))
    }
}

#[async_trait]
impl Gateway for ThroughWaysIn {
    async fn perform(&self, intent: &Intent) -> Result<Performed, Problem> {
        self.0.perform(intent).await
    }

    async fn ask(&self, question: &Question) -> Result<Answer, Problem> {
        let answer = self.0.ask(question).await?;
        Ok(match (answer, self.1.0.lock().unwrap().clone()) {
            (Answer::GetConnectorDestination(mut cloud), Some(accesses)) => {
                cloud.accesses = accesses;
                Answer::GetConnectorDestination(cloud)
            }
            (answer, _) => answer,
        })
    }
}

#[tokio::test]
async fn an_aws_that_cannot_be_reached_is_told_and_nothing_else_is_claimed() {
    let mut setting = Setting::start().await;
    assert!(!has(&setting, KELLER_FAILED, "noAnswer").await);
    setting.unplug();
    assert_eq!(codes(&setting, KELLER_FAILED).await, ["noAnswer"]);
}

#[tokio::test]
async fn an_aws_sign_in_that_is_over_is_told_and_nothing_else_is_claimed() {
    let setting = Setting::start().await;
    setting.fault(json!({ "operation": "*", "fault": { "kind": "expired-credentials" } }));
    let diagnosis = diagnose(&setting, KELLER_FAILED).await;
    assert_eq!(diagnosis.findings.len(), 1, "{:#?}", diagnosis.findings);
    assert_eq!(diagnosis.findings[0].code, "noAnswer");
    assert_eq!(diagnosis.findings[0].title, "Your AWS sign-in is needed");
    setting.faults_end();
    assert!(!has(&setting, KELLER_FAILED, "noAnswer").await);
}

#[tokio::test]
async fn the_permission_for_the_secret_is_named_when_looking_is_refused_and_listing_works() {
    let setting = Setting::start().await;
    refuse(&setting, "GetAccountAssociation", "secretsmanager:GetSecretValue");
    let diagnosis = diagnose(&setting, SEEBLICK_EXPIRED).await;
    let missing = finding(&diagnosis, "secretPermissionMissing");
    assert!(missing.seen.contains("secretsmanager:GetSecretValue"), "{}", missing.seen);
    assert_eq!(missing.act, Some(FindingActView::CopyForCloudTeam));
    let team = missing.for_cloud_team.as_deref().unwrap();
    for part in [
        SEEBLICK_EXPIRED,
        "GetAccountAssociation",
        "eu-west-1",
        "request id",
        "secretsmanager:GetSecretValue",
    ] {
        assert!(team.contains(part), "{part}: {team}");
    }
    assert_eq!(finding(&diagnosis, "needsNewSignIn").certainty, CertaintyView::Fact, "the list tells it");
    assert_eq!(outcome(&diagnosis, "The link in AWS"), CheckOutcomeView::NotSeen);

    setting.faults_end();
    assert!(!has(&setting, SEEBLICK_EXPIRED, "secretPermissionMissing").await);
    refuse(&setting, "GetAccountAssociation", "iotmanagedintegrations:GetAccountAssociation");
    let codes = codes(&setting, SEEBLICK_EXPIRED).await;
    assert!(!codes.iter().any(|code| code == "secretPermissionMissing"), "{codes:?}");
    assert!(codes.iter().any(|code| code == "permissionMissing"), "{codes:?}");
}

#[tokio::test]
async fn each_look_that_is_refused_names_its_permission_and_everything_else_is_still_told() {
    let setting = Setting::start().await;
    let looks = [
        ("GetConnectorDestination", "Its device cloud"),
        ("ListManagedThingAccountAssociations", "Devices registered on it"),
        ("GetManagedThing", "Devices registered on it"),
        ("ListManagedThings", "Devices in AWS that are on no link"),
        ("StartDeviceDiscovery", "A search for devices through it"),
        ("ListEventLogConfigurations", "Whether AWS writes event logs"),
    ];
    for (operation, look) in looks {
        let action = format!("iotmanagedintegrations:{operation}");
        refuse(&setting, operation, &action);
        let diagnosis = diagnose(&setting, JANSEN).await;
        let missing = finding(&diagnosis, "permissionMissing");
        assert!(missing.seen.contains(&action), "{}", missing.seen);
        assert_eq!(outcome(&diagnosis, look), CheckOutcomeView::NotSeen, "{operation}");
        let check = diagnosis.checks.iter().find(|check| check.name == look).unwrap();
        assert_eq!(check.problem.as_ref().unwrap().kind, ProblemKindView::AskForPermission);
        assert_ne!(outcome(&diagnosis, "The link in AWS"), CheckOutcomeView::NotSeen);
        setting.faults_end();
    }
    assert!(!has(&setting, JANSEN, "permissionMissing").await);
}

#[tokio::test]
async fn a_device_cloud_that_is_gone_is_told() {
    let setting = Setting::start().await;
    assert!(has(&setting, BLINDS, "deviceCloudGone").await);
    assert!(!has(&setting, SEEBLICK_EXPIRED, "deviceCloudGone").await);
    let gone = json!({ "connectorDestinationId": "brightwell-lighting", "gone": true });
    setting.practice("POST", "/practice/device-clouds", Some(gone));
    assert_eq!(codes(&setting, SEEBLICK_EXPIRED).await[0], "deviceCloudGone", "nothing can be done before");
}

#[tokio::test]
async fn a_changed_way_into_the_device_cloud_is_told() {
    let ways_in = WaysIn::default();
    let setting =
        Setting::start_with(|ports| desk::Ports { gateways: Arc::new(ways_in.clone()), ..ports }).await;
    let of_credential = "a55c1a7ed00000000000000000000007";
    let change = |accesses: Vec<Access>| *ways_in.0.lock().unwrap() = Some(accesses);
    let credential = |name: &str| Access::CompanyCredential { auth_material_name: name.to_owned() };
    for link in [KELLER_FAILED, of_credential] {
        assert!(!has(&setting, link, "deviceCloudChanged").await);
    }
    change(vec![credential("another-key")]);
    for link in [KELLER_FAILED, of_credential] {
        assert!(has(&setting, link, "deviceCloudChanged").await, "{link}");
    }
    change(vec![Access::CustomerSignsIn, credential("aria-partner-key")]);
    assert!(!has(&setting, of_credential, "deviceCloudChanged").await);
}

#[tokio::test]
async fn that_the_device_clouds_links_fail_much_more_than_others_is_told_of_one_that_fails() {
    let setting = Setting::start().await;
    all_links(&setting).await;
    let diagnosis = diagnose(&setting, HARBOUR_EXPIRED).await;
    let others = finding(&diagnosis, "notThisLinkAlone");
    assert_eq!(others.certainty, CertaintyView::Likely);
    let aria = "aria-climate".to_owned();
    assert_eq!(others.act, Some(FindingActView::ShowOtherLinks { connector_destination_id: aria }));
    assert!(!has(&setting, KELLER_FAILED, "notThisLinkAlone").await, "at a device cloud that fares well");
    assert!(!has(&setting, HARBOUR_STAFF, "notThisLinkAlone").await, "it works");
}

#[tokio::test]
async fn event_logs_that_are_off_are_told_with_the_command_for_this_place() {
    let setting = Setting::start().await;
    let diagnosis = diagnose(&setting, KELLER_FAILED).await;
    let Some(FindingActView::CopyText { text }) = &finding(&diagnosis, "eventLogsOff").act else { panic!() };
    let expected = format!(
        "aws iot-managed-integrations create-event-log-configuration --resource-type \"account-association\" --resource-id \"*\" --event-log-level \"ERROR\" --region eu-west-1 --endpoint-url {}",
        setting.endpoint()
    );
    assert_eq!(*text, expected);
    assert_eq!(diagnosis.findings.last().unwrap().code, "eventLogsOff", "it explains nothing");

    switch_event_logs_on(&setting, KELLER_FAILED);
    assert!(!has(&setting, KELLER_FAILED, "eventLogsOff").await);
    assert!(has(&setting, JANSEN, "eventLogsOff").await, "they cover one link");
    switch_event_logs_on(&setting, "*");
    assert!(!has(&setting, JANSEN, "eventLogsOff").await);
}

#[tokio::test]
async fn no_text_for_a_customer_holds_an_id() {
    let setting = Setting::start().await;
    all_links(&setting).await;
    let link = linked(&setting, "Miller", 2).await;
    let links =
        [JANSEN, SEEBLICK_EXPIRED, KELLER_FAILED, HARBOUR_EXPIRED, BLINDS, BARE, NOWHERE, link.as_str()];
    for link in links {
        let diagnosis = diagnose(&setting, link).await;
        for text in diagnosis.findings.iter().filter_map(|finding| finding.for_customer.as_deref()) {
            for part in
                [link, "7419600d", "a55c1a7e", "brightwell-lighting", "aria-climate", "AWS", "eu-west-1"]
            {
                assert!(!text.contains(part), "{part}: {text}");
            }
        }
    }
}
