//! The AWS of the tests: STS, IAM Identity Center and managed integrations on
//! loopback, under AWS's own host names, behind a proxy that reads along with a
//! certificate authority of its own, as companies have them.
//!
//! Clients need nothing but [`Cloud::variables`]; endpoint rules, TLS and proxy
//! are exercised as at AWS. Behind managed integrations stands a practice service.

mod authority;
mod clock;
mod connections;
mod host;
mod http_client;
mod identities;
mod managed_integrations;
mod oidc;
mod portal;
mod proxy;
mod record;
mod roads;
mod sign_ins;
mod signature;
mod sts;

use std::{
    collections::HashMap,
    net::{Ipv4Addr, SocketAddr, TcpListener as StdListener},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread::JoinHandle,
    time::SystemTime,
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::oneshot,
};

pub use authority::{ANOTHER_NAME, COMMON_NAME, Certificates, ORGANISATION};
pub use http_client::Trust;
pub use identities::{AccessKey, Identities, Role};
pub use record::{Asked, Record};
pub use roads::{Road, Roads};
pub use sign_ins::{PERSON, START_URL, SignIns};

use crate::{front::Front, programs::PracticeProgram};

/// It lives on a thread of its own, so that neither paused time nor a blocking
/// test stops it; it ends when dropped.
pub struct Cloud {
    address: SocketAddr,
    dir: tempfile::TempDir,
    shared: Arc<Shared>,
    end: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

struct Shared {
    authority: authority::Authority,
    clock: clock::Clock,
    connections: Arc<connections::Connections>,
    roads: Mutex<Roads>,
    identities: Mutex<Identities>,
    sign_ins: Mutex<SignIns>,
    record: Mutex<Record>,
    fronts: Mutex<Fronts>,
}

struct Fronts {
    of_accounts: HashMap<String, Front>,
    of_others: Front,
}

impl Cloud {
    /// Links and devices of every account are in this practice service.
    pub fn start(practice: &PracticeProgram) -> Self {
        Self::before(front_of(practice))
    }

