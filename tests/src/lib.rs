//! What journeys, stories and house rules share.

pub mod cloud;
pub mod desktop;
pub mod foreign_service;
pub mod front;
pub mod headless;
pub mod hostile_service;
pub mod in_process;
pub mod kept_log;
pub mod keyring;
pub mod kills;
pub mod links;
pub mod mortal;
pub mod programs;
pub mod rows;
pub mod simulated;
pub mod wire;
