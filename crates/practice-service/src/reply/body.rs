//! Bodies that misbehave on request: one that breaks off and one that trickles.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::body::Bytes;
use http_body::{Body, Frame, SizeHint};
use tokio::time::{Sleep, sleep};

/// A body that fails: the server ends the connection then. Waiting once before
/// the failure lets what was written go out.
pub(super) struct BreakingOff {
    rest: Option<Bytes>,
    flushed: bool,
}

impl BreakingOff {
    pub(super) fn after(part: Bytes) -> BreakingOff {
        BreakingOff { rest: Some(part), flushed: false }
    }

    pub(super) fn at_once() -> BreakingOff {
        BreakingOff { rest: None, flushed: true }
    }
}

impl Body for BreakingOff {
    type Data = Bytes;
    type Error = BrokenOff;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BrokenOff>>> {
        if let Some(rest) = self.rest.take() {
            return Poll::Ready(Some(Ok(Frame::data(rest))));
        }
        if !self.flushed {
            self.flushed = true;
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        Poll::Ready(Some(Err(BrokenOff)))
    }
}

#[derive(Debug)]
pub(super) struct BrokenOff;

impl fmt::Display for BrokenOff {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the answer was broken off on request")
    }
}

impl std::error::Error for BrokenOff {}

/// A body that comes byte by byte.
pub(super) struct Trickling {
    rest: Bytes,
    pause: Duration,
    waiting: Pin<Box<Sleep>>,
}

impl Trickling {
    pub(super) fn new(body: Bytes, pause: Duration) -> Trickling {
        Trickling { rest: body, pause, waiting: Box::pin(sleep(pause)) }
    }
}

impl Body for Trickling {
    type Data = Bytes;
    type Error = BrokenOff;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BrokenOff>>> {
        if self.rest.is_empty() {
            return Poll::Ready(None);
        }
        ready!(self.waiting.as_mut().poll(context));
        let next = tokio::time::Instant::now() + self.pause;
        self.waiting.as_mut().reset(next);
        Poll::Ready(Some(Ok(Frame::data(self.rest.split_to(1)))))
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.rest.len() as u64)
    }
}
