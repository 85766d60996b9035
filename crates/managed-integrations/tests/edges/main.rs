//! The gateway's edges: a listener on loopback answers canned bytes, and what
//! is sent and what is made of the answer is compared.

mod canned;
mod intents;
mod no_answer;
mod reads;
mod refusals;
mod retries;
mod subjects;
