//! A stand-in for the window in which GNOME asks for a keyring's password.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use dbus::{Message, channel::Channel};

use super::desktop::Desktop;

const NAME: &str = "org.gnome.keyring.SystemPrompter";
const CALLBACK: &str = "org.gnome.keyring.internal.Prompter.Callback";
/// How often it looks whether it is to end.
const BEAT: Duration = Duration::from_millis(20);

/// How long a person takes to read it.
const READING: Duration = Duration::from_secs(1);

/// What the person does with the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Person {
    Away,
    /// Closes it.
    Unwilling,
}

/// Leaves the bus when dropped.
pub(super) struct Prompter {
    asked: Arc<AtomicU32>,
    ends: Arc<AtomicBool>,
    serving: Option<JoinHandle<()>>,
}

impl Prompter {
    pub(super) fn on(desktop: &Desktop, person: Person) -> Self {
        let channel = desktop.connect().channel();
        let bus = "org.freedesktop.DBus";
        let name = Message::call_with_args(bus, "/org/freedesktop/DBus", bus, "RequestName", (NAME, 0_u32));
        channel.send_with_reply_and_block(name, Duration::from_secs(5)).unwrap();
        let (asked, ends) = (Arc::new(AtomicU32::new(0)), Arc::new(AtomicBool::new(false)));
        let (count, told) = (Arc::clone(&asked), Arc::clone(&ends));
        let serving = thread::spawn(move || {
            let mut due: Vec<(Instant, Message)> = Vec::new();
            while !told.load(Ordering::Relaxed) {
                if let Ok(Some(message)) = channel.blocking_pop_message(BEAT) {
                    due.extend(answer(&channel, &message, person, &count));
                }
                for (_, closed) in due.extract_if(.., |(at, _)| *at <= Instant::now()) {
                    let _ = channel.send(closed);
                }
            }
        });
        Self { asked, ends, serving: Some(serving) }
    }

    /// How many windows there were.
    pub(super) fn asked(&self) -> u32 {
        self.asked.load(Ordering::SeqCst)
    }
}

impl Drop for Prompter {
    fn drop(&mut self) {
        self.ends.store(true, Ordering::Relaxed);
        if let Some(serving) = self.serving.take() {
            // Its panic has been printed.
            let _ = serving.join();
        }
    }
}

/// What is sent later on, and when.
fn answer(
    channel: &Channel,
    message: &Message,
    person: Person,
    asked: &AtomicU32,
) -> Option<(Instant, Message)> {
    match &*message.member()? {
        "BeginPrompting" => {
            asked.fetch_add(1, Ordering::SeqCst);
            let _ = channel.send(message.method_return());
            let callback = message.read1::<dbus::Path<'_>>().ok()?;
            let closed = Message::call_with_args(message.sender()?, callback, CALLBACK, "PromptDone", ());
            (person == Person::Unwilling).then(|| (Instant::now() + READING, closed))
        }
        "StopPrompting" => {
            let _ = channel.send(message.method_return());
            None
        }
        _ => None,
    }
}
