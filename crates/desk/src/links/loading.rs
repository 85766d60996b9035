//! The list of links comes from the journal at once and from AWS page by page.
//! What becomes of a page is decided in `known`.

use std::{collections::HashSet, path::Path, sync::Arc, time::Duration};

use contract::{ProblemKindView, ProblemView};
use onboarding::{AccountAssociationItem, ConnectorDestinationId, Gateway, Identity, Problem, ProblemKind};
use tokio::{sync::mpsc, time::Instant};
use watching::{Pace, Urgency};

use super::{
    known::{Book, Links},
    link::{Link, Pool},
};
use crate::{Desk, desk::Shared, listing, settings, state::Account};

/// A list younger than this is not asked for again.
const FRESH: Duration = Duration::from_secs(10);
/// The same when somebody comes back to the window: a whole list may be many pages.
const FRESH_ON_RETURN: Duration = Duration::from_secs(120);
/// Pages after which a service that never ends its list is not believed.
const MAX_PAGES: usize = 2_000;
/// The same for empty pages in a row, which may lead to themselves for a while.
const MOST_EMPTY_PAGES: usize = 10;
/// Pages that are read and not merged yet.
const WAITING_PAGES: usize = 16;
/// Links that are taken while everybody else waits.
const AT_ONCE: usize = 1_000;
/// Device clouds whose names are asked for in one go.
const MOST_NAMES: usize = 200;

impl Desk {
    /// Loads the list in the background unless it is fresh or on its way.
    pub(crate) fn refresh_links_if_stale(&self) {
        self.refresh_links_older_than(FRESH);
    }

    /// Whoever comes back to the window sees what other desks made meanwhile.
    pub(crate) fn refresh_links_on_return(&self) {
        self.refresh_links_older_than(FRESH_ON_RETURN);
    }

    /// Somebody asked for it: how young the list is does not matter.
    pub(crate) fn refresh_links_anew(&self) {
        self.lock().links.listing.ask_again();
        self.refresh_links_older_than(Duration::ZERO);
    }

    fn refresh_links_older_than(&self, age: Duration) {
        let Ok(account) = self.account() else { return };
        let number = {
            let mut state = self.lock();
            let due = state.links.is_of(account.identity()) && state.links.listing.is_due(age);
            due.then(|| state.links.begin_listing())
        };
        if let Some(number) = number {
            let desk = self.clone();
            tokio::spawn(async move { desk.load_links(&account, number).await });
        }
    }

    /// The links of the AWS account used last, before it is in use again.
    pub(crate) fn show_remembered_links(&self, data_dir: &Path) {
        let Some(identity) = settings::load_last_identity(data_dir) else { return };
        self.lock().links.begin(self.shared.book_of(&identity));
        let desk = self.clone();
        tokio::spawn(async move { desk.remember_links(&identity).await });
    }

    /// Pages are asked for while the journal is read and former ones are merged.
    async fn load_links(&self, account: &Arc<Account>, number: u64) {
        let (read, pages) = mpsc::channel(WAITING_PAGES);
        let asked = ask_for_pages(account.ask(Urgency::Old, Pace::Bulk), read);
        let (ended, ()) = tokio::join!(asked, async {
            self.remember_links(account.identity()).await;
            self.merge_pages(account, number, pages).await;
        });
        let at = self.shared.ports.clock.now();
        self.change(|state| {
            state.links.end_listing(number, ended.map_err(|problem| ProblemView::from(&problem)), at);
        });
        self.load_device_cloud_names(account).await;
    }

    /// What the journal knows is shown before AWS has said anything.
    async fn remember_links(&self, identity: &Identity) {
        let is_wanted = |links: &Links| links.is_of(identity) && !links.is_remembered();
        let reading = Arc::clone(&self.lock().links.reading);
        // Whoever comes second waits for what the first one reads.
        let _reading = reading.lock().await;
        if !is_wanted(&self.lock().links) {
            return;
        }
        let remembered = match self.shared.journal(identity).map(Arc::clone) {
            Some(journal) => journal.links(identity).await.unwrap_or_else(|problem| {
                tracing::warn!(error = %problem, "the remembered links cannot be read");
                Default::default()
            }),
            None => Default::default(),
        };
        let read = tokio::task::spawn_blocking(move || Links::remembered(remembered)).await;
        let remembered = read.unwrap_or_else(|error| {
            tracing::error!(panicked = error.is_panic(), "reading the remembered links ended early");
            Links::default()
        });
        self.change(|state| {
            if is_wanted(&state.links) {
                state.links.take_remembered(remembered);
            }
        });
    }

    /// Ends early, and lets go of the pages, when another listing has begun.
    async fn merge_pages(&self, account: &Arc<Account>, number: u64, mut pages: mpsc::Receiver<ReadPage>) {
        let mut is_first = true;
        while let Some((asked_at, items)) = pages.recv().await {
            if !self.merge(number, asked_at, items).await {
                return;
            }
            if std::mem::take(&mut is_first) {
                let (desk, account) = (self.clone(), Arc::clone(account));
                tokio::spawn(async move { desk.load_device_cloud_names(&account).await });
            }
        }
    }

    /// False when another listing has begun or another AWS account is in use.
    async fn merge(&self, number: u64, asked_at: Instant, items: Vec<AccountAssociationItem>) -> bool {
        let at = self.shared.ports.clock.now();
        let Some(differing) = self.lock().links.differing(number, asked_at, items) else { return false };
        let read = move || {
            let mut pool = Pool::default();
            differing.iter().map(|item| Link::new(item, at, &mut pool)).collect::<Vec<_>>()
        };
        match tokio::task::spawn_blocking(read).await {
            Ok(differing) => self.change(|state| state.links.merge(number, asked_at, differing, at)),
            Err(error) => tracing::error!(panicked = error.is_panic(), "reading a page of links ended early"),
        }
        true
    }

