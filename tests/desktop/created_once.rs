//! Every way back after 'Create link': none of them makes a second link.

use tests::desktop::Story;

const ALT_LEFT: &str = "\u{e00a}\u{e012}";
const BACKSPACE: &str = "\u{e003}";
const ESCAPE: &str = "\u{e00c}";

#[tokio::test]
async fn no_way_back_makes_a_second_link() {
    let story = Story::begin().await;
    let screens = story.screens();
    screens.use_environment().await;
    screens.home().await;
    screens.new_link_at("Brightwell Lighting").await;
    screens.create_for("Miller Flat 3").await;

    for key in [ALT_LEFT, BACKSPACE, ESCAPE] {
        story.window.press(key).await;
        story.window.find("stop-sign-in").await;
    }
    story.window.back().await;
    story.window.find("stop-sign-in").await;
    story.window.reload().await;
    story.window.find("stop-sign-in").await;
    only_one_was_made(&story);

    screens.home().await;
    story.window.shows("Miller Flat 3").await;
    story.window.click("new-link").await;
    story.window.type_into("customer-name", "Miller Flat 3").await;
    story.window.shows("This customer already has a link").await;
    story.window.click("open-existing").await;
    story.window.find("stop-sign-in").await;
    only_one_was_made(&story);

    // Enter sends the form before the check of the name has answered.
    screens.home().await;
    story.window.click("new-link").await;
    story.window.type_into("customer-name", "Miller Flat 3\u{e007}").await;
    story.window.shows("Miller Flat 3").await;
    screens.home().await;
    only_one_was_made(&story);

    story.window.click("new-link").await;
    screens.create_for("Miller Flat 4").await;
    assert_eq!(story.practice.made("associations").len(), 2, "another customer gets another link");
}

fn only_one_was_made(story: &Story) {
    assert_eq!(story.practice.committed("CreateAccountAssociation"), 1);
    assert_eq!(story.practice.made("associations").len(), 1);
}
