//! The practice service without a socket: requests are handed over and answered
//! through the same router and guard, faults included. For simulations in
//! tokio's paused time.

use std::fmt;
use std::future::poll_fn;
use std::io;
use std::path::Path;
use std::pin::Pin;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::http::{Request, Response};
use http_body::Body as _;

use crate::practice::Practice;
use crate::reply::Ending;
use crate::scene::Scene;
use crate::{Options, exchange, turn};

/// The port in `endpoint` where the options leave it open. Nothing listens.
const MADE_UP_PORT: u16 = 4566;

/// A practice service that is asked in its own process. It ends when dropped:
/// its world file can be opened again from then on.
pub struct InProcess {
    practice: Arc<Practice>,
}

/// Why there is no whole answer. The request may have been carried out.
#[derive(Debug)]
pub enum Broken {
    /// The connection ended without a byte.
    WithoutAByte,
    /// The connection ended in the middle: the head, whose `content-length`
    /// promises more, and what came of the body.
    Truncated(Box<Response<Bytes>>),
}

impl fmt::Display for Broken {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Broken::WithoutAByte => "the connection ended without an answer",
            Broken::Truncated(_) => "the connection ended in the middle of the answer",
        })
    }
}

impl std::error::Error for Broken {}

impl InProcess {
    /// Blocks while a world file is read. With a clock of tokio's it must be
    /// called inside the runtime whose time it is to follow.
    ///
    /// # Errors
    /// Those of the world file, as in [`crate::PracticeService::start`]; there
    /// are none without one.
    pub fn new(options: Options) -> io::Result<InProcess> {
        let port = if options.port == 0 { MADE_UP_PORT } else { options.port };
        Ok(InProcess { practice: Arc::new(Practice::open(options, port)?) })
    }

    /// One exchange. The request's `Host` header must name the endpoint, as over
    /// a socket. Waits and latency pass on tokio's clock; a request that is
    /// under way is carried out to its end even if the future is dropped.
    ///
    /// # Errors
    /// A fault ended the connection before the whole answer was there.
    pub async fn answer(&self, request: Request<Bytes>) -> Result<Response<Bytes>, Broken> {
        let response = exchange::exchange(Arc::clone(&self.practice), request.map(Body::from)).await;
        let (head, mut body) = response.into_parts();
        let mut read = Vec::new();
        let mut whole = true;
        while let Some(frame) = poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {
            match frame.map(http_body::Frame::into_data) {
                Ok(Ok(data)) => read.extend_from_slice(&data),
                Ok(Err(_trailers)) => {}
                Err(_) => {
                    whole = false;
                    break;
                }
            }
        }
        let without_a_byte = head.extensions.get() == Some(&Ending::Nothing);
        let response = Response::from_parts(head, Bytes::from(read));
        match (whole, without_a_byte) {
            (true, _) => Ok(response),
            (false, true) => Err(Broken::WithoutAByte),
            (false, false) => Err(Broken::Truncated(Box::new(response))),
        }
    }

    /// `http://127.0.0.1:PORT`, under which requests must address the service.
    pub fn endpoint(&self) -> &str {
        &self.practice.identity.endpoint
    }

    /// Begins with `PRACTICE`.
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

    /// As [`crate::PracticeService::set_aside`].
    pub fn set_aside(&self) -> Option<&Path> {
        self.practice.set_aside.as_deref()
    }

    /// As [`crate::PracticeService::reset`].
    ///
    /// # Errors
    /// The file could not be written; the world is as it was then.
    pub async fn reset(&self) -> io::Result<()> {
        crate::reset(&self.practice).await
    }

    /// Holds from the next request on.
    pub fn set_scene(&self, scene: Scene) {
        self.practice.state().scenery.set(scene);
    }

    pub fn scene(&self) -> Scene {
        self.practice.state().scenery.scene()
    }
}

impl Drop for InProcess {
    fn drop(&mut self) {
        self.practice.end();
    }
}
