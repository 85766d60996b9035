//! What a profile's credentials are made of, as the files say: where they begin
//! and which roles are taken on above that. Nothing is sent here.

use aws_config::profile::Profile;
use onboarding::Problem;
use secrecy::{ExposeSecret, SecretString};

use crate::access_keys::AccessKeys;
use crate::practice::is_practice_key;
use crate::profiles::{Profiles, assumes_role, has, is_console_login, is_sso};
use crate::{Environment, KeysSource, Portal, PortalRole, Role, Source, parse_mfa_serial, problem};

/// From the bottom up.
#[derive(Debug, Clone)]
pub(crate) struct Chain {
    pub(crate) base: Base,
    pub(crate) steps: Vec<Step>,
    /// The base is the keys of the environment.
    pub(crate) begins_in_environment: bool,
}

/// Credentials that need no others.
#[derive(Debug, Clone)]
pub(crate) enum Base {
    Keys(AccessKeys),
    Portal {
        role: PortalRole,
        /// The profile it stands in.
        profile: Option<String>,
    },
    Process {
        profile: String,
        /// May hold a secret among its arguments.
        command: SecretString,
    },
    WebIdentity {
        profile: String,
    },
    ConsoleLogin {
        profile: String,
    },
    Ec2,
    Ecs,
}

/// What is asked of STS with the credentials below.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Step {
    AssumeRole {
        role: Role,
        session_name: Option<String>,
        /// 900 to 43,200 seconds.
        duration: Option<i32>,
        mfa_serial: Option<String>,
    },
    SessionOfUser {
        mfa_serial: String,
    },
}

impl Step {
    /// The MFA device whose code it wants.
    pub(crate) fn device(&self) -> Option<&str> {
        match self {
            Self::AssumeRole { mfa_serial, .. } => mfa_serial.as_deref(),
            Self::SessionOfUser { mfa_serial } => Some(mfa_serial),
        }
    }
}

impl Chain {
    /// # Errors
    /// As [`Chain::of_profile`], and an environment without keys.
    pub(crate) fn of(
        source: &Source,
        profiles: &Profiles,
        environment: &Environment,
    ) -> Result<Self, Problem> {
        match source {
            Source::Practice(account) => Ok(Self::of_base(Base::Keys(account.keys()))),
            Source::Environment => {
                let keys = environment.keys().ok_or_else(problem::no_keys_in_environment)?;
                let base = Base::Keys(keys.to_access_keys());
                Ok(Self { begins_in_environment: true, ..Self::of_base(base) })
            }
            Source::Profile(name) => Self::of_profile(name, profiles, environment),
            Source::Keys(source) => Ok(Self::of_keys(source)),
            Source::IdentityCenter(role) => {
                Ok(Self::of_base(Base::Portal { role: role.clone(), profile: None }))
            }
        }
    }

    fn of_base(base: Base) -> Self {
        Self { base, steps: Vec::new(), begins_in_environment: false }
    }

    fn of_keys(source: &KeysSource) -> Self {
        let mfa_serial = source.mfa_serial.clone();
        let step = match (&source.role, mfa_serial) {
            (Some(role), mfa_serial) => {
                Some(Step::AssumeRole { role: role.clone(), session_name: None, duration: None, mfa_serial })
            }
            (None, Some(mfa_serial)) => Some(Step::SessionOfUser { mfa_serial }),
            (None, None) => None,
        };
        Self { steps: step.into_iter().collect(), ..Self::of_base(Base::Keys(source.keys.clone())) }
    }

    /// # Errors
    /// A profile that is not there, one that goes in a circle, and settings
    /// that are missing, contradict each other or are not what AWS allows.
    fn of_profile(name: &str, profiles: &Profiles, environment: &Environment) -> Result<Self, Problem> {
        let mut steps = Vec::new();
        let mut begins_in_environment = false;
        let mut seen: Vec<&str> = Vec::new();
        let mut profile = profiles.get(name).ok_or_else(|| problem::no_such_profile(name))?;
        let base = loop {
            if seen.contains(&profile.name()) {
                return Err(problem::bad_profile(name, "its source profiles go in a circle"));
            }
            seen.push(profile.name());
            // A source profile's own keys win over the role in it, as in the AWS CLI.
            if !assumes_role(profile) || (seen.len() > 1 && has(profile, "aws_access_key_id")) {
                break base_of(profile, profiles)?;
            }
            steps.push(role_of(profile)?);
            let source = profile.get("source_profile").filter(|source| !source.is_empty());
            match (source, profile.get("credential_source")) {
                (Some(source), None) if source == profile.name() => break base_of(profile, profiles)?,
                (Some(source), None) => {
                    profile = profiles.get(source).ok_or_else(|| {
                        let why = format!("its source profile {source} is not there");
                        problem::bad_profile(profile.name(), &why)
                    })?;
                }
                (None, Some(source)) => {
                    begins_in_environment = source == "Environment";
                    break named_source(profile, source, environment)?;
                }
                (Some(_), Some(_)) => {
                    let why = "source_profile and credential_source exclude each other";
                    return Err(problem::bad_profile(profile.name(), why));
                }
                (None, None) => {
                    let why = "a role needs source_profile or credential_source";
                    return Err(problem::bad_profile(profile.name(), why));
                }
            }
        };
        steps.reverse();
        Ok(Self { base, steps, begins_in_environment })
    }

    /// The access key id, where it is known and signs the calls itself.
    pub(crate) fn access_key_id(&self) -> Option<&SecretString> {
        match &self.base {
            Base::Keys(keys) if self.steps.is_empty() => Some(&keys.access_key_id),
            Base::Keys(_)
            | Base::Portal { .. }
            | Base::Process { .. }
            | Base::WebIdentity { .. }
            | Base::ConsoleLogin { .. }
            | Base::Ec2
            | Base::Ecs => None,
        }
    }

