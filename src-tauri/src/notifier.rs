//! The system's notifications.

use std::thread;

/// Each is sent by a thread of its own, since a session bus may take its time.
pub(crate) struct SystemNotifier;

impl desk::Notifier for SystemNotifier {
    fn notify(&self, title: &str, text: &str) {
        let mut notification = notify_rust::Notification::new();
        notification.appname("Linkwright").summary(title).body(&escaped(text));
        thread::spawn(move || {
            if let Err(error) = notification.show() {
                tracing::info!(%error, "the system shows no notifications");
            }
        });
    }
}

/// Servers may read markup in the body.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
