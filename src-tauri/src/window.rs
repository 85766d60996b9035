//! The one window: shown when its first frame is ready, closed to every other
//! origin.

use std::{sync::Mutex, time::Duration};

use contract::DeskView;
use desk::Desk;
use tauri::{
    App, Manager, Url, WebviewWindow, WebviewWindowBuilder, Window, WindowEvent, ipc::Channel,
    webview::NewWindowResponse,
};
use tokio::{sync::watch, task::JoinHandle};

use crate::{environment::SAFE_MODE, page_process, text_size::TextSize};

/// The window is shown then even when its page has not said that it is ready.
const SHOWN_AT_LATEST: Duration = Duration::from_secs(3);
/// Views are sent at most this often.
const BETWEEN_VIEWS: Duration = Duration::from_millis(100);

/// Begins to load the page; what it asks waits until setup is over, so that the
/// web view starts beside it.
pub(crate) fn open(app: &App) -> tauri::Result<WebviewWindow> {
    let config = app.config().app.windows.first().expect("the configuration names the window");
    // What the web view keeps stays out of the folder that the journals are in.
    let web_view_dir = app.path().app_cache_dir()?.join("web-view");
    let window = WebviewWindowBuilder::from_config(app, config)?
        .data_directory(web_view_dir)
        .on_navigation(is_ours)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .build()?;
    page_process::outlive(&window)?;
    let late = window.as_ref().window();
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep(SHOWN_AT_LATEST).await;
        if !late.is_visible().unwrap_or(true) {
            tell_late();
        }
        show(&late);
    });
    Ok(window)
}

/// Tells the desk where the person looks, and asks it before the window closes.
pub(crate) fn follow(window: &WebviewWindow, desk: &Desk) {
    let desk = desk.clone();
    window.on_window_event(move |event| {
        if let WindowEvent::Focused(focused) = event {
            if *focused { desk.window_focused() } else { desk.window_left() }
        } else if let WindowEvent::CloseRequested { api, .. } = event
            && !desk.may_close()
        {
            api.prevent_close();
        }
    });
}

pub(crate) fn show(window: &Window) {
    if window.is_visible().unwrap_or(false) {
        return;
    }
    if let Err(error) = window.show().and_then(|()| window.set_focus()) {
        tracing::error!(%error, "the window could not be shown");
    }
}

/// Closes without asking.
pub(crate) fn close(window: &Window) {
    if let Err(error) = window.destroy() {
        tracing::error!(%error, "the window could not be closed");
        window.app_handle().exit(0);
    }
}

/// For whoever measures how long a start takes.
#[cfg(feature = "automation")]
pub(crate) fn tell_ready() {
    eprintln!("window ready");
}

/// Where the page is not drawn at all there is no other place to say it.
fn tell_late() {
    tracing::warn!("the page has not said in time that it is ready");
    if cfg!(target_os = "linux") {
        eprintln!(
            "Linkwright's page is not there after {} s. If its window stays white: linkwright {SAFE_MODE}",
            SHOWN_AT_LATEST.as_secs()
        );
    }
}

/// Where the system's web view has the page: elsewhere the same address would be
/// a program that listens on loopback.
fn is_ours(url: &Url) -> bool {
    let place = (url.scheme(), url.host_str(), url.port());
    if cfg!(windows) {
        matches!(place, ("http" | "https", Some("tauri.localhost"), None))
    } else {
        place == ("tauri", Some("localhost"), None)
    }
}

/// Who gets the views; one at a time.
#[derive(Default)]
pub(crate) struct Subscription(Mutex<Option<JoinHandle<()>>>);

impl Subscription {
    pub(crate) fn begin(
        &self,
        mut views: watch::Receiver<DeskView>,
        channel: Channel<DeskView>,
        mut text_size: TextSize,
    ) {
        let task = tauri::async_runtime::spawn(async move {
            loop {
                let view = views.borrow_and_update().clone();
                text_size.follow(&view);
                if channel.send(view).is_err() || views.changed().await.is_err() {
                    return;
                }
                tokio::time::sleep(BETWEEN_VIEWS).await;
            }
        });
        let tauri::async_runtime::JoinHandle::Tokio(task) = task;
        let mut current = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(former) = current.replace(task) {
            former.abort();
        }
    }
}
