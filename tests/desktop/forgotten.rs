//! 'Forget this customer': nothing of them stays on this computer.

use tests::desktop::Story;

/// Typed by nobody else.
const NAME: &str = "Zebulon";

#[tokio::test]
async fn a_forgotten_customer_is_named_in_no_file_of_this_computer() {
    let story = Story::begin().await;
    let screens = story.screens();
    screens.use_environment().await;
    screens.home().await;
    screens.new_link_at("Brightwell Lighting").await;
    screens.create_for("O'Brien Zebulon").await;
    assert!(!files_naming(&story).is_empty(), "it was written down");

    story.window.click("more").await;
    story.window.click("forget-customer").await;
    story.window.click("confirm-forget").await;
    story.window.find("new-link").await;
    story.window.shows("Nothing is waiting for you").await;
    assert_eq!(files_naming(&story), Vec::<std::path::PathBuf>::new());
    assert_eq!(story.practice.made("associations").len(), 1, "the link in AWS stays");
}

fn files_naming(story: &Story) -> Vec<std::path::PathBuf> {
    let dirs = ["data", "config", "cache", "runtime", "Documents"];
    let files = dirs.into_iter().flat_map(|dir| story.computer.files(dir));
    files.filter(|(_, text, _)| holds(text)).map(|(path, ..)| path).collect()
}

fn holds(text: &[u8]) -> bool {
    text.windows(NAME.len()).any(|part| part.eq_ignore_ascii_case(NAME.as_bytes()))
}
