//! The real window and a real browser, each story with a computer of its own:
//! display, session bus, folders, and stand-ins for the system's openers.

mod app_process;
mod aws_cli;
mod browser;
mod canary;
mod clipboard;
mod company;
mod computer;
mod keyboard;
mod keyring;
mod limit;
mod notifications;
mod person;
mod pictures;
mod practised;
mod screens;
mod window;

pub use app_process::AppProcess;
pub use aws_cli::aws_cli;
pub use browser::CustomersBrowser;
pub use canary::{Canaries, Sightings};
pub use company::{Company, REGION, keys, portal, portal_profile, profile};
pub use computer::{Computer, Opened};
pub use keyboard::{Key, Keyboard};
pub use keyring::KeyringDaemon;
pub use notifications::{Notification, Notifications};
pub use person::Person;
pub use pictures::{Pictures, PicturesBrowser};
pub use practised::practised;
pub use screens::Screens;
pub use window::AppWindow;

use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use serde_json::json;

use crate::programs::PracticeProgram;
use limit::Limit;

const DISPLAY_SIZE: &str = "1280x800";

/// How long anything in a story may take.
pub const DEADLINE: Duration = Duration::from_secs(30);

/// One person, one customer, one computer. Everything in it ends with it.
pub struct Story {
    limit: Limit,
    variables: Vec<(String, String)>,
    pub window: AppWindow,
    pub browser: CustomersBrowser,
    pub practice: PracticeProgram,
    pub computer: Computer,
}

impl Story {
    /// The app, not started with any AWS account, on a 1280x800 display.
    pub async fn begin() -> Self {
        let practice = PracticeProgram::start();
        let variables: Vec<(String, String)> =
            practice.aws_variables().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        Self::with(practice, &variables).await
    }

    /// The app on a computer where nobody ever heard of AWS.
    pub async fn without_aws() -> Self {
        Self::with(PracticeProgram::start(), &[]).await
    }

    /// The app on a computer with these variables.
    pub async fn with(practice: PracticeProgram, variables: &[(String, String)]) -> Self {
        Self::on(Computer::start(DISPLAY_SIZE), practice, variables).await
    }

    /// The app on this very computer.
    pub async fn on(computer: Computer, practice: PracticeProgram, variables: &[(String, String)]) -> Self {
        let window = AppWindow::open(&computer, variables).await;
        let limit = Limit::begin();
        limit.watch(window.group());
        let browser = CustomersBrowser::on(&computer);
        Self { limit, variables: variables.to_vec(), window, browser, practice, computer }
    }

    /// The power goes and comes back: the app is killed and started on the same folders.
    pub async fn kill_and_start_again(&mut self) {
        let process = self.window.process();
        process.kill();
        process.ended().await;
        self.start_again().await;
    }

    /// Starts the app again that has ended.
    pub async fn start_again(&mut self) {
        self.window = AppWindow::open(&self.computer, &self.variables).await;
        self.limit.watch(self.window.group());
    }

    /// Another copy of the app, with these variables changed.
    pub async fn another_copy(&self, changed: &[(&str, &str)]) -> AppWindow {
        let changed = changed.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let variables: Vec<_> = self.variables.iter().cloned().chain(changed).collect();
        AppWindow::open(&self.computer, &variables).await
    }

    /// The screens, as a person sees them.
    pub fn screens(&self) -> Screens<'_> {
        Screens::new(&self.window)
    }

    /// Goes where the app sent the browser.
    pub async fn follow(&self) -> Opened {
        let opened = self.computer.opened().await;
        self.browser.go(&opened.address).await;
        opened
    }

    /// The customer signs in on this computer and allows access.
    pub async fn sign_in_here(&self, customer: &str) {
        self.window.click("open-sign-in-page").await;
        self.follow().await;
        self.browser.sign_in(customer).await;
        self.browser.allow().await;
    }

    /// The customer of the link with this name signs in elsewhere and allows access.
    pub fn signs_in_elsewhere(&self, link_name: &str, customer: &str) {
        let links = self.practice.made("associations");
        let link = links.iter().find(|link| link["name"] == link_name);
        let link = link.unwrap_or_else(|| panic!("no link is named {link_name}: {links:#?}"));
        let form = json!({ "accountAssociationId": link["id"], "customer": customer, "outcome": "allow" });
        self.practice.call("POST", "/practice/customers/sign-in", Some(form));
    }

    /// A picture of the window.
    pub async fn picture(&self, path: &Path) {
        self.picture_of(&self.window, path).await;
    }

    /// A picture of a window that is in front.
    pub async fn picture_of(&self, window: &AppWindow, path: &Path) {
        window.painted().await;
        let (width, height) = window.size().await;
        let taken = self.computer.picture(&format!("{width}x{height}"), path);
        taken.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }
}

impl Drop for Story {
    /// Leaves what was to be seen where a story ended badly.
    fn drop(&mut self) {
        if !std::thread::panicking() {
            return;
        }
        let name = std::thread::current().name().unwrap_or("story").replace("::", "-");
        let path = evidence_dir().join(name).with_extension("png");
        match self.computer.picture(DISPLAY_SIZE, &path) {
            Ok(()) => eprintln!("what was to be seen: {}", path.display()),
            Err(error) => eprintln!("there is no picture of it: {error}"),
        }
        let log = fs::read_to_string(self.computer.path("app.log")).unwrap_or_default();
        eprintln!("what the app said:\n{log}");
    }
}

fn evidence_dir() -> PathBuf {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/stories");
    // Without the folder the picture fails, and says so.
    let _ = fs::create_dir_all(&dir);
    dir
}

/// Waits until the question is answered.
pub async fn wait_until<T>(what: &str, question: impl AsyncFnMut() -> Option<T>) -> T {
    wait_up_to(DEADLINE, what, question).await
}

/// Waits until the question is answered, for what takes longer than is usual.
pub async fn wait_up_to<T>(longest: Duration, what: &str, mut question: impl AsyncFnMut() -> Option<T>) -> T {
    let begun = tokio::time::Instant::now();
    loop {
        if let Some(answer) = question().await {
            return answer;
        }
        assert!(begun.elapsed() < longest, "waited in vain for {what}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// A port nobody listens on at this moment.
fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
    listener.local_addr().expect("a bound listener has an address").port()
}
