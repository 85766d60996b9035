//! Looks that are not answered: refused, offline, busy, or in need of an AWS sign-in.

use super::*;

#[test]
fn a_list_that_aws_refuses_is_replaced_by_looks_at_each() {
    let mut story = Story::watching('a', 1..5, 60);
    story.wait_for_sweep();
    let sweep = Look::Sweep { group: 'a', urgency: Elsewhere };
    story.list.failed(&sweep, Failure::Other, story.instant());
    assert_eq!(story.ones_due_after(0.0).len(), 3);
}

#[test]
fn while_the_network_is_down_the_most_impatient_one_is_tried_at_2_4_8_and_every_10_seconds() {
    let mut story = Story::watching('a', 1..4, 400);
    story.list.on_screen(Some(&2));
    let looks = story.ones_due_after(0.0);
    looks.iter().for_each(|(key, _)| story.fails(*key, Failure::Network));
    for pause in [2.0, 4.0, 8.0, 10.0, 10.0] {
        let after = story.wait();
        assert!((after - pause).abs() < 0.01, "{after} s, not {pause} s");
        assert_eq!(story.ones_due_after(0.0), [(2, OnScreen)]);
        assert_eq!(story.ones_due_after(100.0), [], "one try at a time");
        story.fails(2, Failure::Network);
    }
    story.wait();
    assert_eq!(story.ones_due_after(0.0).len(), 1);
    // Any answer will do.
    story.fails(2, Failure::Busy);
    let mut back: Vec<u32> = story.ones_due_after(0.0).iter().map(|(key, _)| *key).collect();
    back.sort_unstable();
    assert_eq!(back, [1, 3]);
}

#[test]
fn after_an_outage_more_than_four_are_spread_over_two_seconds() {
    let mut story = Story::new();
    for (key, group) in (0..).zip('a'..='l') {
        story.watch(key, group, 100);
    }
    let looks = story.ones_due_after(0.0);
    looks.iter().for_each(|(key, _)| story.fails(*key, Failure::Network));
    story.wait();
    let tried = story.ones_due_after(0.0)[0].0;
    story.waits(tried);
    let mut seen = 0;
    let back = story.now;
    while seen < 11 {
        story.wait();
        for (key, _) in story.ones_due_after(0.0) {
            assert_ne!(key, tried);
            seen += 1;
            story.waits(key);
        }
    }
    assert!(story.now - back <= 2.0 && story.now - back > 0.5, "{} s", story.now - back);
}

#[test]
fn a_persons_look_goes_out_though_the_network_is_down_or_the_aws_sign_in_is_needed() {
    let mut story = Story::watching('a', 1..4, 400);
    let looks = story.ones_due_after(0.0);
    looks.iter().for_each(|(key, _)| story.fails(*key, Failure::Network));
    story.now += 1.1;
    story.look_now(Which::One(&3));
    assert_eq!(story.ones_due_after(0.0), [(3, Person)]);
    story.fails(3, Failure::Network);
    story.look_now(Which::All);
    assert_eq!(story.ones_due_after(0.0).len(), 1, "one try for everybody");

    let mut story = Story::watching('a', 1..4, 400);
    story.list.hold(Whose::All);
    assert_eq!(story.list.next(story.instant()), None);
    story.look_now(Which::One(&3));
    assert_eq!(story.ones_due_after(0.0), [(3, Person)]);
    story.fails(3, Failure::AwsSignIn);
    assert_eq!(story.list.next(story.instant()), None);
}

#[test]
fn an_aws_sign_in_that_is_needed_holds_its_group_until_it_is_released_or_answers() {
    let mut story = Story::watching('a', 1..3, 60);
    story.watch(7, 'b', 60);
    assert_eq!(story.ones_due_after(0.0).len(), 3);
    story.fails(1, Failure::AwsSignIn);
    story.waits(2);
    assert!(story.list.next(story.instant()).is_some(), "an answer of its own releases the group");
    story.list.hold(Whose::Group(&'a'));
    story.waits(7);
    check_about(story.wait(), 6.0);
    assert_eq!(story.ones_due_after(100.0), [(7, Elsewhere)]);
    story.list.release(Whose::All, story.instant());
    assert_eq!(story.ones_due_after(0.0).len(), 2);
}

#[test]
fn coming_back_to_the_window_tries_a_held_group_with_one_look() {
    let mut story = Story::watching('a', 1..4, 60);
    story.list.on_screen(Some(&2));
    story.list.hold(Whose::All);
    story.look_now(Which::All);
    assert_eq!(story.ones_due_after(0.0), [(2, OnScreen)]);
    story.waits(2);
    assert_eq!(story.ones_due_after(0.0).len(), 2, "it answered: the others are due");
}

#[test]
fn busy_answers_double_the_pause_up_to_a_minute_and_an_answer_resets_it() {
    let mut story = Story::watching('a', 1..2, 60);
    assert_eq!(story.ones_due_after(0.0).len(), 1);
    story.list.on_screen(Some(&1));
    for expected in [6.0, 14.0, 34.0, 60.0, 60.0] {
        story.fails(1, Failure::Busy);
        let after = story.wait();
        assert!((after - expected).abs() <= 0.25 * expected, "{after} s, not about {expected} s");
        assert_eq!(story.ones_due_after(0.0).len(), 1);
    }
    story.waits(1);
    check_about(story.wait(), 10.0);
}
