//! What only this computer knows of links, by the link. A clone is a snapshot.

use std::{collections::HashMap, sync::Arc};

use journal::LinkMemo;
use onboarding::{AccountAssociationId, Identity};

use super::{super::memo::Memo, Links};

#[derive(Debug, Clone, Default)]
pub(in crate::links) struct Memos {
    /// A blank one stands for one that was taken away.
    kept: Arc<HashMap<AccountAssociationId, Memo>>,
    /// Spellings of links whose AWS account is not in use, or of which it is not
    /// known yet what is remembered.
    later: Vec<(Identity, AccountAssociationId, String)>,
}

impl Memos {
    pub(super) fn of(memos: Vec<LinkMemo>) -> Self {
        let read = |memo: LinkMemo| (memo.link, Memo { spelling: memo.spelling, note: memo.note });
        Self { kept: Arc::new(memos.into_iter().map(read).collect()), later: Vec::new() }
    }

    pub(in crate::links) fn get(&self, id: &AccountAssociationId) -> Option<&Memo> {
        self.kept.get(id).filter(|memo| !memo.is_blank())
    }

    /// What was kept meanwhile is newer. Gives the links whose memo is not what
    /// was remembered.
    pub(super) fn take_remembered(&mut self, remembered: Self) -> Vec<AccountAssociationId> {
        let newer = std::mem::replace(&mut self.kept, remembered.kept);
        let newer: Vec<_> = newer.iter().map(|(id, memo)| (id.clone(), memo.clone())).collect();
        Arc::make_mut(&mut self.kept).extend(newer.iter().cloned());
        newer.into_iter().map(|(id, _)| id).collect()
    }

    /// Those that wait for other AWS accounts.
    pub(super) fn for_later(&mut self) -> Self {
        Self { kept: Arc::default(), later: std::mem::take(&mut self.later) }
    }
}

impl Links {
    /// Keeps what a person wrote of a link of the AWS account in use.
    pub(in crate::links) fn keep_memo(&mut self, id: &AccountAssociationId, memo: Memo) {
        let Some(book) = &self.book else { return };
        if let Some(journal) = &book.journal {
            let Memo { spelling, note } = memo.clone();
            // A memo that cannot be written at once is tried again and told.
            drop(journal.keep_memo(&book.identity, LinkMemo { link: id.clone(), spelling, note }));
        }
        Arc::make_mut(&mut self.memos.kept).insert(id.clone(), memo);
        self.respell(id);
    }

    /// Keeps how a person spells the customer of a link that was just made or
    /// renamed; nothing when that is what AWS stores.
    pub(in crate::links) fn keep_spelling(
        &mut self,
        identity: &Identity,
        id: &AccountAssociationId,
        spelling: &str,
    ) {
        if !self.is_of(identity) || !self.is_remembered {
            let (identity, id) = (identity.clone(), id.clone());
            return self.memos.later.push((identity, id, spelling.to_owned()));
        }
        let known = self.memos.get(id).cloned().unwrap_or_default();
        let is_stored = self.link(id).and_then(|link| link.name()).as_deref() == Some(spelling);
        let spelling = Some(spelling.to_owned()).filter(|spelling| !spelling.is_empty() && !is_stored);
        if known.spelling != spelling {
            self.keep_memo(id, Memo { spelling, ..known });
        }
    }

    /// What had to wait until it was known what is remembered.
    pub(super) fn keep_later_spellings(&mut self) {
        for (identity, id, spelling) in std::mem::take(&mut self.memos.later) {
            self.keep_spelling(&identity, &id, &spelling);
        }
    }

    /// The memo of a customer that is forgotten; the link stays listed.
    pub(crate) fn forget_memo(&mut self, id: &AccountAssociationId) {
        self.last_worked.remove(id);
        self.memos.later.retain(|(_, of, _)| of != id);
        Arc::make_mut(&mut self.memos.kept).remove(id);
        self.respell(id);
    }

    /// Has a link searched by its memo as it is.
    pub(super) fn respell(&mut self, id: &AccountAssociationId) {
        let Some(place) = self.place(id) else { return };
        let Some(link) = self.index.get(place).cloned() else { return };
        let haystack = link.haystack(self.memos.get(id));
        self.index.put(place, link, &haystack);
        self.changed();
    }
}
