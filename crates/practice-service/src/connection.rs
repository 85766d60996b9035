//! Connections of the listening service. On request they are closed by the
//! server once nothing was asked on them for a while, as load balancers do.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker, ready};

use axum::serve::Listener;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{Instant, Sleep, sleep_until};

use crate::practice::Practice;

pub(crate) struct Listening {
    listener: TcpListener,
    practice: Arc<Practice>,
}

impl Listening {
    pub(crate) fn new(listener: TcpListener, practice: Arc<Practice>) -> Listening {
        Listening { listener, practice }
    }
}

impl Listener for Listening {
    type Io = Connection;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Connection, SocketAddr) {
        let (stream, address) = Listener::accept(&mut self.listener).await;
        // An answer delayed by Nagle's algorithm is slow but correct.
        let _ = stream.set_nodelay(true);
        let practice = Arc::clone(&self.practice);
        (Connection { stream, practice, answered_at: None, closing: None, reader: None }, address)
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }
}

pub(crate) struct Connection {
    stream: TcpStream,
    practice: Arc<Practice>,
    /// When the last part of an answer was written, until the next request.
    answered_at: Option<Instant>,
    closing: Option<Pin<Box<Sleep>>>,
    /// Who waits for the next request: what was answered begins a new wait.
    reader: Option<Waker>,
}

impl Connection {
    fn answered(&mut self) {
        self.answered_at = Some(Instant::now());
        if let Some(reader) = self.reader.take() {
            reader.wake();
        }
    }

    /// Ready once the connection was idle for long enough.
    fn poll_idle(&mut self, context: &mut Context<'_>) -> Poll<()> {
        let idle_close = self.practice.state().settings.idle_close;
        let (Some(answered_at), Some(wait)) = (self.answered_at, idle_close) else {
            return Poll::Pending;
        };
        let end = answered_at + wait;
        let closing = self.closing.get_or_insert_with(|| Box::pin(sleep_until(end)));
        if closing.deadline() != end {
            closing.as_mut().reset(end);
        }
        closing.as_mut().poll(context)
    }
}

impl AsyncRead for Connection {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if let Poll::Ready(result) = Pin::new(&mut self.stream).poll_read(context, buffer) {
            self.answered_at = None;
            return Poll::Ready(result);
        }
        self.reader = Some(context.waker().clone());
        // Nothing read stands for the end of the caller's requests.
        ready!(self.poll_idle(context));
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Connection {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = ready!(Pin::new(&mut self.stream).poll_write(context, bytes));
        self.answered();
        Poll::Ready(written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        parts: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = ready!(Pin::new(&mut self.stream).poll_write_vectored(context, parts));
        self.answered();
        Poll::Ready(written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
