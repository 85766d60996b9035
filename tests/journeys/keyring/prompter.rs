//! A stand-in for the window in which GNOME asks for a keyring's password.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
    thread::{self, JoinHandle},
    time::Duration,
};

use dbus::{Message, channel::Channel};

use super::desktop::Desktop;

const NAME: &str = "org.gnome.keyring.SystemPrompter";
const CALLBACK: &str = "org.gnome.keyring.internal.Prompter.Callback";
/// How often it looks whether it is to end.
const BEAT: Duration = Duration::from_millis(20);

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
            while !told.load(Ordering::Relaxed) {
                if let Ok(Some(message)) = channel.blocking_pop_message(BEAT) {
                    answer(&channel, &message, person, &count);
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

fn answer(channel: &Channel, message: &Message, person: Person, asked: &AtomicU32) {
    let Some(member) = message.member() else { return };
    match &*member {
        "BeginPrompting" => {
            asked.fetch_add(1, Ordering::SeqCst);
            let _ = channel.send(message.method_return());
            if person == Person::Unwilling {
                let (Some(sender), Ok(callback)) = (message.sender(), message.read1::<dbus::Path<'_>>())
                else {
                    return;
                };
                let done = Message::call_with_args(sender, callback, CALLBACK, "PromptDone", ());
                thread::sleep(Duration::from_millis(600));
                let _ = channel.send(done);
            }
        }
        "StopPrompting" => {
            let _ = channel.send(message.method_return());
        }
        _ => {}
    }
}
