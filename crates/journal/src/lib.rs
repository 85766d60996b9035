//! What is remembered on disk: journeys and plans, the intents they sent, and
//! what happened, in one SQLite file of our own; what AWS listed of links, which
//! it would list again, in another.
//!
//! Sign-in addresses, authentication material and credentials are never in it.
//! Nothing here decides what happens next, and nothing here asks AWS.

mod activity;
mod backups;
mod book;
mod change;
mod folder;
mod journal;
mod link_cache;
mod links;
mod opening;
mod problem;
mod record;
mod remember;
mod rescue;
mod set_aside;
mod store;
mod writer;

pub use activity::{Act, ActPlace, InvalidPlace};
pub use book::Book;
pub use change::{Answer, Change, Entry, IntentChange, Keep, PlanChange, RowsChanged, Subject};
pub use folder::Folder;
pub use journal::Journal;
pub use links::{KeptLink, LinkMemo, LinksChange, RememberedLinks};
pub use opening::{OpenIntent, Opening, Quarantined, Remembered};
pub use problem::{FolderProblem, OpenProblem, WriteProblem};
pub use remember::{Forget, Forgotten, Health, Remember, Written};
pub use set_aside::{Damage, SetAside};

#[cfg(test)]
mod tests;