    /// True when keys that begin with `PRACTICE` would be used to get others.
    pub(crate) fn trades_practice_keys(&self) -> bool {
        let is_practice = |keys: &AccessKeys| is_practice_key(keys.access_key_id.expose_secret());
        !self.steps.is_empty() && matches!(&self.base, Base::Keys(keys) if is_practice(keys))
    }

    /// True when whose keys come in the end is written down and cannot change
    /// from one load to the next: a role's ARN and what is asked of a portal
    /// name the account, and keys that were read once stay the same.
    pub(crate) fn is_of_one_account(&self) -> bool {
        match (self.steps.last(), &self.base) {
            (Some(Step::AssumeRole { .. }), _) => true,
            (Some(Step::SessionOfUser { .. }) | None, Base::Keys(_) | Base::Portal { .. }) => true,
            (
                Some(Step::SessionOfUser { .. }) | None,
                Base::Process { .. }
                | Base::WebIdentity { .. }
                | Base::ConsoleLogin { .. }
                | Base::Ec2
                | Base::Ecs,
            ) => false,
        }
    }

    pub(crate) fn portal(&self) -> Option<&Portal> {
        match &self.base {
            Base::Portal { role, .. } => Some(&role.portal),
            Base::Keys(_)
            | Base::Process { .. }
            | Base::WebIdentity { .. }
            | Base::ConsoleLogin { .. }
            | Base::Ec2
            | Base::Ecs => None,
        }
    }

    /// The profile whose sign-in is renewed in a terminal, and the words for it.
    pub(crate) fn sign_in(&self) -> Option<(&str, &'static str)> {
        match &self.base {
            Base::Portal { profile: Some(profile), .. } => Some((profile, "aws sso login")),
            Base::ConsoleLogin { profile } => Some((profile, "aws login")),
            Base::Portal { profile: None, .. }
            | Base::Keys(_)
            | Base::Process { .. }
            | Base::WebIdentity { .. }
            | Base::Ec2
            | Base::Ecs => None,
        }
    }
}

fn role_of(profile: &Profile) -> Result<Step, Problem> {
    let bad = |why: &dyn std::fmt::Display| problem::bad_profile(profile.name(), &why.to_string());
    let arn = profile.get("role_arn").unwrap_or_default();
    let role = Role::parse(arn, profile.get("external_id")).map_err(|why| bad(&why))?;
    let duration = match profile.get("duration_seconds").filter(|text| !text.is_empty()) {
        Some(text) => match text.trim().parse() {
            Ok(seconds @ 900..=43_200) => Some(seconds),
            Ok(_) | Err(_) => return Err(bad(&"duration_seconds is 900 to 43200")),
        },
        None => None,
    };
    let mfa_serial = match profile.get("mfa_serial").filter(|text| !text.is_empty()) {
        Some(serial) => Some(parse_mfa_serial(serial).map_err(|why| bad(&why))?),
        None => None,
    };
    let session_name = profile.get("role_session_name").filter(|name| !name.is_empty()).map(str::to_owned);
    Ok(Step::AssumeRole { role, session_name, duration, mfa_serial })
}

/// In the SDK's order of precedence.
fn base_of(profile: &Profile, profiles: &Profiles) -> Result<Base, Problem> {
    let name = || profile.name().to_owned();
    if has(profile, "web_identity_token_file") && has(profile, "role_arn") {
        Ok(Base::WebIdentity { profile: name() })
    } else if is_sso(profile) {
        Ok(Base::Portal { role: portal_role(profile, profiles)?, profile: Some(name()) })
    } else if is_console_login(profile) {
        Ok(Base::ConsoleLogin { profile: name() })
    } else if let Some(command) = profile.get("credential_process").filter(|text| !text.is_empty()) {
        Ok(Base::Process { profile: name(), command: command.into() })
    } else {
        let secret = |key| profile.get(key).filter(|text| !text.is_empty()).map(SecretString::from);
        match (secret("aws_access_key_id"), secret("aws_secret_access_key")) {
            (Some(access_key_id), Some(secret_access_key)) => Ok(Base::Keys(AccessKeys {
                access_key_id,
                secret_access_key,
                session_token: secret("aws_session_token"),
            })),
            (Some(_), None) | (None, Some(_)) => {
                let why = "aws_access_key_id and aws_secret_access_key belong together";
                Err(problem::bad_profile(profile.name(), why))
            }
            (None, None) => Err(problem::no_credentials(profile.name())),
        }
    }
}

fn named_source(profile: &Profile, source: &str, environment: &Environment) -> Result<Base, Problem> {
    match source {
        "Environment" => environment
            .keys()
            .map(|keys| Base::Keys(keys.to_access_keys()))
            .ok_or_else(problem::no_keys_in_environment),
        "Ec2InstanceMetadata" => Ok(Base::Ec2),
        "EcsContainer" => Ok(Base::Ecs),
        other => {
            let why = format!("credential_source {other} is not one of the three");
            Err(problem::bad_profile(profile.name(), &why))
        }
    }
}

fn portal_role(profile: &Profile, profiles: &Profiles) -> Result<PortalRole, Problem> {
    let portal = profiles.portal_of(profile)?;
    let needed = |key: &str| {
        profile
            .get(key)
            .filter(|text| !text.is_empty())
            .map(str::to_owned)
            .ok_or_else(|| problem::bad_profile(profile.name(), &format!("{key} is missing")))
    };
    Ok(PortalRole { portal, account: needed("sso_account_id")?, role_name: needed("sso_role_name")? })
}

#[cfg(test)]
mod tests;
