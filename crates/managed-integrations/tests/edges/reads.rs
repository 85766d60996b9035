//! Every question on the wire, and what its answer becomes.

use onboarding::{
    Access, AccountAssociationId, AssociationState, ConnectorDestinationId, ConnectorDeviceId,
    DeviceDiscoveryStatus, ManagedThingAssociationStatus, ManagedThingFilter, ManagedThingId, Modification,
    ProactiveRefresh, ProblemKind, ProvisioningStatus, Timestamp,
};

use crate::canned::{Canned, Reply};
use crate::subjects::{cloud, link, search, thing};

async fn answering(body: &str) -> Canned {
    Canned::start([Reply::json(200, body)]).await
}

#[tokio::test]
async fn device_clouds_without_an_id_are_left_out_and_the_next_page_is_asked_for_by_token() {
    let service = answering(
        r#"{"ConnectorDestinationList":[
            {"Id":"cloud-1","Name":"Acme","Description":"Locks","CloudConnectorId":"c1"},
            {"Name":"no id"},{"Id":"cloud-2"}],"NextToken":"p2=_-"}"#,
    )
    .await;
    let page = service.gateway().list_connector_destinations(Some("p1=")).await.unwrap();
    assert_eq!(service.only_asked().line, "GET /connector-destinations?NextToken=p1%3D&MaxResults=1000");
    let ids: Vec<_> = page.items.iter().map(|row| row.id.as_str()).collect();
    assert_eq!(ids, ["cloud-1", "cloud-2"]);
    assert_eq!(page.items[0].cloud_connector_id.as_deref(), Some("c1"));
    assert_eq!(page.items[1].name, None);
    assert_eq!(page.next.as_deref(), Some("p2=_-"));
}

