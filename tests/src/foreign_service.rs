//! A service that is not the practice service: another address, ordinary keys,
//! https sign-in pages, and device clouds in one Region alone.
//!
//! Behind it stands a practice service, so that it behaves; in front nothing
//! tells so.

use std::sync::Arc;

use axum::{
    Router,
    body::{Body, Bytes},
    extract::State,
    http::{HeaderMap, Method, Response, StatusCode, Uri},
};
use tokio::{net::TcpListener, task::JoinHandle};

pub const ACCESS_KEY_ID: &str = "AKIAEXAMPLEFOREIGN00";
/// Where the vendors' pages seem to be.
pub const SIGN_IN_HOST: &str = "signin.vendors.example";
/// The one Region with device clouds.
pub const REGION: &str = "eu-west-1";

/// Ends when dropped.
pub struct ForeignService {
    endpoint: String,
    served: JoinHandle<()>,
}

struct Behind {
    endpoint: String,
    access_key_id: String,
}

impl ForeignService {
    /// Stands in front of the practice service at `endpoint`.
    pub async fn start(endpoint: &str, practice_access_key_id: &str) -> Self {
        let behind = Arc::new(Behind {
            endpoint: endpoint.to_owned(),
            access_key_id: practice_access_key_id.to_owned(),
        });
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("loopback has a free port");
        let address = listener.local_addr().expect("a bound listener has an address");
        let router = Router::new().fallback(answer).with_state(behind);
        let served = tokio::spawn(async move {
            axum::serve(listener, router).await.expect("serving ends with its task");
        });
        Self { endpoint: format!("http://{address}"), served }
    }

    pub fn endpoint(&self) -> &str {
        &self.endpoint
    }
}

impl Drop for ForeignService {
    fn drop(&mut self) {
        self.served.abort();
    }
}

async fn answer(
    State(behind): State<Arc<Behind>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response<Body> {
    let forwarded = tokio::task::spawn_blocking(move || forward(&behind, &method, &uri, &headers, &body));
    forwarded.await.expect("forwarding does not panic")
}

fn forward(behind: &Behind, method: &Method, uri: &Uri, headers: &HeaderMap, body: &Bytes) -> Response<Body> {
    let authorization =
        headers.get("authorization").and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !authorization.contains(ACCESS_KEY_ID) {
        return reply(
            StatusCode::FORBIDDEN,
            r#"{"Message":"The security token included in the request is invalid."}"#,
        );
    }
    if uri.path() == "/connector-destinations" && !authorization.contains(&format!("/{REGION}/")) {
        return reply(StatusCode::OK, r#"{"ConnectorDestinationList":[]}"#);
    }
    let signed = in_our_region(&authorization.replace(ACCESS_KEY_ID, &behind.access_key_id));
    let url = format!("{}{}", behind.endpoint, uri.path_and_query().map_or("/", |path| path.as_str()));
    let mut request =
        ureq::http::Request::builder().method(method.as_str()).uri(url).header("authorization", signed);
    for name in ["content-type", "x-amz-date", "x-amz-security-token"] {
        if let Some(value) = headers.get(name) {
            request = request.header(name, value.as_bytes());
        }
    }
    let agent: ureq::Agent =
        ureq::Agent::config_builder().http_status_as_error(false).proxy(None).build().into();
    let request = request.body(body.to_vec()).expect("what came in is a valid request");
    let mut answered = agent.run(request).expect("the practice service behind answers");
    let text = answered.body_mut().read_to_string().expect("answers are text");
    let text = text.replace(&format!("{}/vendors/", behind.endpoint), &format!("https://{SIGN_IN_HOST}/"));
    let mut response = Response::builder().status(answered.status().as_u16());
    for name in ["content-type", "x-amzn-requestid", "x-amzn-errortype"] {
        if let Some(value) = answered.headers().get(name) {
            response = response.header(name, value.as_bytes());
        }
    }
    response.body(Body::from(text)).expect("the answer's parts are valid")
}

/// The credential scope names the Region; the one behind has only one.
fn in_our_region(authorization: &str) -> String {
    ["ca-central-1", "me-central-1"].into_iter().fold(authorization.to_owned(), |text, region| {
        text.replace(&format!("/{region}/"), &format!("/{REGION}/"))
    })
}

fn reply(status: StatusCode, body: &'static str) -> Response<Body> {
    let errortype = if status.is_success() { "" } else { "UnrecognizedClientException" };
    Response::builder()
        .status(status)
        .header("content-type", "application/json")
        .header("x-amzn-errortype", errortype)
        .body(Body::from(body))
        .expect("a fixed answer is valid")
}
