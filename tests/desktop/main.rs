//! Stories in the real window, with a real browser for the customer.
#![allow(clippy::unwrap_used, reason = "a story that meets the unexpected ends there")]

mod happy;
mod sealed;
