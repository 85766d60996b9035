use super::*;
use crate::Urgency::{Elsewhere, Old, OnScreen, Person};

mod any_order;
mod unanswered;

type List = Watchlist<u32, char>;

/// A list and the time since the test began.
struct Story {
    list: List,
    begun: Instant,
    now: f64,
}

impl Story {
    fn new() -> Self {
        Self { list: List::new(3), begun: Instant::now(), now: 0.0 }
    }

    /// Watches so many of group `group`, each waiting for `waited` seconds already.
    fn watching(group: char, keys: std::ops::Range<u32>, waited: u64) -> Self {
        let mut story = Self::new();
        for key in keys {
            story.watch(key, group, waited);
        }
        story
    }

    fn watch(&mut self, key: u32, group: char, waited: u64) {
        self.list.watch(key, group, Duration::from_secs(waited), self.instant());
    }

    fn instant(&self) -> Instant {
        self.begun + Duration::from_secs_f64(self.now)
    }

    /// Lets time pass until something is due, and says after how many seconds.
    fn wait(&mut self) -> f64 {
        let next = self.list.next(self.instant()).expect("something is planned");
        let after = next.saturating_duration_since(self.instant()).as_secs_f64();
        // Rounded up, so that it is due.
        self.now += after + 1e-6;
        after
    }

    fn due(&mut self) -> Vec<Look<u32, char>> {
        let looks = self.list.due(self.instant());
        let next = self.list.next(self.instant());
        assert!(next.is_none_or(|next| next > self.instant()), "what is due has begun");
        looks
    }

    /// The looks at one that are due after `after` seconds, with their urgency.
    fn ones_due_after(&mut self, after: f64) -> Vec<(u32, Urgency)> {
        self.now += after;
        let ones = self.due().into_iter().map(|look| match look {
            Look::One { key, urgency } => (key, urgency),
            Look::Sweep { group, .. } => panic!("a sweep of {group}"),
        });
        ones.collect()
    }

    /// Waits for a sweep of 'a' alone; says after how many seconds it came.
    fn wait_for_sweep(&mut self) -> f64 {
        let after = self.wait();
        assert!(matches!(self.due()[..], [Look::Sweep { group: 'a', .. }]));
        after
    }

    fn waits(&mut self, key: u32) {
        self.list.seen_one(&key, Seen::Waiting, self.instant());
    }

    fn swept(&mut self, items: &[(u32, Swept)]) {
        self.list.swept(&'a', items, 1, self.instant());
    }

    fn fails(&mut self, key: u32, failure: Failure) {
        self.list.failed(&Look::One { key, urgency: Elsewhere }, failure, self.instant());
    }

    fn look_now(&mut self, which: Which<&u32>) {
        self.list.look_now(which, self.instant());
    }
}

fn check_about(seconds: f64, expected: f64) {
    assert!((seconds - expected).abs() <= 0.1 * expected + 1e-3, "{seconds} s, not about {expected} s");
}

#[test]
fn the_first_look_comes_a_second_after_the_hand_off_and_the_next_ones_at_the_pace_of_attention() {
    let mut story = Story::watching('a', 1..3, 0);
    story.list.on_screen(Some(&1));
    assert_eq!(story.ones_due_after(0.9), []);
    assert_eq!(story.ones_due_after(0.1), [(1, OnScreen), (2, Elsewhere)]);
    assert_eq!(story.list.next(story.instant()), None, "each is looked at once at a time");
    story.waits(1);
    story.waits(2);
    check_about(story.wait(), 2.0);
    assert_eq!(story.ones_due_after(0.0), [(1, OnScreen)]);
    story.list.stop(&1);
    check_about(story.wait() + 2.0, 3.0);
    assert_eq!(story.ones_due_after(0.0), [(2, Elsewhere)]);
}

#[test]
fn who_comes_on_the_screen_is_looked_at_sooner() {
    let mut story = Story::watching('a', 1..2, 250);
    assert_eq!(story.ones_due_after(0.0), [(1, Elsewhere)]);
    story.waits(1);
    assert_eq!(story.ones_due_after(15.0), []);
    story.list.on_screen(Some(&1));
    assert_eq!(story.ones_due_after(0.0), [(1, OnScreen)]);
}

