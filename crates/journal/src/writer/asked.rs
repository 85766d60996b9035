//! What may be asked: what is on disk, and after it what waits.

use std::collections::BTreeMap;

use onboarding::{AccountAssociationId, Customer, Identity};

use super::Writer;
use crate::{
    Act, ActPlace, Entry, Keep, LinkMemo, Subject, WriteProblem,
    store::{self, activity, erasing::Belongings, memos, timeline},
};

impl Writer {
    pub(super) fn timeline(&self, journey_id: String) -> Result<Vec<Entry>, WriteProblem> {
        self.of_subject(&Subject::Journey(journey_id))
    }

    pub(super) fn timeline_of_link(
        &self,
        identity: &Identity,
        link: &AccountAssociationId,
    ) -> Result<Vec<Entry>, WriteProblem> {
        let subjects = timeline::subjects_of_link(&self.connection, identity, link).map_err(unread)?;
        let mut all = Belongings { subjects: subjects.into_iter().collect(), ..Belongings::default() };
        all.links.insert((identity.clone(), link.clone()));
        self.unsaved.add_subjects(&mut all);
        let mut entries = Vec::new();
        for subject in &all.subjects {
            entries.extend(self.of_subject(subject)?);
        }
        entries.sort_by_key(|entry| entry.at);
        Ok(entries)
    }

    /// Only what is on disk has a place.
    pub(super) fn activity(&self, behind: Option<&ActPlace>, limit: usize) -> Result<Vec<Act>, WriteProblem> {
        activity::page(&self.connection, behind, limit).map_err(unread)
    }

    pub(super) fn memos(&self, of: &Identity) -> Result<Vec<LinkMemo>, WriteProblem> {
        let on_disk = memos::list(&self.connection, of).map_err(unread)?;
        let waiting = self.unsaved.memos(of).cloned();
        let newest: BTreeMap<_, _> =
            on_disk.into_iter().chain(waiting).map(|memo| (memo.link.clone(), memo)).collect();
        Ok(newest.into_values().filter(|memo| memo.spelling.is_some() || memo.note.is_some()).collect())
    }

    pub(super) fn journeys_of(
        &self,
        identity: &Identity,
        customer: &Customer,
    ) -> Result<Vec<String>, WriteProblem> {
        store::journeys_of(&self.connection, identity, customer).map_err(unread)
    }

    fn of_subject(&self, subject: &Subject) -> Result<Vec<Entry>, WriteProblem> {
        let mut entries = timeline::of_subject(&self.connection, subject).map_err(unread)?;
        for change in self.unsaved.changes().filter(|change| change.subject == *subject) {
            if matches!(change.keep, Some(Keep::Erased)) {
                entries.clear();
            } else {
                entries.extend(change.timeline.iter().cloned());
            }
        }
        Ok(entries)
    }
}

fn unread(error: rusqlite::Error) -> WriteProblem {
    WriteProblem::from(&error)
}
