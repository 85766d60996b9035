//! The five scenes, set over HTTP and in process.

use practice_service::Scene;
use serde_json::{Value, json};

use crate::client::{Bench, bench};
use crate::journey::{create_thing, discovered, linked, register, sign_in};

fn state(bench: &Bench, association: &str) -> Value {
    bench.get(&format!("/account-associations/{association}")).json()["AssociationState"].clone()
}

#[test]
fn a_scene_is_set_and_read_on_both_ways() {
    let bench = bench();
    assert_eq!(bench.service.scene(), Scene::AllGoesWell);
    let set = bench.practice("PUT", "/practice/scene", json!({"scene": "wrong-account"}));
    assert_eq!(set.json(), json!({"scene": "wrong-account"}));
    assert_eq!(bench.service.scene(), Scene::WrongAccount);
    bench.service.set_scene(Scene::NeverFinishes);
    assert_eq!(
        bench.practice("GET", "/practice/scene", Value::Null).json(),
        json!({"scene": "never-finishes"})
    );
}

#[test]
fn the_customer_says_no_even_when_allow_is_pressed() {
    let bench = bench();
    bench.service.set_scene(Scene::CustomerSaysNo);
    let association = linked(&bench, "brightwell-lighting", "miller");
    assert_eq!(state(&bench, &association), "ASSOCIATION_FAILED");
}

#[test]
fn in_the_wrong_account_another_customers_devices_are_found() {
    let bench = bench();
    bench.service.set_scene(Scene::WrongAccount);
    let association = linked(&bench, "brightwell-lighting", "miller");
    let (_, devices) = discovered(&bench, &association);
    assert_eq!(devices.len(), 4, "those of Jansen");
    bench.service.set_scene(Scene::AllGoesWell);
    let association = linked(&bench, "brightwell-lighting", "miller");
    assert_eq!(discovered(&bench, &association).1.len(), 7);
}

#[test]
fn a_sign_in_that_never_finishes_can_be_tried_again_afterwards() {
    let bench = bench();
    bench.service.set_scene(Scene::NeverFinishes);
    let association = linked(&bench, "brightwell-lighting", "miller");
    bench.advance(24 * 3600);
    assert_eq!(state(&bench, &association), "ASSOCIATION_IN_PROGRESS");
    bench.service.set_scene(Scene::AllGoesWell);
    sign_in(&bench, &association, "miller", "allow");
    assert_eq!(state(&bench, &association), "ASSOCIATION_SUCCEEDED");
}

#[test]
fn three_of_twenty_devices_fail_five_times_and_then_succeed() {
    let bench = bench();
    bench.service.set_scene(Scene::ThreeDevicesFail);
    let association = linked(&bench, "brightwell-lighting", "seeblick");
    let (discovery, devices) = discovered(&bench, &association);
    let things: Vec<_> = devices.iter().map(|device| create_thing(&bench, device)).collect();
    let statuses: Vec<_> =
        things.iter().map(|thing| register(&bench, thing, &association, &discovery).status).collect();
    let failed: Vec<_> = (0..20).filter(|position| statuses[*position] == 500).collect();
    assert_eq!(failed, [2, 7, 13]);
    for position in failed {
        let attempts: Vec<_> =
            (0..5).map(|_| register(&bench, &things[position], &association, &discovery).status).collect();
        assert_eq!(attempts, [500, 500, 500, 500, 201]);
    }
}
