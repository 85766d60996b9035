//! Random kills: the desk's program is ended with SIGKILL a moment after its
//! start and started again, until its customer is done; then the service's
//! ledger is held against what one customer should have. Moments chosen by
//! mutation live in `mortal`.

mod customer;
mod ledger;
mod tally;

use std::{
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU64, AtomicUsize, Ordering},
    },
    thread,
};

pub use tally::{Stage, Tally};

/// Customers under way at once; two cores keep up with so many programs.
const SIDE_BY_SIDE: usize = 4;

/// Kills `count` times, customer after customer, and gives what became of them.
///
/// A customer's seed is `seed` and its number, so that the customer with seed S
/// comes first in a run that begins with S. The last customers are let to their
/// end without further kills.
///
/// # Panics
/// When the programs are not built or the temporary folder cannot be written.
pub fn run(count: usize, seed: u64) -> Tally {
    let killed = AtomicUsize::new(0);
    let begun = AtomicU64::new(0);
    let total = Mutex::new(Tally::default());
    let may_kill = || {
        killed
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |so_far| (so_far < count).then_some(so_far + 1))
    };
    let give_back = || {
        killed.fetch_sub(1, Ordering::SeqCst);
    };
    thread::scope(|scope| {
        for _ in 0..SIDE_BY_SIDE {
            scope.spawn(|| {
                while killed.load(Ordering::SeqCst) < count {
                    let customer_seed = seed.wrapping_add(begun.fetch_add(1, Ordering::SeqCst));
                    let tally = customer::run(customer_seed, || may_kill().is_ok(), give_back);
                    total.lock().unwrap_or_else(PoisonError::into_inner).add(tally);
                }
            });
        }
    });
    total.into_inner().unwrap_or_else(PoisonError::into_inner)
}
