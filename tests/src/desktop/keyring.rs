//! A real keyring on one computer: `gnome-keyring-daemon` on its session bus,
//! with its files in the computer's folders.

use std::{
    collections::HashMap,
    io::{Read, Write},
    os::unix::net::UnixStream,
    path::PathBuf,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use dbus::{
    Path,
    arg::{AppendAll, ReadAll},
    blocking::Connection,
    channel::Channel,
};

use super::Computer;
use crate::programs::Running;

const PROGRAM: &str = "gnome-keyring-daemon";
const NAME: &str = "org.freedesktop.secrets";
const SERVICE: &str = "org.freedesktop.Secret.Service";
/// What its control socket calls opening the keyring.
const UNLOCK: u32 = 1;
const ITEM: &str = "org.freedesktop.Secret.Item";
/// Whose items are looked at: the app's bundle id.
const OURS: &str = "org.linkwright.desktop";
const PATIENCE: Duration = Duration::from_secs(10);
const BETWEEN_LOOKS: Duration = Duration::from_millis(20);

/// Ends when dropped; what it keeps stays on the computer.
pub struct KeyringDaemon {
    _running: Running,
    bus_address: String,
    control_path: PathBuf,
}

impl KeyringDaemon {
    /// Starts it and opens its keyring, which is made if there is none yet.
    pub(super) fn start(computer: &Computer, password: &str) -> Self {
        let mut command = Command::new(PROGRAM);
        computer.equip(&mut command);
        command.args(["--foreground", "--unlock", "--components=secrets"]);
        let mut running =
            Running::start(command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()));
        give(running.child().stdin.take(), password);
        let daemon = Self {
            _running: running,
            bus_address: computer.bus_address().to_owned(),
            control_path: computer.path("runtime/keyring/control"),
        };
        daemon.await_default_collection();
        daemon
    }

    /// As when the person has been away for long.
    pub fn lock(&self) {
        let collection = self.default_collection().expect("it was there at the start");
        let (locked, _): (Vec<Path<'static>>, Path<'static>) =
            self.ask(SERVICE_PATH, SERVICE, "Lock", (vec![collection],));
        assert_eq!(locked.len(), 1, "it was locked");
    }

    /// As when the person signs in to the desktop again, whose PAM module tells
    /// the password to the daemon's own socket.
    pub fn unlock(&self, password: &str) {
        let mut socket = UnixStream::connect(&self.control_path).expect("the daemon listens");
        let length = |length: usize| u32::try_from(length).expect("a password is short").to_be_bytes();
        // A byte for the credentials, then lengths in network order.
        let mut said = vec![0];
        for part in [&length(12 + password.len()), &UNLOCK.to_be_bytes(), &length(password.len())] {
            said.extend_from_slice(part);
        }
        said.extend_from_slice(password.as_bytes());
        socket.write_all(&said).expect("it reads");
        let mut answer = [0; 8];
        socket.read_exact(&mut answer).expect("it answers");
        assert_eq!(answer, [0, 0, 0, 8, 0, 0, 0, 0], "the keyring was unlocked");
    }

    /// How many entries of the app there are.
    pub fn entries(&self) -> usize {
        let (open, locked) = self.items();
        open.len() + locked.len()
    }

    /// The person takes every entry of the app out.
    pub fn delete_entries(&self) {
        let (open, locked) = self.items();
        assert!(!open.is_empty() && locked.is_empty(), "there is something to delete");
        for item in open {
            let (prompt,): (Path<'static>,) = self.ask(&item, ITEM, "Delete", ());
            assert_eq!(&*prompt, "/", "it was deleted without a question");
        }
    }

    fn items(&self) -> (Vec<Path<'static>>, Vec<Path<'static>>) {
        self.ask(SERVICE_PATH, SERVICE, "SearchItems", (HashMap::from([("service", OURS)]),))
    }

    fn await_default_collection(&self) {
        let begun = Instant::now();
        while self.default_collection().is_none() {
            assert!(begun.elapsed() < PATIENCE, "{PROGRAM} does not come up");
            std::thread::sleep(BETWEEN_LOOKS);
        }
    }

    fn default_collection(&self) -> Option<Path<'static>> {
        let (collection,): (Path<'static>,) =
            self.try_ask(SERVICE_PATH, SERVICE, "ReadAlias", ("default",)).ok()?;
        (&*collection != "/").then_some(collection)
    }

    fn ask<A: AppendAll, R: ReadAll + 'static>(
        &self,
        path: &str,
        interface: &str,
        member: &str,
        args: A,
    ) -> R {
        self.try_ask(path, interface, member, args).unwrap_or_else(|error| panic!("{member}: {error}"))
    }

    fn try_ask<A: AppendAll, R: ReadAll + 'static>(
        &self,
        path: &str,
        interface: &str,
        member: &str,
        args: A,
    ) -> Result<R, dbus::Error> {
        let mut channel = Channel::open_private(&self.bus_address)?;
        channel.register()?;
        let connection = Connection::from(channel);
        connection.with_proxy(NAME, path, PATIENCE).method_call(interface, member, args)
    }
}

const SERVICE_PATH: &str = "/org/freedesktop/secrets";

fn give(stdin: Option<std::process::ChildStdin>, password: &str) {
    let mut stdin = stdin.expect("its input is piped");
    stdin.write_all(password.as_bytes()).expect("it reads the password");
}
