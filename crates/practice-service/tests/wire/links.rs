//! Account associations: tokens, names, deletion, and what is refused.

use serde_json::{Value, json};

use crate::client::bench;
use crate::journey::{create_thing, discovered, linked, register, sign_in};

#[test]
fn the_same_token_makes_one_link_and_other_parameters_conflict() {
    let bench = bench();
    let form = json!({"ConnectorDestinationId": "brightwell-lighting", "Name": "Miller",
        "Tags": {"a": "1", "b": "2"}, "ClientToken": "one"});
    let reordered = json!({"ClientToken": "one", "Tags": {"b": "2", "a": "1"}, "Name": "Miller",
        "ConnectorDestinationId": "brightwell-lighting", "Unknown": 1});
    let first = bench.call("POST", "/account-associations", form);
    let second = bench.call("POST", "/account-associations", reordered);
    assert_eq!((second.status, second.json()), (201, first.json()));
    let other =
        json!({"ConnectorDestinationId": "brightwell-lighting", "Name": "Meyer", "ClientToken": "one"});
    bench.call("POST", "/account-associations", other).is_refused(409, "ConflictException");
    assert_eq!(bench.committed(), 1);
}

#[test]
fn the_token_of_a_discovery_is_kept_too() {
    let bench = bench();
    let association = linked(&bench, "brightwell-lighting", "miller");
    let form = json!({"DiscoveryType": "CLOUD", "AccountAssociationId": association, "ClientToken": "d"});
    let first = bench.call("POST", "/device-discoveries", form.clone()).json();
    assert_eq!(bench.call("POST", "/device-discoveries", form).json(), first);
    let other = json!({"DiscoveryType": "CLOUD", "AccountAssociationId": association, "ClientToken": "d",
        "ConnectorDeviceIdList": ["bw-100001"]});
    bench.call("POST", "/device-discoveries", other).is_refused(409, "ConflictException");
}

#[test]
fn a_sign_in_that_is_denied_fails_the_link_with_a_message_of_its_pattern() {
    let bench = bench();
    let created =
        bench.call("POST", "/account-associations", json!({"ConnectorDestinationId": "northgate-locks"}));
    let id = created.json()["AccountAssociationId"].as_str().expect("an id").to_owned();
    sign_in(&bench, &id, "mueller", "deny");
    let got = bench.get(&format!("/account-associations/{id}")).json();
    assert_eq!(got["AssociationState"], "ASSOCIATION_FAILED");
    let message = got["ErrorMessage"].as_str().expect("a message");
    assert!(
        message.chars().all(|letter| letter.is_ascii_alphanumeric() || "-_ ".contains(letter)),
        "{message}"
    );
}

#[test]
fn lists_leave_out_what_only_get_shows() {
    let bench = bench();
    let items = bench.get("/account-associations?MaxResults=1000").json();
    assert_eq!(items["Items"].as_array().map(Vec::len), Some(83));
    for member in ["OAuthAuthorizationUrl", "Tags", "GeneralAuthorization", "CreatedAt"] {
        assert!(items["Items"].as_array().expect("a list").iter().all(|item| item.get(member).is_none()));
    }
    let some = bench.get("/account-associations?ConnectorDestinationId=lumen-shades").json();
    assert_eq!(some["Items"].as_array().map(Vec::len), Some(1));
    let none = bench.get("/account-associations?ConnectorDestinationId=elsewhere").json();
    assert_eq!(none, json!({"Items": []}));
}

#[test]
fn a_link_is_renamed_in_place() {
    let bench = bench();
    let id = linked(&bench, "brightwell-lighting", "miller");
    let path = format!("/account-associations/{id}");
    let renamed = bench.call("PUT", &path, json!({"Name": "Miller Flat 4"}));
    assert_eq!((renamed.status, renamed.text.as_str()), (204, ""));
    let described = bench.call("PUT", &path, json!({"Description": "second floor"}));
    assert_eq!(described.status, 204);
    let got = bench.get(&path).json();
    assert_eq!((&got["Name"], &got["Description"]), (&json!("Miller Flat 4"), &json!("second floor")));
    bench.call("PUT", &path, json!({"Name": "Miller's"})).is_refused(400, "ValidationException");
}

#[test]
fn a_link_with_things_is_kept_until_they_are_taken_off() {
    let bench = bench();
    bench.set(json!({"deletingMs": 60_000}));
    let association = linked(&bench, "brightwell-lighting", "jansen");
    let (discovery, devices) = discovered(&bench, &association);
    let thing = create_thing(&bench, &devices[3]);
    assert_eq!(register(&bench, &thing, &association, &discovery).status, 201);
    let path = format!("/account-associations/{association}");
    bench.call("DELETE", &path, Value::Null).is_refused(400, "ValidationException");

    let form = json!({"ManagedThingId": thing, "AccountAssociationId": association});
    let taken_off = bench.call("PUT", "/managed-thing-associations/deregister", form.clone());
    assert_eq!((taken_off.status, taken_off.text.as_str()), (200, ""));
    bench
        .call("PUT", "/managed-thing-associations/deregister", form)
        .is_refused(404, "ResourceNotFoundException");
    let thing = bench.get(&format!("/managed-things/{thing}")).json();
    assert_eq!(thing["ProvisioningStatus"], "ISOLATED");

    let deleted = bench.call("DELETE", &path, Value::Null);
    assert_eq!((deleted.status, deleted.text.as_str()), (200, ""));
    assert_eq!(bench.get(&path).json()["AssociationState"], "ASSOCIATION_DELETING");
    assert_eq!(bench.call("DELETE", &path, Value::Null).status, 200);
    bench.call("PUT", &path, json!({"Name": "Late"})).is_refused(409, "ConflictException");
    bench.advance(61);
    let gone = bench.get(&path);
    gone.is_refused(404, "ResourceNotFoundException");
    assert_eq!(gone.json()["ResourceId"], json!(association));
    assert_eq!(gone.json()["ResourceType"], "AccountAssociation");
}

#[test]
fn credentials_and_destinations_must_fit() {
    let bench = bench();
    let create = |form: Value| bench.call("POST", "/account-associations", form);
    create(json!({"ConnectorDestinationId": "nowhere"})).is_refused(404, "ResourceNotFoundException");
    let with = |destination: &str, authorization: Value| json!({"ConnectorDestinationId": destination, "GeneralAuthorization": authorization});
    let key = json!({"AuthMaterialName": "aria-partner-key"});
    create(with("brightwell-lighting", key.clone())).is_refused(400, "ValidationException");
    create(with("aria-climate", json!({"AuthMaterialName": "other"}))).is_refused(400, "ValidationException");
    create(with("aria-climate", json!({}))).is_refused(400, "ValidationException");
    create(json!({"ConnectorDestinationId": "aria-climate-partners"})).is_refused(400, "ValidationException");
    assert_eq!(create(with("aria-climate", key)).status, 201);
    assert_eq!(bench.committed(), 1);
}
