//! Committed requests, applied again.

use serde_json::json;

use super::*;
use crate::input::{self, RawCall};
use crate::moment::Moment;
use crate::world::account_association::Outcome;

const NOW: Moment = Moment::from_epoch_seconds(1_795_000_000);

fn call(world: &mut World, method: &str, path: &str, body: Value) -> Value {
    let (operation, labels) = input::route(method, path).expect("a route");
    let body = body.to_string();
    let call = RawCall { method, path, query: "", body: body.as_bytes() };
    let input = input::read(operation, &labels, &call).expect("a valid request");
    let settings = Settings { discovery: std::time::Duration::ZERO, ..Settings::default() };
    let mut turn = Turn {
        world,
        keeping: &mut Keeping::InMemory,
        chance: &mut Chance::System,
        scenery: &mut Scenery::default(),
        settings: &settings,
        fault: None,
        operation: operation.name,
        now: NOW,
        endpoint: "http://127.0.0.1:1",
        request_id: "request",
    };
    (operation.run)(&mut turn, &input).expect("it is carried out")
}

#[test]
fn applying_the_committed_requests_to_the_seed_gives_the_same_world() {
    let mut world = World::seeded();
    let destination = "brightwell-lighting";
    let form = json!({"ConnectorDestinationId": destination, "ClientToken": "one"});
    let link = call(&mut world, "POST", "/account-associations", form.clone());
    let link = link["AccountAssociationId"].as_str().expect("an id").to_owned();
    let outcome = Outcome::Succeeded { customer: "miller".to_owned(), expires_at: None };
    let signed_in = Commit::SignInAnswered { account_association_id: link.clone(), at: NOW, outcome };
    world.apply(CommittedRequest {
        sequence: 2,
        at: NOW,
        operation: "CustomerSignIn".to_owned(),
        request_id: String::new(),
        request: Value::Null,
        response: Value::Null,
        commit: signed_in,
    });
    let path = format!("/account-associations/{link}");
    call(&mut world, "PUT", &path, json!({"Name": "Miller Flat 4"}));
    let form_of_search = json!({"DiscoveryType": "CLOUD", "AccountAssociationId": link});
    let discovery = call(&mut world, "POST", "/device-discoveries", form_of_search);
    let thing = json!({"Role": "DEVICE", "AuthenticationMaterialType": "DISCOVERED_DEVICE",
        "AuthenticationMaterial": "CLOUD:PRACTICE:bw-100001"});
    let thing = call(&mut world, "POST", "/managed-things", thing);
    let mut ids = json!({"ManagedThingId": thing["Id"], "AccountAssociationId": link,
        "DeviceDiscoveryId": discovery["Id"]});
    call(&mut world, "PUT", "/managed-thing-associations/register", ids.clone());
    if let Some(ids) = ids.as_object_mut() {
        ids.shift_remove("DeviceDiscoveryId");
    }
    call(&mut world, "PUT", "/managed-thing-associations/deregister", ids);
    call(&mut world, "DELETE", &path, Value::Null);

    let mut again = World::seeded();
    for request in world.committed.clone() {
        again.apply(request);
    }
    assert_eq!(again.committed.len(), 8);
    assert_eq!(again, world);
    call(&mut again, "POST", "/account-associations", form);
    assert_eq!(again, world, "the client token is remembered as well");
}
