//! From a customer's name to confirmed devices.

use contract::{
    ChooseDevicesForm, ListDevicesForm, NothingForm, OpenSignInPageForm, RenameDeviceForm, StopView,
};

use crate::setting::{Setting, customer};

#[tokio::test]
async fn a_customer_is_linked_and_five_devices_are_registered_and_confirmed() {
    let setting = Setting::start().await;
    let desk = &setting.desk;
    let clouds = desk.list_connector_destinations(NothingForm {}).await.unwrap();
    let brightwell = clouds.destinations.iter().find(|cloud| cloud.name == "Brightwell Lighting").unwrap();
    let mut form = customer(&brightwell.connector_destination_id, "O'Brien Müller, Flat 3");
    form.owner = Some("C-20417".to_owned());
    form.job_number = Some("4711".to_owned());
    desk.create_account_association(form).await.unwrap();
    assert_eq!(setting.open().stored_name, "OBrien Mueller Flat 3");

    let page = OpenSignInPageForm { journey_id: setting.open().journey_id, private_window: true };
    desk.open_sign_in_page(page).await.unwrap();
    assert_eq!(setting.computer.opened().len(), 1);
    setting.sign_in("miller", "allow");

    let found = setting
        .wait_at("the found devices", |stop| match stop {
            StopView::ChoosingDevices { found, .. } => Some(*found),
            _ => None,
        })
        .await;
    assert_eq!(found, 7);
    assert_eq!(setting.committed("CreateManagedThing"), 0, "nothing is made before the devices were seen");

    let journey_id = setting.open().journey_id;
    let rows = desk
        .list_devices(ListDevicesForm { journey_id: journey_id.clone(), search: String::new(), offset: 0 })
        .await
        .unwrap()
        .rows;
    let choosable: Vec<_> = rows.iter().filter(|row| row.choosable).collect();
    assert!(choosable.len() >= 5, "{rows:#?}");
    let all =
        ChooseDevicesForm { journey_id: journey_id.clone(), connector_device_ids: Vec::new(), chosen: false };
    desk.choose_devices(all).await.unwrap();
    let five: Vec<String> = choosable.iter().take(5).map(|row| row.connector_device_id.clone()).collect();
    let renamed = RenameDeviceForm {
        journey_id: journey_id.clone(),
        connector_device_id: five[0].clone(),
        name: "Küche links".to_owned(),
    };
    desk.rename_device(renamed).await.unwrap();
    let chosen = ChooseDevicesForm { journey_id, connector_device_ids: five, chosen: true };
    desk.choose_devices(chosen).await.unwrap();
    desk.register_devices(setting.journey()).await.unwrap();
    let registered = setting
        .wait_at("five confirmed devices", |stop| match stop {
            StopView::Done { registered, .. } => Some(*registered),
            _ => None,
        })
        .await;
    assert_eq!(registered, 5);

    let ledger = setting.ledger();
    let link = setting.link();
    assert_eq!(setting.committed("CreateAccountAssociation"), 1);
    assert_eq!(setting.committed("CreateManagedThing"), 5);
    assert_eq!(setting.committed("RegisterAccountAssociation"), 5);
    let made =
        ledger["associations"].as_array().unwrap().iter().find(|made| made["id"] == link.as_str()).unwrap();
    assert_eq!(made["name"], "OBrien Mueller Flat 3");
    assert!(made["description"].as_str().unwrap().starts_with("job 4711 made "), "{made}");
    let things = ledger["managedThings"].as_array().unwrap().iter();
    let named: Vec<_> = things.filter(|thing| thing["owner"] == "C-20417").collect();
    assert_eq!(named.len(), 5);
    assert!(named.iter().any(|thing| thing["name"] == "Küche links"));
    let note = desk.completion_note(setting.journey()).await.unwrap().text;
    assert!(
        note.contains("O'Brien Müller, Flat 3") && note.contains("Registered and confirmed (5)"),
        "{note}"
    );
}
