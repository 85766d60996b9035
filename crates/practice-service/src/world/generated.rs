//! A world with as many links as asked for, to measure long lists: spread over
//! states, device clouds, jobs, authors and days as in an account in use.

use std::time::Duration;

use super::World;
use super::account_association::{AccountAssociation, Authorization, Outcome};
use super::connector::{ARIA_DESTINATION, BRIGHTWELL_DESTINATION, NORTHGATE_DESTINATION};
use super::origin::Origin;
use crate::moment::Moment;

/// 2026-11-20 00:00 UTC.
const NEWEST_DAY: i64 = 1_795_132_800;
/// A deletion that the service never finishes.
const NEVER: Moment = Moment::from_epoch_seconds(9_000_000_000);
/// From the sign-in to the end of access, for links that have lost it.
const REFRESHABLE: Duration = Duration::from_secs(24 * 60 * 60);

impl World {
    /// The vendors of the seeded world and this many links in mixed states,
    /// the same each time.
    pub fn generated(links: usize) -> World {
        let mut world = World::with_destinations(Origin::Generated(links));
        for number in 0..links {
            let association = generated_link(number);
            world.account_associations.put(&association.id.clone(), association);
        }
        world
    }
}

fn generated_link(number: usize) -> AccountAssociation {
    let made_at = made_at(number);
    let (destination, customer) = match spread(number, "device cloud", 100) {
        0..45 => (BRIGHTWELL_DESTINATION, "miller"),
        45..75 => (NORTHGATE_DESTINATION, "mueller"),
        _ => (ARIA_DESTINATION, "yamada"),
    };
    let succeeded = |expires_at| {
        let outcome = Outcome::Succeeded { customer: customer.to_owned(), expires_at };
        Authorization::answered(made_at, outcome)
    };
    // Aria Climate does worse than the others.
    let trouble = if destination == ARIA_DESTINATION { 3 } else { 1 };
    let state = spread(number, "state", 1000);
    let authorization = if state < 30 {
        Authorization::Waiting
    } else if state < 30 + 25 * trouble {
        let message = pick(&PROBLEMS, number, "problem").to_owned();
        Authorization::answered(made_at, Outcome::Failed { message })
    } else if state < 30 + 65 * trouble {
        succeeded(Some(made_at.after(REFRESHABLE)))
    } else {
        succeeded(None)
    };
    AccountAssociation {
        id: format!("9e4e7a7ed{number:023}"),
        connector_destination_id: destination.to_owned(),
        name: name(number),
        description: description(number, made_at),
        tags: None,
        general_authorization: None,
        client_token: None,
        sign_in_key: format!("9e4e{number:028}"),
        authorization,
        created_at: made_at,
        gone_at: (spread(number, "deleting", 500) == 0).then_some(NEVER),
        seeded: true,
    }
}

/// Now and then somebody made a link without this program: nothing is said of
/// job, day and author then, and some have no name.
fn name(number: usize) -> Option<String> {
    let house = 1 + spread(number, "house", 180);
    let (surname, street) = (pick(&SURNAMES, number, "surname"), pick(&STREETS, number, "street"));
    (spread(number, "name", 200) > 0).then(|| format!("{surname} {street} {house}"))
}

fn description(number: usize, made_at: Moment) -> Option<String> {
    let author = pick(&AUTHORS, number, "author");
    let line = |job| format!("{job}made {} by {author} lw-{number:012}", made_at.day());
    match spread(number, "description", 100) {
        0..3 => None,
        3..5 => Some("created by the customer app".to_owned()),
        5..12 => Some(line(String::new())),
        12..20 => Some(line(format!("{} job {} ", pick(&NOTES, number, "note"), job(number)))),
        _ => Some(line(format!("job {} ", job(number)))),
    }
}

/// Some jobs have several links.
fn job(number: usize) -> usize {
    10_000 + number - spread(number, "job", 3)
}

