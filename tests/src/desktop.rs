//! The real window and a real browser, each story with a computer of its own:
//! display, session bus, folders, and stand-ins for the system's openers.

mod browser;
mod computer;
mod limit;
mod screens;
mod window;

pub use browser::CustomersBrowser;
pub use computer::{Computer, Opened};
pub use screens::Screens;
pub use window::AppWindow;

use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use crate::programs::PracticeProgram;
use limit::Limit;

const DISPLAY_SIZE: &str = "1280x800";

/// How long anything in a story may take.
pub const DEADLINE: Duration = Duration::from_secs(30);

/// One person, one customer, one computer. Everything in it ends with it.
pub struct Story {
    _limit: Limit,
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
        let computer = Computer::start(DISPLAY_SIZE);
        let window = AppWindow::open(&computer, variables).await;
        let limit = Limit::begin(&[window.group()]);
        let browser = CustomersBrowser::open(&computer).await;
        Self { _limit: limit, window, browser, practice, computer }
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

    /// A picture of the window.
    pub async fn picture(&self, path: &Path) {
        self.window.painted().await;
        let (width, height) = self.window.size().await;
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
pub async fn wait_until<T>(what: &str, mut question: impl AsyncFnMut() -> Option<T>) -> T {
    let begun = tokio::time::Instant::now();
    loop {
        if let Some(answer) = question().await {
            return answer;
        }
        assert!(begun.elapsed() < DEADLINE, "waited in vain for {what}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// A port nobody listens on at this moment.
fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
    listener.local_addr().expect("a bound listener has an address").port()
}
