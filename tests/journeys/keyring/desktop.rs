//! A session bus, a real gnome-keyring on it, and our program beside it.

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{ChildStdin, ChildStdout, Command, Stdio},
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

use dbus::{Message, channel::Channel};
use tempfile::TempDir;
use tests::programs::{Running, built};

/// What takes longer on a bus of our own never comes.
pub(super) const PATIENCE: Duration = Duration::from_secs(20);

const BUS: &str = "<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen>\
    <policy context=\"default\"><allow send_destination=\"*\" eavesdrop=\"true\"/>\
    <allow eavesdrop=\"true\"/><allow own=\"*\"/></policy></busconfig>";

/// Nothing is started by this bus itself, whatever is installed.
pub(super) struct Desktop {
    dir: TempDir,
    _bus: Running,
    pub(super) address: String,
}

impl Desktop {
    pub(super) fn start() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let config = dir.path().join("bus.conf");
        fs::write(&config, BUS).unwrap();
        for name in ["home", "runtime"] {
            fs::create_dir(dir.path().join(name)).unwrap();
        }
        let mode = std::os::unix::fs::PermissionsExt::from_mode(0o700);
        fs::set_permissions(dir.path().join("runtime"), mode).unwrap();
        let mut command = Command::new("dbus-daemon");
        command.arg("--config-file").arg(config).args(["--nofork", "--nopidfile", "--print-address=1"]);
        let mut bus = Running::start(command.stdout(Stdio::piped()).stderr(Stdio::null()));
        let mut address = String::new();
        let output = bus.child().stdout.take().unwrap();
        BufReader::new(output).read_line(&mut address).unwrap();
        Self { dir, _bus: bus, address: address.trim().to_owned() }
    }

    /// The keyring daemon with its `login` collection open; what it keeps
    /// outlives it.
    pub(super) fn keyring_daemon(&self) -> Running {
        let mut command = Command::new("gnome-keyring-daemon");
        command.args(["--foreground", "--unlock", "--components=secrets"]);
        self.surround(&mut command);
        let quiet = command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut daemon = Running::start(quiet);
        daemon.child().stdin.take().unwrap().write_all(b"pw").unwrap();
        let bus = self.connect();
        // It takes its name before its collection is open.
        until(|| {
            bus.call(READ_ALIAS, |call| call.append1("default"))
                .is_ok_and(|reply| reply.read1::<dbus::Path<'_>>().is_ok_and(|path| &*path != "/"))
        });
        daemon
    }

    /// Our program, whose keyring waits for at most so long.
    pub(super) fn program(&self, limit: Duration) -> Program {
        let mut command = Command::new(built("keyring"));
        self.surround(&mut command);
        Program::start(command, limit)
    }

    /// The same without any bus.
    pub(super) fn program_without_a_bus(&self) -> Program {
        let mut command = Command::new(built("keyring"));
        self.surround(&mut command);
        command.env_remove("DBUS_SESSION_BUS_ADDRESS");
        Program::start(command, PATIENCE)
    }

    pub(super) fn connect(&self) -> Bus {
        Bus::on(&self.address)
    }

    fn surround(&self, command: &mut Command) {
        let path = |name: &str| -> PathBuf { self.dir.path().join(name) };
        let programs = std::env::var_os("PATH").unwrap();
        command
            .env_clear()
            .env("PATH", programs)
            .env("HOME", path("home"))
            .env("XDG_DATA_HOME", path("home/data"))
            .env("XDG_RUNTIME_DIR", path("runtime"))
            .env("DBUS_SESSION_BUS_ADDRESS", &self.address);
    }

    /// Every file of this desktop.
    pub(super) fn path(&self) -> &Path {
        self.dir.path()
    }
}