#[tokio::test]
async fn an_empty_page_with_a_next_one_is_an_empty_page_with_a_next_one() {
    let service = answering(r#"{"ConnectorDestinationList":[],"NextToken":"p2"}"#).await;
    let page = service.gateway().list_connector_destinations(None).await.unwrap();
    assert!(page.items.is_empty());
    assert_eq!(page.next.as_deref(), Some("p2"));
    let service = answering("{}").await;
    let page = service.gateway().list_connector_destinations(None).await.unwrap();
    assert!(page.items.is_empty() && page.next.is_none());
}

#[tokio::test]
async fn how_access_is_given_is_read_from_a_device_clouds_configuration() {
    const O_AUTH: &str = r#""oAuth":{"authUrl":"https://a.example","tokenUrl":"https://t.example",
        "tokenEndpointAuthenticationScheme":"HTTP_BASIC"}"#;
    const KEYS: &str = r#""GeneralAuthorization":[
        {"AuthMaterialName":"fleet","SecretsManager":{"arn":"a","versionId":"v"}},
        {"AuthMaterialName":"spare","SecretsManager":{"arn":"a","versionId":"v"}}]"#;
    let fleet = || Access::CompanyCredential { auth_material_name: "fleet".into() };
    let spare = || Access::CompanyCredential { auth_material_name: "spare".into() };
    let check = async |body: String, expected: Vec<Access>| {
        let service = answering(&body).await;
        let cloud = service.gateway().get_connector_destination(&cloud()).await.unwrap();
        assert_eq!(cloud.accesses, expected, "{body}");
        assert_eq!(service.only_asked().line, "GET /connector-destinations/cloud-1");
    };
    check(format!(r#"{{"AuthConfig":{{{O_AUTH}}}}}"#), vec![Access::CustomerSignsIn]).await;
    check(format!(r#"{{"AuthConfig":{{{KEYS}}}}}"#), vec![fleet(), spare()]).await;
    check(
        format!(r#"{{"AuthConfig":{{{O_AUTH},{KEYS}}}}}"#),
        vec![Access::CustomerSignsIn, fleet(), spare()],
    )
    .await;
    check(r#"{"AuthType":"OAUTH"}"#.into(), vec![Access::CustomerSignsIn]).await;
    check(r#"{"AuthType":"TELEPATHY"}"#.into(), vec![Access::CustomerSignsIn]).await;
    check("{}".into(), vec![Access::CustomerSignsIn]).await;
}

#[tokio::test]
async fn whether_aws_renews_the_customers_permission_is_told_when_aws_says_so() {
    let check = async |renewal: &str, expected: Option<ProactiveRefresh>| {
        let service = answering(&format!(
            r#"{{"AuthConfig":{{"oAuth":{{"authUrl":"https://a.example","tokenUrl":"https://t.example",
                "tokenEndpointAuthenticationScheme":"HTTP_BASIC"{renewal}}}}}}}"#
        ))
        .await;
        let cloud = service.gateway().get_connector_destination(&cloud()).await.unwrap();
        assert_eq!(cloud.proactive_refresh, expected, "{renewal}");
    };
    let with = |enabled, days_before_renewal| Some(ProactiveRefresh { enabled, days_before_renewal });
    check("", None).await;
    check(r#","proactiveRefreshTokenRenewal":{}"#, with(false, None)).await;
    check(r#","proactiveRefreshTokenRenewal":{"enabled":true,"DaysBeforeRenewal":30}"#, with(true, Some(30)))
        .await;
}

#[tokio::test]
async fn a_completion_page_counts_only_when_it_is_a_page() {
    let check = async |inner: &str, outer: &str, expected: Option<&str>| {
        let service = answering(&format!(
            r#"{{"Id":"cloud-1","Name":"Acme","AuthConfig":{{"oAuth":{{"authUrl":"https://a.example",
                "tokenUrl":"https://t.example","tokenEndpointAuthenticationScheme":"X"{inner}}}}}{outer}}}"#
        ))
        .await;
        let cloud = service.gateway().get_connector_destination(&cloud()).await.unwrap();
        assert_eq!(cloud.completion_page.as_deref(), expected, "{inner} {outer}");
        assert_eq!(cloud.name.as_deref(), Some("Acme"));
    };
    let inner = r#","oAuthCompleteRedirectUrl":"https://done.example/in""#;
    let outer = r#","OAuthCompleteRedirectUrl":"https://done.example/out""#;
    check(inner, "", Some("https://done.example/in")).await;
    check(inner, outer, Some("https://done.example/in")).await;
    check("", outer, Some("https://done.example/out")).await;
    check(r#","oAuthCompleteRedirectUrl":"about:blank""#, outer, Some("https://done.example/out")).await;
    check(r#","oAuthCompleteRedirectUrl":"about:blank""#, "", None).await;
    check(r#","oAuthCompleteRedirectUrl":"""#, "", None).await;
    check("", "", None).await;
}

#[tokio::test]
async fn a_link_is_told_with_all_that_came_and_nothing_sensitive_in_debug() {
    let service = answering(
        r#"{"AccountAssociationId":"a1b2","AssociationState":"ASSOCIATION_FAILED",
            "ErrorMessage":"access denied","ConnectorDestinationId":"cloud-1","Name":"Miller",
            "Description":"job 1","Arn":"arn:x","OAuthAuthorizationUrl":"https://v.example/canary",
            "Tags":{"b":"2","a":"canary"},"GeneralAuthorization":{"AuthMaterialName":"fleet"},
            "Novelty":[{"x":1}]}"#,
    )
    .await;
    let told = service.gateway().get_account_association(&link()).await.unwrap();
    assert_eq!(service.only_asked().line, "GET /account-associations/a1b2");
    assert_eq!(told.id, link());
    assert_eq!(told.state, AssociationState::Failed);
    assert_eq!(told.error_message.as_deref(), Some("access denied"));
    assert_eq!(told.connector_destination_id, Some(cloud()));
    assert_eq!(told.o_auth_authorization_url, "https://v.example/canary");
    assert_eq!(told.auth_material_name.as_deref(), Some("fleet"));
    assert_eq!(told.tags, [("a".into(), "canary".into()), ("b".into(), "2".into())]);
    assert!(!format!("{told:?}").contains("canary"));
}

#[tokio::test]
async fn a_link_with_an_unknown_state_or_without_an_address_is_carried_as_it_came() {
    let service = answering(
        r#"{"AccountAssociationId":"a1b2","AssociationState":"ASSOCIATION_PAUSED",
            "OAuthAuthorizationUrl":""}"#,
    )
    .await;
    let told = service.gateway().get_account_association(&link()).await.unwrap();
    assert_eq!(told.state, AssociationState::Unknown("ASSOCIATION_PAUSED".into()));
    assert_eq!(told.o_auth_authorization_url, "");
    assert_eq!((told.name, told.description, told.tags.len()), (None, None, 0));
}

