//! The app's own window through WebKit's driver.

use std::{
    cell::Cell,
    fs::OpenOptions,
    process::Command,
    time::{Duration, Instant},
};

use fantoccini::{Client, ClientBuilder, Locator, elements::Element};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use super::{AppProcess, Computer, DEADLINE, free_port, wait_until, wait_up_to};
use crate::programs::{Running, built};

pub struct AppWindow {
    client: Client,
    driver: Running,
    clicks: Cell<u32>,
    fields: Cell<u32>,
}

impl AppWindow {
    /// Starts the app with these variables, an empty one taken away, and waits for
    /// its first view.
    pub async fn open(computer: &Computer, variables: &[(String, String)]) -> Self {
        let port = free_port();
        let mut command = Command::new("WebKitWebDriver");
        command.arg(format!("--port={port}"));
        computer.equip(&mut command);
        for (name, value) in variables {
            if value.is_empty() {
                command.env_remove(name);
            } else {
                command.env(name, value);
            }
        }
        let log = OpenOptions::new().create(true).append(true).open(computer.path("app.log"));
        let log = log.expect("the folder can be written");
        command
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .stdout(log.try_clone().expect("a file can be shared"))
            .stderr(log);
        let driver = Running::start(&mut command);
        let options = json!({ "webkitgtk:browserOptions": { "binary": built("linkwright"), "args": [] } });
        let client = connect(port, &options).await;
        let window = Self { client, driver, clicks: Cell::new(0), fields: Cell::new(0) };
        window.css("html[data-ready='true']").await;
        window.run("window.lwViolations = []; document.addEventListener('securitypolicyviolation', event => window.lwViolations.push(event.violatedDirective + ' ' + event.blockedURI));").await;
        window.run("window.lwErrors = []; const note = text => window.lwErrors.push(String(text)); window.addEventListener('error', event => { if (!event.message.startsWith('ResizeObserver loop')) note(event.message); }); window.addEventListener('unhandledrejection', event => note(event.reason)); const told = console.error; console.error = (...words) => { note(words.join(' ')); told(...words); };").await;
        window
    }

    /// The element with this `data-testid`, once it is there and can be seen.
    pub async fn find(&self, test_id: &str) -> Element {
        self.css(&format!("[data-testid='{test_id}']")).await
    }

    /// The element, once it is there and can be seen.
    pub async fn css(&self, selector: &str) -> Element {
        wait_until(selector, async || {
            let element = self.client.find(Locator::Css(selector)).await.ok()?;
            element.is_displayed().await.ok()?.then_some(element)
        })
        .await
    }

    pub async fn has(&self, test_id: &str) -> bool {
        let selector = format!("[data-testid='{test_id}']");
        self.client.find(Locator::Css(&selector)).await.is_ok()
    }