    /// Asks for the names of device clouds that links name and nobody knows;
    /// a name that AWS does not give is asked for once.
    async fn load_device_cloud_names(&self, account: &Account) {
        let missing: Vec<ConnectorDestinationId> = {
            let mut state = self.lock();
            if !state.links.is_of(account.identity()) {
                return;
            }
            let known: HashSet<_> = state.device_clouds.iter().map(|cloud| cloud.id.clone()).collect();
            let asked = |id: &ConnectorDestinationId| state.links.names_asked.contains(id);
            let missing = state.links.device_clouds().filter(|id| !known.contains(id) && !asked(id));
            let missing: Vec<_> = missing.take(MOST_NAMES).collect();
            state.links.names_asked.extend(missing.iter().cloned());
            missing
        };
        let mut answered = 0;
        for id in &missing {
            // A name that is missing costs a row its words, never the list.
            match self.device_cloud(account, id).await {
                Err(problem) if may_be_asked_again(&problem) => break,
                Ok(_) | Err(_) => answered += 1,
            }
        }
        if missing.is_empty() {
            return;
        }
        self.change(|state| {
            for id in &missing[answered..] {
                state.links.names_asked.remove(id);
            }
            state.links.revision = state.links.revision.wrapping_add(1);
        });
    }

    /// The links at one device cloud as AWS lists them at this moment.
    ///
    /// # Errors
    /// A problem when AWS does not list them; without the permission to list,
    /// what is known already is what there is.
    pub(crate) async fn refresh_links_at(
        &self,
        account: &Account,
        device_cloud: &ConnectorDestinationId,
    ) -> Result<(), ProblemView> {
        if self.lock().links.is_whole_and_younger_than(FRESH) {
            return Ok(());
        }
        match listing::links(account.gateway().as_ref(), Some(device_cloud)).await {
            Ok(items) => {
                for some in items.chunks(AT_ONCE) {
                    self.change(|state| state.links.learn_all(account.identity(), some));
                }
                Ok(())
            }
            Err(problem) if matches!(problem.kind, ProblemKind::AskForPermission { .. }) => Ok(()),
            Err(problem) => Err(ProblemView::from(&problem)),
        }
    }

    /// Links of this name at one device cloud, as far as they are known; upper and
    /// lower case are alike.
    pub(crate) fn links_named(&self, device_cloud: &str, name: &str) -> Vec<AccountAssociationItem> {
        let seen = self.lock().links.seen();
        let is_it = |link: &Link| {
            link.device_cloud.as_deref() == Some(device_cloud)
                && link.name().is_some_and(|known| known.eq_ignore_ascii_case(name))
        };
        seen.index.iter().filter(|(_, link)| is_it(link)).map(|(_, link)| link.item()).collect()
    }
}

impl Shared {
    /// Where the links of one identity are written down.
    pub(crate) fn book_of(&self, identity: &Identity) -> Book {
        Book {
            identity: identity.clone(),
            journal: self.journal(identity).cloned(),
            clock: Arc::clone(&self.ports.clock),
        }
    }
}

fn may_be_asked_again(problem: &ProblemView) -> bool {
    match problem.kind {
        ProblemKindView::LookAgain | ProblemKindView::CorrectInput => false,
        ProblemKindView::AskForPermission
        | ProblemKindView::SignInToAws
        | ProblemKindView::TryAgain
        | ProblemKindView::CheckNetwork
        | ProblemKindView::SwitchRegion
        | ProblemKindView::RemoveLink
        | ProblemKindView::AnotherAccount
        | ProblemKindView::NotPossible => true,
    }
}

/// A page and when it was asked for.
type ReadPage = (Instant, Vec<AccountAssociationItem>);

/// Reads the list of all links to its end, or until nobody wants its pages.
async fn ask_for_pages(gateway: Arc<dyn Gateway>, read: mpsc::Sender<ReadPage>) -> Result<(), Problem> {
    let mut pages = Pages::of(gateway);
    while let Some(page) = pages.next().await? {
        if read.send(page).await.is_err() {
            break;
        }
    }
    Ok(())
}

/// The pages of the list of all links, one after the other.
struct Pages {
    gateway: Arc<dyn Gateway>,
    next: Option<String>,
    /// Tokens of pages that were not empty: a list that leads back to one has no end.
    followed: HashSet<String>,
    /// Empty pages since the last that was not.
    empty: usize,
    is_over: bool,
}

impl Pages {
    fn of(gateway: Arc<dyn Gateway>) -> Self {
        Self { gateway, next: None, followed: HashSet::new(), empty: 0, is_over: false }
    }

    /// The next page; `None` after the last.
    ///
    /// # Errors
    /// The first problem patience does not help with; also when the list repeats
    /// itself or never ends, since half a list must not be taken for the whole.
    async fn next(&mut self) -> Result<Option<ReadPage>, Problem> {
        if self.is_over {
            return Ok(None);
        }
        let asked_at = Instant::now();
        let (gateway, next) = (self.gateway.as_ref(), self.next.as_deref());
        let page = listing::patiently(|| Box::pin(gateway.list_account_associations(None, next))).await?;
        self.next = page.next;
        self.empty = if page.items.is_empty() { self.empty + 1 } else { 0 };
        let is_believed = match &self.next {
            None => true,
            Some(_) if self.empty > 0 => self.empty <= MOST_EMPTY_PAGES,
            Some(next) => self.followed.insert(next.clone()) && self.followed.len() <= MAX_PAGES,
        };
        self.is_over = self.next.is_none();
        if !is_believed {
            return Err(Problem::before_sending(ProblemKind::NotTheService));
        }
        Ok(Some((asked_at, page.items)))
    }
}
