//! The AWS SDK as any program of a company uses it: proxy, CA bundle, keys.

use std::{error::Error, time::Duration};

use aws_credential_types::{Credentials, provider::SharedCredentialsProvider};
use aws_smithy_runtime_api::client::{
    behavior_version::BehaviorVersion, http::SharedHttpClient, result::SdkError,
};
use aws_smithy_types::{error::metadata::ProvideErrorMetadata, retry::RetryConfig, timeout::TimeoutConfig};
use aws_types::{SdkConfig, region::Region};

use crate::cloud::{AccessKey, Cloud, Trust};

pub(super) fn config(cloud: &Cloud, region: &str, key: &AccessKey) -> SdkConfig {
    config_over(cloud.http_client(&cloud.proxy(), Trust::TheCompany), region, key)
}

pub(super) fn config_over(http_client: SharedHttpClient, region: &str, key: &AccessKey) -> SdkConfig {
    let keys = Credentials::from_keys(&key.id, &key.secret, key.token.clone());
    SdkConfig::builder()
        .behavior_version(BehaviorVersion::v2026_01_12())
        .region(Region::new(region.to_owned()))
        .credentials_provider(SharedCredentialsProvider::new(keys))
        .retry_config(RetryConfig::standard().with_max_attempts(1))
        .timeout_config(TimeoutConfig::builder().operation_timeout(Duration::from_secs(10)).build())
        .http_client(http_client)
        .build()
}

/// A key a session was given.
pub(super) fn session_key(given: &aws_sdk_sts::types::Credentials) -> AccessKey {
    AccessKey {
        id: given.access_key_id().to_owned(),
        secret: given.secret_access_key().to_owned(),
        token: Some(given.session_token().to_owned()),
    }
}

/// What AWS refused with.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) code: String,
    pub(super) message: String,
}

pub(super) fn said<E: ProvideErrorMetadata, R>(error: &SdkError<E, R>) -> Said {
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    Said { code: text(error.code()), message: text(error.message()) }
}

/// Every cause of a failure without an answer, in one text.
pub(super) fn causes(error: &(dyn Error + 'static)) -> String {
    let all = std::iter::successors(Some(error), |error| (*error).source());
    all.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}
