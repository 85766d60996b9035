//! Journeys that stand still because the operator's own AWS sign-in is over.

use super::{Journey, Row, Stop};
use crate::{Problem, ProblemKind};

impl Journey {
    /// What failed last failed for want of an AWS sign-in: with a new one it goes
    /// on as after [`super::Event::RetryUnreached`].
    pub fn waits_for_aws_sign_in(&self) -> bool {
        let problem = match &self.stop {
            Stop::Creating(stop) => stop.problem.as_ref(),
            Stop::Refreshing(stop) => stop.problem.as_ref(),
            Stop::FindingDevices(stop) => stop.problem.as_ref(),
            Stop::ChoosingDevices(stop) => stop.problem.as_ref(),
            Stop::Removing(stop) => stop.problem.as_ref(),
            Stop::Registering(stop) => {
                let of_row = stop.rows.iter().filter_map(Row::problem).any(is_for_want_of_sign_in);
                return of_row || stop.problem.as_ref().is_some_and(is_for_want_of_sign_in);
            }
            // Watching goes on by the scheduler; the rest waits for nobody.
            Stop::AwaitingSignIn(_) | Stop::Done(_) | Stop::Removed => None,
        };
        problem.is_some_and(is_for_want_of_sign_in)
    }
}

fn is_for_want_of_sign_in(problem: &Problem) -> bool {
    matches!(problem.kind, ProblemKind::SignInToAws { .. })
}