/// Our program, asked line by line.
pub(super) struct Program {
    running: Running,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Program {
    fn start(mut command: Command, limit: Duration) -> Self {
        command.arg(limit.as_millis().to_string()).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut running = Running::start(command.stderr(Stdio::null()));
        let child = running.child();
        let (input, output) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
        Self { running, input, output }
    }

    pub(super) fn ask(&mut self, line: &str) -> String {
        self.say(line);
        let mut outcome = String::new();
        self.output.read_line(&mut outcome).unwrap();
        outcome.trim().to_owned()
    }

    pub(super) fn say(&mut self, line: &str) {
        writeln!(self.input, "{line}").unwrap();
    }

    /// SIGKILL, when this time is over or the outcome of its work is told.
    pub(super) fn kill_after(mut self, time: Duration) {
        let (tell, told) = mpsc::channel();
        let mut output = self.output;
        let reading = thread::spawn(move || {
            let mut outcome = String::new();
            let _ = output.read_line(&mut outcome);
            // Whoever waited may have stopped.
            let _ = tell.send(outcome);
        });
        let _ = told.recv_timeout(time);
        self.running.child().kill().unwrap();
        reading.join().unwrap();
    }

    pub(super) fn number(&self) -> u32 {
        self.running.group()
    }
}

/// A method of the bus: destination, path, interface, name.
pub(super) type Method = (&'static str, &'static str, &'static str, &'static str);

const SECRETS: &str = "org.freedesktop.secrets";
const SERVICE: &str = "/org/freedesktop/secrets";
const INTERFACE: &str = "org.freedesktop.Secret.Service";
const READ_ALIAS: Method = (SECRETS, SERVICE, INTERFACE, "ReadAlias");
const OPEN_SESSION: Method = (SECRETS, SERVICE, INTERFACE, "OpenSession");
const LOCK: Method = (SECRETS, SERVICE, INTERFACE, "Lock");
const SEARCH: Method = (SECRETS, SERVICE, INTERFACE, "SearchItems");
const COLLECTION: &str = "/org/freedesktop/secrets/aliases/default";

/// Somebody else on the bus: the person with a keyring program of their own.
pub(super) struct Bus(Channel);

impl Bus {
    fn on(address: &str) -> Self {
        let mut channel = Channel::open_private(address).unwrap();
        channel.register().unwrap();
        Self(channel)
    }

    pub(super) fn channel(self) -> Channel {
        self.0
    }

    pub(super) fn call(
        &self,
        (to, path, interface, name): Method,
        with: impl FnOnce(Message) -> Message,
    ) -> Result<Message, dbus::Error> {
        let call = with(Message::call_with_args(to, path, interface, name, ()));
        self.0.send_with_reply_and_block(call, Duration::from_secs(5))
    }

    /// Locks the collection that keys are kept in.
    pub(super) fn lock(&self) {
        let collection = dbus::Path::new(COLLECTION).unwrap();
        self.call(LOCK, |call| call.append1(vec![collection])).unwrap();
    }

    /// The items kept for a connection.
    pub(super) fn items(&self, id: &str) -> Vec<dbus::Path<'static>> {
        let user = format!("conn:{id}");
        let wanted =
            std::collections::HashMap::from([("service", "org.linkwright.desktop"), ("username", &user)]);
        let reply = self.call(SEARCH, |call| call.append1(wanted)).unwrap();
        let (unlocked, locked) = reply.read2::<Vec<dbus::Path<'_>>, Vec<dbus::Path<'_>>>().unwrap();
        unlocked.into_iter().chain(locked).map(dbus::Path::into_static).collect()
    }

    pub(super) fn delete(&self, item: &dbus::Path<'static>) {
        let call = Message::call_with_args(SECRETS, item, "org.freedesktop.Secret.Item", "Delete", ());
        self.0.send_with_reply_and_block(call, Duration::from_secs(5)).unwrap();
    }

    /// Puts one more item there under the same attributes.
    pub(super) fn put(&self, id: &str, secret: &[u8]) {
        use dbus::arg::{PropMap, Variant};
        use std::collections::HashMap;

        let plain = |call: Message| call.append2("plain", Variant(""));
        let reply = self.call(OPEN_SESSION, plain).unwrap();
        let (_, session) = reply.read2::<Variant<String>, dbus::Path<'_>>().unwrap();
        let attributes: HashMap<String, String> = HashMap::from([
            ("service".to_owned(), "org.linkwright.desktop".to_owned()),
            ("username".to_owned(), format!("conn:{id}")),
        ]);
        let mut properties = PropMap::new();
        let label = "org.freedesktop.Secret.Item.Label".to_owned();
        properties.insert(label, Variant(Box::new("put there".to_owned())));
        let name = "org.freedesktop.Secret.Item.Attributes".to_owned();
        properties.insert(name, Variant(Box::new(attributes)));
        let secret = (session.into_static(), Vec::<u8>::new(), secret.to_vec(), "text/plain");
        let call = Message::call_with_args(
            SECRETS,
            COLLECTION,
            "org.freedesktop.Secret.Collection",
            "CreateItem",
            (properties, secret, false),
        );
        self.0.send_with_reply_and_block(call, Duration::from_secs(5)).unwrap();
    }
}

/// Waits for a condition of another program.
pub(super) fn until(mut is_so: impl FnMut() -> bool) {
    let end = Instant::now() + PATIENCE;
    while !is_so() {
        assert!(Instant::now() < end, "it does not come to be");
        thread::yield_now();
    }
}
