//! The customer's browser: a real Chromium at the vendor's pages.

use std::{
    path::Path,
    process::{Command, Stdio},
};

use fantoccini::{Client, Locator};
use serde_json::json;

use super::{Computer, free_port, wait_until, window::connect};
use crate::programs::Running;

pub struct CustomersBrowser {
    client: Client,
    _driver: Running,
}

impl CustomersBrowser {
    pub async fn open(computer: &Computer) -> Self {
        let port = free_port();
        let mut command = Command::new("chromedriver");
        computer.equip(&mut command);
        command.arg(format!("--port={port}")).stdout(Stdio::null()).stderr(Stdio::null());
        let driver = Running::start(&mut command);
        let profile = format!("--user-data-dir={}", computer.path("chromium").display());
        let options = json!({ "goog:chromeOptions": { "args": [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--no-proxy-server", profile,
        ] } });
        Self { client: connect(port, &options).await, _driver: driver }
    }

    pub async fn go(&self, address: &str) {
        self.client.goto(address).await.expect("the page can be opened");
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
        let body = self.client.find(Locator::Css("body")).await.expect("a page has a body");
        body.text().await.expect("a body has text")
    }

    pub async fn picture(&self, path: &Path) {
        let bytes = self.client.screenshot().await.expect("the page can be pictured");
        std::fs::write(path, bytes).expect("the folder can be written");
    }

    async fn fill(&self, selector: &str, text: &str) {
        let field = wait_until(selector, async || self.client.find(Locator::Css(selector)).await.ok()).await;
        field.clear().await.expect("the field can be cleared");
        field.send_keys(text).await.expect("the field takes keys");
    }

    async fn click(&self, selector: &str) {
        wait_until(selector, async || {
            let element = self.client.find(Locator::Css(selector)).await.ok()?;
            element.click().await.ok()
        })
        .await;
    }
}
