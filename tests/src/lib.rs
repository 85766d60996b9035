//! What journeys, stories and house rules share.

pub mod foreign_service;