    /// Whether something has this `data-testid` within two seconds.
    pub async fn comes(&self, test_id: &str) -> bool {
        let until = Instant::now() + Duration::from_secs(2);
        while !self.has(test_id).await {
            if Instant::now() > until {
                return false;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        true
    }

    /// Waits until nothing has this `data-testid`.
    pub async fn gone(&self, test_id: &str) {
        wait_until(&format!("the end of {test_id}"), async || (!self.has(test_id).await).then_some(())).await;
    }

    /// Clicks what has this `data-testid`, once it can be clicked.
    pub async fn click(&self, test_id: &str) {
        self.click_css(&format!("[data-testid='{test_id}']")).await;
    }

    pub async fn click_css(&self, selector: &str) {
        wait_until(&format!("a click on {selector}"), async || {
            let element = self.client.find(Locator::Css(selector)).await.ok()?;
            let off = element.attr("aria-disabled").await.ok()? == Some("true".to_owned())
                || element.attr("disabled").await.ok()?.is_some();
            if off {
                return None;
            }
            self.scroll_to(&element).await?;
            element.click().await.ok()
        })
        .await;
        self.clicks.set(self.clicks.get() + 1);
    }

    /// A person scrolls until nothing stands in front of it.
    async fn scroll_to(&self, element: &Element) -> Option<()> {
        let script = "arguments[0].scrollIntoView({ block: 'center' });";
        let argument = serde_json::to_value(element).ok()?;
        self.client.execute(script, vec![argument]).await.ok()?;
        Some(())
    }

    /// Clicks the first button that says this and nothing else.
    pub async fn click_named(&self, words: &str) {
        let script = format!(
            "const button = [...document.querySelectorAll('main button, [role=dialog] button')].find(button => button.textContent.trim() === {words:?}); if (button === undefined) return null; button.setAttribute('data-story', 'button'); return true;"
        );
        wait_until(&format!("a button {words:?}"), async || (self.run(&script).await == true).then_some(()))
            .await;
        self.click_css("[data-story='button']").await;
    }

    /// Calls a command as the page itself would: its answer, or the problem.
    pub async fn call(&self, command: &str, form: &Value) -> Result<Value, Value> {
        let script = format!(
            "window.__TAURI_INTERNALS__.invoke({command:?}, {{ form: {form} }}).then(value => done({{ value }}), error => done({{ error }}));"
        );
        let answer = self.ask(&script).await;
        match answer.get("error") {
            Some(problem) => Err(problem.clone()),
            None => Ok(answer["value"].clone()),
        }
    }

    /// Clicks what has this `data-testid` and ends the app; how long that took.
    pub async fn closed_by(&self, test_id: &str) -> Duration {
        let (button, process) = (self.find(test_id).await, self.process());
        let begun = Instant::now();
        // The driver may end with the app before it has answered.
        let _ = tokio::time::timeout(Duration::from_secs(2), button.click()).await;
        process.ended().await;
        begun.elapsed()
    }

    /// Types into the field, replacing what is there, once it can be typed into.
    pub async fn type_into(&self, test_id: &str, text: &str) {
        let selector = format!("[data-testid='{test_id}']");
        let field = wait_until(&format!("typing into {selector}"), async || {
            let field = self.client.find(Locator::Css(&selector)).await.ok()?;
            self.scroll_to(&field).await?;
            // What slides into view cannot be typed into yet.
            field.clear().await.ok()?;
            Some(field)
        })
        .await;
        field.send_keys(text).await.expect("the field takes keys");
        self.fields.set(self.fields.get() + 1);
    }

    /// Chooses a file in the field for files, which nobody sees.
    pub async fn give_file(&self, test_id: &str, path: &std::path::Path) {
        let selector = format!("[data-testid='{test_id}']");
        let field =
            wait_until(&selector, async || self.client.find(Locator::Css(&selector)).await.ok()).await;
        field.send_keys(&path.display().to_string()).await.expect("the field takes a file");
    }

    /// Presses a key where the focus is.
    pub async fn press(&self, key: &str) {
        self.css("body").await;
        let focused = self.client.active_element().await.expect("something has the focus");
        focused.send_keys(key).await.expect("keys can be sent");
    }

    /// Everything that can be read in the window.
    pub async fn text(&self) -> String {
        let body = self.client.find(Locator::Css("body")).await.expect("a page has a body");
        body.text().await.expect("a body has text")
    }

    /// Waits until the window shows these words.
    pub async fn shows(&self, words: &str) {
        self.shows_within(DEADLINE, words).await;
    }

    /// Waits longer than is usual until the window shows these words.
    pub async fn shows_within(&self, longest: Duration, words: &str) {
        wait_up_to(longest, &format!("{words:?} in the window"), async || {
            self.text().await.contains(words).then_some(())
        })
        .await;
    }

    /// What can be read in each element that fits, in their order.
    pub async fn texts(&self, selector: &str) -> Vec<String> {
        let script =
            format!("return [...document.querySelectorAll({selector:?})].map(each => each.innerText);");
        let texts = self.run(&script).await;
        let texts = texts.as_array().expect("the script gives a list").iter();
        texts.map(|text| text.as_str().unwrap_or_default().to_owned()).collect()
    }

    /// Runs a script in the page.
    pub async fn run(&self, script: &str) -> Value {
        self.client.execute(script, Vec::new()).await.expect("the script runs")
    }

    /// Runs a script that calls `done(value)` when it has its answer.
    pub async fn ask(&self, script: &str) -> Value {
        let script = format!("const done = arguments[arguments.length - 1]; {script}");
        self.client.execute_async(&script, Vec::new()).await.expect("the script runs")
    }

    /// What the page's security policy had to block.
    pub async fn violations(&self) -> Value {
        self.run("return window.lwViolations ?? [];").await
    }

    /// Nothing broke the page's security policy, and nothing in the page went wrong
    /// unnoticed, since it was loaded. That sizes were told one frame late
    /// ('ResizeObserver loop') is no error: the specification reports it as one.
    pub async fn is_clean(&self) {
        assert_eq!(self.violations().await, json!([]), "nothing broke the page's policy");
        let errors = self.run("return window.lwErrors;").await;
        assert_eq!(errors, json!([]), "nothing went wrong in the page");
    }

    /// How many windows the app has.
    pub async fn windows(&self) -> usize {
        self.client.windows().await.expect("the driver lists them").len()
    }

    pub async fn reload(&self) {
        self.client.refresh().await.expect("the page can be loaded again");
        self.css("html[data-ready='true']").await;
    }

    pub async fn back(&self) {
        // A window without history refuses, which is as good.
        let _ = self.client.back().await;
    }

    /// Sizes the window and waits until its page has that size.
    pub async fn resize(&self, width: u32, height: u32) {
        self.client.set_window_rect(0, 0, width, height).await.expect("the window can be sized");
        self.holds(&format!("return innerWidth === {width} && innerHeight === {height};")).await;
    }

    /// Waits until the script says `true`.
    pub async fn holds(&self, script: &str) {
        wait_until(script, async || (self.run(script).await == true).then_some(())).await;
    }

    /// Waits until what the page holds is painted and nothing slides or fades
    /// any more; what turns for ever is let turn.
    pub async fn painted(&self) {
        self.ask("requestAnimationFrame(() => requestAnimationFrame(() => done(true)));").await;
        self.holds("return document.getAnimations().every(each => each.playState !== 'running' || each.effect.getComputedTiming().endTime === Infinity);").await;
        self.ask("requestAnimationFrame(() => requestAnimationFrame(() => done(true)));").await;
    }

    /// Width and height of the page.
    pub async fn size(&self) -> (u64, u64) {
        let size = self.run("return [innerWidth, innerHeight];").await;
        (size[0].as_u64().unwrap_or_default(), size[1].as_u64().unwrap_or_default())
    }

    /// The app itself.
    pub fn process(&self) -> AppProcess {
        AppProcess::find(&built("linkwright"), self.group()).expect("the app runs")
    }

    pub(super) fn client(&self) -> &Client {
        &self.client
    }

    /// The process group of the app and its driver.
    pub(super) fn group(&self) -> u32 {
        self.driver.group()
    }

    /// Clicks and typed fields since it was last asked; noted for whoever measures.
    pub fn hands(&self) -> (u32, u32) {
        let (clicks, fields) = (self.clicks.replace(0), self.fields.replace(0));
        if let Some(path) = std::env::var_os("LINKWRIGHT_HANDS_FILE") {
            let noted = std::fs::write(path, format!("{clicks} {fields}\n"));
            noted.expect("the hands can be noted");
        }
        (clicks, fields)
    }
}

/// Opens a session as soon as the driver answers.
pub(super) async fn connect(port: u16, options: &Value) -> Client {
    let address = format!("http://127.0.0.1:{port}");
    let capabilities = options.as_object().expect("capabilities are an object").clone();
    wait_until("the WebDriver", async || {
        std::net::TcpStream::connect(("127.0.0.1", port)).ok()?;
        Some(())
    })
    .await;
    let mut builder = ClientBuilder::new(HttpConnector::new());
    builder.capabilities(capabilities);
    builder.connect(&address).await.expect("the driver opens a session")
}
