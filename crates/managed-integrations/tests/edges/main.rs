//! The gateway's edges: a listener on loopback answers canned bytes, and what
//! is sent and what is made of the answer is compared.

#![allow(clippy::unwrap_used, reason = "a step that fails ends its test")]

mod canned;
mod intents;
mod network;
mod no_answer;
mod pool;
mod practice;
mod reads;
mod refusals;
mod retries;
mod states;
mod subjects;
