//! Stories in the real window, with a real browser for the customer.
#![allow(clippy::unwrap_used, reason = "a story that meets the unexpected ends there")]

mod another_account;
mod another_endpoint;
mod created_once;
mod existing;
mod happy;
mod no_devices;
mod practice;
mod sealed;
mod shown;
mod sign_in_denied;
mod some_devices_fail;
mod without_browser;
