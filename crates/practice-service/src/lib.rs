//! The practice service: Managed integrations for AWS IoT Device Management on
//! loopback HTTP, with the vendors' sign-in pages and faults on request. It is
//! the embedded default of the app, a program of its own, and the other side of
//! our tests. It shares no code with the client, not even types.

mod account_associations;
mod api_call;
mod caller_identity;
mod connectors;
mod device_discoveries;
mod exchange;
mod failure;
mod faults;
mod guard;
mod input;
mod ledger;
mod managed_things;
mod markup;
mod misuse;
mod moment;
mod operations;
mod pages;
mod practice;
mod practice_api;
mod registrations;
mod reply;
mod scene;
mod scenery;
mod settings;
mod shapes;
mod signature;
mod throttle;
mod turn;
mod vendors;
mod world;

use std::net::Ipv4Addr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::serve::ListenerExt;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use practice::{Identity, Practice, State};
use settings::Settings;

pub use scene::{Scene, UnknownScene};
pub use world::World;

/// How long `stop` waits for answers under way.
const PATIENCE: Duration = Duration::from_secs(2);

/// How a practice service begins.
#[derive(Clone, Debug)]
pub struct Options {
    /// On 127.0.0.1; 0 picks a free one.
    pub port: u16,
    pub world: World,
    /// Limit for each operation; the burst is as large.
    pub requests_per_second: Option<f64>,
    /// Waited before each answer of an operation.
    pub latency: Duration,
}

impl Default for Options {
    fn default() -> Options {
        Options { port: 0, world: World::seeded(), requests_per_second: None, latency: Duration::ZERO }
    }
}

/// A running practice service. Dropping it ends it as well.
pub struct PracticeService {
    practice: Arc<Practice>,
    ending: Option<oneshot::Sender<()>>,
    serving: JoinHandle<()>,
}

impl PracticeService {
    /// Binds the port and serves on the present tokio runtime.
    pub async fn start(options: Options) -> std::io::Result<PracticeService> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port)).await?;
        let port = listener.local_addr()?.port();
        let settings = Settings {
            latency: options.latency,
            requests_per_second: options.requests_per_second,
            ..Settings::default()
        };
        let state = State { world: options.world, settings, ..State::default() };
        let practice = Arc::new(Practice::new(Identity::drawn(port), state));
        let listener = listener.tap_io(|stream| {
            // An answer delayed by Nagle's algorithm is slow but correct.
            let _ = stream.set_nodelay(true);
        });
        let shared = Arc::clone(&practice);
        let router = Router::new().fallback(move |request| exchange::exchange(Arc::clone(&shared), request));
        let (ending, ended) = oneshot::channel::<()>();
        let serving = tokio::spawn(async move {
            let end = async move {
                // A dropped sender ends the service as well as a used one.
                let _ = ended.await;
            };
            // Serving has no error of its own: failed connections end alone.
            let _ = axum::serve(listener, router).with_graceful_shutdown(end).await;
        });
        Ok(PracticeService { practice, ending: Some(ending), serving })
    }

    /// `http://127.0.0.1:PORT`.
    pub fn endpoint(&self) -> &str {
        &self.practice.identity.endpoint
    }

    /// Begins with `PRACTICE`; drawn anew for each run.
    pub fn access_key_id(&self) -> &str {
        &self.practice.identity.access_key_id
    }

    pub fn secret_access_key(&self) -> &str {
        &self.practice.identity.secret_access_key
    }

    pub fn region(&self) -> &str {
        turn::REGION
    }

    /// Opens the practice API, in the header `x-practice-token`.
    pub fn practice_token(&self) -> &str {
        &self.practice.identity.practice_token
    }

    /// Ends the service; answers under way get a moment to finish.
    pub async fn stop(mut self) {
        self.ending.take();
        if tokio::time::timeout(PATIENCE, &mut self.serving).await.is_err() {
            self.serving.abort();
        }
    }

    /// Holds from the next request on.
    pub fn set_scene(&self, scene: Scene) {
        self.practice.state().scenery.set(scene);
    }

    pub fn scene(&self) -> Scene {
        self.practice.state().scenery.scene()
    }
}

impl Identity {
    fn drawn(port: u16) -> Identity {
        let secret = || uuid::Uuid::new_v4().simple().to_string();
        Identity {
            port,
            endpoint: format!("http://127.0.0.1:{port}"),
            access_key_id: format!("PRACTICE{}", &secret().to_uppercase()[..12]),
            secret_access_key: format!("practice{}", secret()),
            practice_token: secret(),
        }
    }
}
