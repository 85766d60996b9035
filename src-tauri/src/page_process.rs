//! The process that holds the page. When it ends unasked, as when the system runs
//! out of memory, the page is loaded again; what it shows is all in the desk.

use tauri::WebviewWindow;

#[cfg(target_os = "linux")]
pub(crate) fn outlive(window: &WebviewWindow) -> tauri::Result<()> {
    use std::time::Duration;
    use webkit2gtk::WebViewExt;

    /// A page that ends its process again and again is loaded at this pace.
    const BEFORE_LOADING: Duration = Duration::from_millis(500);

    let again = window.clone();
    window.with_webview(move |view| {
        view.inner().connect_web_process_terminated(move |_, reason| {
            tracing::error!(?reason, "the page's process ended; the page is loaded again");
            let window = again.clone();
            tauri::async_runtime::spawn(async move {
                tokio::time::sleep(BEFORE_LOADING).await;
                if let Err(error) = window.reload() {
                    tracing::error!(%error, "the page could not be loaded again");
                }
            });
        });
    })
}

/// Elsewhere the system's web view brings its process back by itself, or shows
/// its own page.
#[cfg(not(target_os = "linux"))]
pub(crate) fn outlive(_: &WebviewWindow) -> tauri::Result<()> {
    Ok(())
}
