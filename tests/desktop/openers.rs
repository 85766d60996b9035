//! Whatever the system's openers do, the customer's page can be reached, and they
//! get one address and nothing of ours: reliability.md O1 to O6.

use std::{
    fs,
    path::PathBuf,
    time::{Duration, Instant},
};

use tests::{
    desktop::{AppProcess, Computer, Opened, Story, wait_until},
    programs::{PracticeProgram, script},
};

const OPENERS: [&str; 8] =
    ["xdg-open", "gio", "gnome-open", "kde-open6", "kde-open5", "kde-open", "wslview", "firefox"];
/// All that the stand-ins and the driver need of the system.
const TOOLS: [&str; 5] = ["WebKitWebDriver", "sh", "env", "mv", "sleep"];
/// Named by an AppImage; with a colon what is a list of paths.
const OF_THE_IMAGE: [&str; 8] = [
    "APPIMAGE",
    "GTK_EXE_PREFIX",
    "LD_LIBRARY_PATH:",
    "OWD",
    "PERLLIB",
    "PYTHONHOME",
    "QT_PLUGIN_PATH",
    "XDG_DATA_DIRS:",
];

#[tokio::test]
async fn openers_that_lie_fail_hang_or_are_missing_leave_the_page_within_reach() {
    let story = with_these_openers_alone(&[]).await;
    story.screens().use_environment().await;
    story.screens().home().await;
    story.screens().new_link_at("Brightwell Lighting").await;
    story.screens().create_for("Miller Flat 3").await;

    // The browser that was found at the start, and the system's own.
    story.window.click("open-sign-in-page").await;
    let private = story.computer.opened().await;
    assert_eq!(private.program, "firefox");
    assert_eq!(private.arguments, ["--private-window".to_owned(), private.address.clone()]);
    story.window.click("open-usual").await;
    let usual = story.computer.opened().await;
    assert_eq!((usual.program.as_str(), &usual.arguments), ("xdg-open", &vec![usual.address.clone()]));
    assert_eq!(usual.address, private.address);
    for opened in [&private, &usual] {
        assert!(url::Url::parse(&opened.address).is_ok_and(|url| url.as_str() == opened.address));
        nothing_of_ours(&story, opened);
    }

    it_says_that_it_opened_and_did_not(&story).await;
    it_fails_and_the_next_one_is_asked(&story).await;
    it_hangs(&story).await;
    there_is_none(&story, &usual.address).await;
    assert_eq!(zombies(&story.window.process()), Vec::<u32>::new());
    story.window.is_clean().await;
}

/// O2.
async fn it_says_that_it_opened_and_did_not(story: &Story) {
    opener(story, "xdg-open", "exit 0");
    story.computer.person().works_in("Linkwright");
    let begun = Instant::now();
    story.window.click("open-usual").await;
    story.window.css("[data-testid='no-page-in-sight'][data-highlighted='true']").await;
    assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
    for other_way in ["copy-address", "qr-instead"] {
        assert!(story.window.has(other_way).await, "{other_way}");
    }
    assert_eq!(story.computer.opened_count(), 0);
}

/// O3.
async fn it_fails_and_the_next_one_is_asked(story: &Story) {
    opener(story, "xdg-open", "exit 3");
    story.window.click("open-usual").await;
    let opened = story.computer.opened().await;
    assert_eq!((opened.program.as_str(), opened.arguments[0].as_str()), ("gio", "open"));
    assert_eq!(opened.arguments.len(), 2, "its own verb and one address");
    nothing_of_ours(story, &opened);
}

/// O4: it is let be, no other one is asked, and its end leaves nothing behind.
async fn it_hangs(story: &Story) {
    let told = story.computer.path("hangs");
    opener(story, "xdg-open", &format!("echo $$ > {0}.new; mv {0}.new {0}; exec sleep 60", told.display()));
    let begun = Instant::now();
    story.window.click("open-usual").await;
    let pid: u32 =
        wait_until("the opener", async || fs::read_to_string(&told).ok()?.trim().parse().ok()).await;
    story.window.css("[data-testid='open-usual']:not([aria-disabled='true'])").await;
    story.window.shows("Miller Flat 3").await;
    assert!(begun.elapsed() < Duration::from_secs(10), "the window waited: {:?}", begun.elapsed());
    assert_eq!(story.computer.opened_count(), 0, "it is taken for a browser that stays");
    let number = rustix::process::Pid::from_raw(i32::try_from(pid).unwrap()).unwrap();
    rustix::process::kill_process(number, rustix::process::Signal::KILL).unwrap();
    let place = PathBuf::from(format!("/proc/{pid}"));
    wait_until("the end of the opener", async || (!place.exists()).then_some(())).await;
}

