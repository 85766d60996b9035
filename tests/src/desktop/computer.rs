//! A virtual display, folders of its own, and stand-ins that stand first on PATH.

use std::{
    fs,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::SystemTime,
};

use super::{KeyringDaemon, Notifications, Person, clipboard, wait_until};
use crate::programs::{Running, script};

/// A session bus that starts no program by itself: whatever is on it was put
/// there by the story.
const BUS_CONFIG: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir=DIR</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"#;

pub struct Computer {
    _display: Running,
    display: String,
    _session_bus: Running,
    bus_address: String,
    dir: tempfile::TempDir,
}

/// What an opener was asked for.
#[derive(Debug, Clone)]
pub struct Opened {
    /// `xdg-open` or `firefox`.
    pub program: String,
    pub arguments: Vec<String>,
    pub address: String,
    /// Its environment, one `NAME=value` a line.
    pub environment: String,
}

impl Computer {
    /// `size` as `1280x800`.
    pub fn start(size: &str) -> Self {
        let mut command = Command::new("Xvfb");
        command.args(["-displayfd", "1", "-screen", "0", &format!("{size}x24"), "-nolisten", "tcp"]);
        let (display, number) = first_line(&mut command);
        let dir = tempfile::tempdir().expect("there is room for a folder");
        let bus_config_path = dir.path().join("session-bus.conf");
        let bus_config = BUS_CONFIG.replace("DIR", &dir.path().display().to_string());
        fs::write(&bus_config_path, bus_config).expect("the folder can be written");
        let mut command = Command::new("dbus-daemon");
        command.args(["--nofork", "--nopidfile", "--print-address=1"]);
        command.arg(format!("--config-file={}", bus_config_path.display()));
        let (session_bus, bus_address) = first_line(&mut command);
        let computer = Self {
            _display: display,
            display: format!(":{number}"),
            _session_bus: session_bus,
            bus_address,
            dir,
        };
        for name in ["bin", "data", "config", "cache", "runtime", "opened", "Documents"] {
            fs::create_dir(computer.path(name)).expect("the folder is new");
        }
        // As a desktop does at the first login; without it there is no such folder.
        fs::write(computer.path("config/user-dirs.dirs"), "XDG_DOCUMENTS_DIR=\"$HOME/Documents\"\n")
            .expect("the folder can be written");
        let runtime_mode = std::os::unix::fs::PermissionsExt::from_mode(0o700);
        fs::set_permissions(computer.path("runtime"), runtime_mode).expect("the mode can be set");
        for name in ["xdg-open", "firefox", "gio", "gnome-open", "kde-open", "wslview"] {
            computer.stand_in(name);
        }
        computer
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// Sets up a command to run on this computer.
    pub fn equip(&self, command: &mut Command) {
        let path = std::env::var("PATH").unwrap_or_default();
        let is_of_aws = |name: &str| name.starts_with("AWS_") || name.to_lowercase().ends_with("_proxy");
        for (name, _) in std::env::vars().filter(|(name, _)| is_of_aws(name)) {
            command.env_remove(name);
        }
        command
            .env("DISPLAY", &self.display)
            .env("PATH", format!("{}:{path}", self.path("bin").display()))
            .env("HOME", self.dir.path())
            .env("XDG_DATA_HOME", self.path("data"))
            .env("XDG_CONFIG_HOME", self.path("config"))
            .env("XDG_CACHE_HOME", self.path("cache"))
            .env("XDG_RUNTIME_DIR", self.path("runtime"))
            .env("GTK_USE_PORTAL", "0")
            .env("NO_AT_BRIDGE", "1")
            .env("GDK_BACKEND", "x11")
            .env("DBUS_SESSION_BUS_ADDRESS", &self.bus_address)
            .env_remove("WAYLAND_DISPLAY");
    }

    /// Puts a file of the AWS CLI there, as `config` or `credentials`, in place of
    /// what was there.
    pub fn write_aws_file(&self, name: &str, text: &str) {
        fs::create_dir_all(self.path(".aws")).expect("the folder can be made");
        let beside_path = self.path(&format!(".aws/{name}.new"));
        fs::write(&beside_path, text).expect("the folder can be written");
        fs::rename(beside_path, self.path(&format!(".aws/{name}"))).expect("the folder can be written");
    }

    /// A keyring from here on, made with this password and open.
    pub fn keyring(&self, password: &str) -> KeyringDaemon {
        KeyringDaemon::start(self, password)
    }

    /// Where programs find each other.
    pub(super) fn bus_address(&self) -> &str {
        &self.bus_address
    }

    /// What was copied last.
    pub fn clipboard(&self) -> String {
        clipboard::read(&self.display)
    }

    /// A notification server from here on.
    pub fn notifications(&self) -> Notifications {
        Notifications::on(&self.bus_address)
    }

    /// Whoever sits at the display.
    pub fn person(&self) -> Person {
        Person::at(&self.display)
    }

    /// Every file below the folder with what it holds, and when it was changed last.
    pub fn files(&self, name: &str) -> Vec<(PathBuf, Vec<u8>, SystemTime)> {
        let mut files = Vec::new();
        let mut dirs = vec![self.path(name)];
        while let Some(dir) = dirs.pop() {
            for entry in fs::read_dir(dir).expect("the folder is there").flatten() {
                // What comes and goes meanwhile is no file of the app's.
                let Ok(about) = entry.metadata() else { continue };
                if about.is_dir() {
                    dirs.push(entry.path());
                } else if let (true, Ok(text)) = (about.is_file(), fs::read(entry.path())) {
                    files.push((entry.path(), text, about.modified().expect("files have times")));
                }
            }
        }
        files.sort();
        files
    }

    /// What the app sent to a browser since it was last asked.
    pub async fn opened(&self) -> Opened {
        let dir = self.path("opened");
        wait_until("the browser to be opened", async || take_opened(&dir)).await
    }

    /// How often a browser was opened and not yet followed.
    pub fn opened_count(&self) -> usize {
        fs::read_dir(self.path("opened")).expect("the folder is there").count()
    }

    /// A picture of the display's upper left part, `size` as `1280x800`. (Asked
    /// for a picture of its page, WebKit's driver never answers on a display
    /// without a compositor.)
    pub fn picture(&self, size: &str, path: &Path) -> std::io::Result<()> {
        let mut command = Command::new("import");
        self.equip(&mut command);
        command.args(["-window", "root", "-crop", &format!("{size}+0+0"), "+repage"]);
        let status = command.arg(path).status()?;
        let failed = || std::io::Error::other(format!("import ended with {status}"));
        if status.success() { Ok(()) } else { Err(failed()) }
    }

    fn stand_in(&self, name: &str) {
        let dir = self.path("opened").display().to_string();
        script(
            &self.path("bin").join(name),
            &format!(
                "#!/bin/sh\nfile=\"{dir}/$$\"\n{{ echo \"{name}\"; echo \"$#\"; for word in \"$@\"; do echo \"$word\"; done; env; }} > \"$file.new\"\nmv \"$file.new\" \"$file.done\"\n"
            ),
        );
    }
}

/// Starts a program that says on its first line where it is to be found.
fn first_line(command: &mut Command) -> (Running, String) {
    let mut running = Running::start(command.stdout(Stdio::piped()).stderr(Stdio::null()));
    let output = running.child().stdout.take().expect("its output is piped");
    let mut line = String::new();
    BufReader::new(output).read_line(&mut line).expect("it says where it is");
    (running, line.trim().to_owned())
}

fn take_opened(dir: &Path) -> Option<Opened> {
    let entries = fs::read_dir(dir).ok()?.flatten();
    let path =
        entries.map(|entry| entry.path()).find(|path| path.extension().is_some_and(|end| end == "done"))?;
    let text = fs::read_to_string(&path).ok()?;
    fs::remove_file(path).ok()?;
    let mut lines = text.lines();
    let program = lines.next()?.to_owned();
    let count: usize = lines.next()?.parse().ok()?;
    let arguments: Vec<String> = lines.by_ref().take(count).map(str::to_owned).collect();
    let address = arguments.last()?.clone();
    let environment = lines.collect::<Vec<_>>().join("\n");
    Some(Opened { program, arguments, address, environment })
}