#[tokio::test]
async fn an_answer_without_the_state_is_not_the_services() {
    let service = answering("{}").await;
    let problem = service.gateway().get_account_association(&link()).await.unwrap_err();
    assert_eq!(problem.kind, ProblemKind::NotTheService);
    let service = answering(r#"{"Id":"d1s2"}"#).await;
    let problem = service.gateway().get_device_discovery(&search()).await.unwrap_err();
    assert_eq!(problem.kind, ProblemKind::NotTheService);
    assert!(problem.nothing_was_done);
}

#[tokio::test]
async fn links_are_listed_for_one_device_cloud_a_thousand_at_a_time() {
    let service = answering(
        r#"{"Items":[{"AccountAssociationId":"a1b2","AssociationState":"REFRESH_TOKEN_EXPIRED",
            "Name":"Miller","ConnectorDestinationId":"cloud-1"},
            {"AssociationState":"ASSOCIATION_FAILED"}]}"#,
    )
    .await;
    let page = service.gateway().list_account_associations(Some(&cloud()), None).await.unwrap();
    assert_eq!(
        service.only_asked().line,
        "GET /account-associations?ConnectorDestinationId=cloud-1&MaxResults=1000"
    );
    assert_eq!(page.items.len(), 1, "the row without an id is left out");
    assert_eq!(page.items[0].state, AssociationState::RefreshTokenExpired);
    assert_eq!(page.next, None);
}

#[tokio::test]
async fn a_device_search_is_told_with_its_state_and_link() {
    let check = async |status: &str, expected: DeviceDiscoveryStatus| {
        let service =
            answering(&format!(r#"{{"Id":"d1s2","Status":"{status}","AccountAssociationId":"a1b2"}}"#)).await;
        let told = service.gateway().get_device_discovery(&search()).await.unwrap();
        assert_eq!(service.only_asked().line, "GET /device-discoveries/d1s2");
        assert_eq!((told.id, told.status), (search(), expected));
        assert_eq!(told.account_association_id, Some(link()));
    };
    check("RUNNING", DeviceDiscoveryStatus::Running).await;
    check("SUCCEEDED", DeviceDiscoveryStatus::Succeeded).await;
    check("FAILED", DeviceDiscoveryStatus::Failed).await;
    check("TIMED_OUT", DeviceDiscoveryStatus::TimedOut).await;
    check("NAPPING", DeviceDiscoveryStatus::Unknown("NAPPING".into())).await;
}

#[tokio::test]
async fn found_devices_keep_their_material_untouched_and_out_of_debug() {
    let service = answering(
        r#"{"Items":[{"ConnectorDeviceId":"lamp.1","ConnectorDeviceName":"Lampe Küche",
            "DeviceTypes":["Light","Dimmer"],"ManagedThingId":"t:1","Modification":"NO_CHANGE",
            "DiscoveredAt":1795250000.5,"Brand":"Hue","Model":"A19",
            "AuthenticationMaterial":"CLOUD:canary:lamp.1"},
            {"ConnectorDeviceId":"bare"},{"ConnectorDeviceName":"no id"},
            {"ConnectorDeviceId":"odd","Modification":"MELTED"}],"NextToken":"p2"}"#,
    )
    .await;
    let page = service.gateway().list_discovered_devices(&search(), None).await.unwrap();
    assert_eq!(service.only_asked().line, "GET /device-discoveries/d1s2/devices?MaxResults=1000");
    assert_eq!(page.items.len(), 3);
    let lamp = &page.items[0];
    assert_eq!(lamp.connector_device_id, ConnectorDeviceId::new("lamp.1"));
    assert_eq!(lamp.authentication_material.as_deref(), Some("CLOUD:canary:lamp.1"));
    assert_eq!(lamp.device_types, ["Light", "Dimmer"]);
    assert_eq!(lamp.managed_thing_id, Some(thing()));
    assert_eq!(lamp.modification, Some(Modification::NoChange));
    assert!(!format!("{lamp:?}").contains("canary"));
    let bare = &page.items[1];
    assert!(bare.name.is_none() && bare.authentication_material.is_none());
    assert!(bare.modification.is_none() && bare.device_types.is_empty());
    assert_eq!(page.items[2].modification, Some(Modification::Unknown("MELTED".into())));
}

