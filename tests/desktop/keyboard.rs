//! Without a mouse: from the first start to Done, then the settings, the places,
//! and Help.

use tests::desktop::{Key, Keyboard, Story};

#[tokio::test]
async fn a_customer_is_linked_by_keyboard_alone_and_the_focus_is_never_lost() {
    let story = Story::without_aws().await;
    let keyboard = Keyboard::of(&story.window);
    story.window.find("use-practice").await;
    keyboard.tab_to("use-practice").await;
    keyboard.press(Key::Enter).await;
    story.window.find("new-link").await;
    keyboard.is_on_heading("Home").await;

    keyboard.tab_to("new-link").await;
    keyboard.press(Key::Enter).await;
    keyboard.is_on("customer-name").await;
    keyboard.tab_back_to("device-cloud").await;
    keyboard.press(Key::Enter).await;
    story.window.css("[role='option']").await;
    keyboard.press(Key::Escape).await;
    keyboard.is_on("device-cloud").await;
    story.window.shows("Choose a device cloud").await;
    choose(&story, &keyboard, "Brightwell Lighting").await;

    keyboard.tab_to("customer-name").await;
    keyboard.types("Miller Flat 3").await;
    story.window.find("stored-name").await;
    keyboard.press(Key::Enter).await;
    story.window.find("stop-sign-in").await;
    keyboard.is_on_heading("Waiting for the customer").await;

    keyboard.tab_to("open-sign-in-page").await;
    keyboard.press(Key::Enter).await;
    story.follow().await;
    keyboard.is_on("open-sign-in-page").await;
    story.browser.sign_in("miller").await;
    story.browser.allow().await;

    story.screens().devices().await;
    keyboard.is_somewhere().await;
    keyboard.tab_to("device-row-bw-100006").await;
    keyboard.press(Key::Space).await;
    story.window.shows("Register 6 devices").await;
    keyboard.tab_to("not-their-devices").await;
    keyboard.press(Key::Enter).await;
    story.window.find("confirm-not-their-devices").await;
    keyboard.is_somewhere().await;
    keyboard.press(Key::Escape).await;
    story.window.gone("confirm-not-their-devices").await;
    keyboard.is_on("not-their-devices").await;
    keyboard.tab_to("register-devices").await;
    keyboard.press(Key::Enter).await;
    story.window.find("stop-done").await;
    keyboard.is_on_heading("Done").await;
    story.window.shows("6 of 6 devices registered and confirmed").await;

    keyboard.press(Key::F1).await;
    keyboard.is_on_heading("Help").await;
    keyboard.press(Key::Escape).await;
    story.window.gone("help").await;
    story.window.find("stop-done").await;
    keyboard.is_somewhere().await;
    story.window.is_clean().await;
}

#[tokio::test]
async fn places_settings_and_help_are_reached_and_left_by_keyboard() {
    let story = Story::begin().await;
    story.screens().use_environment().await;
    let keyboard = Keyboard::of(&story.window);
    // What was reached with the mouse has no line round it.
    keyboard.press(Key::Tab).await;
    for (place, heading) in
        [("#links", "Links"), ("#aws-accounts", "AWS accounts"), ("#practice", "Practice"), ("#home", "Home")]
    {
        follow(&story, &keyboard, place).await;
        keyboard.is_on_heading(heading).await;
    }

    keyboard.tab_back_to("settings").await;
    keyboard.press(Key::Enter).await;
    story.window.find("save-settings").await;
    keyboard.is_somewhere().await;
    keyboard.tab_to("save-settings").await;
    keyboard.press(Key::Escape).await;
    story.window.gone("save-settings").await;
    keyboard.is_on("settings").await;

    keyboard.tab_back_to("skip").await;
    keyboard.press(Key::Enter).await;
    keyboard.is_on_heading("Home").await;

    keyboard.press(Key::F1).await;
    keyboard.is_on_heading("First steps").await;
    keyboard.tab_to("help-search").await;
    keyboard.types("proxy password").await;
    keyboard.tab_to("help-hit").await;
    keyboard.press(Key::Enter).await;
    keyboard.is_on("help-entry").await;
    keyboard.press(Key::Escape).await;
    story.window.gone("help").await;
    keyboard.is_on_heading("Home").await;
    story.window.is_clean().await;
}

/// Chooses a device cloud from its list.
async fn choose(story: &Story, keyboard: &Keyboard<'_>, name: &str) {
    let script = format!(
        "const at = document.activeElement?.getAttribute('aria-activedescendant'); return at ? document.getElementById(at)?.innerText.includes({name:?}) ?? false : false;"
    );
    keyboard.press(Key::Enter).await;
    story.window.css("[role='option']").await;
    for _ in 0..10 {
        keyboard.press(Key::Down).await;
        if story.window.run(&script).await == true {
            keyboard.press(Key::Enter).await;
            keyboard.is_on("device-cloud").await;
            return;
        }
    }
    panic!("{name} cannot be chosen");
}

/// Follows a link at the side.
async fn follow(story: &Story, keyboard: &Keyboard<'_>, href: &str) {
    let script = format!("return document.activeElement?.getAttribute('href') === {href:?};");
    keyboard.tab_back_to("settings").await;
    for _ in 0..12 {
        if story.window.run(&script).await == true {
            keyboard.press(Key::Enter).await;
            return;
        }
        keyboard.press(Key::Tab).await;
    }
    panic!("Tab never led to {href}");
}