#[test]
fn a_hand_off_starts_the_pauses_anew_even_while_a_look_is_under_way() {
    let mut story = Story::watching('a', 1..2, 800);
    assert_eq!(story.ones_due_after(0.0).len(), 1);
    story.list.handed_over(&1, story.instant());
    story.now += 0.5;
    story.waits(1);
    check_about(story.wait(), 0.5);
    assert_eq!(story.ones_due_after(0.0).len(), 1);
    story.waits(1);
    check_about(story.wait(), 3.0);
}

#[test]
fn three_are_looked_at_one_by_one_and_four_by_one_sweep() {
    let mut story = Story::watching('a', 1..4, 60);
    assert_eq!(story.ones_due_after(0.0).len(), 3);
    let mut story = Story::watching('a', 1..5, 60);
    story.watch(9, 'b', 60);
    let looks = story.due();
    let sweep = Look::Sweep { group: 'a', urgency: Elsewhere };
    assert_eq!(looks.len(), 2, "{looks:?}");
    assert!(looks.contains(&sweep) && looks.contains(&Look::One { key: 9, urgency: Elsewhere }), "{looks:?}");
}

#[test]
fn a_list_of_more_pages_than_waiting_ones_is_not_swept() {
    let mut story = Story::watching('a', 1..5, 0);
    story.wait_for_sweep();
    let waiting = [1, 2, 3, 4].map(|key| (key, Swept::Waiting));
    story.list.swept(&'a', &waiting, 4, story.instant());
    check_about(story.wait(), 3.0);
    let looks = story.due();
    assert!(matches!(looks[..], [Look::One { .. }, ..]), "{looks:?}");
}

#[test]
fn a_sweep_comes_as_often_as_its_pages_allow_until_all_have_waited_a_quarter_of_an_hour() {
    let cases = [
        (0, 1, 2.0, 3.0),
        (0, 10, 2.0, 5.0),
        (0, 90, 2.0, 15.0),
        (0, 3, 0.5, 6.0),
        (200, 1, 2.0, 3.0),
        (1000, 1, 2.0, 60.0),
    ];
    for (waited, pages, rate, expected) in cases {
        let mut story = Story::watching('a', 0..100, waited);
        story.list.sweep_rate(rate);
        story.wait_for_sweep();
        let waiting: Vec<_> = (0..100).map(|key| (key, Swept::Waiting)).collect();
        story.list.swept(&'a', &waiting, pages, story.instant());
        check_about(story.wait_for_sweep(), expected);
    }
}

#[test]
fn the_one_on_the_screen_keeps_its_own_looks_only_when_they_are_quicker_than_the_sweep() {
    for (waited, is_quicker) in [(10, true), (300, false)] {
        let mut story = Story::watching('a', 1..2, waited);
        (2..6).for_each(|key| story.watch(key, 'a', 0));
        story.list.on_screen(Some(&1));
        story.now = 1.0;
        let mut own = 0;
        for _ in 0..12 {
            for look in story.due() {
                match look {
                    Look::One { key, .. } => {
                        assert_eq!(key, 1);
                        own += 1;
                        story.waits(1);
                    }
                    Look::Sweep { .. } => story.swept(&[1, 2, 3, 4, 5].map(|key| (key, Swept::Waiting))),
                }
            }
            story.wait();
        }
        assert_eq!(own > 2, is_quicker, "{own} own looks after {waited} s");
    }
}

#[test]
fn what_looks_final_in_a_list_is_confirmed_at_once_by_one_look() {
    let mut story = Story::watching('a', 1..5, 60);
    story.wait_for_sweep();
    story.swept(&[(1, Swept::Waiting), (2, Swept::Waiting), (3, Swept::LooksFinal), (4, Swept::Waiting)]);
    assert_eq!(story.ones_due_after(0.0), [(3, OnScreen)]);
    story.list.seen_one(&3, Seen::Settled, story.instant());
    // Three are left, so each is looked at by itself.
    story.wait();
    let looked: Vec<u32> = story.ones_due_after(3.0).into_iter().map(|(key, _)| key).collect();
    assert!(!looked.is_empty() && !looked.contains(&3), "{looked:?}");
}

