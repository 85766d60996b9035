//! A network between a client and the practice program, with weather on
//! request: a TCP proxy on loopback that refuses, resets, cuts off, swallows or
//! slows what passes.
//!
//! The practice service answers those alone that name it in `Host`, so that
//! header is rewritten on the way. It is signed as well; the service looks at
//! the signature's presence and scope, and the text of the signature stays.

mod passage;

use std::{
    net::{Ipv4Addr, SocketAddr, TcpListener as StdListener},
    sync::mpsc,
    thread::JoinHandle,
    time::Duration,
};

use tokio::{
    net::{TcpListener, TcpSocket, TcpStream},
    sync::{mpsc as orders, watch},
    time::timeout,
};

/// Connections wait in the system's queue so long before it counts as full.
const QUEUE_PATIENCE: Duration = Duration::from_millis(150);

/// What happens to what passes. Reset and refused connections are ended with a
/// TCP reset, also those that were open before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weather {
    /// Everything passes.
    Clear,
    /// Nothing listens; open connections are reset.
    Refused,
    /// Accepted, then reset before a byte is read.
    ResetOnConnect,
    /// The service gets the request and carries it out; its answer is dropped
    /// and the connection reset.
    ResetAfterRequest,
    /// So many bytes of each answer, head included, then the connection ends in
    /// order.
    TruncateAnswer { bytes: usize },
    /// Nothing ever comes back. Requests on open connections are swallowed.
    BlackHole(Hole),
    /// The answer comes at this pace, at least 1.
    SlowAnswer { bytes_per_second: u32 },
    /// A page answers in place of the service: 200, `text/html`.
    Portal,
    /// Each request is held so long before it goes on.
    Latency(Duration),
    /// `Clear` and `Refused` in turn, beginning with `Clear`.
    Flap { up: Duration, down: Duration },
}

/// How deep a black hole is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hole {
    /// New connections do not come to stand: the queue of the listener is full.
    FullBacklog,
    /// Connections stand, requests are read and never answered.
    NeverAnswers,
}

/// The network. It lives on a thread of its own, so that neither paused time
/// nor a blocking test stops it; it ends when dropped.
pub struct Wire {
    address: SocketAddr,
    orders: Option<orders::UnboundedSender<Order>>,
    thread: Option<JoinHandle<()>>,
}

struct Order {
    weather: Weather,
    done: mpsc::Sender<()>,
}

impl Wire {
    /// A network to the service at `upstream`, in clear weather.
    pub fn to(upstream: SocketAddr) -> Self {
        let listener = StdListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("loopback has a free port");
        let address = listener.local_addr().expect("a bound listener has an address");
        let (orders, received) = orders::unbounded_channel();
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            let runtime = runtime.expect("the system has threads and timers");
            runtime.block_on(async { Network::new(address, upstream, listener, received).run().await });
        });
        Self { address, orders: Some(orders), thread: Some(thread) }
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// As an AWS endpoint: `http://127.0.0.1:PORT`.
    pub fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Holds when this returns; requests that are under way keep the weather
    /// they began in, unless connections are reset.
    pub fn set(&self, weather: Weather) {
        let (done, waiting) = mpsc::channel();
        let orders = self.orders.as_ref().expect("the network lives as long as this value");
        orders.send(Order { weather, done }).expect("the network takes orders");
        waiting.recv().expect("the network carries orders out");
    }
}

impl Drop for Wire {
    fn drop(&mut self) {
        self.orders.take();
        if let Some(thread) = self.thread.take() {
            // A panic there has been printed already.
            let _ = thread.join();
        }
    }
}

struct Network {
    address: SocketAddr,
    upstream: SocketAddr,
    listener: Option<TcpListener>,
    /// They fill the queue of a listener that accepts nothing.
    stuck: Vec<TcpStream>,
    /// What holds at the moment: never `Flap`, but its two sides in turn.
    sky: watch::Sender<Weather>,
    orders: orders::UnboundedReceiver<Order>,
}

