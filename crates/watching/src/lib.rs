//! When to look again at a link that waits for its customer, and how often
//! anything may be asked.
//!
//! [`Watchlist`] decides who is looked at when and [`Scheduler`] carries it out
//! through the port [`Eyes`]; [`Limiter`] keeps every request under the quota.
//! Asking itself never lives here, and no clock but tokio's does: chance comes
//! as a seed.

mod chance;
mod limiter;
mod look;
mod pause;
mod scheduler;
mod urgency;
mod watchlist;

pub use limiter::{DEFAULT_QUOTA, Limiter, Pace};
pub use look::{Answer, Failure, Look, Seen, SweepAnswer, Swept, Which, Whose};
pub use pause::{Attention, FIRST_LOOK, pause};
pub use scheduler::{Eyes, Scheduler};
pub use urgency::Urgency;
pub use watchlist::Watchlist;
