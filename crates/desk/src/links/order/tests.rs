use onboarding::AccountAssociationItem;

use super::{
    super::sample::{Chance, index, item, link, made},
    *,
};

fn names(index: &Index, order: &[usize]) -> Vec<String> {
    let name = |place: &usize| index.get(*place).and_then(|link| Some(link.name()?.into_owned()));
    order.iter().map(|place| name(place).unwrap_or_default()).collect()
}

#[test]
fn names_are_ordered_as_people_do() {
    let wanted = [
        "2 Brothers",
        "10 Downing",
        "Ärger",
        "apple",
        "Flat 9",
        "flat 09 b",
        "Flat 10",
        "flat 10 a",
        "Flat 100000000000",
        "Flat 100000000001",
        "Jansen",
        "",
        "\u{202E}\u{7}",
    ];
    let mut items: Vec<AccountAssociationItem> =
        wanted.iter().enumerate().map(|(at, name)| item(&format!("id{at:02}"), name)).collect();
    items.reverse();
    let index = index(&items);
    let shown: Vec<&str> = wanted[..11].iter().copied().chain(["", ""]).collect();
    assert_eq!(names(&index, &Orders::default().by_name(&index, 1)), shown);
}

#[test]
fn the_newest_come_first_and_those_without_a_day_last() {
    let index = index(&[
        item("a", "Without"),
        made(item("b", "Old"), "2026-02-28", "1"),
        made(item("c", "No day"), "2026-02-31", "2"),
        made(item("d", "New b"), "2026-11-20", "3"),
        made(item("e", "New a"), "2026-11-20", "4"),
    ]);
    let order = Orders::default().newest_first(&index, 1);
    assert_eq!(names(&index, &order), ["New a", "New b", "Old", "No day", "Without"]);
}

#[test]
fn an_order_that_is_mended_is_the_one_that_would_be_made_anew() {
    let mut chance = Chance(3);
    let mut index = Index::default();
    let orders = Orders::default();
    for version in 1..200 {
        for _ in 0..chance.below(30) {
            let new =
                link(&item(&format!("id{version}-{}", index.len()), &format!("Flat {}", chance.below(50))));
            match chance.below(4) {
                0 if index.len() > 0 => index.take_out(&[chance.below(index.len())]),
                1 if index.get(0).is_some() => index.put(0, new, ""),
                _ => drop(index.push(new, "")),
            }
        }
        let mended = orders.by_name(&index, version);
        assert_eq!(mended, Orders::default().by_name(&index, version));
        assert_eq!(mended.len(), index.len());
    }
}

#[test]
fn an_older_snapshot_does_not_undo_the_newer_order() {
    let older = index(&[item("a", "Miller")]);
    let mut newer = older.clone();
    newer.push(link(&item("b", "Jansen")), "jansen ");
    let orders = Orders::default();
    assert_eq!(*orders.by_name(&newer, 2), [1, 0]);
    assert_eq!(*orders.by_name(&older, 1), [0]);
    assert_eq!(*orders.by_name(&newer, 2), [1, 0]);
}
