//! Stories in the real window, with a real browser for the customer.
#![allow(clippy::unwrap_used, reason = "a story that meets the unexpected ends there")]

mod another_account;
mod another_endpoint;
mod asked;
mod bundle;
mod closing;
mod created_once;
mod elsewhere;
mod ending;
mod existing;
mod failed_link;
mod forgotten;
mod happy;
mod killed;
mod links_page;
mod no_devices;
mod identity_center;
mod keyring;
mod mfa;
mod notified;
mod practice;
mod profile_added;
mod reconnected;
mod replaced;
mod sealed;
mod shown;
mod sign_in_denied;
mod sign_in_expired;
mod some_devices_fail;
mod started_again;
mod stuck;
mod twice;
mod two_accounts;
mod unlinked;
mod without_browser;
mod wrong_account_again;
