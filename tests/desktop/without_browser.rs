//! Access by the company's own credential: nobody signs in anywhere.

use tests::desktop::Story;

#[tokio::test]
async fn a_company_credential_needs_no_browser() {
    let story = Story::begin().await;
    let screens = story.screens();
    screens.use_environment().await;
    screens.home().await;
    screens.new_link_at("Aria Climate").await;
    story.window.click_css("input[type='radio'][value='aria-partner-key']").await;
    story.window.type_into("customer-name", "Partner sites south").await;
    story.window.click("create-link").await;

    screens.devices().await;
    assert_eq!(story.computer.opened_count(), 0, "no browser was opened");
    screens.register().await;
    let links = story.practice.made("associations");
    assert_eq!(links.len(), 1);
    assert_eq!(links[0]["generalAuthorization"], "aria-partner-key");
    assert_eq!(story.computer.opened_count(), 0);
}
