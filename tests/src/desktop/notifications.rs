//! A stand-in for the desktop's notification server, on the session bus of one
//! computer.

use std::{
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread::{self, JoinHandle},
    time::Duration,
};

use dbus::{Message, channel::Channel};

const NAME: &str = "org.freedesktop.Notifications";
/// How often it looks whether it is to end.
const BEAT: Duration = Duration::from_millis(50);

/// What a person would have been shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notification {
    pub title: String,
    pub body: String,
}

/// Shows nothing and remembers all. It leaves the bus when dropped.
pub struct Notifications {
    shown: Arc<Mutex<Vec<Notification>>>,
    ends: Arc<AtomicBool>,
    serving: Option<JoinHandle<()>>,
}

impl Notifications {
    /// Takes the server's name on the bus at `address`.
    pub(super) fn on(address: &str) -> Self {
        let mut channel = Channel::open_private(address).expect("the session bus can be reached");
        channel.register().expect("the session bus takes us");
        let bus = "org.freedesktop.DBus";
        let name = Message::call_with_args(bus, "/org/freedesktop/DBus", bus, "RequestName", (NAME, 0_u32));
        channel.send_with_reply_and_block(name, Duration::from_secs(5)).expect("the name is free");
        let shown = Arc::new(Mutex::new(Vec::new()));
        let ends = Arc::new(AtomicBool::new(false));
        let (remembered, told) = (Arc::clone(&shown), Arc::clone(&ends));
        let serving = thread::spawn(move || serve(&channel, &remembered, &told));
        Self { shown, ends, serving: Some(serving) }
    }

    /// Everything since the last time.
    pub fn taken(&self) -> Vec<Notification> {
        std::mem::take(&mut *self.shown.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Drop for Notifications {
    fn drop(&mut self) {
        self.ends.store(true, Ordering::Relaxed);
        if let Some(serving) = self.serving.take() {
            // Its panic has been printed.
            let _ = serving.join();
        }
    }
}

fn serve(channel: &Channel, shown: &Mutex<Vec<Notification>>, ends: &AtomicBool) {
    while !ends.load(Ordering::Relaxed) {
        let Ok(Some(message)) = channel.blocking_pop_message(BEAT) else { continue };
        if let Some(reply) = answer(&message, shown) {
            // Whoever asked may be gone.
            let _ = channel.send(reply);
        }
    }
}

/// Desktop Notifications Specification 1.2, as far as it is asked of us.
fn answer(message: &Message, shown: &Mutex<Vec<Notification>>) -> Option<Message> {
    let member = message.member()?.to_string();
    let reply = || message.method_return();
    match member.as_str() {
        "GetCapabilities" => Some(reply().append1(vec!["body", "body-markup"])),
        "GetServerInformation" => Some(reply().append3("stand-in", "tests", "1").append1("1.2")),
        "Notify" => {
            let mut parts = message.iter_init();
            let _program: String = parts.read().ok()?;
            let replaces: u32 = parts.read().ok()?;
            let _icon: String = parts.read().ok()?;
            let title = parts.read().ok()?;
            let body = parts.read().ok()?;
            let mut shown = shown.lock().unwrap_or_else(PoisonError::into_inner);
            shown.push(Notification { title, body });
            let number = u32::try_from(shown.len()).unwrap_or(u32::MAX);
            Some(reply().append1(if replaces == 0 { number } else { replaces }))
        }
        _ => None,
    }
}
