use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use contract::ProblemView;
use journal::{Book as File, Folder, Journal, LinkMemo, Remember, RememberedLinks};
use onboarding::{AccountAssociationId, AccountAssociationItem, Identity, Timestamp};
use tokio::time::{Instant, advance};

use super::{
    super::{
        link::{Link, Pool},
        memo::Memo,
        sample::{NOON, in_state, item, made},
    },
    Book, KnownHere, Links,
};
use crate::Clock;

struct Desk {
    links: Links,
    journal: Journal,
    clock: Arc<SetClock>,
    _dir: tempfile::TempDir,
}

struct SetClock(AtomicI64);

impl Clock for SetClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::Relaxed))
    }
}

fn identity() -> Identity {
    Identity {
        partition: "aws".to_owned(),
        account: "123456789012".to_owned(),
        region: "eu-west-1".to_owned(),
        endpoint: None,
    }
}

fn id(id: &str) -> AccountAssociationId {
    AccountAssociationId::new(id)
}

impl Desk {
    /// The list of an AWS account that is in use for the first time.
    fn new() -> Self {
        let mut desk = Self::before_remembering();
        desk.links.take_remembered(Links::default());
        desk
    }

    fn before_remembering() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let journal = Journal::open(&Folder::lock(dir.path()).unwrap(), File::Live).unwrap().journal;
        let clock = Arc::new(SetClock(AtomicI64::new(NOON.0)));
        let mut links = Links::default();
        links.begin(Book {
            identity: identity(),
            journal: Some(Arc::new(journal.clone())),
            clock: clock.clone(),
        });
        Self { links, journal, clock, _dir: dir }
    }

    fn set_clock(&self, seconds_after_noon: i64) -> Timestamp {
        let at = NOON.0 + seconds_after_noon * 1000;
        self.clock.0.store(at, Ordering::Relaxed);
        Timestamp(at)
    }

    fn learn(&mut self, item: AccountAssociationItem) {
        self.links.learn(&identity(), item);
    }

    async fn remembered(&self) -> RememberedLinks {
        self.journal.links(&identity()).await.unwrap()
    }

    fn page(&mut self, number: u64, asked_at: Instant, items: &[AccountAssociationItem]) {
        let at = self.clock.now();
        let Some(differing) = self.links.differing(number, asked_at, items.to_vec()) else { return };
        let mut pool = Pool::default();
        let differing = differing.iter().map(|item| Link::new(item, at, &mut pool)).collect();
        self.links.merge(number, asked_at, differing, at);
    }

    fn list(&mut self, items: &[AccountAssociationItem]) {
        let number = self.links.begin_listing();
        self.page(number, Instant::now(), items);
        self.links.end_listing(number, Ok(()), self.clock.now());
    }

    fn ids(&self) -> Vec<String> {
        let mut ids: Vec<String> = self.links.index.iter().map(|(_, link)| link.id().to_owned()).collect();
        ids.sort();
        ids
    }

    fn state(&self, link: &str) -> String {
        self.links.find(&id(link)).unwrap().state.as_str().to_owned()
    }
}

fn failed() -> Result<(), ProblemView> {
    Err(ProblemView::not_possible("The list ended early", ""))
}

#[tokio::test(start_paused = true)]
async fn what_a_whole_list_does_not_tell_of_is_gone_and_what_half_a_list_does_not_stays() {
    let mut desk = Desk::new();
    desk.list(&[item("a", "A"), item("b", "B"), item("c", "C")]);
    let number = desk.links.begin_listing();
    desk.page(number, Instant::now(), &[item("b", "B"), item("d", "D")]);
    assert_eq!(desk.links.listing.loaded(), 2);
    desk.links.end_listing(number, failed(), NOON);
    assert_eq!(desk.ids(), ["a", "b", "c", "d"]);
    assert!(desk.links.problem.is_some());
    let later = desk.set_clock(60);
    desk.list(&[item("b", "B"), item("d", "D")]);
    assert_eq!(desk.ids(), ["b", "d"]);
    assert_eq!((desk.links.listing.as_of(), desk.links.problem.is_none()), (Some(later), true));
    let remembered = desk.remembered().await;
    let ids: Vec<&str> = remembered.links.iter().map(|kept| kept.item.id.as_str()).collect();
    assert_eq!((ids, remembered.listed_at), (vec!["b", "d"], Some(later)));
}

#[tokio::test(start_paused = true)]
async fn a_page_that_comes_twice_doubles_nothing() {
    let mut desk = Desk::new();
    let number = desk.links.begin_listing();
    for _ in 0..2 {
        desk.page(number, Instant::now(), &[item("a", "A"), item("a", "A"), item("b", "B")]);
    }
    assert_eq!((desk.ids(), desk.links.listing.loaded()), (vec!["a".to_owned(), "b".to_owned()], 2));
    assert_eq!(desk.links.counts.share("brightwell").total, 2);
}

