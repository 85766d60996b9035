//! What the support desk knows: what may be wrong with a link and how it is put
//! right, work of several steps on links and devices that are there, and what AWS
//! must allow for all of it.
//!
//! Everything here is pure, as in `onboarding`: what was seen comes in as
//! values, and nothing is asked of the world but through an effect.

pub mod diagnosis;
pub mod final_page;
pub mod permissions;
mod plan;

pub use final_page::{FinalPage, PageSays, SignInError};
pub use plan::{Plan, PlanEffect, PlanEvent, PlanKind, SIDE_BY_SIDE, Step, StepProgress, happening};
