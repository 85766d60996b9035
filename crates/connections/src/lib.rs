//! Who we are at AWS: which accounts this computer could use, and one of them
//! made ready for use.
//!
//! Nothing is stored here, nothing is asked of a person, and the environment is
//! a value. Keys that begin with `PRACTICE` go to a practice service on this
//! computer and to no other host.

mod access_keys;
mod bottom;
mod caller;
mod calls;
mod chain;
mod connection;
mod console_login;
mod credentials;
mod endpoint;
mod environment;
mod fingerprint;
mod footprint;
mod identity_center;
mod in_the_log;
mod keyring;
mod network;
mod offers;
mod one_account;
mod practice;
mod probe;
mod problem;
mod process;
mod profiles;
mod proxy;
mod renewal;
mod role;
mod roles;
mod sdk;
mod sessions;
mod trust;

pub use access_keys::{AccessKeys, KeysField, KeysProblem, KeysSource};
pub use connection::{Asked, Connection, connect};
pub use environment::{Environment, SECRET_VARIABLES};
pub use footprint::{Footprint, footprint};
pub use identity_center::{
    Portal, PortalAccount, PortalProblem, PortalRole, PortalSignIn, begin_portal_sign_in, portal_accounts,
    portal_roles, portals,
};
pub use keyring::{Keyring, KeyringProblem, SystemKeyring};
pub use offers::{Offer, OfferKind, Source, offers};
pub use practice::PracticeAccount;
pub use probe::{Destination, DestinationKind, Outcome, Probe, Station, StationKind, destinations, probe};
pub use problem::{
    ANOTHER_MFA_CODE_NEEDED, CA_BUNDLE_UNREADABLE, MFA_CODE_NEEDED, MFA_CODE_REFUSED, NO_REGION,
    NetworkCause, PORTAL_CODE_EXPIRED, PORTAL_DENIED, PORTAL_SIGN_IN_NEEDED, PORTAL_TOKEN_UNREADABLE,
    PRACTICE_KEYS_ELSEWHERE, PROCESS_ANSWER_UNREADABLE, PROCESS_FAILED, PROCESS_HANGS, PROCESS_KEYS_OVER,
    PROXY_UNREADABLE, network_cause,
};
pub use renewal::{Renewal, renewal};
pub use role::{Role, RoleField, RoleProblem, parse_mfa_serial};
pub use sessions::Sessions;
