//! The AWS config and credentials files, read by the SDK's own parser.

use std::path::{Path, PathBuf};

use aws_config::profile::{Profile, ProfileSet};
use aws_runtime::env_config::file::{EnvConfigFileKind, EnvConfigFiles};
use aws_runtime::fs_util::{Os, home_dir};
use aws_types::os_shim_internal::Fs;
use onboarding::Problem;

use crate::problem::{self, unreadable_files};
use crate::{Environment, OfferKind, Portal, Source};

/// The variable that says where a file is, and its name in `~/.aws` otherwise.
const CONFIG: (&str, &str) = ("AWS_CONFIG_FILE", "config");
const CREDENTIALS: (&str, &str) = ("AWS_SHARED_CREDENTIALS_FILE", "credentials");

/// What the AWS CLI asks for where an `sso-session` names no scopes.
pub(crate) const DEFAULT_SCOPE: &str = "sso:account:access";

/// Both files as they are at one moment, seen from one profile.
#[derive(Debug, Clone)]
pub(crate) struct Profiles {
    pub(crate) sections: ProfileSet,
    /// The same files for the SDK's credentials provider, which would ask the
    /// process's environment for them otherwise.
    pub(crate) files: EnvConfigFiles,
    /// What the profile they are seen from says of certificates.
    pub(crate) ca_bundle: Option<String>,
}

/// Every setting of a profile that means something here or to the SDK's own
/// providers, and what belongs to an `sso-session`.
const SETTINGS: [&str; 21] = [
    "region",
    "ca_bundle",
    "aws_access_key_id",
    "aws_secret_access_key",
    "aws_session_token",
    "role_arn",
    "source_profile",
    "credential_source",
    "external_id",
    "duration_seconds",
    "mfa_serial",
    "role_session_name",
    "credential_process",
    "web_identity_token_file",
    "login_session",
    "sso_session",
    "sso_start_url",
    "sso_region",
    "sso_account_id",
    "sso_role_name",
    "sso_registration_scopes",
];

impl Profiles {
    /// As a source sees them. A source in no file has none; its calls trust
    /// whom those of a profile would trust: one behind the same portal, or else
    /// the one `AWS_PROFILE` names or the default.
    ///
    /// # Errors
    /// Files that cannot be read or understood, for a source that stands in one.
    pub(crate) async fn of(source: &Source, environment: &Environment) -> Result<Self, Problem> {
        match source {
            Source::Practice(_) => Ok(Self::none()),
            Source::Keys(_) => Ok(Self::none_but_trust(None, environment).await),
            Source::IdentityCenter(role) => Ok(Self::none_but_trust(Some(&role.portal), environment).await),
            Source::Environment => Self::load(environment, None).await,
            Source::Profile(name) => Self::load(environment, Some(name)).await,
        }
    }

    async fn none_but_trust(portal: Option<&Portal>, environment: &Environment) -> Self {
        let seen = match Self::load(environment, None).await {
            Ok(all) => match portal.and_then(|portal| all.name_of_portal(portal)) {
                Some(name) => all.seen_from(name, environment).await,
                None => Ok(all),
            },
            Err(problem) => Err(problem),
        };
        // Files that cannot be read are no reason not to use what is in none.
        Self { ca_bundle: seen.ok().and_then(|seen| seen.ca_bundle), ..Self::none() }
    }

    /// Seen from `selected`, or else from what `AWS_PROFILE` says. A missing
    /// file is an empty one.
    pub(crate) async fn load(environment: &Environment, selected: Option<&str>) -> Result<Self, Problem> {
        let config = read(environment, CONFIG).await?;
        let credentials = read(environment, CREDENTIALS).await?;
        Self::parse(environment, files(config, credentials), selected).await
    }

    /// The same files seen from another profile.
    pub(crate) async fn seen_from(&self, name: &str, environment: &Environment) -> Result<Self, Problem> {
        Self::parse(environment, self.files.clone(), Some(name)).await
    }

    async fn parse(
        environment: &Environment,
        files: EnvConfigFiles,
        selected: Option<&str>,
    ) -> Result<Self, Problem> {
        let selected = selected.map(|name| name.to_owned().into());
        let sections = aws_config::profile::load(&Fs::real(), &environment.for_sdk(), &files, selected)
            .await
            .map_err(|error| unreadable_files(&error))?;
        let ca_bundle = sections.get("ca_bundle").map(str::to_owned);
        Ok(Self { sections, files, ca_bundle })
    }

