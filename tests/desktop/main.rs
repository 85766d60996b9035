//! Stories in the real window, with a real browser for the customer.
#![allow(clippy::unwrap_used, reason = "a story that meets the unexpected ends there")]

mod another_account;
mod another_endpoint;
mod closing;
mod created_once;
mod elsewhere;
mod ending;
mod existing;
mod forgotten;
mod happy;
mod killed;
mod no_devices;
mod notified;
mod practice;
mod sealed;
mod shown;
mod sign_in_denied;
mod some_devices_fail;
mod started_again;
mod twice;
mod without_browser;
