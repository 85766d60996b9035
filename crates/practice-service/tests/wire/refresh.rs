//! A new sign-in for a link that is there already.

use serde_json::{Value, json};

use crate::client::{Answer, Bench, bench, bench_with};
use crate::journey::{create_thing, discovered, linked, register, sign_in};
use practice_service::Options;

const FAILED: &str = "a55c1a7ed00000000000000000000005";
const DELETING: &str = "a55c1a7ed00000000000000000000008";
const COMPANY: &str = "a55c1a7ed00000000000000000000007";

fn refresh(bench: &Bench, association: &str) -> Answer {
    bench.call("POST", &format!("/account-associations/{association}/refresh"), Value::Null)
}

/// The path of the new sign-in page.
#[track_caller]
fn refreshed(bench: &Bench, association: &str) -> String {
    let answer = refresh(bench, association);
    assert_eq!(answer.status, 200, "{}", answer.text);
    let body = answer.json();
    assert_eq!(body.as_object().map(serde_json::Map::len), Some(1), "the address and nothing else: {body}");
    let url = body["OAuthAuthorizationUrl"].as_str().expect("an address");
    url.strip_prefix(bench.service.endpoint()).expect("an address of its own").to_owned()
}

pub(crate) fn set(bench: &Bench, association: &str, state: &str) {
    let form = json!({"accountAssociationId": association, "state": state});
    let answer = bench.practice("POST", "/practice/links", form);
    assert_eq!((answer.status, &answer.json()["associationState"]), (200, &json!(state)), "{}", answer.text);
}

fn got(bench: &Bench, association: &str) -> Value {
    bench.get(&format!("/account-associations/{association}")).json()
}

fn open(bench: &Bench, path: &str) -> Answer {
    bench.send("GET", path, &[], "").expect("a page")
}

#[test]
fn an_expired_link_waits_for_its_customer_under_another_address_and_is_in_use_again() {
    let bench = bench();
    let association = linked(&bench, "brightwell-lighting", "miller");
    let first = got(&bench, &association)["OAuthAuthorizationUrl"].clone();
    set(&bench, &association, "REFRESH_TOKEN_EXPIRED");
    let path = refreshed(&bench, &association);
    let waiting = got(&bench, &association);
    assert_eq!(waiting["AssociationState"], "ASSOCIATION_IN_PROGRESS");
    assert_ne!(waiting["OAuthAuthorizationUrl"], first);
    assert_eq!(open(&bench, &path).status, 200);

    let second = refreshed(&bench, &association);
    assert_ne!(second, path);
    assert!(open(&bench, &path).text.contains("id=\"expired\""), "the older page has expired");
    assert_eq!(open(&bench, &second).status, 200);
    sign_in(&bench, &association, "miller", "allow");
    assert_eq!(got(&bench, &association)["AssociationState"], "ASSOCIATION_SUCCEEDED");
    assert!(open(&bench, &second).text.contains("id=\"expired\""), "it is used up");
}

#[test]
fn a_link_in_use_stays_so_until_the_new_sign_in_has_ended() {
    let bench = bench();
    bench.set(json!({"associationDelayMs": 60_000}));
    let association = linked(&bench, "brightwell-lighting", "miller");
    bench.advance(61);
    for (outcome, end) in [("allow", "ASSOCIATION_SUCCEEDED"), ("deny", "ASSOCIATION_FAILED")] {
        refreshed(&bench, &association);
        assert_eq!(got(&bench, &association)["AssociationState"], "ASSOCIATION_SUCCEEDED");
        assert_eq!(discovered(&bench, &association).1.len(), 7, "it is used meanwhile");
        sign_in(&bench, &association, "miller", outcome);
        assert_eq!(got(&bench, &association)["AssociationState"], "ASSOCIATION_SUCCEEDED");
        bench.advance(61);
        assert_eq!(got(&bench, &association)["AssociationState"], end);
    }
}

