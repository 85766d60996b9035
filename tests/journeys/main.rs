//! Journeys without a window: the desk and its gateway against the practice
//! service in a process of its own. Its ledger is the judge.
#![allow(clippy::unwrap_used, reason = "a test that meets the unexpected ends there")]
#![allow(clippy::wildcard_enum_match_arm, reason = "a test looks for one case among many")]

mod answers;
// The longest by far, and named so that it is begun among the first.
mod any_course;
mod aws;
mod created_once;
mod customers_half;
mod diagnosis;
mod disk;
mod existing;
mod faults;
mod foreign;
mod happy;
mod invariants;
mod keyring;
mod killed;
mod late_answers;
mod link_page;
mod links;
mod listings;
mod logged;
mod network;
mod operations;
mod passage;
mod paused;
mod reconnected;
mod registering;
mod setting;
mod started_again;
mod throttled;
mod unlinked;
