//! The real window and a real browser, each story with a computer of its own:
//! display, session bus, folders, and stand-ins for the system's openers.

mod browser;
mod computer;
mod screens;
mod window;

pub use browser::CustomersBrowser;
pub use computer::{Computer, Opened};
pub use screens::Screens;
pub use window::AppWindow;

use std::time::Duration;

use crate::programs::PracticeProgram;

/// How long anything in a story may take.
pub const DEADLINE: Duration = Duration::from_secs(30);

/// One person, one customer, one computer.
pub struct Story {
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

    /// The app on a computer with these variables.
    pub async fn with(practice: PracticeProgram, variables: &[(String, String)]) -> Self {
        let computer = Computer::start("1280x800");
        let window = AppWindow::open(&computer, variables).await;
        let browser = CustomersBrowser::open(&computer).await;
        Self { window, browser, practice, computer }
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
