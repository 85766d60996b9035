//! A service that is not the practice service: another address, ordinary keys,
//! https sign-in pages, and device clouds in one Region alone.
//!
//! Behind it stands a practice service, so that it behaves; in front nothing
//! tells so.

use axum::{
    Router,
    body::{Body, Bytes},
    extract::{Request, State},
    http::{Response, StatusCode},
};
use tokio::{net::TcpListener, task::JoinHandle};

use crate::front::{self, Caller, Front};
pub use crate::front::{REGION, SIGN_IN_HOST};

pub const ACCESS_KEY_ID: &str = "AKIAEXAMPLEFOREIGN00";

/// Ends when dropped.
pub struct ForeignService {
    endpoint: String,
    served: JoinHandle<()>,
}

impl ForeignService {
    /// Stands in front of the practice service at `endpoint`; knows
    /// [`ACCESS_KEY_ID`] alone.
    pub async fn start(endpoint: &str, practice_access_key_id: &str) -> Self {
        Self::knowing(ACCESS_KEY_ID, endpoint, practice_access_key_id).await
    }

    /// As [`ForeignService::start`], for those who have another key.
    pub async fn knowing(access_key_id: &str, endpoint: &str, practice_access_key_id: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("loopback has a free port");
        let address = listener.local_addr().expect("a bound listener has an address");
        let router = Router::new().fallback(answer).with_state(Gate {
            front: Front::to(endpoint, practice_access_key_id),
            access_key_id: access_key_id.to_owned(),
        });
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

/// Who is let in, and to what.
#[derive(Clone)]
struct Gate {
    front: Front,
    access_key_id: String,
}

async fn answer(State(gate): State<Gate>, request: Request) -> Response<Body> {
    let (head, body) = request.into_parts();
    let Ok(body) = axum::body::to_bytes(body, 1 << 20).await else {
        return reply(StatusCode::BAD_REQUEST, "The request broke off.");
    };
    if !front::text(&head.headers, "authorization").contains(&gate.access_key_id) {
        return reply(StatusCode::FORBIDDEN, "The security token included in the request is invalid.");
    }
    let caller = Caller { access_key_id: gate.access_key_id, account: front::ACCOUNT.to_owned() };
    let request = axum::http::Request::<Bytes>::from_parts(head, body);
    gate.front
        .pass(caller, request)
        .await
        .unwrap_or_else(|| reply(StatusCode::BAD_GATEWAY, "The service behind broke its answer off."))
}

fn reply(status: StatusCode, message: &str) -> Response<Body> {
    Response::builder()
        .status(status)
        .header("content-type", "application/json")
        .header("x-amzn-errortype", "UnrecognizedClientException")
        .body(Body::from(format!(r#"{{"Message":"{message}"}}"#)))
        .expect("a fixed answer is valid")
}