/// Over a thousand days, the first ones long ago.
fn made_at(number: usize) -> Moment {
    let day = u32::try_from(spread(number, "day", 1000)).unwrap_or_default();
    let second = i64::try_from(spread(number, "second", 36_000)).unwrap_or_default();
    Moment::from_epoch_seconds(NEWEST_DAY + 8 * 3600 + second).days_before(day)
}

fn pick<'t>(texts: &[&'t str], number: usize, what: &str) -> &'t str {
    texts[spread(number, what, texts.len())]
}

/// The same for the same link and subject, and evenly spread below `bound`.
fn spread(number: usize, what: &str, bound: usize) -> usize {
    let start = what.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let mut mixed = start ^ u64::try_from(number).unwrap_or_default().wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    let bound = u64::try_from(bound).unwrap_or(1);
    usize::try_from((mixed ^ (mixed >> 31)) % bound).unwrap_or_default()
}

const SURNAMES: [&str; 20] = [
    "Miller",
    "Jansen",
    "Okafor",
    "Mueller",
    "Keller",
    "Yamada",
    "Rossi",
    "Dubois",
    "Novak",
    "Silva",
    "Kowalski",
    "Andersson",
    "OBrien",
    "Garcia",
    "Nguyen",
    "Haddad",
    "Petrov",
    "Schmidt",
    "Moreau",
    "Lindqvist",
];
const AUTHORS: [&str; 7] = ["ak", "ms", "tb", "jl", "rw", "np", "desk2"];
const NOTES: [&str; 4] = ["Two floors", "Key at the neighbour", "Second visit", "Weekend home"];
const PROBLEMS: [&str; 3] = [
    "access_denied - The resource owner denied the request",
    "invalid_grant - The authorization code has expired",
    "server_error - The connector did not answer ActivateUser in time",
];
const STREETS: [&str; 10] = [
    "Flat",
    "Harbour Road",
    "Station Street",
    "Mill Lane",
    "Canal House",
    "Tower",
    "Old Market",
    "Park View",
    "Bridge End",
    "Garden Court",
];

#[cfg(test)]
mod tests {
    use std::collections::{HashMap, HashSet};

    use super::*;
    use crate::world::account_association::AssociationState;

    const TODAY: Moment = Moment::from_epoch_seconds(NEWEST_DAY + 24 * 3600 * 2);

    #[test]
    fn a_hundred_thousand_links_have_ids_of_their_own() {
        let world = World::generated(100_000);
        assert_eq!(world.account_associations.iter().count(), 100_000);
        assert!(world.account_associations.get("9e4e7a7ed00000000000000000099999").is_some());
    }

    #[test]
    fn generated_links_are_spread_as_in_an_account_in_use() {
        let world = World::generated(10_000);
        let links = || world.account_associations.iter();
        let count = |state: AssociationState| links().filter(|link| link.state(TODAY) == state).count();
        assert!((200..400).contains(&count(AssociationState::InProgress)));
        assert!((250..550).contains(&count(AssociationState::Failed)));
        assert!((400..900).contains(&count(AssociationState::RefreshTokenExpired)));
        assert!((5..60).contains(&count(AssociationState::Deleting)));
        assert!(count(AssociationState::Succeeded) > 8000);

        let mut clouds: HashMap<&str, usize> = HashMap::new();
        for link in links() {
            *clouds.entry(&link.connector_destination_id).or_default() += 1;
        }
        assert!(clouds.len() == 3 && clouds.values().all(|count| *count > 2000), "{clouds:?}");
        let words = |before: &str| -> HashSet<String> {
            let descriptions = links().filter_map(|link| link.description.clone());
            let after = |text: String| {
                text.split_once(before).and_then(|(_, rest)| rest.split(' ').next().map(str::to_owned))
            };
            descriptions.filter_map(after).collect()
        };
        assert_eq!(words(" by ").len(), 8, "the authors, and the customer app's `the`");
        assert!(words("made ").len() > 900, "days");
        assert!((4000..9000).contains(&words("job ").len()), "jobs, some with several links");
        assert!(links().any(|link| link.name.is_none()) && links().any(|link| link.description.is_none()));
    }
}
