//! The desktop shell: window, commands, browser, clipboard. It decides nothing.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod browser;
mod clipboard;
mod commands;
mod ending;
mod environment;
mod notifier;
mod page_process;
mod practice;
mod window;

use std::sync::Arc;

use desk::{AwsSdk, Desk, Journals, Ports, SystemChance, SystemClock};
use tauri::{Manager, RunEvent};

fn main() {
    let environment = Arc::new(environment::capture());
    let app = tauri::Builder::default()
        .invoke_handler(commands::handler())
        .setup(move |app| {
            let data_dir = app.path().app_data_dir()?;
            let journals = Journals::open(&data_dir);
            let ports = Ports {
                browser: Arc::new(browser::SystemBrowser::find()),
                clipboard: Arc::new(clipboard::SystemClipboard::default()),
                notifier: Arc::new(notifier::SystemNotifier),
                practice: Arc::new(practice::Embedded::kept_in(&data_dir)),
                gateways: Arc::new(AwsSdk),
                clock: Arc::new(SystemClock),
                chance: Arc::new(SystemChance),
                environment,
                data_dir,
                notes_dir: app.path().document_dir().or_else(|_| app.path().home_dir())?,
            };
            let desk = tauri::async_runtime::block_on(async { Desk::open(ports, journals) });
            ending::on_signals(&desk);
            app.manage(desk);
            app.manage(window::Subscription::default());
            window::open(app)?;
            Ok(())
        })
        .build(tauri::generate_context!());
    match app {
        Ok(app) => app.run(|app, event| {
            if let RunEvent::Exit = event {
                ending::settle(app.state::<Desk>().inner());
            }
        }),
        Err(error) => {
            tell(&error);
            std::process::exit(1);
        }
    }
}

/// There is no window to say it in.
fn tell(error: &tauri::Error) {
    eprintln!("Linkwright could not start: {error}");
}