#[test]
fn who_is_missing_from_two_sweeps_in_a_row_is_looked_at() {
    let mut story = Story::watching('a', 1..5, 0);
    let without_two = [(1, Swept::Waiting), (3, Swept::Waiting), (4, Swept::Waiting)];
    let with_two = [(1, Swept::Waiting), (2, Swept::Waiting), (3, Swept::Waiting), (4, Swept::Waiting)];
    for items in [&without_two[..], &with_two, &without_two] {
        story.wait_for_sweep();
        story.swept(items);
        assert_eq!(story.ones_due_after(0.0), []);
    }
    story.wait_for_sweep();
    story.swept(&without_two);
    assert_eq!(story.ones_due_after(0.0), [(2, OnScreen)]);
}

#[test]
fn who_waits_for_more_than_a_day_is_swept_once_an_hour() {
    let mut story = Story::watching('a', 1..2, 90_000);
    story.watch(2, 'a', 60);
    let looks = story.due();
    assert!(looks.contains(&Look::Sweep { group: 'a', urgency: Old }), "at every start: {looks:?}");
    assert!(looks.contains(&Look::One { key: 2, urgency: Elsewhere }), "{looks:?}");
    story.list.stop(&2);
    story.swept(&[(1, Swept::Waiting)]);
    check_about(story.wait_for_sweep(), 3600.0);
}

#[test]
fn looks_wished_for_come_once_a_second_and_once_more_when_one_is_under_way() {
    let mut story = Story::watching('a', 1..2, 60);
    assert_eq!(story.ones_due_after(0.0).len(), 1);
    story.now += 0.1;
    story.look_now(Which::One(&1));
    story.look_now(Which::All);
    assert_eq!(story.ones_due_after(0.0), []);
    story.waits(1);
    check_about(story.wait(), 0.9);
    assert_eq!(story.ones_due_after(0.0), [(1, Person)]);
    story.waits(1);
    check_about(story.wait(), 6.0);
}

#[test]
fn coming_back_to_the_window_sweeps_a_swept_group_at_once() {
    let mut story = Story::watching('a', 1..6, 300);
    story.wait_for_sweep();
    let waiting = [1, 2, 3, 4, 5].map(|key| (key, Swept::Waiting));
    story.swept(&waiting);
    story.now += 1.5;
    story.look_now(Which::All);
    assert!(story.wait_for_sweep() < 0.01);
    story.swept(&waiting);
    check_about(story.wait_for_sweep(), 3.0);
}

#[test]
fn four_are_under_way_at_most_and_the_last_place_is_a_persons() {
    let mut story = Story::new();
    for (key, group) in (0..).zip('a'..='h') {
        story.watch(key, group, 60);
    }
    assert_eq!(story.ones_due_after(0.0).len(), 3);
    story.look_now(Which::One(&6));
    assert_eq!(story.ones_due_after(0.0), [(6, Person)]);
    story.look_now(Which::One(&7));
    assert_eq!(story.ones_due_after(5.0), []);
    story.waits(0);
    assert_eq!(story.ones_due_after(0.0), [(7, Person)]);
}

#[test]
fn the_answer_to_an_older_watch_is_dropped() {
    let mut story = Story::watching('a', 1..2, 60);
    assert_eq!(story.ones_due_after(0.0).len(), 1);
    story.list.stop(&1);
    story.watch(1, 'a', 0);
    assert_eq!(story.ones_due_after(2.0), [], "never two at once");
    story.list.seen_one(&1, Seen::Settled, story.instant());
    assert_eq!(story.ones_due_after(0.0), [(1, Elsewhere)], "it is watched still");
    story.list.stop(&1);
    story.waits(1);
    assert_eq!(story.list.next(story.instant()), None);
}
