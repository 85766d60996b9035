//! What a world was before its first request: which of the seeds it grew from.

use std::fmt;
use std::str::FromStr;

use super::World;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Origin {
    #[default]
    Empty,
    Seeded,
    /// With this many links.
    Generated(usize),
}

impl Origin {
    /// The world as it was then.
    pub(crate) fn world(self) -> World {
        match self {
            Origin::Empty => World::empty(),
            Origin::Seeded => World::seeded(),
            Origin::Generated(links) => World::generated(links),
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Origin::Empty => formatter.write_str("empty"),
            Origin::Seeded => formatter.write_str("seeded"),
            Origin::Generated(links) => write!(formatter, "generated {links}"),
        }
    }
}

/// The text names no seed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct UnknownOrigin;

impl FromStr for Origin {
    type Err = UnknownOrigin;

    fn from_str(text: &str) -> Result<Origin, UnknownOrigin> {
        match text.split_once(' ') {
            None if text == "empty" => Ok(Origin::Empty),
            None if text == "seeded" => Ok(Origin::Seeded),
            Some(("generated", links)) => links.parse().map(Origin::Generated).map_err(|_| UnknownOrigin),
            None | Some(_) => Err(UnknownOrigin),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_reads_back_from_its_words_and_makes_a_world_that_knows_it() {
        for origin in [Origin::Empty, Origin::Seeded, Origin::Generated(3)] {
            assert_eq!(origin.to_string().parse(), Ok(origin));
            assert_eq!(origin.world().origin, origin);
        }
        assert_eq!("generated many".parse::<Origin>(), Err(UnknownOrigin));
        assert_eq!("sown".parse::<Origin>(), Err(UnknownOrigin));
    }
}
