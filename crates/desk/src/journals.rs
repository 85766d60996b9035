//! The journals of one data folder, opened before the desk is.

use std::{path::Path, sync::Arc};

use contract::ProblemView;
use journal::{
    Book, Damage, Folder, FolderProblem, Journal, OpenIntent, OpenProblem, Opening, Quarantined, Remember,
};
use onboarding::{Identity, Intent, Journey};
use support::Plan;

/// Opening a journal takes no longer.
const JUST_NOW_MS: i64 = 60_000;

/// What is practised and what is real, never mixed.
pub struct Journals {
    pub live: Arc<dyn Remember>,
    pub practice: Arc<dyn Remember>,
    pub(crate) journeys: Vec<Journey>,
    pub(crate) plans: Vec<Plan>,
    pub(crate) alone: Vec<OpenIntent>,
    /// What a person has to know of what was found.
    pub(crate) notices: Vec<ProblemView>,
}

/// Why this copy of the program can do nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum JournalsProblem {
    #[error(transparent)]
    Folder(#[from] FolderProblem),
    #[error(transparent)]
    Open(#[from] OpenProblem),
}

impl Journals {
    /// Locks the data folder and opens what is kept in it.
    ///
    /// # Errors
    /// [`JournalsProblem`]; nothing was changed then.
    pub fn open(data_dir: &Path) -> Result<Self, JournalsProblem> {
        let folder = Folder::lock(data_dir)?;
        let live = Journal::open(&folder, Book::Live)?;
        let practice = Journal::open(&folder, Book::Practice)?;
        Ok(Self::of(live, practice))
    }

    fn of(live: Opening, practice: Opening) -> Self {
        let mut notices: Vec<ProblemView> = set_aside(&live, false).into_iter().collect();
        notices.extend(set_aside(&practice, true));
        notices.extend(unreadable(&live));
        notices.extend(unsaved_before(&live));
        let mut journeys = live.remembered.journeys;
        journeys.extend(practice.remembered.journeys);
        let mut plans = live.remembered.plans;
        plans.extend(practice.remembered.plans);
        let mut alone = live.remembered.alone;
        alone.extend(practice.remembered.alone);
        notices.extend(left_alone(&alone));
        Self {
            live: Arc::new(live.journal),
            practice: Arc::new(practice.journal),
            journeys,
            plans,
            alone,
            notices,
        }
    }

    /// Journeys and plans that are to be taken up.
    pub fn unfinished(&self) -> usize {
        self.journeys.len() + self.plans.len()
    }

    /// The one for journeys of this identity.
    pub(crate) fn of_identity(&self, identity: &Identity) -> &Arc<dyn Remember> {
        if is_practice(identity) { &self.practice } else { &self.live }
    }
}

pub(crate) fn is_practice(identity: &Identity) -> bool {
    identity.endpoint.as_deref() == Some("practice")
}

fn set_aside(opening: &Opening, practice: bool) -> Option<ProblemView> {
    let set_aside = opening.set_aside.as_ref()?;
    let whose = if practice { "Practice's journal" } else { "The journal" };
    let title = match set_aside.why {
        Damage::Missing => format!("{whose} was missing"),
        Damage::NotADatabase | Damage::Malformed | Damage::Empty | Damage::OfAnotherProgram => {
            format!("{whose} was damaged")
        }
    };
    let kept = set_aside
        .path
        .as_ref()
        .map_or_else(String::new, |path| format!(" The damaged file is kept as {}.", path.display()));
    let mut view = ProblemView::not_possible(
        &title,
        "A new one was begun. No link is lost: AWS has them all. Those that wait for a sign-in are listed on \
         Home as soon as an AWS account is in use, the others under Links.",
    );
    view.meaning.push_str(&kept);
    Some(view)
}

fn unreadable(opening: &Opening) -> Option<ProblemView> {
    // Said at the start that found them, not at every one after it.
    let just_now = jiff::Timestamp::now().as_millisecond() - JUST_NOW_MS;
    let found_now = |one: &&Quarantined| one.since.0 >= just_now;
    let quarantined: Vec<&Quarantined> = opening.remembered.quarantined.iter().filter(found_now).collect();
    if quarantined.is_empty() {
        return None;
    }
    let named: Vec<&str> = quarantined.iter().filter_map(|one| one.customer.as_deref()).collect();
    let names = if named.is_empty() { String::new() } else { format!(" ({})", named.join(", ")) };
    Some(ProblemView::not_possible(
        &format!("{} of what was begun could not be read", quarantined.len()),
        &format!("It is kept aside in the journal{names}. The links are in AWS and listed under Links."),
    ))
}

fn unsaved_before(opening: &Opening) -> Option<ProblemView> {
    let path = opening.unsaved_links.first()?;
    Some(ProblemView::not_possible(
        "Last time not everything could be written down",
        &format!("What was missing then is listed in {}. Delete it when you have looked.", path.display()),
    ))
}

/// A registration by three ids whose answer nobody saw.
fn left_alone(alone: &[OpenIntent]) -> Option<ProblemView> {
    let Some(Intent::RegisterAccountAssociation(ids)) = alone.first().map(|open| &open.intent) else {
        return None;
    };
    Some(ProblemView::not_possible(
        "A registration was cut short",
        &format!(
            "Linkwright ended before AWS had answered. Enter the ids again: registering twice is registering once. \
             Device {}, link {}, device search {}.",
            ids.managed_thing_id, ids.account_association_id, ids.device_discovery_id
        ),
    ))
}

pub(crate) fn unusable(problem: &JournalsProblem) -> ProblemView {
    match problem {
        JournalsProblem::Folder(FolderProblem::AlreadyRunning) => ProblemView::not_possible(
            "Linkwright is open already",
            "It runs in another window on this computer. Two at once would get in each other's way: close this one and use that one.",
        ),
        JournalsProblem::Open(OpenProblem::NewerVersion { .. }) => ProblemView::not_possible(
            "The journal is of a newer Linkwright",
            "A newer version was used on this computer. Install that version; this one has changed nothing.",
        ),
        JournalsProblem::Folder(FolderProblem::DiskFull) | JournalsProblem::Open(OpenProblem::DiskFull) => {
            ProblemView::not_possible(
                "The disk is full",
                "Linkwright writes down what it asks AWS for and cannot. Make room on the disk and start it again.",
            )
        }
        JournalsProblem::Folder(FolderProblem::CannotWrite { detail })
        | JournalsProblem::Open(OpenProblem::CannotWrite { detail }) => {
            let mut view = ProblemView::not_possible(
                "Linkwright's folder cannot be written",
                "It writes down what it asks AWS for and cannot. Ask whoever looks after this computer to make the folder yours to write, then start Linkwright again.",
            );
            view.detail = Some(detail.clone());
            view
        }
    }
}
