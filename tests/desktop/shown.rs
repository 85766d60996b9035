//! How the window appears.

use std::{
    fs,
    io::{BufRead, BufReader},
    process::{Command, Stdio},
    sync::mpsc::{Receiver, channel},
    thread,
    time::{Duration, Instant},
};

use rustix::process::{Pid, Signal, kill_process};
use tests::{
    desktop::{AppProcess, Computer, DEADLINE, Story, wait_until},
    programs::{Running, built},
};

const READY: &str = "window ready";

#[tokio::test]
async fn the_window_is_shown_with_its_first_frame_and_not_at_the_latest_moment() {
    let story = Story::without_aws().await;
    let seen = story.window.run("return [document.visibilityState, performance.now()];").await;
    assert_eq!(seen[0], "visible");
    assert!(seen[1].as_f64().unwrap() < 2500.0, "before the time limit of 3 s: {seen}");
}

#[tokio::test]
async fn a_page_that_never_says_that_it_is_ready_is_shown_after_three_seconds_with_a_hint() {
    let computer = Computer::start("1280x800");
    let begun = Instant::now();
    let mut app = start(&computer, &[]);
    let page = page_of(&mut app.running).await;
    kill_process(page, Signal::STOP).unwrap();
    let person = computer.person();
    assert!(!person.sees("Linkwright"), "nothing is shown before there is a frame");

    let hint = app.said.recv_timeout(DEADLINE).unwrap();
    assert!(hint.contains("--safe-mode"), "{hint}");
    wait_until("the window", async || person.sees("Linkwright").then_some(())).await;
    let took = begun.elapsed();
    assert!(took > Duration::from_secs(3) && took < Duration::from_secs(10), "{took:?}");
}

#[tokio::test]
async fn in_safe_mode_the_page_is_drawn_without_the_graphics_card() {
    let computer = Computer::start("1280x800");
    let mut app = start(&computer, &["--safe-mode"]);
    let page = page_of(&mut app.running).await;
    let environment = fs::read(format!("/proc/{}/environ", page.as_raw_nonzero())).unwrap();
    let environment = String::from_utf8_lossy(&environment);
    for variable in ["WEBKIT_DISABLE_COMPOSITING_MODE=1", "WEBKIT_DISABLE_DMABUF_RENDERER=1"] {
        assert!(environment.split('\0').any(|one| one == variable), "{variable} in {environment}");
    }
    // A slow machine says the hint first.
    while app.said.recv_timeout(DEADLINE).unwrap() != READY {}
    wait_until("the window", async || computer.person().sees("Linkwright").then_some(())).await;
}

/// The app without anybody who drives its page.
struct App {
    running: Running,
    /// What it says of its start.
    said: Receiver<String>,
}

fn start(computer: &Computer, arguments: &[&str]) -> App {
    let mut command = Command::new(built("linkwright"));
    computer.equip(&mut command);
    let mut running = Running::start(command.args(arguments).stdout(Stdio::null()).stderr(Stdio::piped()));
    let output = running.child().stderr.take().expect("its output is piped");
    let (say, said) = channel();
    thread::spawn(move || {
        let lines = BufReader::new(output).lines().map_while(Result::ok);
        for line in lines.filter(|line| line == READY || line.contains("safe-mode")) {
            // The story may be over.
            let _ = say.send(line);
        }
    });
    App { running, said }
}

async fn page_of(running: &mut Running) -> Pid {
    let app = AppProcess::of(running.child());
    let page = wait_until("the page's process", async || app.page_process()).await;
    Pid::from_raw(page.id()).unwrap()
}
