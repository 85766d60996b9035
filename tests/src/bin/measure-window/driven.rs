//! Either program with its page driven through WebKit's driver.

use std::{
    net::TcpListener,
    path::Path,
    process::{Command, Stdio},
    time::Duration,
};

use anyhow::{Context, Result};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tests::{
    desktop::{Computer, wait_until},
    programs::Running,
};

/// The longest a script of ours takes.
const PATIENCE: Duration = Duration::from_secs(60);

/// Ends with this value.
pub(crate) struct Driven {
    client: Client,
    _driver: Running,
}

impl Driven {
    pub(crate) async fn start(
        computer: &Computer,
        program: &Path,
        variables: &[(String, String)],
    ) -> Result<Driven> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let mut command = Command::new("WebKitWebDriver");
        command.arg(format!("--port={port}"));
        computer.equip(&mut command);
        command
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .envs(variables.iter().map(|(name, value)| (name, value)))
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let driver = Running::start(&mut command);
        wait_until("the WebDriver", async || std::net::TcpStream::connect(("127.0.0.1", port)).ok()).await;
        let wanted = json!({
            "webkitgtk:browserOptions": { "binary": program, "args": [] },
            "timeouts": { "script": u64::try_from(PATIENCE.as_millis())? },
        });
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(wanted.as_object().context("capabilities are an object")?.clone());
        let client = builder.connect(&format!("http://127.0.0.1:{port}")).await?;
        let driven = Driven { client, _driver: driver };
        wait_until("the page", async || {
            let is_there = "return document.readyState === 'complete' && '__TAURI_INTERNALS__' in window;";
            (driven.run(is_there).await.ok()? == true).then_some(())
        })
        .await;
        Ok(driven)
    }

    /// What the script returns.
    pub(crate) async fn run(&self, script: &str) -> Result<Value> {
        Ok(self.client.execute(script, Vec::new()).await?)
    }

    /// What the script gives to `done`, at any later time.
    pub(crate) async fn ask(&self, script: &str) -> Result<Value> {
        let script = format!("const done = arguments[arguments.length - 1]; {script}");
        Ok(self.client.execute_async(&script, Vec::new()).await?)
    }
}
