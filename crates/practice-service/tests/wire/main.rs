//! The practice service over real HTTP, as any client meets it. Time is moved
//! by the practice clock, never waited for.

mod client;
mod commands;
mod door;
mod event_logs;
mod faults;
mod guard;
mod in_process;
mod journey;
mod kept;
mod killed;
mod links;
mod outside;
mod paging;
mod refresh;
mod registering;
mod scenes;
mod sign_in;
mod support;
mod tags;
mod things;
