//! How the program ends: what happened is on disk before it does.

use desk::Desk;

/// Ends in order when the system asks for it, as when the person logs out.
pub(crate) fn on_signals(desk: &Desk) {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let desk = desk.clone();
        tauri::async_runtime::spawn(async move {
            let (Ok(mut terminated), Ok(mut hung_up)) =
                (signal(SignalKind::terminate()), signal(SignalKind::hangup()))
            else {
                return;
            };
            tokio::select! {
                _ = terminated.recv() => {}
                _ = hung_up.recv() => {}
            }
            desk.settle().await;
            std::process::exit(0);
        });
    }
    #[cfg(not(unix))]
    let _ = desk;
}

pub(crate) fn settle(desk: &Desk) {
    tauri::async_runtime::block_on(desk.settle());
}
