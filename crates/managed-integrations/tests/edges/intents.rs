//! Every mutation on the wire, and what its answer becomes.

use onboarding::{
    AccountAssociationId, AssociationState, CreatedAccountAssociation, DeviceDiscoveryId, Intent,
    ManagedThingId, Outcome, Performed, ProblemKind, SignInAgain,
};
use serde_json::{Value, json};

use crate::canned::{Canned, REQUEST_ID, Reply};
use crate::subjects::{self, intents};

async fn check(intent: Intent, answer: Reply, line: &str, body: Value, outcome: Outcome) {
    let service = Canned::start([answer]).await;
    let performed = Performed { outcome, request_id: Some(REQUEST_ID.into()) };
    assert_eq!(service.gateway().perform(&intent).await, Ok(performed), "{intent:?}");
    let asked = service.only_asked();
    assert_eq!(asked.line, line);
    assert_eq!(asked.body, body, "{line}");
    let authorization = &asked.headers["authorization"];
    assert!(authorization.contains("/eu-west-1/iotmanagedintegrations/aws4_request"), "{line}");
}

#[tokio::test]
async fn create_account_association_sends_all_its_parameters_and_our_token() {
    check(
        subjects::create_link(),
        Reply::json(
            201,
            r#"{"AccountAssociationId":"a1b2","AssociationState":"ASSOCIATION_IN_PROGRESS",
                "OAuthAuthorizationUrl":"https://vendor.example/authorize?state=s1",
                "Arn":"arn:aws:iotmanagedintegrations:eu-west-1:1:account-association/a1b2"}"#,
        ),
        "POST /account-associations",
        json!({
            "ClientToken": "lk1-7f",
            "ConnectorDestinationId": "cloud-1",
            "Name": "Miller Flat 3",
            "Description": "job 4711 made 2026-11-21 by ak lw-0123456789ab",
            "Tags": { "job": "canary-tag", "site": "north" },
        }),
        Outcome::AccountAssociationCreated(CreatedAccountAssociation {
            id: AccountAssociationId::new("a1b2"),
            state: AssociationState::InProgress,
            arn: Some("arn:aws:iotmanagedintegrations:eu-west-1:1:account-association/a1b2".into()),
            o_auth_authorization_url: "https://vendor.example/authorize?state=s1".into(),
        }),
    )
    .await;
}

#[tokio::test]
async fn a_company_credential_is_named_empty_tags_are_left_out_and_no_address_comes_back() {
    let Intent::CreateAccountAssociation(mut link) = subjects::create_link() else {
        panic!("that is what was made");
    };
    link.tags.clear();
    link.description.clear();
    link.auth_material_name = Some("fleet-key".into());
    check(
        Intent::CreateAccountAssociation(link),
        Reply::json(
            201,
            r#"{"AccountAssociationId":"a1b2","AssociationState":"ASSOCIATION_PAUSED",
                "OAuthAuthorizationUrl":"","Novelty":{"x":[1]}}"#,
        ),
        "POST /account-associations",
        json!({
            "ClientToken": "lk1-7f",
            "ConnectorDestinationId": "cloud-1",
            "Name": "Miller Flat 3",
            "GeneralAuthorization": { "AuthMaterialName": "fleet-key" },
        }),
        Outcome::AccountAssociationCreated(CreatedAccountAssociation {
            id: AccountAssociationId::new("a1b2"),
            state: AssociationState::Unknown("ASSOCIATION_PAUSED".into()),
            arn: None,
            o_auth_authorization_url: String::new(),
        }),
    )
    .await;
}

#[tokio::test]
async fn update_and_delete_name_the_link_in_the_path() {
    check(
        subjects::update_link(),
        Reply::json(204, ""),
        "PUT /account-associations/a1b2",
        json!({ "Name": "Mueller" }),
        Outcome::AccountAssociationUpdated,
    )
    .await;
    check(
        subjects::delete_link(),
        Reply::json(200, ""),
        "DELETE /account-associations/a1b2",
        Value::Null,
        Outcome::AccountAssociationDeleted,
    )
    .await;
}

