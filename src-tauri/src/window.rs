//! The one window: shown when its first frame is ready, closed to every other
//! origin.

use std::{sync::Mutex, time::Duration};

use contract::DeskView;
use desk::Desk;
use tauri::{
    App, Manager, Url, WebviewWindowBuilder, Window, WindowEvent, ipc::Channel, webview::NewWindowResponse,
};
use tokio::{sync::watch, task::JoinHandle};

use crate::page_process;

/// The window is shown then even when its page has not said that it is ready.
const SHOWN_AT_LATEST: Duration = Duration::from_secs(3);
/// Views are sent at most this often.
const BETWEEN_VIEWS: Duration = Duration::from_millis(100);

pub(crate) fn open(app: &App) -> tauri::Result<()> {
    let config = app.config().app.windows.first().expect("the configuration names the window");
    // What the web view keeps stays out of the folder that the journals are in.
    let web_view_dir = app.path().app_cache_dir()?.join("web-view");
    let window = WebviewWindowBuilder::from_config(app, config)?
        .data_directory(web_view_dir)
        .on_navigation(is_ours)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .build()?;
    page_process::outlive(&window)?;
    let desk = app.state::<Desk>().inner().clone();
    window.on_window_event(move |event| {
        if let WindowEvent::Focused(focused) = event {
            if *focused { desk.window_focused() } else { desk.window_left() }
        } else if let WindowEvent::CloseRequested { api, .. } = event
            && !desk.may_close()
        {
            api.prevent_close();
        }
    });
    let late = window.as_ref().window();
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep(SHOWN_AT_LATEST).await;
        show(&late);
    });
    Ok(())
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

fn is_ours(url: &Url) -> bool {
    matches!(
        (url.scheme(), url.host_str()),
        ("tauri", Some("localhost")) | ("http" | "https", Some("tauri.localhost"))
    )
}

/// Who gets the views; one at a time.
#[derive(Default)]
pub(crate) struct Subscription(Mutex<Option<JoinHandle<()>>>);

impl Subscription {
    pub(crate) fn begin(&self, mut views: watch::Receiver<DeskView>, channel: Channel<DeskView>) {
        let task = tauri::async_runtime::spawn(async move {
            loop {
                let view = views.borrow_and_update().clone();
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
