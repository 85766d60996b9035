//! Links in numbers, by which one device cloud is seen to do worse than others:
//! of the forty-one links of Aria Climate that were signed in to, eighteen have
//! failed or expired, elsewhere one in six.

use super::{LONG_AGO, LinkRow, SEEDED_AT, succeeded};
use crate::world::account_association::{Authorization, Outcome};
use crate::world::connector::{ARIA_DESTINATION, BRIGHTWELL_DESTINATION, NORTHGATE_DESTINATION};

/// First number, number of links, how many of them failed and how many expired.
struct Batch {
    destination: &'static str,
    customer: &'static str,
    first: u32,
    links: u32,
    failed: u32,
    expired: u32,
}

const BATCHES: [Batch; 3] = [
    Batch {
        destination: ARIA_DESTINATION,
        customer: "devices-3",
        first: 201,
        links: 37,
        failed: 7,
        expired: 10,
    },
    Batch {
        destination: NORTHGATE_DESTINATION,
        customer: "devices-2",
        first: 301,
        links: 24,
        failed: 1,
        expired: 1,
    },
    Batch {
        destination: BRIGHTWELL_DESTINATION,
        customer: "devices-6",
        first: 401,
        links: 6,
        failed: 0,
        expired: 1,
    },
];

const AUTHORS: [&str; 5] = ["ak", "ms", "tb", "jl", "rw"];
const PLACES: [&str; 12] = [
    "Birch Row",
    "Weaver Yard",
    "Quay House",
    "Chapel Hill",
    "Orchard Close",
    "Lime Court",
    "Foundry Lofts",
    "North Parade",
    "Priory Gate",
    "Linden Walk",
    "Wharf Nine",
    "Castle Rise",
];
const PROBLEMS: [&str; 4] = [
    "invalid_grant - The authorization code has expired",
    "access_denied - The resource owner denied the request",
    "server_error - The connector did not answer ActivateUser in time",
    "invalid_client - The token endpoint did not accept the client secret",
];

pub(super) fn many_links() -> Vec<LinkRow> {
    BATCHES.iter().flat_map(|batch| (0..batch.links).map(|index| batch.link(index))).collect()
}

impl Batch {
    fn link(&self, index: u32) -> LinkRow {
        let number = self.first + index;
        // Those in trouble are spread over the batch.
        let place = index * 7 % self.links;
        let authorization = if place < self.failed {
            let message = of(&PROBLEMS, place).to_owned();
            Authorization::answered(LONG_AGO, Outcome::Failed { message })
        } else if place < self.failed + self.expired {
            succeeded(self.customer, Some(LONG_AGO))
        } else {
            succeeded(self.customer, None)
        };
        let days_ago = 3 + number * 11 % 400;
        let made_on = SEEDED_AT.days_before(days_ago).day();
        LinkRow {
            number,
            destination: self.destination,
            name: Some(format!("{} {}", of(&PLACES, number), 1 + number % 97)),
            description: Some(format!(
                "job {} made {made_on} by {} lw-{}",
                6000 + number / 2,
                of(&AUTHORS, number),
                marker(number)
            )),
            general_authorization: None,
            authorization,
            gone_at: None,
        }
    }
}

fn of<'t>(texts: &[&'t str], number: u32) -> &'t str {
    let count = u32::try_from(texts.len()).unwrap_or(1);
    usize::try_from(number % count).ok().and_then(|index| texts.get(index)).copied().unwrap_or_default()
}

/// Twelve letters and digits of its own.
fn marker(number: u32) -> String {
    const LETTERS: &[u8; 36] = b"abcdefghijklmnopqrstuvwxyz0123456789";
    let mut rest = u64::from(number).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (0..12)
        .map(|_| {
            let letter = usize::try_from(rest % 36).map_or(b'a', |index| LETTERS[index]);
            rest /= 36;
            char::from(letter)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::world::World;
    use crate::world::account_association::AssociationState;

    #[test]
    fn one_device_cloud_does_worse_than_the_others() {
        let world = World::seeded();
        let share = |destination: &str| {
            let links = world.account_associations.iter();
            let ended = links.filter(|link| link.connector_destination_id == destination);
            let states: Vec<_> = ended.map(|link| link.state(SEEDED_AT)).collect();
            let bad = [AssociationState::Failed, AssociationState::RefreshTokenExpired];
            let ended = states.iter().filter(|state| bad.contains(state)).count();
            let good = states.iter().filter(|state| **state == AssociationState::Succeeded).count();
            (ended, ended + good)
        };
        assert_eq!(share(ARIA_DESTINATION), (18, 41));
        assert_eq!(share(NORTHGATE_DESTINATION), (4, 29));
        assert_eq!(share(BRIGHTWELL_DESTINATION), (2, 9));
    }

    #[test]
    fn names_and_markers_are_told_apart() {
        let links = many_links();
        let names: HashSet<_> = links.iter().map(|link| link.name.clone()).collect();
        let descriptions: HashSet<_> = links.iter().map(|link| link.description.clone()).collect();
        assert_eq!((names.len(), descriptions.len()), (links.len(), links.len()));
        assert_eq!((0..10_000).map(marker).collect::<HashSet<_>>().len(), 10_000);
    }
}
