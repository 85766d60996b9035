//! A front to a practice service: the service's keys and Region are put in place
//! of the caller's, https addresses in place of the vendors' pages. Who calls,
//! and whether he may, is decided by those who stand before it.

use std::sync::{Arc, Mutex, PoisonError};

use axum::{
    body::{Body, Bytes},
    http::{HeaderMap, Request, Response},
};

/// Where the vendors' pages seem to be.
pub const SIGN_IN_HOST: &str = "signin.vendors.example";
/// The one Region with device clouds.
pub const REGION: &str = "eu-west-1";
/// The account whose things the practice service keeps.
pub const ACCOUNT: &str = "123456789012";

/// One practice service. Clones stand before the same one.
#[derive(Clone, Debug)]
pub struct Front {
    endpoint: String,
    access_key_id: String,
    sign_in_host: Arc<Mutex<String>>,
}

/// Whose request it is.
#[derive(Clone, Debug)]
pub struct Caller {
    pub access_key_id: String,
    /// Stands in ARNs where the practice service has [`ACCOUNT`].
    pub account: String,
}

impl Front {
    /// Before the practice service at `endpoint`.
    pub fn to(endpoint: &str, practice_access_key_id: &str) -> Self {
        Self {
            endpoint: endpoint.to_owned(),
            access_key_id: practice_access_key_id.to_owned(),
            sign_in_host: Arc::new(Mutex::new(SIGN_IN_HOST.to_owned())),
        }
    }

    /// From here on the vendors' pages seem to be at `host`.
    pub fn move_sign_in_pages(&self, host: &str) {
        host.clone_into(&mut self.sign_in_host.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// The service's answer; `None` when it breaks it off.
    pub async fn pass(&self, caller: Caller, request: Request<Bytes>) -> Option<Response<Body>> {
        let front = self.clone();
        let passed = tokio::task::spawn_blocking(move || front.forward(&caller, &request));
        passed.await.expect("forwarding does not panic")
    }

    fn forward(&self, caller: &Caller, request: &Request<Bytes>) -> Option<Response<Body>> {
        let authorization = text(request.headers(), "authorization");
        if request.uri().path() == "/connector-destinations"
            && !authorization.contains(&format!("/{REGION}/"))
        {
            let none = Response::builder().header("content-type", "application/json");
            let none = none.body(Body::from(r#"{"ConnectorDestinationList":[]}"#));
            return Some(none.expect("a fixed answer is valid"));
        }
        let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
        let url = format!("{}{}", self.endpoint, path.replace(&caller.account, ACCOUNT));
        let signed = in_its_region(&authorization.replace(&caller.access_key_id, &self.access_key_id));
        let mut forwarded =
            ureq::http::Request::builder().method(request.method()).uri(url).header("authorization", signed);
        for name in ["content-type", "x-amz-date", "x-amz-security-token"] {
            if let Some(value) = request.headers().get(name) {
                forwarded = forwarded.header(name, value);
            }
        }
        let agent: ureq::Agent =
            ureq::Agent::config_builder().http_status_as_error(false).proxy(None).build().into();
        let body = String::from_utf8_lossy(request.body()).replace(&caller.account, ACCOUNT);
        let forwarded = forwarded.body(body).expect("what came in is a valid request");
        let mut answered = agent.run(forwarded).ok()?;
        let text = answered.body_mut().read_to_string().ok()?;
        let sign_in_host = self.sign_in_host.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let text = text
            .replace(&format!("{}/vendors/", self.endpoint), &format!("https://{sign_in_host}/"))
            .replace(ACCOUNT, &caller.account);
        let mut response = Response::builder().status(answered.status());
        for name in
            ["content-type", "x-amzn-requestid", "x-amzn-errortype", "retry-after", "x-amz-retry-after"]
        {
            if let Some(value) = answered.headers().get(name) {
                response = response.header(name, value);
            }
        }
        Some(response.body(Body::from(text)).expect("the answer's parts are valid"))
    }
}

/// The header's text, or none.
pub fn text<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// The credential scope names the Region; the service behind has only one.
fn in_its_region(authorization: &str) -> String {
    ["ca-central-1", "me-central-1"].into_iter().fold(authorization.to_owned(), |text, region| {
        text.replace(&format!("/{region}/"), &format!("/{REGION}/"))
    })
}
