//! Journeys without a window: the desk and its gateway against the practice
//! service in a process of its own. Its ledger is the judge.

mod existing;
mod happy;
mod setting;
