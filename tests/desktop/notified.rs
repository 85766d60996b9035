//! A customer signs in while nobody looks: the system tells.

use tests::{
    desktop::{Notification, Notifications, Story, wait_until},
    programs::PracticeProgram,
};

#[tokio::test]
async fn a_sign_in_that_nobody_sees_is_told_by_the_system_and_one_on_the_screen_is_not() {
    let story = Story::begin().await;
    let screens = story.screens();
    let (system, person) = (story.computer.notifications(), story.computer.person());
    screens.use_environment().await;
    screens.home().await;
    person.works_in("Linkwright");

    // On the screen.
    screens.new_link_at("Brightwell Lighting").await;
    screens.create_for("Miller Flat 3").await;
    story.signs_in_elsewhere("Miller Flat 3", "miller");
    screens.devices().await;

    // Another page is open.
    screens.home().await;
    story.window.click("new-link").await;
    screens.create_for("Jansen & Zoon <Gracht>").await;
    screens.home().await;
    story.signs_in_elsewhere("Jansen Zoon Gracht", "jansen");
    let told = one(&system).await;
    assert_eq!(told.title, "Jansen & Zoon <Gracht> has signed in (PRACTICE)");
    assert_eq!(told.body, "Linkwright looks for the devices at Brightwell Lighting.");

    // Open, behind another window.
    story.window.click("new-link").await;
    screens.create_for("Chalet Seeblick").await;
    person.works_elsewhere();
    story.signs_in_elsewhere("Chalet Seeblick", "seeblick");
    let told = one(&system).await;
    assert_eq!(told.title, "Chalet Seeblick has signed in (PRACTICE)");
}

#[tokio::test]
async fn without_a_session_bus_nothing_is_told_and_all_goes_on() {
    let practice = PracticeProgram::start();
    let aws = practice.aws_variables().map(|(name, value)| (name.to_owned(), value.to_owned()));
    let no_bus = ("DBUS_SESSION_BUS_ADDRESS".to_owned(), "disabled:".to_owned());
    let variables: Vec<_> = aws.chain([no_bus]).collect();
    let story = Story::with(practice, &variables).await;
    let screens = story.screens();
    screens.use_environment().await;
    screens.home().await;
    screens.new_link_at("Brightwell Lighting").await;
    screens.create_for("Miller Flat 3").await;
    screens.home().await;
    story.signs_in_elsewhere("Miller Flat 3", "miller");
    story.window.shows("7 devices found").await;
    screens.go_on().await;
    screens.devices().await;
}

/// What was told since the last time, which is one.
async fn one(system: &Notifications) -> Notification {
    let told = wait_until("a notification", async || {
        let told = system.taken();
        (!told.is_empty()).then_some(told)
    })
    .await;
    assert_eq!(told.len(), 1, "{told:#?}");
    told[0].clone()
}
