//! A profile that turns out to be another AWS account than last time, and one that
//! is gone.

use tests::{
    cloud::{AccessKey, Cloud},
    desktop::{Company, REGION, Story, keys, profile},
    programs::PracticeProgram,
};

const PROD: &str = "111122223333";
const TEST: &str = "444455556666";

#[tokio::test]
async fn another_account_behind_a_profile_is_used_only_when_it_was_confirmed() {
    let of_test = PracticeProgram::start();
    let (story, cloud) = story(&of_test).await;
    let screens = story.screens();
    let test = cloud.identities(|all| all.user(TEST, "anna"));
    change_keys(&story, &test);
    story.window.shows("AWS says another account than last time").await;
    let said = story.window.texts("[data-testid='before-after']").await.concat();
    for words in ["1111-2222-3333", "4444-5555-6666"] {
        assert!(said.contains(words), "{words} in {said}");
    }
    let focused =
        story.window.run("return document.activeElement.closest('[data-testid]').dataset.testid;").await;
    assert_eq!(focused, "decline-account", "the safe choice has the focus");
    story.window.click("decline-account").await;
    story.window.gone("decline-account").await;
    assert!(screens.band().await.contains("…3333"));
    link_is_made_for(&story, "Miller Flat 3").await;
    assert_eq!((story.practice.made("associations").len(), of_test.made("associations").len()), (1, 0));

    // Asked for once more, by whoever starts anew.
    let mut story = story;
    story.kill_and_start_again().await;
    story.window.click("confirm-account").await;
    story.screens().band_says("…6666").await;
    link_is_made_for(&story, "Jansen, Gracht 1").await;
    assert_eq!((story.practice.made("associations").len(), of_test.made("associations").len()), (1, 1));
    story.window.is_clean().await;
}

#[tokio::test]
async fn a_profile_that_was_removed_is_told() {
    let of_test = PracticeProgram::start();
    let (story, _cloud) = story(&of_test).await;
    story.computer.write_aws_file("config", "");
    story.computer.write_aws_file("credentials", "");
    let notice = story.window.find("notice").await.text().await.unwrap();
    assert!(notice.contains("acme"), "the notice names the profile: {notice}");
    story.screens().aws_accounts().await;
    story.window.shows("not in the AWS config files any more").await;
    story.window.is_clean().await;
}

/// With the profile `acme` of the first account in use.
async fn story(of_test: &PracticeProgram) -> (Story, Cloud) {
    let company = Company::start();
    company.cloud.keep_apart(TEST, of_test);
    let prod = company.cloud.identities(|all| all.user(PROD, "anna"));
    company.computer.write_aws_file("config", &profile("acme", &[("region", REGION)]));
    company.computer.write_aws_file("credentials", &keys("acme", &prod));
    let (story, cloud) = company.open_the_app().await;
    story.screens().use_profile("acme").await;
    story.screens().band_says("…3333").await;
    (story, cloud)
}

fn change_keys(story: &Story, key: &AccessKey) {
    story.computer.write_aws_file("credentials", &keys("acme", key));
}

async fn link_is_made_for(story: &Story, customer: &str) {
    let screens = story.screens();
    screens.home().await;
    screens.new_link_at("Brightwell Lighting").await;
    screens.create_for(customer).await;
}
