//! What journeys, stories and house rules share.

pub mod desktop;
pub mod foreign_service;
pub mod programs;
