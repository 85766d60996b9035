//! Accounts out of real files and environments given as values, with a canned
//! STS on loopback.

mod accounts;
mod home;
mod offered;
mod refused;
mod sts;
