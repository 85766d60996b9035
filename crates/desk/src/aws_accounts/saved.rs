//! The ways into AWS kept on this computer, in one small file. No secrets: only
//! where to find them.

use std::{
    fs,
    io::ErrorKind,
    path::{Path, PathBuf},
};

use contract::{ColourView, ProblemView, SourceForm, UseAwsAccountForm};
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
    /// The keyring still has keys that were replaced.
    #[serde(default)]
    pub(crate) keyring_is_stale: bool,
    /// The AWS account it has to be by a team file; twelve digits.
    #[serde(default)]
    pub(crate) expected: Option<String>,
    /// The AWS account it was used as where `expected` is another: a person said
    /// yes to that.
    #[serde(default)]
    pub(crate) agreed: Option<String>,
    /// The Region a team file gave it last.
    #[serde(default)]
    pub(crate) team_region: Option<String>,
}

impl SavedAccount {
    /// One that was never used.
    pub(crate) fn new(id: String, name: String, colour: ColourView, form: &UseAwsAccountForm) -> Self {
        Self {
            id,
            name,
            colour,
            source: form.source.clone(),
            region: form.region.clone(),
            production: false,
            read_only: false,
            start: false,
            from_team: false,
            seen: None,
            keyring_is_stale: false,
            expected: None,
            agreed: None,
            team_region: None,
        }
    }

    /// The AWS account it was used as, or else has to be; twelve digits.
    pub(crate) fn account(&self) -> Option<&str> {
        self.seen.as_ref().map(|seen| seen.account.as_str()).or(self.expected.as_deref())
    }

    /// It was used as this identity, or has to be of this AWS account.
    pub(crate) fn stands_for(&self, identity: &Identity) -> bool {
        self.expected.as_deref() == Some(identity.account.as_str())
            || self.seen.as_ref().is_some_and(|seen| !seen.differs_from(identity))
    }

    /// Another account or Region than last time, or than the team file says, and
    /// no person has said yes to it. A Region a person chose is no question; one
    /// from a team file is.
    pub(crate) fn is_another(&self, identity: &Identity, region_was_chosen_by_person: bool) -> bool {
        let is_chosen = region_was_chosen_by_person && self.team_region.as_ref() != Some(&identity.region);
        let is_not_as_last = self.seen.as_ref().is_some_and(|seen| {
            let region = seen.region.clone().filter(|_| !is_chosen);
            SeenIdentity { region, ..seen.clone() }.differs_from(identity)
        });
        is_not_as_last || self.is_not_expected(identity)
    }

    /// The AWS account this identity is another than: that of last time, or else
    /// that of the team file.
    pub(crate) fn account_before(&self, identity: &Identity) -> Option<&str> {
        let last = self.seen.as_ref().map(|seen| seen.account.as_str());
        let is_as_last = last.is_none_or(|last| last == identity.account);
        let expected = self.expected.as_deref().filter(|_| is_as_last && self.is_not_expected(identity));
        expected.or(last)
    }

    /// AWS said this, and where it was to be confirmed it was.
    pub(crate) fn was_used_as(&mut self, identity: &Identity, who: String) {
        self.seen = Some(SeenIdentity::of(identity, who));
        let is_other = self.expected.as_ref().is_some_and(|expected| *expected != identity.account);
        self.agreed = is_other.then(|| identity.account.clone());
    }

    fn is_not_expected(&self, identity: &Identity) -> bool {
        self.expected.as_ref().is_some_and(|expected| *expected != identity.account)
            && self.agreed.as_ref() != Some(&identity.account)
    }
}

/// As whom AWS knew us.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SeenIdentity {
    /// `None` when only the account is known.
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
    /// A missing file gives none.
    ///
    /// # Errors
    /// Where a file that cannot be read was put aside; `None` when not even that
    /// could be done. Marks are not to be lost without a word.
    pub(crate) fn load(data_dir: &Path) -> Result<Self, Option<PathBuf>> {
        let path = data_dir.join(FILE);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => {
                tracing::warn!(%error, "the AWS accounts could not be read");
                return Err(None);
            }
        };
        serde_json::from_str(&text).map(Self).map_err(|error| {
            // What it says of the error holds what stands in the file.
            let (line, column) = (error.line(), error.column());
            tracing::warn!(file = FILE, line, column, "a damaged file was put aside");
            let aside = data_dir.join(format!("{FILE}.damaged"));
            fs::rename(&path, &aside).is_ok().then_some(aside)
        })
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

    /// A name as a team file takes it, which nobody else here has.
    pub(crate) fn free_name(&self, wanted: &str) -> String {
        let cut: String = wanted.chars().take(50).collect();
        let is_free = |name: &String| !self.0.iter().any(|saved| saved.name.eq_ignore_ascii_case(name));
        let numbered = (2_u32..).map(|number| format!("{cut} ({number})"));
        std::iter::once(cut.clone()).chain(numbered).find(is_free).unwrap_or(cut)
    }

    /// The colour the fewest have.
    pub(crate) fn next_colour(&self) -> ColourView {
        let used = |colour: &ColourView| self.0.iter().filter(|saved| saved.colour == *colour).count();
        COLOURS.into_iter().min_by_key(used).unwrap_or(ColourView::Blue)
    }

    /// Whoever holds this AWS account marked it as production.
    pub(crate) fn is_production(&self, account: &str) -> bool {
        self.0.iter().any(|saved| {
            let is_seen = saved.seen.as_ref().is_some_and(|seen| seen.account == account);
            saved.production && (is_seen || saved.expected.as_deref() == Some(account))
        })
    }
}

