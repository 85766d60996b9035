//! One device of a link is replaced by another.

use serde_json::{Value, json};
use tests::desktop::{Story, wait_until};

/// Seeded: Novak Offices at Aria Climate, with one device registered.
const NOVAK: &str = "a55c1a7ed00000000000000000000104";
/// Seeded: 'Server room' of Novak Offices, owner job-5123, which does not answer.
const SERVER_ROOM: &str = "7419600d000000000000000000000133";

#[tokio::test]
async fn a_replaced_device_hands_over_name_and_owner_and_leaves_the_link() {
    let story = Story::begin().await;
    let change = json!({
        "customer": "novak", "vendor": "aria", "remove": ["aria-nv-3"],
        "add": [{
            "connectorDeviceId": "aria-nv-9",
            "connectorDeviceName": "Mini Split 7F2A",
            "deviceTypes": ["Thermostat", "Room Air Conditioner"],
            "brand": "Aria",
            "model": "Mini Split 9"
        }]
    });
    story.practice.call("POST", "/practice/customers/devices", Some(change));
    let screens = story.screens();
    screens.use_environment().await;
    screens.search_links("novak").await;
    screens.open_link(NOVAK).await;
    screens.more_of_device(SERVER_ROOM, "replace-device").await;
    story.window.shows("gets the name and the owner of the old one").await;
    story.window.click("confirm-replace").await;

    screens.devices().await;
    story.window.shows("Which device takes the place of Server room?").await;
    assert_eq!(on_link(&story.practice.ledger()), [SERVER_ROOM], "the old one stays until then");
    story.window.click_css("tr:has([data-testid='device-row-aria-nv-9']) input[type=radio]").await;
    screens.register().await;
    wait_until("the old one to leave the link", async || {
        (!on_link(&story.practice.ledger()).contains(&SERVER_ROOM.to_owned())).then_some(())
    })
    .await;

    let made = story.practice.made("managedThings");
    assert_eq!(made.len(), 1, "{made:#?}");
    assert_eq!(made[0]["connectorDeviceId"], "aria-nv-9");
    assert_eq!(made[0]["name"], "Server room");
    assert_eq!(made[0]["owner"], "job-5123");
    let ledger = story.practice.ledger();
    assert_eq!(on_link(&ledger), [made[0]["id"].as_str().unwrap()]);
    let things = ledger["managedThings"].as_array().unwrap();
    assert!(things.iter().any(|thing| thing["id"] == SERVER_ROOM), "the old one stays in AWS");
    assert_eq!(story.practice.committed("DeregisterAccountAssociation"), 1);

    story.window.click("see-link").await;
    story.window.find(&format!("link-device-{}", made[0]["id"].as_str().unwrap())).await;
    story.window.is_clean().await;
}

fn on_link(ledger: &Value) -> Vec<String> {
    let registrations = ledger["registrations"].as_array().unwrap().iter();
    let on_link = registrations.filter(|registration| registration["accountAssociationId"] == NOVAK);
    on_link.map(|registration| registration["managedThingId"].as_str().unwrap().to_owned()).collect()
}