    /// For a source that looks at no file.
    pub(crate) fn none() -> Self {
        Self { sections: ProfileSet::default(), files: files(String::new(), String::new()), ca_bundle: None }
    }

    /// All names, `default` first.
    pub(crate) fn names(&self) -> Vec<&str> {
        let mut names: Vec<_> = self.sections.profiles().collect();
        names.sort_by_key(|name| (*name != "default", *name));
        names
    }

    pub(crate) fn get(&self, name: &str) -> Option<&Profile> {
        self.sections.get_profile(name)
    }

    /// How a profile gets its credentials, in the SDK's order of precedence.
    pub(crate) fn kind(&self, name: &str) -> OfferKind {
        let chain = self.chain(name);
        let Some(profile) = chain.first() else {
            return OfferKind::Unknown;
        };
        if assumes_role(profile) {
            return if asks_for_code(&chain) { OfferKind::AssumeRoleWithMfa } else { OfferKind::AssumeRole };
        }
        if has(profile, "web_identity_token_file") {
            OfferKind::WebIdentity
        } else if is_sso(profile) {
            OfferKind::Sso
        } else if is_console_login(profile) {
            OfferKind::Unknown
        } else if has(profile, "credential_process") {
            OfferKind::CredentialProcess
        } else if has(profile, "aws_access_key_id") {
            OfferKind::AccessKeys
        } else {
            OfferKind::Unknown
        }
    }

    /// Whether a sign-in at a portal is at the bottom of it.
    pub(crate) fn signs_in_at_portal(&self, name: &str) -> bool {
        self.chain(name).last().is_some_and(|profile| is_sso(profile))
    }

    /// Where the people of a profile sign in.
    ///
    /// # Errors
    /// Settings that are missing.
    pub(crate) fn portal_of(&self, profile: &Profile) -> Result<Portal, Problem> {
        let bad = |why: String| problem::bad_profile(profile.name(), &why);
        let setting = |value: Option<&str>, key: &str| {
            value
                .filter(|text| !text.is_empty())
                .map(str::to_owned)
                .ok_or_else(|| bad(format!("{key} is missing")))
        };
        match profile.get("sso_session").filter(|name| !name.is_empty()) {
            Some(name) => {
                let session = self
                    .sections
                    .sso_session(name)
                    .ok_or_else(|| bad(format!("the section sso-session {name} is not there")))?;
                Ok(Portal {
                    start_url: setting(session.get("sso_start_url"), "sso_start_url")?,
                    region: setting(session.get("sso_region"), "sso_region")?,
                    session: Some(name.to_owned()),
                    scopes: scopes(session.get("sso_registration_scopes")),
                })
            }
            None => Ok(Portal {
                start_url: setting(profile.get("sso_start_url"), "sso_start_url")?,
                region: setting(profile.get("sso_region"), "sso_region")?,
                session: None,
                scopes: Vec::new(),
            }),
        }
    }

    /// The portals of all `sso-session` sections, then those that stand in a
    /// profile alone; each once, incomplete ones left out.
    pub(crate) fn portals(&self) -> Vec<Portal> {
        let mut sessions: Vec<_> = self.sections.sso_sessions().collect();
        sessions.sort_unstable();
        let mut portals: Vec<Portal> = sessions
            .into_iter()
            .filter_map(|name| {
                let session = self.sections.sso_session(name)?;
                Some(Portal {
                    start_url: session.get("sso_start_url").filter(|url| !url.is_empty())?.to_owned(),
                    region: session.get("sso_region").filter(|region| !region.is_empty())?.to_owned(),
                    session: Some(name.to_owned()),
                    scopes: scopes(session.get("sso_registration_scopes")),
                })
            })
            .collect();
        for profile in self.names().into_iter().filter_map(|name| self.get(name)) {
            if has(profile, "sso_start_url")
                && let Ok(portal) = self.portal_of(profile)
                && !portals.contains(&portal)
            {
                portals.push(portal);
            }
        }
        portals
    }

    /// A profile whose people sign in there.
    pub(crate) fn name_of_portal(&self, portal: &Portal) -> Option<&str> {
        self.names().into_iter().find(|name| {
            let of_profile = self.get(name).filter(|profile| is_sso(profile));
            of_profile.is_some_and(|profile| self.portal_of(profile).as_ref() == Ok(portal))
        })
    }

