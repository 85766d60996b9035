//! Accounts out of real files and environments given as values, with a canned
//! STS on loopback.

#![allow(clippy::unwrap_used, reason = "a step that fails ends its test")]

mod accounts;
mod home;
mod offered;
mod refused;
mod sts;
