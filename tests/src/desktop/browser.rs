//! The customer's browser: a real Chromium at the vendor's pages.

use std::{
    path::Path,
    process::{Command, Stdio},
    sync::{Mutex, PoisonError},
};

use fantoccini::{Client, Locator};
use serde_json::json;
use tokio::sync::OnceCell;

use super::{Computer, free_port, wait_until, window::connect};
use crate::programs::Running;

/// Started when the customer needs it first.
pub struct CustomersBrowser {
    driver: Mutex<Command>,
    profile: String,
    running: OnceCell<(Client, Running)>,
}

impl CustomersBrowser {
    pub fn on(computer: &Computer) -> Self {
        let mut driver = Command::new("chromedriver");
        computer.equip(&mut driver);
        driver.stdout(Stdio::null()).stderr(Stdio::null());
        let profile = format!("--user-data-dir={}", computer.path("chromium").display());
        Self { driver: Mutex::new(driver), profile, running: OnceCell::new() }
    }

    pub async fn go(&self, address: &str) {
        self.client().await.goto(address).await.expect("the page can be opened");
    }

    /// Signs in at the vendor's page that is open.
    pub async fn sign_in(&self, customer: &str) {
        self.fill("#username", customer).await;
        self.fill("#password", "practice").await;
        self.click("#sign-in").await;
    }

    pub async fn allow(&self) {
        self.click("#allow").await;
    }

    pub async fn deny(&self) {
        self.click("#deny").await;
    }

    pub async fn text(&self) -> String {
        let body = self.client().await.find(Locator::Css("body")).await.expect("a page has a body");
        body.text().await.expect("a body has text")
    }

    pub async fn picture(&self, path: &Path) {
        let bytes = self.client().await.screenshot().await.expect("the page can be pictured");
        std::fs::write(path, bytes).expect("the folder can be written");
    }

    async fn fill(&self, selector: &str, text: &str) {
        let field =
            wait_until(selector, async || self.client().await.find(Locator::Css(selector)).await.ok()).await;
        field.clear().await.expect("the field can be cleared");
        field.send_keys(text).await.expect("the field takes keys");
    }

    async fn click(&self, selector: &str) {
        wait_until(selector, async || {
            let element = self.client().await.find(Locator::Css(selector)).await.ok()?;
            element.click().await.ok()
        })
        .await;
    }

    async fn client(&self) -> &Client {
        let (client, _) = self.running.get_or_init(|| self.open()).await;
        client
    }

    async fn open(&self) -> (Client, Running) {
        let port = free_port();
        let driver = {
            let mut driver = self.driver.lock().unwrap_or_else(PoisonError::into_inner);
            Running::start(driver.arg(format!("--port={port}")))
        };
        let options = json!({ "goog:chromeOptions": { "args": [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--no-proxy-server", self.profile,
        ] } });
        (connect(port, &options).await, driver)
    }
}
