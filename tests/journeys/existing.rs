//! Journeys that begin at a link or a device that is already there.