    /// As [`Cloud::start`].
    pub fn before(front: Front) -> Self {
        let dir = tempfile::tempdir().expect("there is room for a folder");
        let shared = Arc::new(Shared {
            authority: authority::Authority::new(),
            clock: clock::Clock::default(),
            connections: Arc::default(),
            roads: Mutex::new(Roads::new()),
            identities: Mutex::default(),
            sign_ins: Mutex::new(SignIns::new()),
            record: Mutex::default(),
            fronts: Mutex::new(Fronts { of_accounts: HashMap::new(), of_others: front }),
        });
        std::fs::write(ca_path(dir.path()), shared.authority.pem()).expect("the folder can be written");
        let listener = StdListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("loopback has a free port");
        listener.set_nonblocking(true).expect("a listener can be asked without waiting");
        let address = listener.local_addr().expect("a bound listener has an address");
        let (end, ended) = oneshot::channel();
        let served = Arc::clone(&shared);
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            let runtime = runtime.expect("the system has threads and timers");
            runtime.block_on(async {
                let listener = TcpListener::from_std(listener).expect("the runtime takes it");
                tokio::select! {
                    () = proxy::serve(listener, served) => {}
                    // Told, or the other end is gone: over in both cases.
                    _ = ended => {}
                }
            });
            // One who forwards to a service that does not answer is not waited for.
            runtime.shutdown_background();
        });
        Self { address, dir, shared, end: Some(end), thread: Some(thread) }
    }

    /// The account's links and devices are in a practice service of its own.
    pub fn keep_apart(&self, account: &str, practice: &PracticeProgram) {
        let mut fronts = self.shared.fronts.lock().unwrap_or_else(PoisonError::into_inner);
        fronts.of_accounts.insert(account.to_owned(), front_of(practice));
    }

    /// From here on the vendors' pages seem to be at `host`.
    pub fn move_sign_in_pages(&self, host: &str) {
        self.shared.fronts.lock().unwrap_or_else(PoisonError::into_inner).of_others.move_sign_in_pages(host);
    }

    /// `http://127.0.0.1:PORT`
    pub fn proxy(&self) -> String {
        format!("http://{}", self.address)
    }

    /// With what [`Roads::want_password`] asks for.
    pub fn proxy_as(&self, user: &str, password: &str) -> String {
        format!("http://{user}:{password}@{}", self.address)
    }

    /// The certificate of the authority, as PEM.
    pub fn ca_path(&self) -> PathBuf {
        ca_path(self.dir.path())
    }

    /// All a program needs to come here: proxy, CA bundle, and no proxy for
    /// loopback.
    pub fn variables(&self) -> Vec<(String, String)> {
        let ca = self.ca_path().display().to_string();
        [("HTTPS_PROXY", self.proxy()), ("AWS_CA_BUNDLE", ca), ("NO_PROXY", "127.0.0.1,localhost".to_owned())]
            .map(|(name, value)| (name.to_owned(), value))
            .to_vec()
    }

    /// Changes how the proxy treats those who come. When this returns, it holds
    /// for whoever comes, and connections that were idle have ended; those that
    /// are at an answer end with it.
    pub async fn roads<T>(&self, change: impl FnOnce(&mut Roads) -> T) -> T {
        let changed = change(&mut self.shared.roads());
        self.shared.connections.renew().await;
        self.come_and_go().await;
        changed
    }

    /// Users, roles, MFA devices, keys.
    pub fn identities<T>(&self, use_them: impl FnOnce(&mut Identities) -> T) -> T {
        use_them(&mut self.shared.identities())
    }

    /// IAM Identity Center.
    pub fn sign_ins<T>(&self, use_them: impl FnOnce(&mut SignIns) -> T) -> T {
        use_them(&mut self.shared.sign_ins())
    }

    /// What came through.
    pub fn record<T>(&self, look: impl FnOnce(&Record) -> T) -> T {
        look(&self.shared.record())
    }

    /// [`PERSON`] approves the device that shows this code.
    pub fn approve(&self, user_code: &str) {
        self.sign_ins(|all| all.approve_as(user_code, PERSON));
    }

    pub fn deny(&self, user_code: &str) {
        self.sign_ins(|all| all.deny(user_code));
    }

    /// AWS's clock is so far ahead of this computer's; negative: behind. It shows
    /// in `Date`, and signatures more than five minutes off are refused.
    pub fn shift_clock(&self, ahead_seconds: i64) {
        self.shared.clock.shift(ahead_seconds);
    }

    /// Every secret ever handed out here, for a search where none may be.
    pub fn secrets(&self) -> Vec<String> {
        let mut secrets = self.identities(|all| all.secrets());
        secrets.extend(self.sign_ins(|all| all.secrets()));
        secrets
    }
}

impl Cloud {
    /// A way there and back: after it the caller's runtime has heard of all that
    /// ended before.
    async fn come_and_go(&self) {
        let mut stream = TcpStream::connect(self.address).await.expect("the proxy listens");
        stream.write_all(b"OPTIONS * HTTP/1.1\r\n\r\n").await.expect("the proxy reads");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await.expect("the proxy answers");
    }
}

impl Drop for Cloud {
    fn drop(&mut self) {
        self.end.take();
        if let Some(thread) = self.thread.take() {
            // A panic there has been printed already.
            let _ = thread.join();
        }
    }
}

impl Shared {
    fn roads(&self) -> MutexGuard<'_, Roads> {
        self.roads.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn identities(&self) -> MutexGuard<'_, Identities> {
        self.identities.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn sign_ins(&self) -> MutexGuard<'_, SignIns> {
        self.sign_ins.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn record(&self) -> MutexGuard<'_, Record> {
        self.record.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn front_of(&self, account: &str) -> Front {
        let fronts = self.fronts.lock().unwrap_or_else(PoisonError::into_inner);
        fronts.of_accounts.get(account).unwrap_or(&fronts.of_others).clone()
    }
}

fn front_of(practice: &PracticeProgram) -> Front {
    Front::to(practice.variable("AWS_ENDPOINT_URL"), practice.variable("AWS_ACCESS_KEY_ID"))
}

fn ca_path(dir: &Path) -> PathBuf {
    dir.join("acme-inspection-ca.pem")
}

/// Since 1970.
fn seconds(time: SystemTime) -> u64 {
    time.duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

#[cfg(test)]
mod tests;
