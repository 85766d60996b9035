//! The desktop shell: window, commands, browser, clipboard. It decides nothing.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod browser;
mod clipboard;
mod commands;
mod ending;
mod environment;
mod log;
mod notifier;
mod page_process;
mod practice;
mod text_size;
mod window;

use std::{path::PathBuf, sync::Arc};

use desk::{AwsSdk, Desk, Journals, Ports, SystemChance, SystemClock, SystemKeyring};
use tauri::{Manager, RunEvent};

fn main() {
    let captured = environment::capture();
    let app = tauri::Builder::default()
        .invoke_handler(commands::handler())
        .setup(move |app| {
            let window = window::open(app)?;
            let data_dir = app.path().app_data_dir()?;
            let log = log::SystemLog::begin(&app.path().app_log_dir()?);
            let journals = Journals::open(&data_dir);
            let ports = Ports {
                browser: Arc::new(browser::SystemBrowser::find(captured.proxies)),
                clipboard: Arc::new(clipboard::SystemClipboard::default()),
                notifier: Arc::new(notifier::SystemNotifier),
                practice: Arc::new(practice::Embedded::kept_in(&data_dir)),
                gateways: Arc::new(AwsSdk),
                clock: Arc::new(SystemClock),
                chance: Arc::new(SystemChance),
                keyring: Arc::new(SystemKeyring::new()),
                logs: Arc::new(log.clone()),
                environment: Arc::new(captured.environment),
                team_file: team_file_path(),
                data_dir,
                notes_dir: app.path().document_dir().or_else(|_| app.path().home_dir())?,
            };
            let desk = tauri::async_runtime::block_on(async { Desk::open(ports, journals) });
            ending::on_signals(&desk, &log);
            window::follow(&window, &desk);
            app.manage(desk);
            app.manage(log);
            app.manage(window::Subscription::default());
            Ok(())
        })
        .build(tauri::generate_context!());
    match app {
        Ok(app) => app.run(|app, event| {
            if let RunEvent::Exit = event {
                ending::settle(app.state::<Desk>().inner(), app.state::<log::SystemLog>().inner());
            }
        }),
        Err(error) => {
            tell(&error);
            std::process::exit(1);
        }
    }
}

/// Where a company puts the file of its team: beside the program, and on Linux
/// where set-up belongs.
fn team_file_path() -> Option<PathBuf> {
    #[cfg(feature = "automation")]
    if let Some(path) = std::env::var_os("LINKWRIGHT_TEAM_FILE") {
        return Some(PathBuf::from(path));
    }
    if cfg!(target_os = "linux") {
        return Some(PathBuf::from("/etc/linkwright/team.json"));
    }
    Some(std::env::current_exe().ok()?.with_file_name("team.json"))
}

/// There is no window to say it in.
fn tell(error: &tauri::Error) {
    eprintln!("Linkwright could not start: {error}");
}