    /// What is set in a profile, in those below it and in their `sso-session`
    /// sections, with the names; in an order that is always the same.
    pub(crate) fn settings(&self, name: &str) -> Vec<Option<&str>> {
        let mut settings = Vec::new();
        for profile in self.chain(name) {
            let session = profile.get("sso_session").and_then(|name| self.sections.sso_session(name));
            settings.push(Some(profile.name()));
            settings.extend(SETTINGS.map(|key| profile.get(key)));
            settings.extend(SETTINGS.map(|key| session.and_then(|session| session.get(key))));
        }
        settings
    }

    /// The profile and those it gets its credentials through; a circle ends it.
    fn chain(&self, name: &str) -> Vec<&Profile> {
        let mut chain: Vec<&Profile> = Vec::new();
        let mut next = self.get(name);
        while let Some(profile) = next {
            if chain.iter().any(|seen| seen.name() == profile.name()) {
                break;
            }
            chain.push(profile);
            // A source profile's own keys win over the role in it.
            if chain.len() > 1 && has(profile, "aws_access_key_id") {
                break;
            }
            let source = assumes_role(profile).then(|| profile.get("source_profile")).flatten();
            next = source.and_then(|name| self.get(name));
        }
        chain
    }
}

fn asks_for_code(chain: &[&Profile]) -> bool {
    chain.iter().enumerate().any(|(place, link)| {
        let is_role = assumes_role(link) && (place == 0 || !has(link, "aws_access_key_id"));
        is_role && has(link, "mfa_serial")
    })
}

fn files(config: String, credentials: String) -> EnvConfigFiles {
    EnvConfigFiles::builder()
        .with_contents(EnvConfigFileKind::Config, config)
        .with_contents(EnvConfigFileKind::Credentials, credentials)
        .build()
}

pub(crate) fn assumes_role(profile: &Profile) -> bool {
    has(profile, "role_arn") && !has(profile, "web_identity_token_file")
}

pub(crate) fn is_sso(profile: &Profile) -> bool {
    ["sso_session", "sso_start_url", "sso_account_id"].iter().any(|key| has(profile, key))
}

pub(crate) fn is_console_login(profile: &Profile) -> bool {
    has(profile, "login_session")
}

pub(crate) fn has(profile: &Profile, key: &str) -> bool {
    profile.get(key).is_some_and(|value| !value.is_empty())
}

fn scopes(text: Option<&str>) -> Vec<String> {
    let scopes: Vec<String> = text
        .unwrap_or_default()
        .split(',')
        .map(str::trim)
        .filter(|scope| !scope.is_empty())
        .map(str::to_owned)
        .collect();
    if scopes.is_empty() { vec![DEFAULT_SCOPE.to_owned()] } else { scopes }
}

/// Where the config and the credentials file are, if that is known.
pub(crate) fn paths(environment: &Environment) -> [Option<PathBuf>; 2] {
    [path(environment, CONFIG), path(environment, CREDENTIALS)]
}

fn path(environment: &Environment, (variable, name): (&str, &str)) -> Option<PathBuf> {
    let home = home_dir(&environment.for_sdk(), Os::real());
    match (environment.get(variable), &home) {
        (Some(given), home) => Some(expanded(given, home.as_deref())),
        (None, Some(home)) => Some(Path::new(home).join(".aws").join(name)),
        (None, None) => None,
    }
}

async fn read(environment: &Environment, file: (&str, &str)) -> Result<String, Problem> {
    let Some(path) = path(environment, file) else {
        return Ok(String::new());
    };
    match tokio::fs::read_to_string(&path).await {
        Ok(text) => Ok(text),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(String::new()),
        Err(error) => {
            Err(unreadable_files(&std::io::Error::new(error.kind(), format!("{}: {error}", path.display()))))
        }
    }
}

pub(crate) fn expanded(path: &str, home: Option<&str>) -> PathBuf {
    match (path.strip_prefix('~').and_then(|rest| rest.strip_prefix(['/', '\\'])), home) {
        (Some(rest), Some(home)) => Path::new(home).join(rest),
        (Some(_) | None, _) => PathBuf::from(path),
    }
}

#[cfg(test)]
mod tests;
