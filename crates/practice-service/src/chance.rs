//! Chance: ids, keys and tokens. Drawn from the system, or from a seed so that
//! a simulation repeats itself.

use uuid::{Builder, Uuid};

#[derive(Debug, Default)]
pub(crate) enum Chance {
    #[default]
    System,
    /// The state of a SplitMix64 generator (Steele, Lea, Flood 2014).
    Seeded(u64),
}

const GAMMA: u64 = 0x9e37_79b9_7f4a_7c15;

impl Chance {
    /// `drawn_before` keeps a world that is opened again from drawing the ids
    /// it holds.
    pub(crate) fn new(seed: Option<u64>, drawn_before: u64) -> Chance {
        match seed {
            None => Chance::System,
            Some(seed) => Chance::Seeded(mixed(seed).wrapping_add(mixed(drawn_before.wrapping_mul(GAMMA)))),
        }
    }

    /// 32 hexadecimal characters, as the service's own ids.
    pub(crate) fn id(&mut self) -> String {
        self.uuid().simple().to_string()
    }

    /// With hyphens, as request ids have them.
    pub(crate) fn request_id(&mut self) -> String {
        self.uuid().to_string()
    }

    fn uuid(&mut self) -> Uuid {
        match self {
            Chance::System => Uuid::new_v4(),
            Chance::Seeded(state) => {
                let mut next = || {
                    *state = state.wrapping_add(GAMMA);
                    u128::from(mixed(*state))
                };
                let bits = (next() << 64) | next();
                Builder::from_random_bytes(bits.to_be_bytes()).into_uuid()
            }
        }
    }
}

fn mixed(state: u64) -> u64 {
    let state = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let state = (state ^ (state >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    state ^ (state >> 31)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn a_seed_repeats_itself_and_draws_no_id_twice() {
        let draw = |seed, before| {
            let mut chance = Chance::new(Some(seed), before);
            (0..1000).map(|_| chance.id()).collect::<Vec<_>>()
        };
        assert_eq!(draw(7, 0), draw(7, 0));
        let all = [draw(7, 0), draw(8, 0), draw(7, 1), draw(7, 2), draw(0, 0)].concat();
        assert_eq!(all.iter().collect::<HashSet<_>>().len(), all.len());
        assert!(all.iter().all(|id| id.len() == 32));
    }
}