#[tokio::test]
async fn a_thing_is_told_and_its_id_is_encoded_in_the_path() {
    let service = answering(
        r#"{"Id":"t:1","Name":"Lamp","Owner":"miller","ProvisioningStatus":"ISOLATED",
            "ConnectorDestinationId":"cloud-1","ConnectorDeviceId":"lamp.1","SerialNumber":"s1",
            "Brand":"Hue","Model":"A19","Classification":"LIGHT",
            "Arn":"arn:t:1","CreatedAt":1795250000.25}"#,
    )
    .await;
    let told = service.gateway().get_managed_thing(&thing()).await.unwrap();
    assert_eq!(service.only_asked().line, "GET /managed-things/t%3A1");
    assert_eq!(told.provisioning_status, Some(ProvisioningStatus::Isolated));
    assert_eq!(told.connector_destination_id, Some(cloud()));
    assert_eq!(told.connector_device_id, Some(ConnectorDeviceId::new("lamp.1")));
    assert_eq!((told.owner.as_deref(), told.serial_number.as_deref()), (Some("miller"), Some("s1")));
    assert_eq!(told.arn.as_deref(), Some("arn:t:1"));
    assert_eq!(told.created_at, Some(Timestamp(1_795_250_000_250)));
    let service = answering("{}").await;
    let told = service.gateway().get_managed_thing(&thing()).await.unwrap();
    assert_eq!((told.id, told.provisioning_status), (thing(), None));
}

#[tokio::test]
async fn things_are_listed_by_what_the_filter_names() {
    let filter = ManagedThingFilter {
        connector_destination_id: Some(ConnectorDestinationId::new("cloud-1")),
        connector_device_id: Some(ConnectorDeviceId::new("x@y")),
        provisioning_status: Some(ProvisioningStatus::PreAssociated),
        owner: Some("flat.3@miller".into()),
        serial_number: Some("SN 1".into()),
    };
    let service = answering(
        r#"{"Items":[{"Id":"t:1","ProvisioningStatus":"PRE_ASSOCIATED","CreatedAt":1795250000.5,
            "Arn":"arn:t:1"},{"Name":"no id"},
            {"Id":"t:2","ProvisioningStatus":"RESTING"}]}"#,
    )
    .await;
    let page = service.gateway().list_managed_things(&filter, Some("p1")).await.unwrap();
    let line = service.only_asked().line;
    let (path, query) = line.split_once('?').unwrap();
    let mut query: Vec<_> = query.split('&').collect();
    query.sort_unstable();
    assert_eq!(path, "GET /managed-things");
    assert_eq!(
        query,
        [
            "ConnectorDestinationIdFilter=cloud-1",
            "ConnectorDeviceIdFilter=x%40y",
            "MaxResults=1000",
            "NextToken=p1",
            "OwnerFilter=flat.3%40miller",
            "ProvisioningStatusFilter=PRE_ASSOCIATED",
            "SerialNumberFilter=SN%201",
        ]
    );
    let ids: Vec<_> = page.items.iter().map(|thing| thing.id.as_str()).collect();
    assert_eq!(ids, ["t:1", "t:2"]);
    assert_eq!(page.items[0].created_at, Some(Timestamp(1_795_250_000_500)));
    assert_eq!(page.items[0].arn.as_deref(), Some("arn:t:1"));
    let resting = ProvisioningStatus::Unknown("RESTING".into());
    assert_eq!(page.items[1].provisioning_status, Some(resting));
}

#[tokio::test]
async fn registrations_are_listed_by_thing_or_link_and_need_both_ids() {
    let service = answering(
        r#"{"Items":[{"ManagedThingId":"t:1","AccountAssociationId":"a1b2",
            "ManagedThingAssociationStatus":"ASSOCIATED"},{"ManagedThingId":"t:1"},
            {"ManagedThingId":"t:2","AccountAssociationId":"a1b2"}]}"#,
    )
    .await;
    let gateway = service.gateway();
    let page =
        gateway.list_managed_thing_account_associations(Some(&thing()), Some(&link()), None).await.unwrap();
    let line = service.only_asked().line;
    assert!(line.contains("ManagedThingId=t%3A1"), "{line}");
    assert!(line.contains("AccountAssociationId=a1b2"), "{line}");
    assert_eq!(page.items.len(), 2);
    assert_eq!(page.items[0].status, ManagedThingAssociationStatus::Associated);
    assert_eq!(page.items[0].account_association_id, AccountAssociationId::new("a1b2"));
    assert_eq!(page.items[1].managed_thing_id, ManagedThingId::new("t:2"));
    assert_eq!(page.items[1].status, ManagedThingAssociationStatus::Unknown(String::new()));
}
