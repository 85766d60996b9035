//! The practice service over real HTTP, as any client meets it. Time is moved
//! by the practice clock, never waited for.

mod client;
mod faults;
mod guard;
mod journey;
mod links;
mod paging;
mod registering;
mod scenes;
mod sign_in;
