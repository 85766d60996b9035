//! Journeys without a window: the desk and its gateway against the practice
//! service in a process of its own. Its ledger is the judge.

mod created_once;
mod customers_half;
mod existing;
mod faults;
mod foreign;
mod happy;
mod operations;
mod registering;
mod setting;
