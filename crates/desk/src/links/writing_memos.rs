//! What a person writes of a link for this computer alone.

use contract::{MemoForm, ProblemView};
use onboarding::{AccountAssociationId, Identity, fit_to_show};

use super::memo::Memo;
use crate::{Desk, desk::Shared, existing_link::parse_link, journeys::not_there, state::State};

/// In characters.
const LONGEST_SPELLING: usize = 256;
const LONGEST_NOTE: usize = 2_000;

impl Desk {
    /// Keeps the person's own spelling of a customer and a note; both empty takes
    /// them away. Control characters are left out, line ends of the note apart.
    ///
    /// # Errors
    /// A problem when one is too long, the id is none, or no AWS account is in use.
    #[expect(clippy::unused_async, reason = "every command is a future to the shell")]
    pub async fn save_memo(&self, form: MemoForm) -> Result<(), ProblemView> {
        let account = self.account()?;
        let id = parse_link(&form.account_association_id)?;
        let memo = Memo {
            spelling: within("spelling", &form.spelling, LONGEST_SPELLING, |_| false)?,
            note: within("note", &form.note, LONGEST_NOTE, |c| c == '\n')?,
        };
        self.change(|state| {
            if !state.links.is_of(account.identity()) {
                return Err(not_there());
            }
            state.links.keep_memo(&id, memo);
            state.link_page.revision += 1;
            Ok(())
        })
    }
}

impl Shared {
    /// Keeps how a person spells the customer of a link that a journey has made
    /// or renamed, where AWS stores it differently.
    pub(crate) fn remember_spelling(
        &self,
        state: &mut State,
        identity: &Identity,
        link: &AccountAssociationId,
        spelling: &str,
    ) {
        let spelling: String = fit(spelling, |_| false).chars().take(LONGEST_SPELLING).collect();
        state.links.keep_spelling(identity, link, spelling.trim());
    }
}

fn within(
    field: &str,
    text: &str,
    longest: usize,
    stays: impl Fn(char) -> bool,
) -> Result<Option<String>, ProblemView> {
    let text = fit(text, stays);
    let text = text.trim();
    let length = text.chars().count();
    if length > longest {
        let message = format!("This is {length} characters long; at most {longest} are kept.");
        return Err(ProblemView::with_input(field, &message));
    }
    Ok((!text.is_empty()).then(|| text.to_owned()))
}

fn fit(text: &str, stays: impl Fn(char) -> bool) -> String {
    let is_space = |c: char| c.is_whitespace() && !c.is_control();
    let is_shown = |c: char| fit_to_show(c.encode_utf8(&mut [0; 4])).is_some();
    text.chars().filter(|c| stays(*c) || is_space(*c) || is_shown(*c)).collect()
}
