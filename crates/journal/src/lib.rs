//! What is remembered on disk: journeys, the intents they sent, and what
//! happened, in one SQLite file of our own.
//!
//! Sign-in addresses, authentication material and credentials are never in it.
//! Nothing here decides what happens next, and nothing here asks AWS.

mod backups;
mod book;
mod change;
mod folder;
mod journal;
mod opening;
mod problem;
mod record;
mod remember;
mod rescue;
mod set_aside;
mod store;
mod writer;

pub use book::Book;
pub use change::{Answer, Change, Entry, IntentChange, Keep, RowsChanged};
pub use folder::Folder;
pub use journal::Journal;
pub use opening::{OpenIntent, Opening, Quarantined, Remembered};
pub use problem::{FolderProblem, OpenProblem, WriteProblem};
pub use remember::{Forgotten, Health, Remember, Written};
pub use set_aside::{Damage, SetAside};

#[cfg(test)]
mod tests;
