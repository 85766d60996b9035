//! A world with as many links as asked for, to measure long lists.

use super::World;
use super::account_association::{AccountAssociation, Authorization, Outcome};
use super::connector::{ARIA_DESTINATION, BRIGHTWELL_DESTINATION, NORTHGATE_DESTINATION};
use super::origin::Origin;
use crate::moment::Moment;

const LONG_AGO: Moment = Moment::from_epoch_seconds(1_700_000_000);

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
    let surname = SURNAMES[number % SURNAMES.len()];
    let street = STREETS[(number / SURNAMES.len()) % STREETS.len()];
    let (destination, customer) = match number % 3 {
        0 => (BRIGHTWELL_DESTINATION, "miller"),
        1 => (NORTHGATE_DESTINATION, "mueller"),
        _ => (ARIA_DESTINATION, "yamada"),
    };
    let succeeded = |expires_at| Authorization::Answered {
        at: LONG_AGO,
        outcome: Outcome::Succeeded { customer: customer.to_owned(), expires_at },
    };
    let authorization = match number % 20 {
        0 => Authorization::Waiting,
        1 => Authorization::Answered {
            at: LONG_AGO,
            outcome: Outcome::Failed {
                message: "access_denied - The resource owner denied the request".to_owned(),
            },
        },
        2 | 3 => succeeded(Some(LONG_AGO)),
        _ => succeeded(None),
    };
    let (month, day) = (1 + number % 12, 1 + number % 28);
    AccountAssociation {
        id: format!("9e4e7a7ed{number:023}"),
        connector_destination_id: destination.to_owned(),
        name: Some(format!("{surname} {street} {}", 1 + number / 997)),
        description: Some(format!(
            "job {} made 2026-{month:02}-{day:02} by ak lw-{number:012}",
            10_000 + number
        )),
        tags: None,
        general_authorization: None,
        client_token: None,
        sign_in_key: format!("9e4e{number:028}"),
        authorization,
        created_at: LONG_AGO,
        gone_at: None,
        seeded: true,
    }
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
    use super::*;

    #[test]
    fn a_hundred_thousand_links_have_ids_of_their_own() {
        let world = World::generated(100_000);
        assert_eq!(world.account_associations.iter().count(), 100_000);
        assert!(world.account_associations.get("9e4e7a7ed00000000000000000099999").is_some());
    }
}
