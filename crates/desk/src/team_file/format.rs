//! How a team file is written: JSON, every member checked where it stands, so
//! that a damaged one can be told by its line.

use contract::{ColourView, SettingsView, SourceForm};
use onboarding::{NamePattern, without_controls};
use serde::{Deserialize, Serialize};

use crate::{
    aws_accounts::{SavedAccount, is_region, sentence},
    message_texts::{self, MessageTexts},
};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct TeamFile {
    /// The version of this format.
    linkwright: Version,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) company: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) telephone: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) name_pattern: Option<Pattern>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) messages: Option<Messages>,
    #[serde(default)]
    pub(super) aws_accounts: Vec<TeamAccount>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct TeamAccount {
    pub(super) name: Name,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) colour: Option<ColourView>,
    source: TeamSource,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
    /// The AWS account this has to be; another is asked about before it is used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    account: Option<AccountNumber>,
    /// A mark that is not named stays as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) production: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) read_only: Option<bool>,
}

/// Where each person's own sign-in comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
enum TeamSource {
    Profile(Name),
    Environment {},
    /// Each person gives their own keys.
    AccessKeys {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        role_arn: Option<RoleArn>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        external_id: Option<String>,
    },
    IdentityCenter {
        start_url: StartUrl,
        portal_region: Region,
        account: AccountNumber,
        role_name: Name,
    },
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Messages {
    #[serde(default = "Text::none")]
    first: Text,
    #[serde(default = "Text::none")]
    reconnect: Text,
}

macro_rules! checked {
    ($($(#[$doc:meta])* $name:ident: $fits:expr;)*) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
            #[serde(try_from = "String")]
            pub(super) struct $name(pub(super) String);

            impl TryFrom<String> for $name {
                type Error = Unfit;

                fn try_from(text: String) -> Result<Self, Unfit> {
                    let fits: fn(&str) -> Result<(), Unfit> = $fits;
                    fits(&text).map(|()| Self(text))
                }
            }
        )*
    };
}

checked! {
    Name: |text| {
        let fits = !text.trim().is_empty() && text.chars().count() <= 60 && without_controls(text) == *text;
        fits.then_some(()).ok_or(Unfit("a name has 1 to 60 characters that can be seen".to_owned()))
    };
    Region: |text| {
        is_region(text).then_some(()).ok_or(Unfit("a Region looks like eu-west-1".to_owned()))
    };
    AccountNumber: |text| {
        let fits = text.len() == 12 && text.chars().all(|c| c.is_ascii_digit());
        fits.then_some(()).ok_or(Unfit("an AWS account has twelve digits".to_owned()))
    };
    RoleArn: |text| {
        connections::Role::parse(text, None).map(|_| ()).map_err(|why| Unfit(why.to_string()))
    };
    StartUrl: |text| {
        connections::Portal::parse(text, "eu-west-1").map(|_| ()).map_err(|why| Unfit(why.to_string()))
    };
    Pattern: |text| NamePattern::parse(text).map(|_| ()).map_err(|why| Unfit(why.to_string()));
    Text: |text| {
        message_texts::fit(text).map(|_| ()).map_err(|why| Unfit(why.to_string()))
    };
}

impl Text {
    /// Ours.
    fn none() -> Self {
        Self(String::new())
    }
}

/// Why a value cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct Unfit(String);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "u32", into = "u32")]
struct Version;

impl TryFrom<u32> for Version {
    type Error = Unfit;

    fn try_from(number: u32) -> Result<Self, Unfit> {
        if number == 1 {
            return Ok(Self);
        }
        Err(Unfit("this version of Linkwright reads team files of version 1".to_owned()))
    }
}

impl From<Version> for u32 {
    fn from(_: Version) -> Self {
        1
    }
}

/// What is wrong with a file, and where.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("Line {line}: {why}")]
pub(super) struct Damage {
    /// From 1.
    pub(super) line: usize,
    /// A sentence.
    pub(super) why: String,
}

impl TeamFile {
    pub(super) fn parse(text: &str) -> Result<Self, Damage> {
        // Some editors begin a file with it.
        let text = text.trim_start_matches('\u{feff}');
        let file: Self = serde_json::from_str(text).map_err(|error| {
            let said = error.to_string();
            let why = said.rsplit_once(" at line ").map_or(said.as_str(), |(why, _)| why);
            Damage { line: error.line().max(1), why: sentence(why.trim_end_matches('.')) }
        })?;
        let mut names: Vec<String> = Vec::new();
        for account in &file.aws_accounts {
            let name = account.name.0.to_lowercase();
            if names.contains(&name) {
                let why = format!("Two AWS accounts are named {}.", account.name.0);
                return Err(Damage { line: last_line_with(text, &account.name.0), why });
            }
            names.push(name);
        }
        Ok(file)
    }

    pub(super) fn of(accounts: &[SavedAccount], settings: &SettingsView, texts: &MessageTexts) -> Self {
        let set = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
        let messages =
            Messages { first: Text(texts.first.clone()), reconnect: Text(texts.reconnect.clone()) };
        Self {
            linkwright: Version,
            company: set(&settings.company),
            telephone: set(&settings.telephone),
            name_pattern: set(&settings.name_pattern).map(Pattern),
            messages: (*texts != MessageTexts::default()).then_some(messages),
            aws_accounts: accounts.iter().filter_map(TeamAccount::of).collect(),
        }
    }

    /// Where the one here stands that an account of this file is about: of its name,
    /// or else of its source and Region, unless the file names that one itself.
    pub(super) fn place_of(&self, account: &TeamAccount, accounts: &[SavedAccount]) -> Option<usize> {
        let is_named_here =
            |saved: &SavedAccount| self.aws_accounts.iter().any(|other| other.has_name_of(saved));
        let is_of_source = |saved: &SavedAccount| {
            !matches!(account.source, TeamSource::AccessKeys { .. })
                && account.has_source_of(saved)
                && saved.region == account.region()
                && !is_named_here(saved)
        };
        let named = accounts.iter().position(|saved| account.has_name_of(saved));
        named.or_else(|| accounts.iter().position(is_of_source))
    }

    pub(super) fn text(&self) -> String {
        let text = serde_json::to_string_pretty(self).expect("a team file has texts and lists alone");
        format!("{text}\n")
    }
}

impl TeamAccount {
    /// Practice is on every computer, and in no file.
    fn of(saved: &SavedAccount) -> Option<Self> {
        let source = match &saved.source {
            SourceForm::Practice => return None,
            SourceForm::Profile { name } => TeamSource::Profile(Name(name.clone())),
            SourceForm::Environment => TeamSource::Environment {},
            SourceForm::Keys { role_arn, external_id, .. } => TeamSource::AccessKeys {
                role_arn: role_arn.clone().map(RoleArn),
                external_id: external_id.clone(),
            },
            SourceForm::IdentityCenter { start_url, portal_region, account, role_name } => {
                TeamSource::IdentityCenter {
                    start_url: StartUrl(start_url.clone()),
                    portal_region: Region(portal_region.clone()),
                    account: AccountNumber(account.clone()),
                    role_name: Name(role_name.clone()),
                }
            }
        };
        Some(Self {
            name: Name(saved.name.clone()),
            colour: Some(saved.colour),
            source,
            region: saved.region.clone().map(Region),
            account: saved.account().map(|number| AccountNumber(number.to_owned())),
            production: saved.production.then_some(true),
            read_only: saved.read_only.then_some(true),
        })
    }

    fn has_name_of(&self, saved: &SavedAccount) -> bool {
        saved.name.to_lowercase() == self.name.0.to_lowercase()
    }

    pub(super) fn has_source_of(&self, saved: &SavedAccount) -> bool {
        Self::of(saved).is_some_and(|theirs| theirs.source == self.source)
    }

    pub(super) fn region(&self) -> Option<String> {
        self.region.as_ref().map(|region| region.0.clone())
    }

    /// The AWS account this has to be; twelve digits.
    pub(super) fn number(&self) -> Option<&str> {
        let of_portal = match &self.source {
            TeamSource::IdentityCenter { account, .. } => Some(account),
            TeamSource::Profile(_) | TeamSource::Environment {} | TeamSource::AccessKeys { .. } => None,
        };
        self.account.as_ref().or(of_portal).map(|number| number.0.as_str())
    }

    pub(super) fn source_form(&self, id: &str) -> SourceForm {
        match &self.source {
            TeamSource::Profile(name) => SourceForm::Profile { name: name.0.clone() },
            TeamSource::Environment {} => SourceForm::Environment,
            TeamSource::AccessKeys { role_arn, external_id } => SourceForm::Keys {
                keys_id: id.to_owned(),
                mfa_serial: None,
                role_arn: role_arn.as_ref().map(|arn| arn.0.clone()),
                external_id: external_id.clone(),
            },
            TeamSource::IdentityCenter { start_url, portal_region, account, role_name } => {
                SourceForm::IdentityCenter {
                    start_url: start_url.0.clone(),
                    portal_region: portal_region.0.clone(),
                    account: account.0.clone(),
                    role_name: role_name.0.clone(),
                }
            }
        }
    }
}

impl Messages {
    pub(super) fn texts(&self) -> MessageTexts {
        MessageTexts { first: self.first.0.trim().to_owned(), reconnect: self.reconnect.0.trim().to_owned() }
    }
}

fn last_line_with(text: &str, name: &str) -> usize {
    let quoted = serde_json::to_string(name).unwrap_or_default();
    let lines = text.lines().enumerate().filter(|(_, line)| line.contains(&quoted));
    lines.last().map_or(1, |(index, _)| index + 1)
}

#[cfg(test)]
mod tests;