impl Network {
    fn new(
        address: SocketAddr,
        upstream: SocketAddr,
        listener: StdListener,
        orders: orders::UnboundedReceiver<Order>,
    ) -> Self {
        listener.set_nonblocking(true).expect("a listener can be asked without waiting");
        let listener = TcpListener::from_std(listener).expect("the runtime takes it");
        let (sky, _) = watch::channel(Weather::Clear);
        Self { address, upstream, listener: Some(listener), stuck: Vec::new(), sky, orders }
    }

    async fn run(mut self) {
        let mut weather = Weather::Clear;
        let mut done = None;
        loop {
            let order = match weather {
                Weather::Flap { up, down } => self.flap(up, down, done).await,
                Weather::Clear
                | Weather::Refused
                | Weather::ResetOnConnect
                | Weather::ResetAfterRequest
                | Weather::TruncateAnswer { .. }
                | Weather::BlackHole(_)
                | Weather::SlowAnswer { .. }
                | Weather::Portal
                | Weather::Latency(_) => {
                    self.turn(weather).await;
                    tell(done);
                    self.serve().await
                }
            };
            match order {
                Some(order) => (weather, done) = (order.weather, Some(order.done)),
                None => return,
            }
        }
    }

    async fn flap(
        &mut self,
        up: Duration,
        down: Duration,
        mut done: Option<mpsc::Sender<()>>,
    ) -> Option<Order> {
        for (sky, span) in [(Weather::Clear, up), (Weather::Refused, down)].into_iter().cycle() {
            self.turn(sky).await;
            tell(done.take());
            if let Ok(order) = timeout(span, self.serve()).await {
                return order;
            }
        }
        None
    }

    /// Makes the weather so, listener and open connections included.
    async fn turn(&mut self, sky: Weather) {
        self.stuck.clear();
        match sky {
            Weather::Refused => self.listener = None,
            Weather::BlackHole(Hole::FullBacklog) => {
                self.listener = None;
                self.listener = Some(self.listen(0));
                self.fill_the_queue().await;
            }
            Weather::Clear
            | Weather::ResetOnConnect
            | Weather::ResetAfterRequest
            | Weather::TruncateAnswer { .. }
            | Weather::BlackHole(Hole::NeverAnswers)
            | Weather::SlowAnswer { .. }
            | Weather::Portal
            | Weather::Latency(_)
            | Weather::Flap { .. } => {
                if *self.sky.borrow() == Weather::BlackHole(Hole::FullBacklog) {
                    self.listener = None;
                }
                if self.listener.is_none() {
                    self.listener = Some(self.listen(1024));
                }
            }
        }
        self.sky.send_replace(sky);
        // Connections that are to be reset are, before anybody goes on.
        tokio::task::yield_now().await;
    }

    /// Until the next order; `None` when there will be no more.
    async fn serve(&mut self) -> Option<Order> {
        let accepting = *self.sky.borrow() != Weather::BlackHole(Hole::FullBacklog);
        loop {
            let listener = self.listener.as_ref().filter(|_| accepting);
            let accepted = async {
                match listener {
                    Some(listener) => listener.accept().await,
                    None => std::future::pending().await,
                }
            };
            tokio::select! {
                order = self.orders.recv() => return order,
                accepted = accepted => {
                    if let Ok((stream, _)) = accepted {
                        tokio::spawn(passage::pass(stream, self.upstream, self.sky.subscribe()));
                    }
                }
            }
        }
    }

    fn listen(&self, backlog: u32) -> TcpListener {
        let socket = TcpSocket::new_v4().expect("the system has sockets");
        socket.set_reuseaddr(true).expect("a socket can be asked for its address again");
        socket.bind(self.address).expect("the address is still ours");
        socket.listen(backlog).expect("a bound socket can listen")
    }

    async fn fill_the_queue(&mut self) {
        while let Ok(Ok(stream)) = timeout(QUEUE_PATIENCE, TcpStream::connect(self.address)).await {
            self.stuck.push(stream);
        }
    }
}

fn tell(done: Option<mpsc::Sender<()>>) {
    if let Some(done) = done {
        // Whoever asked may have panicked meanwhile.
        let _ = done.send(());
    }
}

#[cfg(test)]
mod tests;
