//! Who we are at AWS: which accounts this computer could use, and one of them
//! made ready for use.
//!
//! Nothing is stored here, nothing is asked of a person, and the environment is
//! a value. Keys that begin with `PRACTICE` go to a practice service on this
//! computer and to no other host.

mod caller;
mod connection;
mod credentials;
mod endpoint;
mod environment;
mod offers;
mod practice;
mod problem;
mod profiles;
mod sdk;

pub use connection::{Connection, connect};
pub use environment::{Environment, SECRET_VARIABLES};
pub use offers::{Offer, OfferKind, Source, offers};
pub use practice::PracticeAccount;
pub use problem::{MFA_NOT_SUPPORTED, NO_REGION, PRACTICE_KEYS_ELSEWHERE};
