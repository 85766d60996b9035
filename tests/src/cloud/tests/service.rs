//! Managed integrations by its own name, as the keys of several accounts see it.

use aws_sdk_iotmanagedintegrations::Client;
use serde_json::json;

use super::client::{config, said};
use super::{ACCOUNT, AccessKey, Cloud, OTHER_ACCOUNT, PracticeProgram, REGION, Role, cloud};
use crate::desktop::wait_until;

fn service(cloud: &Cloud, region: &str, key: &AccessKey) -> Client {
    Client::new(&config(cloud, region, key))
}

async fn link(service: &Client, name: &str) -> String {
    let made = service.create_account_association().name(name).client_token(name);
    let made = made.connector_destination_id("brightwell-lighting").send().await.unwrap();
    let page = made.o_auth_authorization_url().to_owned();
    assert!(page.starts_with("https://signin.vendors.example/"), "{page}");
    made.account_association_id().to_owned()
}

#[tokio::test]
async fn a_link_is_made_with_ordinary_keys_and_seen_once_the_customer_signed_in() {
    let (practice, cloud, anna) = cloud();
    let service = service(&cloud, REGION, &anna);
    let id = link(&service, "miller").await;
    let answer = json!({ "accountAssociationId": id, "customer": "miller", "outcome": "allow" });
    practice.call("POST", "/practice/customers/sign-in", Some(answer));
    let signed_in = async || {
        let seen = service.get_account_association().account_association_id(&id).send().await.unwrap();
        (seen.association_state().as_str() == "ASSOCIATION_SUCCEEDED").then_some(seen)
    };
    let seen = wait_until("the sign-in to be seen", signed_in).await;
    let arn = seen.arn().unwrap().to_owned();
    assert!(arn.contains(&format!(":{ACCOUNT}:")), "{arn}");
    service.tag_resource().resource_arn(&arn).tags("customer", "miller").send().await.unwrap();
    assert_eq!(practice.committed("CreateAccountAssociation"), 1);
    assert_eq!(practice.committed("TagResource"), 1);
}

#[tokio::test]
async fn keys_that_are_over_or_unknown_are_refused_in_the_services_own_words() {
    let (_practice, cloud, anna) = cloud();
    let role = cloud.identities(|all| all.role(Role::new(ACCOUNT, "Installer")));
    let sts = aws_sdk_sts::Client::new(&config(&cloud, REGION, &anna));
    let given = sts.assume_role().role_arn(role).role_session_name("linkwright").send().await.unwrap();
    let session = super::client::session_key(given.credentials().unwrap());
    let ask = async |key: &AccessKey| {
        let listed = service(&cloud, REGION, key).list_connector_destinations().send().await;
        listed.map(|_| ()).map_err(|error| said(&error).code)
    };
    assert_eq!(ask(&session).await, Ok(()));
    cloud.identities(|all| all.end_sessions());
    assert_eq!(ask(&session).await, Err("ExpiredTokenException".to_owned()));
    assert_eq!(ask(&anna).await, Ok(()));
    cloud.identities(|all| all.revoke(&anna.id));
    assert_eq!(ask(&anna).await, Err("UnrecognizedClientException".to_owned()));
}

#[tokio::test]
async fn device_clouds_are_in_one_region_and_a_broken_answer_breaks_here_too() {
    let (practice, cloud, anna) = cloud();
    let elsewhere = service(&cloud, "ca-central-1", &anna);
    let none = elsewhere.list_connector_destinations().send().await.unwrap();
    assert!(none.connector_destination_list().is_empty());
    let fault = json!({ "operation": "ListConnectorDestinations", "times": 1, "fault": { "kind": "drop-before-commit" } });
    practice.call("POST", "/practice/faults", Some(fault));
    let here = service(&cloud, REGION, &anna);
    let broken = here.list_connector_destinations().send().await.unwrap_err();
    assert!(broken.as_service_error().is_none(), "{broken:?}");
    here.list_connector_destinations().send().await.unwrap();
}

#[tokio::test]
async fn an_account_that_is_kept_apart_has_links_of_its_own() {
    let (practice, cloud, anna) = cloud();
    let others = PracticeProgram::start();
    cloud.keep_apart(OTHER_ACCOUNT, &others);
    let berta = cloud.identities(|all| all.user(OTHER_ACCOUNT, "berta"));
    link(&service(&cloud, REGION, &anna), "miller").await;
    link(&service(&cloud, REGION, &berta), "jansen").await;
    let names = |practice: &PracticeProgram| practice.made("associations")[0]["name"].clone();
    assert_eq!((names(&practice), names(&others)), (json!("miller"), json!("jansen")));
}