#[test]
fn a_new_sign_in_may_be_another_customers_and_finds_their_devices() {
    let bench = bench();
    let association = linked(&bench, "brightwell-lighting", "miller");
    let (discovery, devices) = discovered(&bench, &association);
    let thing = create_thing(&bench, &devices[0]);
    assert_eq!(register(&bench, &thing, &association, &discovery).status, 201);
    set(&bench, &association, "REFRESH_TOKEN_EXPIRED");
    refreshed(&bench, &association);
    sign_in(&bench, &association, "jansen", "allow");
    let found = discovered(&bench, &association).1;
    assert_eq!(found.len(), 4);
    assert_eq!(found[0]["ConnectorDeviceId"], "bw-200001");
    let listed = bench.get(&format!("/managed-thing-associations?AccountAssociationId={association}")).json();
    assert_eq!(listed["Items"].as_array().map(Vec::len), Some(1), "what was registered stays");
}

#[test]
fn a_failed_link_is_refused_unless_the_setting_allows_it() {
    let bench = bench();
    refresh(&bench, FAILED).is_refused(409, "ConflictException");
    bench.set(json!({"refreshOfFailed": true}));
    refreshed(&bench, FAILED);
    let waiting = got(&bench, FAILED);
    assert_eq!(waiting["AssociationState"], "ASSOCIATION_IN_PROGRESS");
    assert_eq!(waiting.get("ErrorMessage"), None);
    sign_in(&bench, FAILED, "keller", "allow");
    assert_eq!(got(&bench, FAILED)["AssociationState"], "ASSOCIATION_SUCCEEDED");
}

#[test]
fn a_company_credential_is_renewed_without_an_address() {
    let bench = bench();
    for state in ["ASSOCIATION_SUCCEEDED", "REFRESH_TOKEN_EXPIRED"] {
        set(&bench, COMPANY, state);
        let answer = refresh(&bench, COMPANY);
        assert_eq!((answer.status, answer.json()), (200, json!({"OAuthAuthorizationUrl": ""})));
        assert_eq!(got(&bench, COMPANY)["AssociationState"], "ASSOCIATION_SUCCEEDED");
    }
}

#[test]
fn a_link_on_its_way_out_or_unknown_or_being_completed_is_refused() {
    let bench = bench_with(Options::default());
    refresh(&bench, DELETING).is_refused(409, "ConflictException");
    let unknown = refresh(&bench, "none");
    unknown.is_refused(404, "ResourceNotFoundException");
    assert_eq!(unknown.json()["ResourceType"], "AccountAssociation");
    refresh(&bench, "a-b").is_refused(400, "ValidationException");
    bench.set(json!({"associationDelayMs": 60_000}));
    let association = linked(&bench, "brightwell-lighting", "miller");
    refresh(&bench, &association).is_refused(409, "ConflictException");
}

#[test]
fn a_link_whose_device_cloud_is_gone_cannot_be_signed_in_to() {
    let bench = bench();
    let association = linked(&bench, "northgate-locks", "mueller");
    let form = json!({"connectorDestinationId": "northgate-locks", "gone": true});
    assert_eq!(bench.practice("POST", "/practice/device-clouds", form).status, 200);
    let refused = refresh(&bench, &association);
    refused.is_refused(404, "ResourceNotFoundException");
    assert_eq!(refused.json()["ResourceType"], "ConnectorDestination");
    bench.get("/connector-destinations/northgate-locks").is_refused(404, "ResourceNotFoundException");
    let form = json!({"ConnectorDestinationId": "northgate-locks"});
    bench.call("POST", "/account-associations", form).is_refused(404, "ResourceNotFoundException");
    let form = json!({"DiscoveryType": "CLOUD", "AccountAssociationId": association});
    let search = bench.call("POST", "/device-discoveries", form).json();
    let search = bench.get(&format!("/device-discoveries/{}", search["Id"].as_str().expect("an id"))).json();
    assert_eq!(search["Status"], "FAILED", "nobody is there to answer");
}

#[test]
fn refreshing_needs_the_secret_of_the_device_cloud_and_its_address_can_be_bent() {
    let bench = bench();
    let association = linked(&bench, "brightwell-lighting", "miller");
    bench.fault(json!({"operation": "*", "times": 1,
        "fault": {"kind": "missing-permission", "action": "secretsmanager:GetSecretValue"}}));
    refresh(&bench, &association).is_refused(403, "AccessDeniedException");
    bench.fault(json!({"operation": "StartAccountAssociationRefresh", "times": 1,
        "fault": {"kind": "sign-in-url", "value": "https://elsewhere.example/"}}));
    assert_eq!(refresh(&bench, &association).json()["OAuthAuthorizationUrl"], "https://elsewhere.example/");
}
