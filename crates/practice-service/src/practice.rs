//! One running practice service: who it is and everything it holds, behind one
//! lock.

use std::io;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use serde_json::Value;

use crate::chance::Chance;
use crate::clock::RunningClock;
use crate::failure::Failure;
use crate::faults::Faults;
use crate::keeping::Keeping;
use crate::moment::Moment;
use crate::scenery::Scenery;
use crate::settings::Settings;
use crate::throttle::Throttle;
use crate::traffic::Traffic;
use crate::turn::Turn;
use crate::vendors::front_desk::FrontDesk;
use crate::world::World;
use crate::world::commit::Commit;
use crate::world_file::WorldFile;
use crate::{Options, account_associations};

pub(crate) struct Practice {
    pub(crate) identity: Identity,
    /// Where a world file went that could not be read.
    pub(crate) set_aside: Option<PathBuf>,
    state: Mutex<State>,
}

/// What is drawn anew for each run.
pub(crate) struct Identity {
    pub(crate) port: u16,
    pub(crate) endpoint: String,
    pub(crate) access_key_id: String,
    pub(crate) secret_access_key: String,
    pub(crate) practice_token: String,
}

#[derive(Default)]
pub(crate) struct State {
    pub(crate) world: World,
    pub(crate) keeping: Keeping,
    pub(crate) clock: RunningClock,
    pub(crate) chance: Chance,
    pub(crate) settings: Settings,
    pub(crate) scenery: Scenery,
    pub(crate) faults: Faults,
    pub(crate) throttle: Throttle,
    pub(crate) front_desk: FrontDesk,
    /// Requests that reached an operation.
    pub(crate) traffic: Traffic,
    /// How far the practice clock was moved forward.
    pub(crate) advanced: Duration,
}

impl Practice {
    /// Reads the world file, if there is one to read, which may take a while.
    pub(crate) fn open(options: Options, port: u16) -> io::Result<Practice> {
        let clock = options.clock.started();
        let (mut world, keeping, set_aside) = match &options.world_path {
            None => (options.world, Keeping::InMemory, None),
            Some(path) => {
                let opened = WorldFile::open(path, options.world.origin, Moment::of(clock.now()))?;
                (opened.world, Keeping::InFile(opened.file), opened.set_aside)
            }
        };
        let mut chance = Chance::new(options.seed, world.committed.len() as u64);
        let identity = Identity::drawn(port, &mut chance);
        account_associations::move_sign_in_urls(&mut world, &identity.endpoint);
        let settings = Settings {
            latency: options.latency,
            requests_per_second: options.requests_per_second,
            ..Settings::default()
        };
        let state = State { world, keeping, clock, chance, settings, ..State::default() };
        Ok(Practice { identity, set_aside, state: Mutex::new(state) })
    }

    /// Begins afresh from the seed. Scene, settings, faults and clock stay.
    pub(crate) fn reset(&self) -> io::Result<()> {
        let mut state = self.state();
        let origin = state.world.origin;
        state.keeping.begin_again(origin)?;
        state.world = origin.world();
        state.front_desk = FrontDesk::default();
        state.traffic.clear();
        Ok(())
    }

    /// Nothing is committed from here on, and the world file is let go.
    pub(crate) fn end(&self) {
        self.state().keeping = Keeping::Ended;
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    pub(crate) fn now(&self) -> Moment {
        Moment::of(self.clock.now()).after(self.advanced)
    }

    /// Commits what did not come through an operation.
    ///
    /// # Errors
    /// It could not be kept; nothing was done then.
    pub(crate) fn commit(
        &mut self,
        operation: &'static str,
        request: Value,
        commit: Commit,
        request_id: &str,
    ) -> Result<(), Failure> {
        let now = self.now();
        let State { world, keeping, chance, scenery, settings, .. } = self;
        let mut turn = Turn {
            world,
            keeping,
            chance,
            scenery,
            settings,
            fault: None,
            operation,
            now,
            endpoint: "",
            request_id,
        };
        turn.commit_request(request, Value::Null, commit).map(|_| ())
    }

    /// The time in the `Date` header and for signatures.
    pub(crate) fn claimed_time(&self) -> SystemTime {
        let skew = Duration::from_secs(self.settings.clock_skew_seconds.unsigned_abs());
        let now = self.clock.now();
        if self.settings.clock_skew_seconds < 0 { now - skew } else { now + skew }
    }
}

impl Identity {
    fn drawn(port: u16, chance: &mut Chance) -> Identity {
        Identity {
            port,
            endpoint: format!("http://127.0.0.1:{port}"),
            access_key_id: format!("PRACTICE{}", &chance.id().to_uppercase()[..12]),
            secret_access_key: format!("practice{}", chance.id()),
            practice_token: chance.id(),
        }
    }
}