/// O1.
async fn there_is_none(story: &Story, address: &str) {
    for name in OPENERS {
        // Not every one was put there.
        let _ = fs::remove_file(story.computer.path("bin").join(name));
    }
    story.window.click("open-usual").await;
    story.window.shows("No browser could be started").await;
    story.window.click("copy-address").await;
    wait_until("the copied address", async || (story.computer.clipboard() == address).then_some(())).await;
}

/// O5, with an environment as an AppImage sets it up.
#[tokio::test]
async fn an_opener_is_told_nothing_of_an_appimage_or_of_aws() {
    let image = tempfile::tempdir().unwrap();
    let inside = image.path().display().to_string();
    let mut variables = vec![("APPDIR".to_owned(), inside.clone())];
    for name in OF_THE_IMAGE {
        let value = match name.strip_suffix(':') {
            Some(_) => format!("{inside}/usr:/usr/share"),
            None => format!("{inside}/usr/x"),
        };
        variables.push((name.trim_end_matches(':').to_owned(), value));
    }
    let story = with_these_openers_alone(&variables).await;
    story.screens().use_environment().await;
    story.screens().home().await;
    story.screens().new_link_at("Brightwell Lighting").await;
    story.screens().create_for("Miller Flat 3").await;
    for way in ["open-sign-in-page", "open-usual"] {
        story.window.click(way).await;
        let opened = story.computer.opened().await;
        nothing_of_ours(&story, &opened);
        assert!(!opened.environment.contains(&inside), "{}", opened.environment);
        for kept in ["XDG_DATA_DIRS=/usr/share", "LD_LIBRARY_PATH=/usr/share", "DISPLAY=:"] {
            assert!(opened.environment.lines().any(|line| line.starts_with(kept)), "{}", opened.environment);
        }
    }
}

/// A computer whose PATH has the stand-ins and nothing of the system's openers.
async fn with_these_openers_alone(more: &[(String, String)]) -> Story {
    let computer = Computer::start("1280x800");
    let bin_dir = computer.path("bin");
    for tool in TOOLS {
        let dirs = std::env::var_os("PATH").unwrap();
        let found = std::env::split_paths(&dirs).map(|dir| dir.join(tool)).find(|path| path.is_file());
        std::os::unix::fs::symlink(found.unwrap(), bin_dir.join(tool)).unwrap();
    }
    let practice = PracticeProgram::start();
    let aws = practice.aws_variables().map(|(name, value)| (name.to_owned(), value.to_owned()));
    let mut variables: Vec<(String, String)> = aws.collect();
    variables.push(("PATH".to_owned(), bin_dir.display().to_string()));
    variables.push(("AWS_PROFILE".to_owned(), "nobody".to_owned()));
    variables.extend_from_slice(more);
    Story::on(computer, practice, &variables).await
}

fn opener(story: &Story, name: &str, does: &str) {
    script(&story.computer.path("bin").join(name), &format!("#!/bin/sh\n{does}\n"));
}

fn nothing_of_ours(story: &Story, opened: &Opened) {
    let told = opened.environment.lines().find(|line| line.starts_with("AWS_"));
    assert_eq!(told, None, "{}", opened.program);
    for name in ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"] {
        assert!(!opened.environment.contains(story.practice.variable(name)), "{name}");
    }
}

/// Children of the app that ended and were not asked how. proc(5): after the name
/// come state and parent.
fn zombies(app: &AppProcess) -> Vec<u32> {
    let entries = fs::read_dir("/proc").unwrap().flatten();
    let stats = entries.filter_map(|entry| {
        let pid: u32 = entry.file_name().to_str()?.parse().ok()?;
        Some((pid, fs::read_to_string(entry.path().join("stat")).ok()?))
    });
    let of_the_app = stats.filter(|(_, stat)| {
        let mut fields = stat.rsplit_once(')').map(|(_, rest)| rest.split_whitespace()).into_iter().flatten();
        fields.next() == Some("Z") && fields.next() == Some(&app.id().to_string())
    });
    of_the_app.map(|(pid, _)| pid).collect()
}