#[tokio::test]
async fn a_device_search_is_of_type_cloud_and_has_our_token() {
    check(
        subjects::start_search(),
        Reply::json(201, r#"{"Id":"d1s2","StartedAt":1795250000.25}"#),
        "POST /device-discoveries",
        json!({
            "DiscoveryType": "CLOUD",
            "ClientToken": "lk2-7f",
            "AccountAssociationId": "a1b2",
            "ConnectorDeviceIdList": ["lamp.1"],
        }),
        Outcome::DeviceDiscoveryStarted(DeviceDiscoveryId::new("d1s2")),
    )
    .await;
    let Intent::StartDeviceDiscovery(mut search) = subjects::start_search() else {
        panic!("that is what was made");
    };
    search.connector_device_ids.clear();
    check(
        Intent::StartDeviceDiscovery(search),
        Reply::json(201, r#"{"Id":"d1s2"}"#),
        "POST /device-discoveries",
        json!({
            "DiscoveryType": "CLOUD",
            "ClientToken": "lk2-7f",
            "AccountAssociationId": "a1b2",
        }),
        Outcome::DeviceDiscoveryStarted(DeviceDiscoveryId::new("d1s2")),
    )
    .await;
}

#[tokio::test]
async fn a_thing_is_made_with_the_found_devices_material_untouched() {
    check(
        subjects::create_thing(),
        Reply::json(201, r#"{"Id":"t:1","CreatedAt":1795250000}"#),
        "POST /managed-things",
        json!({
            "Role": "DEVICE",
            "AuthenticationMaterialType": "DISCOVERED_DEVICE",
            "AuthenticationMaterial": "CLOUD:XXXX:lamp.1@home",
            "ClientToken": "lk3-7f",
            "Name": "Lampe Küche",
            "Owner": "miller",
            "Brand": "Hue",
            "Classification": "LIGHT",
        }),
        Outcome::ManagedThingCreated(ManagedThingId::new("t:1")),
    )
    .await;
}

#[tokio::test]
async fn a_registration_carries_exactly_the_three_ids() {
    check(
        subjects::register(),
        Reply::json(201, "{}"),
        "PUT /managed-thing-associations/register",
        json!({
            "ManagedThingId": "t:1",
            "AccountAssociationId": "a1b2",
            "DeviceDiscoveryId": "d1s2",
        }),
        Outcome::AccountAssociationRegistered,
    )
    .await;
}

#[tokio::test]
async fn a_refresh_has_no_body_and_its_answer_is_where_the_customer_signs_in_again() {
    for (answer, address) in [
        (r#"{"OAuthAuthorizationUrl":"https://v.example/canary"}"#, "https://v.example/canary"),
        (r#"{"OAuthAuthorizationUrl":""}"#, ""),
        ("{}", ""),
    ] {
        check(
            subjects::refresh(),
            Reply::json(200, answer),
            "POST /account-associations/a1b2/refresh",
            Value::Null,
            Outcome::RefreshStarted(SignInAgain { o_auth_authorization_url: address.into() }),
        )
        .await;
    }
}

#[tokio::test]
async fn a_device_is_taken_off_a_link_by_both_ids() {
    check(
        subjects::deregister(),
        Reply::json(200, ""),
        "PUT /managed-thing-associations/deregister",
        json!({ "ManagedThingId": "t:1", "AccountAssociationId": "a1b2" }),
        Outcome::AccountAssociationDeregistered,
    )
    .await;
}

#[tokio::test]
async fn a_device_is_changed_in_what_is_named_and_deleted_without_force() {
    check(
        subjects::update_thing(),
        Reply::json(204, ""),
        "PUT /managed-things/t%3A1",
        json!({ "Name": "Lampe Küche", "Owner": "canary-owner" }),
        Outcome::ManagedThingUpdated,
    )
    .await;
    let Intent::UpdateManagedThing(mut thing) = subjects::update_thing() else {
        panic!("that is what was made");
    };
    thing.owner = None;
    check(
        Intent::UpdateManagedThing(thing),
        Reply::json(204, ""),
        "PUT /managed-things/t%3A1",
        json!({ "Name": "Lampe Küche" }),
        Outcome::ManagedThingUpdated,
    )
    .await;
    check(
        subjects::delete_thing(),
        Reply::json(204, ""),
        "DELETE /managed-things/t%3A1",
        Value::Null,
        Outcome::ManagedThingDeleted,
    )
    .await;
}

#[tokio::test]
async fn tags_are_set_and_removed_at_the_encoded_arn() {
    const PATH: &str =
        "/tags/arn%3Aaws%3Aiotmanagedintegrations%3Aeu-west-1%3A123456789012%3Aaccount-association%2Fabc123";
    check(
        subjects::tag(),
        Reply::json(200, ""),
        &format!("POST {PATH}"),
        json!({ "Tags": { "job": "4711", "site": "" } }),
        Outcome::ResourceTagged,
    )
    .await;
    check(
        subjects::untag(),
        Reply::json(200, ""),
        &format!("DELETE {PATH}?tagKeys=job&tagKeys=x%20y"),
        Value::Null,
        Outcome::ResourceUntagged,
    )
    .await;
}

#[tokio::test]
async fn a_good_answer_without_an_id_is_not_the_services_and_may_have_made_something() {
    for intent in [subjects::create_link(), subjects::start_search(), subjects::create_thing()] {
        let service = Canned::start([Reply::json(201, "{}")]).await;
        let problem = service.gateway().perform(&intent).await.unwrap_err();
        assert_eq!(problem.kind, ProblemKind::NotTheService, "{intent:?}");
        assert!(!problem.nothing_was_done, "{intent:?}");
        assert_eq!(problem.request_id.as_deref(), Some(REQUEST_ID));
        assert_eq!(service.asked().len(), 1);
    }
}

#[tokio::test]
async fn what_is_sensitive_is_in_no_debug_text() {
    let answer = r#"{"AccountAssociationId":"a1b2","AssociationState":"ASSOCIATION_IN_PROGRESS",
        "OAuthAuthorizationUrl":"https://vendor.example/canary-address"}"#;
    let service = Canned::start([Reply::json(201, answer)]).await;
    let outcome = service.gateway().perform(&subjects::create_link()).await.unwrap();
    assert!(!format!("{outcome:?}").contains("canary"));
    assert!(!format!("{:?}", subjects::create_thing()).contains("CLOUD:XXXX"));
    assert!(!format!("{:?}", subjects::update_thing()).contains("canary"));
    let answer = r#"{"OAuthAuthorizationUrl":"https://vendor.example/canary-address"}"#;
    let service = Canned::start([Reply::json(200, answer)]).await;
    let outcome = service.gateway().perform(&subjects::refresh()).await.unwrap();
    assert!(!format!("{outcome:?}").contains("canary"));
}

#[tokio::test]
async fn every_mutation_that_takes_a_token_sends_ours() {
    for intent in intents() {
        let service = Canned::start([Reply::refusal(409, "ConflictException", "no")]).await;
        service.gateway().perform(&intent).await.unwrap_err();
        let token = service.only_asked().body.get("ClientToken").cloned();
        match intent {
            Intent::CreateAccountAssociation(it) => {
                assert_eq!(token.unwrap(), it.client_token.as_str())
            }
            Intent::StartDeviceDiscovery(it) => {
                assert_eq!(token.unwrap(), it.client_token.as_str())
            }
            Intent::CreateManagedThing(it) => assert_eq!(token.unwrap(), it.client_token.as_str()),
            Intent::UpdateAccountAssociation(_)
            | Intent::DeleteAccountAssociation(_)
            | Intent::RegisterAccountAssociation(_)
            | Intent::StartAccountAssociationRefresh(_)
            | Intent::DeregisterAccountAssociation(_)
            | Intent::UpdateManagedThing(_)
            | Intent::DeleteManagedThing(_)
            | Intent::TagResource(_)
            | Intent::UntagResource(_) => assert_eq!(token, None),
        }
    }
}