#[tokio::test(start_paused = true)]
async fn a_page_does_not_undo_what_was_seen_after_it_was_asked_for() {
    let mut desk = Desk::new();
    let waiting = in_state(item("a", "A"), "ASSOCIATION_IN_PROGRESS");
    desk.list(&[waiting.clone(), item("b", "B")]);
    let number = desk.links.begin_listing();
    let asked_at = Instant::now();
    advance(Duration::from_secs(1)).await;
    desk.learn(item("a", "A"));
    desk.learn(item("new", "New"));
    desk.links.forget(&id("b"));
    desk.page(number, asked_at, &[waiting, item("b", "B")]);
    desk.links.end_listing(number, Ok(()), NOON);
    assert_eq!(
        desk.ids(),
        ["a", "new"],
        "what was made meanwhile stays, what was removed does not come back"
    );
    assert_eq!(desk.state("a"), "ASSOCIATION_SUCCEEDED");
}

#[tokio::test(start_paused = true)]
async fn a_link_just_made_stays_while_the_list_lags_and_goes_when_it_never_comes() {
    let mut desk = Desk::new();
    desk.learn(item("new", "New"));
    advance(Duration::from_secs(50)).await;
    desk.list(&[]);
    assert_eq!(desk.ids(), ["new"]);
    advance(Duration::from_secs(20)).await;
    desk.list(&[]);
    assert!(desk.ids().is_empty());
}

#[tokio::test(start_paused = true)]
async fn pages_of_a_former_listing_or_account_change_nothing() {
    let mut desk = Desk::new();
    let former = desk.links.begin_listing();
    let other = Identity { region: "ca-central-1".to_owned(), ..identity() };
    desk.links.begin(Book { identity: other, journal: None, clock: desk.clock.clone() });
    desk.page(former, Instant::now(), &[item("a", "A")]);
    desk.learn(item("a", "A"));
    desk.links.end_listing(former, Ok(()), NOON);
    let present = desk.links.begin_listing();
    desk.page(former, Instant::now(), &[item("a", "A")]);
    assert!(desk.ids().is_empty() && present != former && desk.links.listing.is_under_way());
}

#[tokio::test(start_paused = true)]
async fn since_when_a_state_holds_is_known_when_it_was_seen_to_begin() {
    let mut desk = Desk::new();
    desk.list(&[item("a", "A")]);
    let here = |state_since, last_worked| KnownHere { state_since, last_worked, ..KnownHere::default() };
    assert_eq!(desk.links.known_of(&id("a")), here(None, None));
    let seen = desk.set_clock(100);
    desk.list(&[item("a", "Renamed")]);
    assert_eq!(desk.links.known_of(&id("a")), here(None, None));
    let later = desk.set_clock(200);
    desk.learn(in_state(item("a", "A"), "REFRESH_TOKEN_EXPIRED"));
    assert_eq!(desk.links.known_of(&id("a")), here(Some(later), Some(seen)));
    desk.set_clock(300);
    desk.list(&[in_state(item("a", "A"), "REFRESH_TOKEN_EXPIRED")]);
    assert_eq!(desk.links.known_of(&id("a")).state_since, Some(later));
    let kept = &desk.remembered().await.links[0];
    assert_eq!((kept.first_seen, kept.state_since), (NOON, Some(later)));
}

#[tokio::test(start_paused = true)]
async fn only_what_changed_is_written_down_and_nothing_before_it_is_known_what_is_remembered() {
    let mut desk = Desk::before_remembering();
    desk.learn(in_state(item("a", "A"), "REFRESH_TOKEN_EXPIRED"));
    desk.links.forget(&id("gone"));
    assert!(desk.remembered().await.links.is_empty());
    let before = Timestamp(NOON.0 - 1_000_000);
    let kept =
        |item: AccountAssociationItem| journal::KeptLink { item, first_seen: before, state_since: None };
    let remembered = RememberedLinks {
        links: vec![kept(item("a", "A")), kept(item("b", "B")), kept(item("gone", "Gone"))],
        listed_at: Some(before),
        memos: Vec::new(),
    };
    desk.links.take_remembered(Links::remembered(remembered));
    assert_eq!(desk.ids(), ["a", "b"]);
    assert_eq!(desk.state("a"), "REFRESH_TOKEN_EXPIRED");
    assert_eq!(desk.links.known_of(&id("a")).state_since, Some(NOON));
    assert_eq!(desk.links.listing.as_of(), Some(before));
    let written = desk.remembered().await.links;
    assert_eq!(written.len(), 1, "what is as it was remembered is not written again");
    assert_eq!((written[0].item.id.as_str(), written[0].first_seen), ("a", before));
}

