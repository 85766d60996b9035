//! Who STS says we are.

use std::time::Duration;

use aws_config::SdkConfig;
use aws_config::retry::RetryConfig;
use aws_config::timeout::TimeoutConfig;
use onboarding::Problem;

use crate::{in_the_log::InTheLog, problem};

const OPERATION: &str = "GetCallerIdentity";

/// The caller as its ARN names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Caller {
    pub(crate) arn: String,
    pub(crate) partition: String,
    pub(crate) account: String,
    /// The role's or user's own name.
    pub(crate) name: String,
}

/// Asks STS, once more where that is safe, within 10 s.
pub(crate) async fn ask(config: &SdkConfig) -> Result<Caller, Problem> {
    let timeouts = TimeoutConfig::builder()
        .connect_timeout(Duration::from_millis(3100))
        .operation_timeout(Duration::from_secs(10))
        .build();
    let settings = aws_sdk_sts::config::Builder::from(config)
        .retry_config(RetryConfig::standard().with_max_attempts(2))
        .timeout_config(timeouts)
        .interceptor(InTheLog)
        .build();
    let answer = aws_sdk_sts::Client::from_conf(settings).get_caller_identity().send().await;
    let region = config.region().map(|region| region.as_ref());
    let output = answer.map_err(|error| problem::of_call(&error, OPERATION, region, None, |_| None))?;
    output.arn().and_then(Caller::parse).ok_or_else(|| problem::not_the_service(OPERATION))
}

impl Caller {
    pub(crate) fn is_of_the_account_of(&self, other: &Self) -> bool {
        (&self.partition, &self.account) == (&other.partition, &other.account)
    }

    /// `arn:aws:sts::123456789012:assumed-role/Installer/anna` and its like.
    fn parse(arn: &str) -> Option<Self> {
        let parts: Vec<&str> = arn.splitn(6, ':').collect();
        let ["arn", partition, _service, _region, account, resource] = parts[..] else {
            return None;
        };
        let is_account = account.len() == 12 && account.chars().all(|c| c.is_ascii_digit());
        (is_account && !partition.is_empty()).then(|| Self {
            arn: arn.to_owned(),
            partition: partition.to_owned(),
            account: account.to_owned(),
            name: name(resource),
        })
    }
}

fn name(resource: &str) -> String {
    let mut parts = resource.split('/');
    let name = match parts.next() {
        Some("assumed-role") => parts.next(),
        Some(_) | None => resource.rsplit('/').next(),
    };
    let name = name.unwrap_or(resource);
    // The name of a role that IAM Identity Center made: prefix, the permission
    // set's name, 16 hexadecimal digits.
    name.strip_prefix("AWSReservedSSO_")
        .and_then(|rest| rest.rsplit_once('_'))
        .map_or(name, |(permission_set, _)| permission_set)
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_in_an_arn_is_the_role_or_user_and_never_the_session() {
        let check = |arn: &str, name: &str| {
            assert_eq!(Caller::parse(arn).map(|caller| caller.name).as_deref(), Some(name), "{arn}");
        };
        check("arn:aws:sts::123456789012:assumed-role/Installer/anna@example.com", "Installer");
        check(
            "arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_Field_Staff_0123456789abcdef/a",
            "Field_Staff",
        );
        check("arn:aws:iam::123456789012:user/field/anna", "anna");
        check("arn:aws:iam::123456789012:root", "root");
        check("arn:aws-cn:sts::123456789012:federated-user/bob", "bob");
    }

    #[test]
    fn partition_and_account_come_from_the_arn_and_nonsense_is_no_caller() {
        let caller = Caller::parse("arn:aws-cn:iam::123456789012:user/a").unwrap();
        assert_eq!((caller.partition.as_str(), caller.account.as_str()), ("aws-cn", "123456789012"));
        for bad in ["", "arn:aws:iam::12:user/a", "arn:aws:iam::12345678901x:user/a", "hello"] {
            assert_eq!(Caller::parse(bad), None, "{bad:?}");
        }
    }
}
