//! Where the credentials at the bottom of a chain come from.

use std::time::SystemTime;

use aws_config::ecs::EcsCredentialsProvider;
use aws_config::imds::credentials::ImdsCredentialsProvider;
use aws_config::profile::ProfileFileCredentialsProvider;
use aws_config::provider_config::ProviderConfig;
use aws_config::{BehaviorVersion, Region};
use aws_credential_types::Credentials;
use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider};
use onboarding::Problem;

use crate::calls::{self, Calls};
use crate::chain::Base;
use crate::identity_center::RoleCredentials;
use crate::process::Process;
use crate::profiles::Profiles;
use crate::{credentials, problem};

/// What gives the first credentials.
#[derive(Debug)]
pub(crate) enum Bottom {
    Fixed(Credentials),
    Portal(Box<RoleCredentials>),
    Process(Process),
    Sdk(SharedCredentialsProvider),
}

impl Bottom {
    /// # Errors
    /// As the base's own kind has them.
    pub(crate) fn of(base: &Base, profiles: &Profiles, calls: &Calls, region: &str) -> Result<Self, Problem> {
        Ok(match base {
            Base::Keys(keys) => Self::Fixed(credentials::fixed(keys)),
            Base::Portal { role, profile } => {
                Self::Portal(Box::new(RoleCredentials::new(role, profile.as_deref(), calls.clone())?))
            }
            Base::Process { profile, command } => Self::Process(Process::new(profile, command, calls)),
            Base::WebIdentity { profile } | Base::ConsoleLogin { profile } => {
                let provider = ProfileFileCredentialsProvider::builder()
                    .configure(&settings(calls, region))
                    .profile_files(profiles.files.clone())
                    .profile_name(profile.clone())
                    .build();
                Self::Sdk(SharedCredentialsProvider::new(provider))
            }
            Base::Ec2 => {
                let provider = ImdsCredentialsProvider::builder().configure(&settings(calls, region)).build();
                Self::Sdk(SharedCredentialsProvider::new(provider))
            }
            Base::Ecs => {
                let provider = EcsCredentialsProvider::builder().configure(&settings(calls, region)).build();
                Self::Sdk(SharedCredentialsProvider::new(provider))
            }
        })
    }

    pub(crate) async fn load(&self) -> Result<Credentials, Problem> {
        match self {
            Self::Fixed(credentials) => Ok(credentials.clone()),
            Self::Portal(role) => role.load().await,
            Self::Process(process) => process.run().await,
            Self::Sdk(provider) => {
                provider.provide_credentials().await.map_err(|error| problem::of_credentials(&error))
            }
        }
    }

    /// When a person has to sign in again, as far as that is known.
    pub(crate) fn signed_in_until(&self) -> Option<SystemTime> {
        match self {
            Self::Portal(role) => role.signed_in_until(),
            Self::Fixed(_) | Self::Process(_) | Self::Sdk(_) => None,
        }
    }
}

fn settings(calls: &Calls, region: &str) -> ProviderConfig {
    ProviderConfig::without_region()
        .with_behavior_version(Some(BehaviorVersion::v2026_01_12()))
        .with_region(Some(Region::new(region.to_owned())))
        .with_http_client(calls.http_client())
        .with_time_source(calls.time_source())
        .with_timeout_config(calls::timeouts())
}
