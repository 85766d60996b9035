//! The page that shows the window in any of its named states (`ui/pictures`), in
//! a real Chromium of any size.

use std::{
    path::Path,
    process::{Command, Stdio},
};

use axum::{
    Router,
    body::Body,
    http::{Method, Response, StatusCode, Uri, header::CONTENT_TYPE},
};
use fantoccini::{Client, wd::WebDriverCompatibleCommand};
use serde_json::{Value, json};
use tokio::{net::TcpListener, task::JoinHandle};
use url::{ParseError, Url};

use super::{Computer, free_port, window::connect};
use crate::programs::Running;

/// Where `cargo xtask test` builds the page.
const BUILT_DIR: &str = "../ui/node_modules/.pictures";

/// The page on a loopback port; it ends with this value.
pub struct Pictures {
    address: String,
    serving: JoinHandle<()>,
}

impl Pictures {
    pub async fn serve() -> Self {
        let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join(BUILT_DIR);
        assert!(
            dir.join("index.html").is_file(),
            "the pictures are not built: npm run build-pictures, in ui, builds them"
        );
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("loopback has a free port");
        let address = listener.local_addr().expect("a bound listener has an address");
        let router = Router::new().fallback(move |uri: Uri| std::future::ready(answer(&dir, &uri)));
        let serving = tokio::spawn(async move {
            axum::serve(listener, router).await.expect("serving ends with its task");
        });
        Self { address: format!("http://{address}/"), serving }
    }

    /// A browser of its own at the page.
    pub async fn browse(&self, computer: &Computer, name: &str) -> PicturesBrowser {
        let port = free_port();
        let mut driver = Command::new("chromedriver");
        computer.equip(&mut driver);
        driver.arg(format!("--port={port}")).stdout(Stdio::null()).stderr(Stdio::null());
        let driver = Running::start(&mut driver);
        let profile = format!("--user-data-dir={}", computer.path(name).display());
        let options = json!({ "goog:chromeOptions": { "args": [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--force-prefers-reduced-motion", "--no-proxy-server", profile,
        ] } });
        let client = connect(port, &options).await;
        client.goto(&self.address).await.expect("the page can be opened");
        PicturesBrowser { client, _driver: driver }
    }
}

impl Drop for Pictures {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

/// A browser that shows one state after the other.
pub struct PicturesBrowser {
    client: Client,
    _driver: Running,
}

impl PicturesBrowser {
    /// The names of all states.
    pub async fn names(&self) -> Vec<String> {
        let names = self.client.execute("return lwPictures.names;", Vec::new()).await;
        let names = names.expect("the page is there");
        let names = names.as_array().expect("the names are a list").iter();
        names.map(|name| name.as_str().unwrap_or_default().to_owned()).collect()
    }

    /// Gives the page this many CSS pixels.
    pub async fn resize(&self, width: u32, height: u32) {
        let sized = self.client.issue_cmd(ScreenSize { width, height }).await;
        sized.expect("the page can be sized");
    }

    /// Shows a state in a theme, `light` or `dark`, its steps walked.
    pub async fn show(&self, name: &str, theme: &str) {
        self.ask(&format!("lwPictures.show({name:?}, {theme:?})")).await;
    }

    /// The same state where the page has got another size.
    pub async fn fit(&self, name: &str, theme: &str) {
        self.ask(&format!("lwPictures.fit({name:?}, {theme:?})")).await;
    }

    /// The same state in another theme.
    pub async fn paint(&self, theme: &str) {
        self.ask(&format!("lwPictures.paint({theme:?})")).await;
    }

    /// What is wrong with what is shown; `depth` as in `ui/pictures/complaints.ts`.
    pub async fn complaints(&self, depth: &str) -> Vec<String> {
        let said = self.ask(&format!("lwPictures.complaints({depth:?})")).await;
        let said = said.as_array().expect("complaints are a list").iter();
        said.map(|complaint| complaint.as_str().unwrap_or_default().to_owned()).collect()
    }

    async fn ask(&self, question: &str) -> Value {
        let script = format!(
            "const done = arguments[arguments.length - 1]; {question}.then(value => done({{ value: value ?? null }}), error => done({{ error: String(error) }}));"
        );
        let answer = self.client.execute_async(&script, Vec::new()).await.expect("the script runs");
        assert!(answer["error"].is_null(), "{question}: {}", answer["error"]);
        answer["value"].clone()
    }
}

/// Chromium's own command, by which a page can be narrower than any window.
#[derive(Debug)]
struct ScreenSize {
    width: u32,
    height: u32,
}

impl WebDriverCompatibleCommand for ScreenSize {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/goog/cdp/execute", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        let metrics =
            json!({ "width": self.width, "height": self.height, "deviceScaleFactor": 1, "mobile": false });
        let command = json!({ "cmd": "Emulation.setDeviceMetricsOverride", "params": metrics });
        (Method::POST, Some(command.to_string()))
    }
}

fn answer(dir: &Path, uri: &Uri) -> Response<Body> {
    let name = match uri.path().trim_start_matches('/') {
        "" => "index.html",
        name => name,
    };
    let kind = match name.rsplit('.').next() {
        Some("html") => "text/html",
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    };
    let read = if name.contains("..") { None } else { std::fs::read(dir.join(name)).ok() };
    let mut answer = Response::new(Body::empty());
    match read {
        Some(bytes) => {
            answer.headers_mut().insert(CONTENT_TYPE, kind.parse().expect("a fixed type is valid"));
            *answer.body_mut() = Body::from(bytes);
        }
        None => *answer.status_mut() = StatusCode::NOT_FOUND,
    }
    answer
}
