//! A sign-in page on a host that its device cloud never had: nobody is sent there
//! before somebody said that it is right. reliability.md O8.

use tests::{desktop::Company, front::SIGN_IN_HOST};

const ACCOUNT: &str = "111122223333";
const OTHER_HOST: &str = "signin.vend0rs.example";

#[tokio::test]
async fn a_changed_host_is_a_warning_in_front_of_every_way_to_the_page() {
    let company = Company::start();
    company.profile_with_keys("acme", ACCOUNT);
    let (story, cloud) = company.open_the_app().await;
    let screens = story.screens();
    screens.use_profile("acme").await;
    screens.band_says("acme").await;
    screens.home().await;
    screens.new_link_at("Brightwell Lighting").await;
    screens.create_for("Miller Flat 3").await;
    story.window.click("open-sign-in-page").await;
    assert!(story.computer.opened().await.address.starts_with(&format!("https://{SIGN_IN_HOST}/")));

    cloud.move_sign_in_pages(OTHER_HOST);
    screens.home().await;
    screens.new_link_at("Brightwell Lighting").await;
    screens.create_for("Jansen Loft").await;
    story.window.find("trust-host").await;
    for words in [OTHER_HOST, SIGN_IN_HOST] {
        story.window.shows(words).await;
    }
    for way in ["open-sign-in-page", "open-usual", "copy-address", "qr-code"] {
        assert!(!story.window.has(way).await, "{way} is in front of the warning");
    }
    assert_eq!(story.computer.opened_count(), 0);

    story.window.click("trust-host").await;
    story.window.click("open-sign-in-page").await;
    assert!(story.computer.opened().await.address.starts_with(&format!("https://{OTHER_HOST}/")));
    story.window.is_clean().await;
}
