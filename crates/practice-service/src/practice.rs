//! One running practice service: who it is and everything it holds, behind one
//! lock. The only place that reads the clock.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use crate::faults::Faults;
use crate::moment::Moment;
use crate::scenery::Scenery;
use crate::settings::Settings;
use crate::throttle::Throttle;
use crate::vendors::front_desk::FrontDesk;
use crate::world::World;

pub(crate) struct Practice {
    pub(crate) identity: Identity,
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
    pub(crate) settings: Settings,
    pub(crate) scenery: Scenery,
    pub(crate) faults: Faults,
    pub(crate) throttle: Throttle,
    pub(crate) front_desk: FrontDesk,
    /// Requests that reached an operation, by its name.
    pub(crate) requests: BTreeMap<&'static str, u64>,
    /// How far the practice clock was moved forward.
    pub(crate) advanced: Duration,
}

impl Practice {
    pub(crate) fn new(identity: Identity, state: State) -> Practice {
        Practice { identity, state: Mutex::new(state) }
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    pub(crate) fn now(&self) -> Moment {
        Moment::of(SystemTime::now()).after(self.advanced)
    }

    /// The time in the `Date` header and for signatures.
    pub(crate) fn claimed_time(&self) -> SystemTime {
        let skew = Duration::from_secs(self.settings.clock_skew_seconds.unsigned_abs());
        let now = SystemTime::now();
        if self.settings.clock_skew_seconds < 0 { now - skew } else { now + skew }
    }
}
