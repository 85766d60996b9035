//! Random kills, and what was lost or doubled by them.

use std::time::Instant;

use tests::{
    kills,
    rows::{Row, number_of},
};

pub(crate) fn measure(count: usize, seed: u64) -> Vec<Row> {
    println!("{count} kills with seed {seed}");
    let begun = Instant::now();
    let tally = kills::run(count, seed);
    println!("{} customers in {:.0} s; the kills hit", tally.customers, begun.elapsed().as_secs_f64());
    for (stage, kills) in &tally.spread {
        println!("  {stage:<36} {kills:>6}");
    }
    for breach in &tally.breaches {
        println!("{breach}");
    }
    let none = |what: &str, found: usize| Row::at_most(what, number_of(found), 0.0);
    vec![
        Row::at_least("kills done", number_of(tally.kills), number_of(count)),
        Row::told("customers", number_of(tally.customers)),
        none("links lost", tally.links_lost),
        none("links doubled", tally.links_doubled),
        none("things lost", tally.things_lost),
        none("things doubled", tally.things_doubled),
        none("registrations missing", tally.registrations_missing),
        none("registrations doubled", tally.registrations_doubled),
        none("client tokens committed twice", tally.tokens_doubled),
        none("finished journeys left open in the journal", tally.left_open),
        none("customers not finished", tally.not_finished),
        none("customers with anything wrong", tally.breaches.len()),
    ]
}
