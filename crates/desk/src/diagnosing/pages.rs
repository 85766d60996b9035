//! The last pages that were pasted, in memory alone: error and description, and
//! nothing else of them.

use std::collections::VecDeque;

use onboarding::{AccountAssociationId, Timestamp};
use support::FinalPage;

use super::Whose;

/// More are not kept; the oldest go first.
const KEPT: usize = 100;

#[derive(Default)]
pub(super) struct Pages(VecDeque<(Whose, FinalPage, Timestamp)>);

impl Pages {
    pub(super) fn keep(&mut self, whose: Whose, page: FinalPage, at: Timestamp) {
        self.0.retain(|(of, _, _)| *of != whose);
        self.0.push_back((whose, page, at));
        if self.0.len() > KEPT {
            self.0.pop_front();
        }
    }

    /// `begun`: when the sign-in it would belong to began, if that is known; a page
    /// pasted before belongs to another.
    pub(super) fn of(&self, whose: &Whose, begun: Option<Timestamp>) -> Option<&FinalPage> {
        let (_, page, at) = self.0.iter().find(|(of, _, _)| of == whose)?;
        Some(page).filter(|_| begun.is_none_or(|begun| *at >= begun))
    }

    pub(super) fn forget(&mut self, link: &AccountAssociationId) {
        self.0.retain(|((_, of), _, _)| of != link);
    }
}
