//! Looks at the program as it is installed: `installed sealed` at the one that is
//! shipped, `installed practised` at its twin that lets itself be driven. Runs in
//! the root that `cargo xtask bundle --prove` makes, never on a person's computer.
#![allow(clippy::print_stdout, reason = "a program talks to whoever started it")]

use std::{
    fs,
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Command, ExitCode, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};
use tests::{
    desktop::{AppProcess, AppWindow, Computer, Screens, practised, wait_until},
    programs::Running,
};

const PROGRAM: &str = "/usr/bin/linkwright";
const DESKTOP_ENTRY: &str = "/usr/share/applications/Linkwright.desktop";
const PICTURES_DIR: &str = "/proof";
const DISPLAY_SIZE: &str = "1280x800";
/// What is to open nothing has this long to open something.
const PATIENCE: Duration = Duration::from_secs(4);
/// What a driver that is refused may take to say so.
const REFUSED_WITHIN: Duration = Duration::from_secs(30);

#[tokio::main]
async fn main() -> ExitCode {
    let what = std::env::args().nth(1).unwrap_or_default();
    let ended = match what.as_str() {
        "sealed" => sealed().await,
        "practised" => practise().await,
        _ => Err(anyhow::anyhow!("usage: installed sealed|practised")),
    };
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("installed {what}: {problem:#}");
            ExitCode::FAILURE
        }
    }
}

async fn sealed() -> Result<()> {
    appears().await?;
    has_no_tools().await?;
    has_no_inspector_server().await?;
    refuses_a_driver().await
}

async fn appears() -> Result<()> {
    let computer = Computer::start(DISPLAY_SIZE);
    let (mut running, window) = start(&computer, &[]).await;
    let app = AppProcess::of(running.child());
    wait_until("WebKit's two processes", async || (app.web_processes().len() >= 2).then_some(())).await;
    ensure!(app.page_process().is_some(), "no process holds the page");
    seen("the installed program opens its window, and WebKit runs beside it");

    let entry = fs::read_to_string(DESKTOP_ENTRY)?;
    let told = entry.lines().find_map(|line| line.strip_prefix("StartupWMClass="));
    let told = told.context("the desktop entry names no window class")?;
    let class = asked(&computer, "xprop", &["-id", &window, "WM_CLASS"])?;
    ensure!(class.contains(&format!("\"{told}\"")), "the window is of class {class}, not {told}");
    seen("the window belongs to its entry in the menu");

    wait_until("a window with something in it", async || {
        let pixels = pixels(&computer).ok()?;
        let first = pixels.get(..3)?;
        (pixels.chunks(3).filter(|pixel| *pixel != first).count() > 20_000).then_some(())
    })
    .await;
    computer.picture(DISPLAY_SIZE, &picture("sealed"))?;
    Ok(())
}

async fn has_no_tools() -> Result<()> {
    let computer = Computer::start(DISPLAY_SIZE);
    let (mut running, window) = start(&computer, &[]).await;
    let app = AppProcess::of(running.child());
    wait_until("WebKit's two processes", async || (app.web_processes().len() >= 2).then_some(())).await;
    let (windows, processes) = (windows(&computer)?, app.web_processes().len());
    // That keys arrive is seen by the focus that moves.
    let before = settled(&computer).await;
    press(&computer, &window, "Tab")?;
    wait_until("a key to be seen", async || (pixels(&computer).ok()? != before).then_some(())).await;
    for keys in ["F12", "ctrl+shift+i", "ctrl+shift+j", "ctrl+shift+c", "ctrl+u"] {
        press(&computer, &window, keys)?;
        opens_nothing(&computer, &app, &windows, processes, keys).await?;
    }
    seen("no key opens developer tools: not F12, not Ctrl+Shift+I, J or C, not Ctrl+U");
    Ok(())
}

