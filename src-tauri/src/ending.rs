//! How the program ends: what happened is on disk before it does.

use desk::Desk;
#[cfg(unix)]
use tokio::signal::unix::{SignalKind, signal};

use crate::log::SystemLog;

/// Ends in order when the system asks for it, as when the person logs out.
pub(crate) fn on_signals(desk: &Desk, log: &SystemLog) {
    #[cfg(unix)]
    for kind in [SignalKind::terminate(), SignalKind::hangup(), SignalKind::interrupt()] {
        let (desk, log) = (desk.clone(), log.clone());
        tauri::async_runtime::spawn(async move {
            match signal(kind) {
                Ok(mut asked) => {
                    asked.recv().await;
                    desk.settle().await;
                    log.end();
                    std::process::exit(0);
                }
                Err(error) => tracing::error!(%error, "the system's wish to end will not be heard"),
            }
        });
    }
    #[cfg(not(unix))]
    let _ = (desk, log);
}

/// Waits a moment for the last writes.
pub(crate) fn settle(desk: &Desk, log: &SystemLog) {
    tauri::async_runtime::block_on(desk.settle());
    log.end();
}
