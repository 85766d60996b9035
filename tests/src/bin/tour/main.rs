//! Walks through the app as a person does and takes pictures of what is to be
//! seen, light and dark, small and large.
#![allow(clippy::print_stdout, reason = "a program talks to whoever started it")]

mod aws_accounts;
mod support_desk;
mod walk;

use std::{env, path::PathBuf};

use tests::desktop::Story;
use walk::Walk;

/// What the app practised, which is damaged on the walk.
const WORLD: &str = "data/org.linkwright.desktop/practice-world.jsonl";

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let dir = env::args_os().nth(1).map_or_else(|| PathBuf::from("target/tour"), PathBuf::from);
    let mut walk = Walk { story: Story::without_aws().await, dir, stops: 0 };
    beginnings(&mut walk).await;
    the_wizard(&mut walk).await;
    mishaps(&mut walk).await;
    places(&mut walk).await;
    help(&mut walk).await;
    interruptions(&mut walk).await;

    let Walk { story, dir, stops } = walk;
    drop(story);
    // A service of its own, which can be slowed down and set up.
    let mut walk = Walk { story: Story::begin().await, dir, stops };
    support_desk::links(&mut walk).await;
    support_desk::reconnecting(&mut walk).await;
    support_desk::removing(&mut walk).await;

    let Walk { story, dir, stops } = walk;
    drop(story);
    let (dir, stops) = aws_accounts::with_a_code(dir, stops).await;
    let (_, stops) = aws_accounts::by_a_page(dir, stops).await;
    println!("{stops} stops and states");
}

async fn beginnings(walk: &mut Walk) {
    walk.look(false).await;
    walk.stop("first-start").await;
    walk.story.window.click("use-practice").await;
    walk.story.window.shows("PRACTICE").await;
    walk.story.window.find("new-link").await;
    walk.stop("home-empty").await;
}

async fn the_wizard(walk: &mut Walk) {
    walk.story.screens().new_link_at("Brightwell Lighting").await;
    walk.story.window.type_into("job-number", "4711").await;
    walk.story.window.type_into("owner", "C-20417").await;
    walk.story.window.type_into("customer-name", "O'Brien Müller, Flat 3").await;
    walk.story.window.find("stored-name").await;
    walk.stop("customer").await;
    walk.story.window.click("create-link").await;
    walk.story.window.find("open-sign-in-page").await;
    walk.stop("sign-in").await;
    walk.story.window.click("tab-give").await;
    walk.story.window.find("qr-code").await;
    walk.stop("sign-in-given").await;

    walk.story.window.click("open-as-customer").await;
    walk.story.follow().await;
    walk.page("vendor-sign-in").await;
    walk.story.browser.sign_in("miller").await;
    walk.page("vendor-consent").await;
    walk.story.browser.allow().await;
    walk.story.screens().devices().await;
    walk.stop("devices").await;
    walk.look(true).await;
    walk.stop("devices-technical-view").await;
    walk.look(false).await;
    walk.story.screens().register().await;
    walk.story.window.find("completion-note").await;
    walk.stop("done").await;
}

async fn mishaps(walk: &mut Walk) {
    walk.scene("threeDevicesFail").await;
    walk.linked("Hotel Seeblick Annexe", "seeblick").await;
    walk.story.screens().devices().await;
    walk.story.window.click("not-their-devices").await;
    walk.story.window.find("confirm-not-their-devices").await;
    walk.stop("not-their-devices").await;
    walk.story.window.press("\u{e00c}").await;
    walk.story.window.gone("confirm-not-their-devices").await;
    walk.story.window.click("register-devices").await;
    walk.story.window.find("retry-failed").await;
    walk.stop("three-devices-failed").await;

    walk.scene("customerSaysNo").await;
    walk.linked("Okafor Studio 2", "okafor").await;
    walk.story.window.find("start-again").await;
    walk.stop("sign-in-failed").await;

    walk.scene("allGoesWell").await;
    walk.linked("Okafor Atelier", "okafor").await;
    walk.story.window.find("find-again").await;
    walk.stop("no-devices").await;
}

async fn places(walk: &mut Walk) {
    walk.story.screens().home().await;
    walk.story.window.find("new-link").await;
    walk.stop("home").await;
    walk.story.window.click("existing-link").await;
    walk.story.window.find("open-link-a55c1a7ed00000000000000000000001").await;
    walk.stop("existing-link").await;
    walk.story.window.click("open-link-a55c1a7ed00000000000000000000001").await;
    walk.story.window.click("tab-already-in-aws").await;
    walk.story.window.find("register-thing-7419600d000000000000000000000002").await;
    walk.stop("already-in-aws").await;
    for (place, name) in [("Links", "links"), ("AWS accounts", "aws-accounts"), ("Practice", "practice")] {
        walk.story.screens().go_to(place).await;
        walk.story.window.css("main h1").await;
        walk.stop(name).await;
    }
}

/// Each page of Help, by its topic as the window calls it.
const HELP: [(&str, &str); 10] = [
    ("firstSteps", "help-first-steps"),
    ("calls", "help-calls"),
    ("states", "help-states"),
    ("problems", "help-problems"),
    ("permissions", "help-permissions"),
    ("privacy", "help-privacy"),
    ("logs", "help-logs"),
    ("keyboard", "help-keyboard"),
    ("words", "help-words"),
    ("cannot", "help-cannot"),
];

async fn help(walk: &mut Walk) {
    walk.story.screens().home().await;
    walk.story.window.click("settings").await;
    walk.story.window.find("save-settings").await;
    walk.stop("settings").await;
    walk.story.window.press("\u{e00c}").await;
    walk.story.window.gone("save-settings").await;
    walk.story.screens().go_to("Help").await;
    for (topic, name) in HELP {
        walk.story.window.click(&format!("topic-{topic}")).await;
        walk.story.window.run("document.documentElement.scrollTop = 0; return null;").await;
        walk.stop(name).await;
    }
    walk.story.window.type_into("help-search", "sign-in page").await;
    walk.story.window.find("help-hit").await;
    walk.stop("help-search").await;
}

async fn interruptions(walk: &mut Walk) {
    walk.linked("Hotel Seeblick Nord", "devices-200").await;
    walk.story.screens().devices().await;
    walk.story.window.click("register-devices").await;
    walk.story.window.click("pause-registering").await;
    walk.story.window.find("continue-registering").await;
    walk.story.window.run("document.documentElement.scrollTop = 0; return null;").await;
    walk.stop("registering-paused").await;
    walk.story.window.click_css("[data-testid='timeline'] [role='button']").await;
    walk.story.window.css(".lw-timeline").await;
    let script = "document.querySelector('.lw-timeline').scrollIntoView({ block: 'start' }); return null;";
    walk.story.window.run(script).await;
    walk.stop("what-happened").await;

    walk.story.screens().home().await;
    walk.story.screens().new_link_at("Northgate Locks").await;
    walk.story.screens().create_for("Van der Berg Loods").await;
    walk.story.screens().home().await;
    walk.story.window.find("new-link").await;
    walk.stop("home-waiting").await;
    walk.story.computer.person().closes("Linkwright");
    walk.story.window.find("stay-open").await;
    walk.stop("closing").await;
    walk.story.window.click("stay-open").await;
    walk.story.window.gone("stay-open").await;

    walk.unusable().await;

    let process = walk.story.window.process();
    process.terminate();
    process.ended().await;
    std::fs::write(walk.story.computer.path(WORLD), "damaged").expect("the folder can be written");
    walk.story.start_again().await;
    walk.story.window.find("notice").await;
    walk.stop("notice").await;
}
