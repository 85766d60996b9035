//! Measurements, each against something comparable within one run.

pub(crate) mod start;
