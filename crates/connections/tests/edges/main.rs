//! Accounts out of real files and environments given as values, with a canned
//! STS on loopback.

#![allow(clippy::unwrap_used, reason = "a step that fails ends its test")]

mod accounts;
mod asked;
mod authority;
mod canned;
mod codes;
mod gate;
mod home;
mod network;
mod offered;
mod other_keys;
mod portal;
mod probed;
mod refused;
mod renewed;
mod sts;
mod without_certificates;
