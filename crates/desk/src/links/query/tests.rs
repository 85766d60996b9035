use contract::ListLinksForm;
use onboarding::AccountAssociationItem;

use super::{
    super::sample::{DAY_MS, NOON, at, in_state, item, made, snapshot},
    *,
};

fn form(search: &str) -> ListLinksForm {
    ListLinksForm {
        search: search.to_owned(),
        states: Vec::new(),
        connector_destination_id: None,
        made: MadeForm::Any,
        needs_person: false,
        order: LinkOrderForm::Name,
        offset: 0,
    }
}

fn found(form: &ListLinksForm, on: &Snapshot) -> Vec<String> {
    let places = Query::read(form).run(on);
    places.iter().map(|place| on.index.get(*place).unwrap().id().to_owned()).collect()
}

fn world() -> Vec<AccountAssociationItem> {
    vec![
        made(item("a1", "Mueller Flat 3"), "2026-11-20", "4711"),
        made(item("a2", "Jansen"), "2026-11-01", "4712"),
        made(in_state(item("a3", "Okafor"), "ASSOCIATION_IN_PROGRESS"), "2026-11-21", "4713"),
        at(in_state(item("a4", "Seeblick"), "REFRESH_TOKEN_EXPIRED"), "northgate"),
        in_state(item("a5", "a1"), "ASSOCIATION_PAUSED"),
        made(in_state(item("A6", "Keller"), "ASSOCIATION_IN_PROGRESS"), "2026-08-03", "4714"),
    ]
}

#[test]
fn a_search_looks_into_names_descriptions_and_whole_ids() {
    let on = snapshot(&world());
    for (search, ids) in [
        ("müller", &["a1"][..]),
        ("4711", &["a1"]),
        ("flat mueller 4711", &["a1"]),
        ("A2", &["a2"]),
        ("a6", &["A6"]),
        ("a1", &["a5", "a1"]),
        ("a", &["a5", "a2", "A6", "a1", "a3"]),
        ("nobody", &[]),
        ("  \u{7} ", &["a5", "a2", "A6", "a1", "a3", "a4"]),
    ] {
        assert_eq!(found(&form(search), &on), ids, "{search:?}");
    }
}

#[test]
fn filters_narrow_the_list_together() {
    let on = snapshot(&world());
    let check = |change: &dyn Fn(&mut ListLinksForm), ids: &[&str]| {
        let mut form = form("");
        change(&mut form);
        assert_eq!(found(&form, &on), ids, "{form:?}");
    };
    check(&|form| form.states = vec![LinkStateView::WaitingForSignIn], &["A6", "a3"]);
    check(&|form| form.states = vec![LinkStateView::Unknown, LinkStateView::NeedsNewSignIn], &["a5", "a4"]);
    check(&|form| form.connector_destination_id = Some("northgate".to_owned()), &["a4"]);
    check(&|form| form.made = MadeForm::Last7Days, &["a1", "a3"]);
    check(&|form| form.made = MadeForm::Last30Days, &["a2", "a1", "a3"]);
    check(&|form| form.made = MadeForm::Older, &["A6"]);
    check(&|form| form.made = MadeForm::Unknown, &["a5", "a4"]);
    check(&|form| form.needs_person = true, &["a5", "A6", "a4"]);
    check(
        &|form| {
            form.states = vec![LinkStateView::WaitingForSignIn];
            form.made = MadeForm::Older;
            form.search = "kel".to_owned();
        },
        &["A6"],
    );
}

#[test]
fn who_needs_somebody_comes_first_and_then_by_name() {
    let mut on = snapshot(&world());
    let asked = ListLinksForm { order: LinkOrderForm::NeedsPersonFirst, ..form("") };
    assert_eq!(found(&asked, &on), ["a5", "A6", "a4", "a2", "a1", "a3"]);
    assert_eq!(on.count_needing_person(), 3);
    let journey = OnLink { journey_id: "j".to_owned(), needs_person: true };
    on.journeys.insert(0, journey);
    assert_eq!(found(&asked, &on), ["a5", "A6", "a1", "a4", "a2", "a3"]);
}

#[test]
fn the_newest_come_first_when_asked_for() {
    let asked = ListLinksForm { order: LinkOrderForm::NewestFirst, ..form("") };
    assert_eq!(found(&asked, &snapshot(&world())), ["a3", "a1", "a2", "A6", "a5", "a4"]);
}

#[test]
fn a_wait_is_long_after_a_day() {
    let waiting = |id: &str| in_state(item(id, id), "ASSOCIATION_IN_PROGRESS");
    let mut on = snapshot(&[
        waiting("a"),
        made(waiting("b"), "2026-11-20", "1"),
        made(waiting("c"), "2026-11-19", "2"),
    ]);
    let asked = ListLinksForm { needs_person: true, ..form("") };
    assert_eq!(found(&asked, &on), ["c"]);
    on.now.at = Timestamp(NOON.0 + DAY_MS);
    assert_eq!(found(&asked, &on), ["c"]);
    on.now.at = Timestamp(NOON.0 + DAY_MS + 1);
    assert_eq!(found(&asked, &on), ["a", "b", "c"]);
}