#[tokio::test(start_paused = true)]
async fn what_is_remembered_is_there_at_the_next_start() {
    let mut desk = Desk::new();
    desk.list(&[made(item("a", "Müller"), "2026-11-20", "4711"), in_state(item("b", ""), "NEW_STATE")]);
    desk.links.keep_memo(&id("a"), Memo { spelling: Some("Müller & Söhne".to_owned()), note: None });
    let remembered = Links::remembered(desk.remembered().await);
    assert_eq!(remembered.index.len(), 2);
    assert_eq!(remembered.find(&id("b")).unwrap().state.as_str(), "NEW_STATE");
    assert_eq!(remembered.known_of(&id("a")).spelling.as_deref(), Some("Müller & Söhne"));
    let soehne = remembered.index.matching(&["soehne".to_owned()]);
    assert!(soehne.contains(remembered.place(&id("a")).unwrap()));
}

#[tokio::test(start_paused = true)]
async fn a_spelling_is_kept_where_it_differs_from_what_aws_stores() {
    let mut desk = Desk::before_remembering();
    desk.links.keep_spelling(&identity(), &id("a"), "Müller");
    let note = LinkMemo { link: id("a"), spelling: None, note: Some("back door".to_owned()) };
    let remembered = RememberedLinks { memos: vec![note], ..RememberedLinks::default() };
    desk.links.take_remembered(Links::remembered(remembered));
    desk.list(&[item("a", "Mueller")]);
    let known = desk.links.known_of(&id("a"));
    assert_eq!((known.spelling.as_deref(), known.memo.as_deref()), (Some("Müller"), Some("back door")));
    desk.links.keep_spelling(&identity(), &id("a"), "Mueller");
    let known = desk.links.known_of(&id("a"));
    assert_eq!((known.spelling, known.memo.as_deref()), (None, Some("back door")));
    let other = Identity { account: "210987654321".to_owned(), ..identity() };
    desk.links.keep_spelling(&other, &id("a"), "Somebody else");
    assert_eq!(desk.links.known_of(&id("a")).spelling, None);
    let memos = desk.remembered().await.memos;
    assert_eq!(memos, [LinkMemo { link: id("a"), spelling: None, note: Some("back door".to_owned()) }]);
}

#[tokio::test(start_paused = true)]
async fn a_memo_that_was_written_before_the_remembered_ones_came_is_the_newer_one() {
    let mut desk = Desk::before_remembering();
    desk.learn(item("a", "A"));
    desk.links.keep_memo(&id("a"), Memo { spelling: None, note: Some("new".to_owned()) });
    desk.links.keep_memo(&id("b"), Memo::default());
    let memo = |link: &str| LinkMemo { link: id(link), spelling: None, note: Some("old".to_owned()) };
    let remembered =
        RememberedLinks { memos: vec![memo("a"), memo("b"), memo("c")], ..RememberedLinks::default() };
    desk.links.take_remembered(Links::remembered(remembered));
    let notes = ["a", "b", "c"].map(|link| desk.links.known_of(&id(link)).memo);
    assert_eq!(notes, [Some("new".to_owned()), None, Some("old".to_owned())]);
    assert!(desk.links.index.matching(&["new".to_owned()]).contains(desk.links.place(&id("a")).unwrap()));
    desk.links.forget_memo(&id("a"));
    assert_eq!(desk.links.known_of(&id("a")).memo, None);
    assert!(!desk.links.index.matching(&["new".to_owned()]).contains(desk.links.place(&id("a")).unwrap()));
}

#[tokio::test(start_paused = true)]
async fn a_long_list_is_not_asked_for_as_often_as_a_short_one() {
    let mut desk = Desk::new();
    let asked = Duration::from_secs(10);
    assert!(desk.links.listing.is_due(asked));
    for (pages, ends_well, rest) in [(20, true, 10), (21, true, 600), (2, false, 60), (21, true, 600)] {
        let number = desk.links.begin_listing();
        assert!(!desk.links.listing.is_due(Duration::ZERO), "one at a time");
        (0..pages).for_each(|_| desk.page(number, Instant::now(), &[item("a", "A")]));
        desk.links.end_listing(number, if ends_well { Ok(()) } else { failed() }, NOON);
        advance(Duration::from_secs(rest - 1)).await;
        assert!(!desk.links.listing.is_due(asked), "{pages} pages, {rest} s");
        advance(Duration::from_secs(1)).await;
        assert!(desk.links.listing.is_due(asked), "{pages} pages, {rest} s");
    }
    desk.list(&[]);
    desk.links.listing.ask_again();
    assert!(desk.links.listing.is_due(asked), "somebody asked");
}

#[tokio::test(start_paused = true)]
async fn links_that_wait_are_those_of_linkwright() {
    let mut desk = Desk::new();
    let waiting = |link: AccountAssociationItem| in_state(link, "ASSOCIATION_IN_PROGRESS");
    let ours = made(item("ours", "Ours"), "2026-11-21", "1");
    desk.list(&[
        waiting(ours.clone()),
        waiting(item("theirs", "Theirs")),
        made(item("done", "Done"), "2026-11-21", "2"),
    ]);
    let names = |desk: &Desk| desk.links.waiting().map(|link| link.id().to_owned()).collect::<Vec<_>>();
    assert_eq!(names(&desk), ["ours"]);
    desk.learn(ours);
    assert!(names(&desk).is_empty());
}
