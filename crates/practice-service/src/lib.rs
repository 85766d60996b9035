//! The practice service: Managed integrations for AWS IoT Device Management on
//! loopback HTTP, with the vendors' sign-in pages and faults on request. It is
//! the embedded default of the app, a program of its own, and the other side of
//! our tests. It shares no code with the client, not even types.

mod account_associations;
mod api_call;
mod caller_identity;
mod chance;
mod clock;
mod commands;
mod connection;
mod connectors;
mod device_discoveries;
mod event_logs;
mod exchange;
mod failure;
mod faults;
mod guard;
mod in_process;
mod input;
mod keeping;
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
mod tags;
mod thing_states;
mod throttle;
mod traffic;
mod turn;
mod vendors;
mod world;
mod world_file;

use std::io;
use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use connection::Listening;
use practice::Practice;

pub use clock::Clock;
pub use in_process::{Broken, InProcess};
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
    /// Where the world outlives the program; `None` keeps it in memory alone. A
    /// file that holds a world already goes on with that one, whatever `world`
    /// says. Its folder is made where it is missing.
    pub world_path: Option<PathBuf>,
    pub clock: Clock,
    /// Ids, keys and tokens are drawn from it, so that a run repeats itself;
    /// `None` draws them from the system.
    pub seed: Option<u64>,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            port: 0,
            world: World::seeded(),
            requests_per_second: None,
            latency: Duration::ZERO,
            world_path: None,
            clock: Clock::System,
            seed: None,
        }
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
    ///
    /// # Errors
    /// The port is taken; or the world file is used by another service, was
    /// written by a newer program, or cannot be read or written. A damaged one
    /// is set aside, see [`PracticeService::set_aside`].
    pub async fn start(options: Options) -> io::Result<PracticeService> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port)).await?;
        let port = listener.local_addr()?.port();
        let practice = opened(options, port).await?;
        let listener = Listening::new(listener, Arc::clone(&practice));
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

    /// Where the damaged world file went that was found at the start; a fresh
    /// world was begun in its place.
    pub fn set_aside(&self) -> Option<&Path> {
        self.practice.set_aside.as_deref()
    }

    /// Empties the world and its file: only the seed is left. Sign-in pages that
    /// are open expire; scene, settings, faults and clock stay.
    ///
    /// # Errors
    /// The file could not be written; the world is as it was then.
    pub async fn reset(&self) -> io::Result<()> {
        reset(&self.practice).await
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

impl Drop for PracticeService {
    fn drop(&mut self) {
        self.practice.end();
    }
}

async fn opened(options: Options, port: u16) -> io::Result<Arc<Practice>> {
    let opening = tokio::task::spawn_blocking(move || Practice::open(options, port));
    opening.await.map_err(io::Error::other)?.map(Arc::new)
}

async fn reset(practice: &Arc<Practice>) -> io::Result<()> {
    let practice = Arc::clone(practice);
    tokio::task::spawn_blocking(move || practice.reset()).await.map_err(io::Error::other)?
}
