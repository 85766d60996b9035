//! The AWS config and credentials files, read by the SDK's own parser.

use std::path::{Path, PathBuf};

use aws_config::profile::{Profile, ProfileSet};
use aws_runtime::env_config::file::{EnvConfigFileKind, EnvConfigFiles};
use aws_runtime::fs_util::{Os, home_dir};
use aws_types::os_shim_internal::Fs;
use onboarding::Problem;

use crate::problem::unreadable_files;
use crate::{Environment, OfferKind};

/// Both files as they are at one moment, seen from one profile.
#[derive(Debug, Clone)]
pub(crate) struct Profiles {
    pub(crate) sections: ProfileSet,
    /// The same files for the SDK's credentials provider, which would ask the
    /// process's environment for them otherwise.
    pub(crate) files: EnvConfigFiles,
}

impl Profiles {
    /// Seen from `selected`, or else from what `AWS_PROFILE` says. A missing
    /// file is an empty one.
    pub(crate) async fn load(environment: &Environment, selected: Option<&str>) -> Result<Self, Problem> {
        let config = read(environment, "AWS_CONFIG_FILE", "config").await?;
        let credentials = read(environment, "AWS_SHARED_CREDENTIALS_FILE", "credentials").await?;
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
        Ok(Self { sections, files })
    }

    /// For a source that looks at no file.
    pub(crate) fn none() -> Self {
        Self { sections: ProfileSet::default(), files: files(String::new(), String::new()) }
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
            return if chain.iter().any(|link| assumes_role(link) && has(link, "mfa_serial")) {
                OfferKind::AssumeRoleWithMfa
            } else {
                OfferKind::AssumeRole
            };
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

    /// The access key id of a profile whose own keys are what signs.
    pub(crate) fn access_key_id(&self, name: &str) -> Option<&str> {
        (self.kind(name) == OfferKind::AccessKeys).then(|| self.get(name)?.get("aws_access_key_id")).flatten()
    }

    /// True when keys that begin with `PRACTICE` would be used to get others.
    pub(crate) fn trades_practice_keys(&self, name: &str) -> bool {
        let own_keys = self.access_key_id(name).is_some();
        !own_keys
            && self
                .chain(name)
                .iter()
                .any(|link| link.get("aws_access_key_id").is_some_and(crate::practice::is_practice_key))
    }

    /// The profile whose expired sign-in `aws sso login` or `aws login` renews,
    /// and that command's words.
    pub(crate) fn sign_in(&self, name: &str) -> Option<(&str, &'static str)> {
        let base = *self.chain(name).last()?;
        if is_sso(base) {
            Some((base.name(), "aws sso login"))
        } else if is_console_login(base) {
            Some((base.name(), "aws login"))
        } else {
            None
        }
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
            let source = assumes_role(profile).then(|| profile.get("source_profile")).flatten();
            next = source.and_then(|name| self.get(name));
        }
        chain
    }
}

fn files(config: String, credentials: String) -> EnvConfigFiles {
    EnvConfigFiles::builder()
        .with_contents(EnvConfigFileKind::Config, config)
        .with_contents(EnvConfigFileKind::Credentials, credentials)
        .build()
}

fn assumes_role(profile: &Profile) -> bool {
    has(profile, "role_arn") && !has(profile, "web_identity_token_file")
}

fn is_sso(profile: &Profile) -> bool {
    ["sso_session", "sso_start_url", "sso_account_id"].iter().any(|key| has(profile, key))
}

fn is_console_login(profile: &Profile) -> bool {
    has(profile, "login_session")
}

fn has(profile: &Profile, key: &str) -> bool {
    profile.get(key).is_some_and(|value| !value.is_empty())
}

async fn read(environment: &Environment, variable: &str, name: &str) -> Result<String, Problem> {
    let home = home_dir(&environment.for_sdk(), Os::real());
    let path = match (environment.get(variable), &home) {
        (Some(given), home) => expanded(given, home.as_deref()),
        (None, Some(home)) => Path::new(home).join(".aws").join(name),
        (None, None) => return Ok(String::new()),
    };
    match tokio::fs::read_to_string(&path).await {
        Ok(text) => Ok(text),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(String::new()),
        Err(error) => {
            Err(unreadable_files(&std::io::Error::new(error.kind(), format!("{}: {error}", path.display()))))
        }
    }
}

fn expanded(path: &str, home: Option<&str>) -> PathBuf {
    match (path.strip_prefix('~').and_then(|rest| rest.strip_prefix(['/', '\\'])), home) {
        (Some(rest), Some(home)) => Path::new(home).join(rest),
        (Some(_) | None, _) => PathBuf::from(path),
    }
}

#[cfg(test)]
mod tests;
