//! The ways into AWS kept on this computer, in one small file. No secrets: only
//! where to find them.

use std::path::Path;

use contract::{ColourView, SourceForm};
use onboarding::Identity;
use serde::{Deserialize, Serialize};

use crate::settings;

const FILE: &str = "aws-accounts.json";

/// Colours in the order in which they are given out.
pub(crate) const COLOURS: [ColourView; 8] = [
    ColourView::Blue,
    ColourView::Purple,
    ColourView::Teal,
    ColourView::Orange,
    ColourView::Green,
    ColourView::Magenta,
    ColourView::Olive,
    ColourView::Slate,
];

/// One way into AWS, under the name a person gave it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SavedAccount {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) colour: ColourView,
    pub(crate) source: SourceForm,
    /// `None` goes by the profile or the environment.
    pub(crate) region: Option<String>,
    pub(crate) production: bool,
    pub(crate) read_only: bool,
    pub(crate) start: bool,
    /// From the team file, which sets name, colour and marks.
    pub(crate) from_team: bool,
    /// What AWS said when it was used last.
    pub(crate) seen: Option<SeenIdentity>,
}

/// As whom AWS knew us.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SeenIdentity {
    /// `None` when only the account is known, as from a team file.
    pub(crate) partition: Option<String>,
    pub(crate) account: String,
    pub(crate) region: Option<String>,
    pub(crate) endpoint: Option<String>,
    pub(crate) who: Option<String>,
}

impl SeenIdentity {
    pub(crate) fn of(identity: &Identity, who: String) -> Self {
        Self {
            partition: Some(identity.partition.clone()),
            account: identity.account.clone(),
            region: Some(identity.region.clone()),
            endpoint: identity.endpoint.clone(),
            who: Some(who),
        }
    }

    /// Another account or Region than this one; what was not known differs from
    /// nothing.
    pub(crate) fn differs_from(&self, identity: &Identity) -> bool {
        let differs =
            |before: &Option<String>, now: &str| before.as_deref().is_some_and(|before| before != now);
        self.account != identity.account
            || differs(&self.partition, &identity.partition)
            || differs(&self.region, &identity.region)
            // The file says nothing of an endpoint where there is none.
            || self.partition.is_some() && self.endpoint != identity.endpoint
    }
}

/// All of them, in the order in which they were kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct SavedAccounts(pub(crate) Vec<SavedAccount>);

impl SavedAccounts {
    /// A missing or damaged file gives none.
    pub(crate) fn load(data_dir: &Path) -> Self {
        Self(settings::read(data_dir, FILE).unwrap_or_default())
    }

    pub(crate) fn save(&self, data_dir: &Path) -> std::io::Result<()> {
        settings::write(data_dir, FILE, &serde_json::to_string_pretty(&self.0)?)
    }

    pub(crate) fn get(&self, id: &str) -> Option<&SavedAccount> {
        self.0.iter().find(|saved| saved.id == id)
    }

    pub(crate) fn get_mut(&mut self, id: &str) -> Option<&mut SavedAccount> {
        self.0.iter_mut().find(|saved| saved.id == id)
    }

    /// The one this source and Region mean: of this very Region, else the first
    /// of the source.
    pub(crate) fn find(&self, source: &SourceForm, region: Option<&str>) -> Option<&SavedAccount> {
        let mut of_source = self.0.iter().filter(|saved| saved.source == *source);
        let exact = self
            .0
            .iter()
            .find(|saved| saved.source == *source && region.is_some() && saved.region.as_deref() == region);
        exact.or_else(|| of_source.next())
    }

    /// The colour the fewest have.
    pub(crate) fn next_colour(&self) -> ColourView {
        let used = |colour: &ColourView| self.0.iter().filter(|saved| saved.colour == *colour).count();
        COLOURS.into_iter().min_by_key(used).unwrap_or(ColourView::Blue)
    }

    /// Whoever holds this AWS account marked it as production.
    pub(crate) fn is_production(&self, account: &str) -> bool {
        self.0
            .iter()
            .any(|saved| saved.production && saved.seen.as_ref().is_some_and(|seen| seen.account == account))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn saved(id: &str, region: Option<&str>, colour: ColourView) -> SavedAccount {
        SavedAccount {
            id: id.to_owned(),
            name: id.to_owned(),
            colour,
            source: SourceForm::Profile { name: "acme".to_owned() },
            region: region.map(str::to_owned),
            production: false,
            read_only: false,
            start: false,
            from_team: false,
            seen: None,
        }
    }

    fn identity(account: &str, region: &str) -> Identity {
        Identity {
            partition: "aws".to_owned(),
            account: account.to_owned(),
            region: region.to_owned(),
            endpoint: None,
        }
    }

    #[test]
    fn the_one_of_the_very_region_is_meant_and_else_the_first_of_the_source() {
        let blue = ColourView::Blue;
        let all = SavedAccounts(vec![
            saved("eu", Some("eu-west-1"), blue),
            saved("ca", Some("ca-central-1"), blue),
        ]);
        let source = SourceForm::Profile { name: "acme".to_owned() };
        let found = |region| all.find(&source, region).map(|saved| saved.id.as_str());
        assert_eq!(found(Some("ca-central-1")), Some("ca"));
        assert_eq!(found(Some("me-central-1")), Some("eu"));
        assert_eq!(found(None), Some("eu"));
        assert_eq!(all.find(&SourceForm::Environment, None), None);
    }

    #[test]
    fn a_colour_is_given_twice_only_when_all_are_taken() {
        let mut all = SavedAccounts::default();
        for _ in COLOURS {
            let colour = all.next_colour();
            assert!(all.0.iter().all(|saved| saved.colour != colour), "{colour:?} is free");
            all.0.push(saved("one", None, colour));
        }
        assert_eq!(all.next_colour(), ColourView::Blue);
    }

    #[test]
    fn another_account_or_region_differs_and_what_was_not_known_does_not() {
        let seen = SeenIdentity::of(&identity("111111111111", "eu-west-1"), "Installer".to_owned());
        assert!(!seen.differs_from(&identity("111111111111", "eu-west-1")));
        assert!(seen.differs_from(&identity("222222222222", "eu-west-1")));
        assert!(seen.differs_from(&identity("111111111111", "ca-central-1")));
        let of_team =
            SeenIdentity { partition: None, region: None, endpoint: None, who: None, ..seen.clone() };
        assert!(!of_team.differs_from(&identity("111111111111", "ca-central-1")));
        assert!(of_team.differs_from(&identity("222222222222", "ca-central-1")));
        let elsewhere = Identity {
            endpoint: Some("https://stack.example".to_owned()),
            ..identity("111111111111", "eu-west-1")
        };
        assert!(seen.differs_from(&elsewhere));
    }
}
