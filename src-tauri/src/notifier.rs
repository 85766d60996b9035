//! The system's notifications.

use std::thread;

use notify_rust::Notification;

/// Each is sent by a thread of its own, since a session bus may take its time.
pub(crate) struct SystemNotifier;

impl desk::Notifier for SystemNotifier {
    fn notify(&self, title: &str, text: &str) {
        let (title, text) = (title.to_owned(), text.to_owned());
        thread::spawn(move || {
            let mut notification = Notification::new();
            notification.appname("Linkwright").summary(&title).body(&as_body(&text));
            if let Err(error) = notification.show() {
                tracing::info!(%error, "the system shows no notifications");
            }
        });
    }
}

/// A server that reads markup in the body says so; what is shown is plain text
/// (Desktop Notifications Specification 1.2, 'Markup').
#[cfg(all(unix, not(target_os = "macos")))]
fn as_body(text: &str) -> String {
    let reads_markup = notify_rust::get_capabilities()
        .is_ok_and(|capabilities| capabilities.iter().any(|capability| capability == "body-markup"));
    if !reads_markup {
        return text.to_owned();
    }
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(not(all(unix, not(target_os = "macos"))))]
fn as_body(text: &str) -> String {
    text.to_owned()
}