/// What is said when the list was set aside.
pub(crate) fn set_aside_notice(path: Option<&Path>) -> ProblemView {
    let mut view = ProblemView::not_possible(
        "The list of AWS accounts could not be read",
        "No AWS account was chosen at the start, since its marks are not known. Add your accounts again; keys in the keyring and your profiles are untouched.",
    );
    if let Some(path) = path {
        view.meaning.push_str(&format!(" The damaged file is kept as {}.", path.display()));
    }
    view
}

#[cfg(test)]
mod tests {
    use super::*;

    fn saved(id: &str, region: Option<&str>, colour: ColourView) -> SavedAccount {
        let source = SourceForm::Profile { name: "acme".to_owned() };
        let form = UseAwsAccountForm { source, region: region.map(str::to_owned) };
        SavedAccount::new(id.to_owned(), id.to_owned(), colour, &form)
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

    const ONE: &str = "111111111111";
    const TWO: &str = "222222222222";

    /// Used last as account `ONE` in `eu-west-1`.
    fn used() -> SavedAccount {
        let mut used = saved("acme", Some("eu-west-1"), ColourView::Blue);
        used.was_used_as(&identity(ONE, "eu-west-1"), "Installer".to_owned());
        used
    }

    #[test]
    fn another_account_than_the_team_file_says_is_asked_about_until_a_person_agrees() {
        let mut acme = SavedAccount { expected: Some(TWO.to_owned()), ..used() };
        let one = identity(ONE, "eu-west-1");
        assert!(acme.is_another(&one, true), "the file says another than last time");
        assert_eq!(acme.account_before(&one), Some(TWO));
        assert!(acme.is_another(&identity(TWO, "eu-west-1"), true), "the file is no person");
        assert_eq!(acme.account_before(&identity(TWO, "eu-west-1")), Some(ONE));
        acme.was_used_as(&one, "Installer".to_owned());
        assert!(!acme.is_another(&one, true), "a person has said yes");
        acme.was_used_as(&identity(TWO, "eu-west-1"), "Installer".to_owned());
        assert!(acme.is_another(&one, true), "that yes is over");
        let fresh = SavedAccount { seen: None, agreed: None, ..acme };
        assert!(fresh.is_another(&one, true) && !fresh.is_another(&identity(TWO, "eu-west-1"), true));
    }

    #[test]
    fn a_region_is_no_question_where_a_person_chose_it_and_one_where_a_team_file_did() {
        let elsewhere = identity(ONE, "ca-central-1");
        assert!(used().is_another(&elsewhere, false));
        assert!(!used().is_another(&elsewhere, true));
        let of_team = SavedAccount { team_region: Some("ca-central-1".to_owned()), ..used() };
        assert!(of_team.is_another(&elsewhere, true));
        assert!(!of_team.is_another(&identity(ONE, "eu-west-1"), true));
    }

    #[test]
    fn marks_hold_for_the_account_it_was_used_as_and_the_one_it_has_to_be() {
        let mut all =
            SavedAccounts(vec![SavedAccount { expected: Some(TWO.to_owned()), production: true, ..used() }]);
        assert!(all.is_production(ONE) && all.is_production(TWO) && !all.is_production("333333333333"));
        assert!(all.0[0].stands_for(&identity(ONE, "eu-west-1")));
        assert!(all.0[0].stands_for(&identity(TWO, "ca-central-1")));
        assert!(!all.0[0].stands_for(&identity(ONE, "ca-central-1")));
        assert_eq!(all.0[0].account(), Some(ONE));
        all.0[0].seen = None;
        assert_eq!(all.0[0].account(), Some(TWO));
    }

    #[test]
    fn an_account_kept_without_the_newer_members_is_read() {
        let mut text = serde_json::to_value(used()).unwrap();
        let members = text.as_object_mut().unwrap();
        for newer in ["keyringIsStale", "expected", "agreed", "teamRegion"] {
            assert!(members.remove(newer).is_some(), "{newer}");
        }
        assert_eq!(serde_json::from_value::<SavedAccount>(text).unwrap(), used());
    }
}