async fn opens_nothing(
    computer: &Computer,
    app: &AppProcess,
    windows_before: &[String],
    processes_before: usize,
    keys: &str,
) -> Result<()> {
    let begun = Instant::now();
    while begun.elapsed() < PATIENCE {
        ensure!(windows(computer)? == windows_before, "{keys} opened a window");
        ensure!(app.web_processes().len() <= processes_before, "{keys} started a page");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    Ok(())
}

async fn has_no_inspector_server() -> Result<()> {
    for variable in ["WEBKIT_INSPECTOR_SERVER", "WEBKIT_INSPECTOR_HTTP_SERVER"] {
        let computer = Computer::start(DISPLAY_SIZE);
        let port = free_port()?;
        let (_running, _) = start(&computer, &[(variable, &format!("127.0.0.1:{port}"))]).await;
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            ensure!(TcpStream::connect(("127.0.0.1", port)).is_err(), "{variable} opens a port");
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
    }
    seen("it listens for no inspector, also when the environment asks it to");
    Ok(())
}

async fn refuses_a_driver() -> Result<()> {
    let computer = Computer::start(DISPLAY_SIZE);
    let port = free_port()?;
    let mut command = Command::new("WebKitWebDriver");
    computer.equip(&mut command);
    command.arg(format!("--port={port}")).env("TAURI_WEBVIEW_AUTOMATION", "true");
    let _driver = Running::start(command.stdout(Stdio::null()).stderr(Stdio::null()));
    wait_until("the driver", async || TcpStream::connect(("127.0.0.1", port)).ok()).await;
    let session = tokio::task::spawn_blocking(move || open_session(port));
    shown_window(&computer).await;
    let answer = session.await?;
    if let Some(session) = answer {
        bail!("a driver got a session: {session}");
    }
    ensure!(!windows(&computer)?.is_empty(), "the window went away with the driver");
    seen("with TAURI_WEBVIEW_AUTOMATION=true it starts all the same, and a driver gets no session");
    Ok(())
}

/// The session, if one was given in time.
fn open_session(port: u16) -> Option<Value> {
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .http_status_as_error(true)
        .timeout_global(Some(REFUSED_WITHIN))
        .proxy(None)
        .build()
        .into();
    let options = json!({ "webkitgtk:browserOptions": { "binary": PROGRAM, "args": [] } });
    let form = json!({ "capabilities": { "alwaysMatch": options } }).to_string();
    let mut answer = agent.post(format!("http://127.0.0.1:{port}/session")).send(form).ok()?;
    serde_json::from_str(&answer.body_mut().read_to_string().ok()?).ok()
}

async fn practise() -> Result<()> {
    let computer = Computer::start(DISPLAY_SIZE);
    let window = AppWindow::open(&computer, &[]).await;
    let screens = Screens::new(&window);
    window.shows("Welcome to Linkwright").await;
    window.click("use-practice").await;
    window.shows("PRACTICE").await;
    screens.new_link_at("Northgate Locks").await;
    screens.create_for("Mueller Werkstatt").await;
    window.click("open-sign-in-page").await;
    let opened = computer.opened().await;
    allow(&opened.address)?;
    screens.devices().await;
    screens.register().await;
    window.shows("registered and confirmed").await;
    window.is_clean().await;
    window.painted().await;
    computer.picture(DISPLAY_SIZE, &picture("practised"))?;
    let ledger = practised(&computer).await;
    let made = |kind: &str| ledger[kind].as_array().map_or(0, Vec::len);
    let (links, devices) = (made("associations"), made("registrations"));
    ensure!(links == 1 && devices > 0, "the ledger holds {links} links and {devices} devices");
    seen(&format!("its twin, where it is installed, is led through a practice link with {devices} devices"));
    Ok(())
}

/// The customer signs in at the vendor's page and allows access.
fn allow(address: &str) -> Result<()> {
    let agent: ureq::Agent = ureq::Agent::config_builder().proxy(None).build().into();
    let host = address.split('/').take(3).collect::<Vec<_>>().join("/");
    let sign_in = agent.get(address).call()?.body_mut().read_to_string()?;
    let fields = [("form", hidden(&sign_in)?), ("username", "mueller"), ("password", "practice")];
    let consent = agent.post(format!("{host}{}", action(&sign_in)?)).send_form(fields)?;
    let consent = consent.into_body().read_to_string()?;
    let fields = [("form", hidden(&consent)?), ("decision", "allow")];
    agent.post(format!("{host}{}", action(&consent)?)).send_form(fields)?;
    Ok(())
}

fn hidden(page: &str) -> Result<&str> {
    between(page, "name=\"form\" value=\"").context("the page holds no form")
}

fn action(page: &str) -> Result<&str> {
    between(page, "action=\"").context("the page's form leads nowhere")
}

fn between<'a>(page: &'a str, before: &str) -> Option<&'a str> {
    page.split_once(before)?.1.split('"').next()
}

/// The installed program and its window, once it is shown.
async fn start(computer: &Computer, variables: &[(&str, &str)]) -> (Running, String) {
    let mut command = Command::new(PROGRAM);
    computer.equip(&mut command);
    command.envs(variables.iter().copied()).stdout(Stdio::null()).stderr(Stdio::null());
    let running = Running::start(&mut command);
    (running, shown_window(computer).await)
}

async fn shown_window(computer: &Computer) -> String {
    wait_until("the window", async || windows(computer).ok()?.into_iter().next()).await
}

/// Windows that are shown and have a title.
fn windows(computer: &Computer) -> Result<Vec<String>> {
    let mut command = Command::new("xdotool");
    computer.equip(&mut command);
    // It ends badly when there is none.
    let found = command.args(["search", "--onlyvisible", "--name", "."]).stderr(Stdio::null()).output()?;
    Ok(String::from_utf8(found.stdout)?.lines().map(str::to_owned).collect())
}

fn press(computer: &Computer, window: &str, keys: &str) -> Result<()> {
    asked(computer, "xdotool", &["windowfocus", "--sync", window, "key", keys]).map(drop)
}

/// What the display shows, once it shows the same twice.
async fn settled(computer: &Computer) -> Vec<u8> {
    let mut last = Vec::new();
    wait_until("a window that rests", async || {
        let now = pixels(computer).ok()?;
        let rests = now == last;
        last.clone_from(&now);
        rests.then_some(now)
    })
    .await
}

/// Three bytes each.
fn pixels(computer: &Computer) -> Result<Vec<u8>> {
    let path = computer.path("display.rgb");
    computer.picture(DISPLAY_SIZE, &path)?;
    Ok(fs::read(path)?)
}

fn asked(computer: &Computer, program: &str, arguments: &[&str]) -> Result<String> {
    let mut command = Command::new(program);
    computer.equip(&mut command);
    let done = command.args(arguments).output()?;
    ensure!(done.status.success(), "{program} ended with {}", done.status);
    Ok(String::from_utf8(done.stdout)?)
}

fn picture(name: &str) -> PathBuf {
    Path::new(PICTURES_DIR).join(name).with_extension("png")
}

/// A port nobody listens on at this moment.
fn free_port() -> Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

fn seen(what: &str) {
    println!("proved: {what}");
}
