//! The person's own browser, given one guarded address and a clean environment.

use std::{
    env,
    ffi::OsString,
    path::PathBuf,
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use desk::{Browser, BrowserProblem, SignInAddress};

/// A launcher that ends badly within this time has not opened anything.
const OBSERVED: Duration = Duration::from_millis(1500);

pub(crate) struct SystemBrowser {
    private: Option<PrivateBrowser>,
    /// What the browser may need to reach anything, and nobody else gets.
    proxies: Vec<(&'static str, OsString)>,
}

struct PrivateBrowser {
    name: &'static str,
    program_path: PathBuf,
    flag: &'static str,
}

/// Browsers with a private window and its fixed flag, most used first.
const KNOWN: [(&str, &[&str], &str); 4] = [
    ("Firefox", &["firefox", "firefox-esr"], "--private-window"),
    ("Chrome", &["google-chrome", "google-chrome-stable"], "--incognito"),
    ("Chromium", &["chromium", "chromium-browser"], "--incognito"),
    ("Edge", &["microsoft-edge", "microsoft-edge-stable"], "--inprivate"),
];

impl SystemBrowser {
    pub(crate) fn find(proxies: Vec<(&'static str, OsString)>) -> Self {
        let found = |names: &[&str]| names.iter().find_map(|name| absolute(name));
        let private = KNOWN.iter().find_map(|(name, programs, flag)| {
            Some(PrivateBrowser { name, program_path: found(programs)?, flag })
        });
        Self { private, proxies }
    }
}

impl Browser for SystemBrowser {
    fn open(&self, address: &SignInAddress, private_window: bool) -> Result<(), BrowserProblem> {
        if let (true, Some(browser)) = (private_window, &self.private) {
            let mut command = Command::new(&browser.program_path);
            command.arg(browser.flag).arg(address.expose());
            return self.launch(command).ok_or(BrowserProblem);
        }
        open::commands(address.expose())
            .into_iter()
            .find_map(|command| self.launch(command))
            .ok_or(BrowserProblem)
    }

    fn private_browser(&self) -> Option<String> {
        self.private.as_ref().map(|browser| browser.name.to_owned())
    }
}

impl SystemBrowser {
    fn launch(&self, mut command: Command) -> Option<()> {
        command.envs(self.proxies.iter().map(|(name, value)| (*name, value)));
        launch(command)
    }
}

/// Starts a launcher; `None` when it could not start or ended badly at once.
pub(crate) fn launch(mut command: Command) -> Option<()> {
    clean(&mut command);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().ok()?;
    let begun = Instant::now();
    while begun.elapsed() < OBSERVED {
        match child.try_wait() {
            Ok(Some(status)) => return status.success().then_some(()),
            Ok(None) => thread::sleep(Duration::from_millis(20)),
            Err(_) => return None,
        }
    }
    // Still running: a browser that stays. Its end is awaited elsewhere so that
    // no zombie is left.
    thread::spawn(move || child.wait());
    Some(())
}

/// Keeps our AWS variables and an AppImage's own paths away from the browser.
fn clean(command: &mut Command) {
    for (name, _) in env::vars_os() {
        if name.to_string_lossy().starts_with("AWS_") {
            command.env_remove(&name);
        }
    }
    let Some(image_dir) = env::var_os("APPDIR").filter(|dir| !dir.is_empty()) else { return };
    for (name, value) in env::vars_os() {
        let kept: Vec<PathBuf> =
            env::split_paths(&value).filter(|path| !path.starts_with(&image_dir)).collect();
        if kept.len() == env::split_paths(&value).count() {
            continue;
        }
        match env::join_paths(&kept) {
            Ok(paths) if !kept.is_empty() => command.env(&name, paths),
            Ok(_) | Err(_) => command.env_remove(&name),
        };
    }
    for name in ["APPIMAGE", "ARGV0", "GTK_EXE_PREFIX", "OWD", "PERLLIB", "PYTHONHOME"] {
        command.env_remove(name);
    }
}

fn absolute(program: &str) -> Option<PathBuf> {
    let paths = env::var_os("PATH")?;
    env::split_paths(&paths)
        .filter(|dir| dir.is_absolute())
        .map(|dir| dir.join(program))
        .find(|path| path.is_file())
}
