//! The main job, start to finish.

use tests::desktop::Story;

#[tokio::test]
async fn a_customer_signs_in_here_and_five_devices_are_registered_and_confirmed() {
    let story = Story::begin().await;
    let screens = story.screens();
    screens.use_environment().await;
    screens.home().await;
    screens.new_link_at("Brightwell Lighting").await;
    story.window.type_into("owner", "C-20417").await;
    screens.create_for("O'Brien Müller, Flat 3").await;
    story.window.shows("OBrien Mueller Flat 3").await;

    story.window.click("open-sign-in-page").await;
    let opened = story.follow().await;
    assert_eq!((opened.program.as_str(), opened.arguments[0].as_str()), ("firefox", "--private-window"));
    assert_eq!(opened.arguments.len(), 2, "the flag and one address: {:?}", opened.arguments);
    assert!(!opened.environment.contains("AWS_"), "{}", opened.environment);
    story.browser.sign_in("miller").await;
    story.browser.allow().await;

    screens.devices().await;
    assert_eq!(
        story.practice.committed("CreateManagedThing"),
        0,
        "nothing is made before the devices were seen"
    );
    for untick in ["bw-100006", "bw-100007,a"] {
        story
            .window
            .click_css(&format!("tr:has([data-testid='device-row-{untick}']) input[type=checkbox]"))
            .await;
    }
    story.window.shows("Register 5 devices").await;
    screens.register().await;
    story.window.shows("5 of 5 devices registered and confirmed").await;

    let ledger = story.practice.ledger();
    assert_eq!(story.practice.committed("CreateAccountAssociation"), 1);
    assert_eq!(story.practice.committed("CreateManagedThing"), 5);
    assert_eq!(story.practice.committed("RegisterAccountAssociation"), 5);
    let links = ledger["associations"].as_array().unwrap();
    let made: Vec<_> = links.iter().filter(|link| link["seeded"] != true).collect();
    assert_eq!(made.len(), 1);
    assert_eq!(made[0]["name"], "OBrien Mueller Flat 3");
    let things = ledger["managedThings"].as_array().unwrap();
    let made: Vec<_> = things.iter().filter(|thing| thing["seeded"] != true).collect();
    assert_eq!(made.len(), 5);
    assert!(made.iter().all(|thing| thing["owner"] == "C-20417"), "{made:#?}");
    assert!(made.iter().any(|thing| thing["name"] == "Küche über der Spüle"));
    assert_eq!(story.window.violations().await, serde_json::json!([]), "nothing broke the page's policy");

    // The repeat customer: four clicks and one typed field.
    story.window.hands();
    story.window.click("next-customer").await;
    screens.create_for("Jansen, Gracht 1").await;
    story.window.click("open-sign-in-page").await;
    story.follow().await;
    story.browser.sign_in("jansen").await;
    story.browser.allow().await;
    screens.devices().await;
    screens.register().await;
    assert_eq!(story.window.hands(), (4, 1), "clicks and typed fields");
}
