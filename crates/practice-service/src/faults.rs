//! Faults on request: rules that hit the next matching requests of an operation.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::misuse::Misuse;
use crate::operations;
use crate::world::World;
use crate::world::device_discovery::DiscoveryEnd;

/// One rule, as it is added through the practice API.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct FaultRule {
    /// An operation's name, or `*` for every one.
    pub(crate) operation: String,
    /// How many requests it hits; null for all from then on.
    #[serde(default)]
    pub(crate) times: Option<u64>,
    /// How many matching requests pass first.
    #[serde(default)]
    pub(crate) skip: u64,
    /// Values the request must have, all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) when: Option<When>,
    pub(crate) fault: Fault,
}

#[derive(Clone, Debug, Default, Deserialize, Serialize, PartialEq)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub(crate) struct When {
    /// Of the device that is made a managed thing or registered.
    #[serde(skip_serializing_if = "Option::is_none")]
    connector_device_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    account_association_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    managed_thing_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    connector_destination_id: Option<String>,
}

#[derive(Clone, Debug, Deserialize, Serialize, PartialEq)]
#[serde(tag = "kind", rename_all = "kebab-case", rename_all_fields = "camelCase", deny_unknown_fields)]
pub(crate) enum Fault {
    /// An empty code sends an empty body and no error type, as a load balancer
    /// does.
    Error {
        status: u16,
        code: String,
        message: String,
        /// Sent as `Retry-After`, and in milliseconds as `x-amz-retry-after`,
        /// which the SDKs read.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        retry_after_seconds: Option<u32>,
    },
    /// The connection ends without a byte and nothing was done.
    DropBeforeCommit,
    /// The connection ends without a byte, but the request was carried out.
    DropAfterCommit,
    /// A page of some proxy; the request does not arrive.
    Html {
        status: u16,
    },
    /// The answer is held back.
    Slow {
        ms: u64,
    },
    /// The answer's body comes one byte in so many milliseconds.
    SlowLoris {
        ms: u64,
    },
    /// The request is carried out later, even if the caller is gone by then.
    LateCommit {
        ms: u64,
    },
    /// A page without items but with a `NextToken`.
    EmptyPage,
    /// A page whose `NextToken` leads to the same page.
    RepeatPageToken,
    /// Any state told in place of the true one, also one of the known names: of
    /// links, or of things where the rule names such an operation.
    UnknownState {
        value: String,
    },
    /// The connection ends in the middle of the body.
    Truncate,
    SignInUrl {
        value: String,
    },
    DiscoveryEnds {
        status: BadEnd,
    },
    NoDevices,
    MissingPermission {
        action: String,
    },
    ExpiredCredentials,
}

#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum BadEnd {
    Failed,
    TimedOut,
}

impl From<BadEnd> for DiscoveryEnd {
    fn from(end: BadEnd) -> DiscoveryEnd {
        match end {
            BadEnd::Failed => DiscoveryEnd::Failed,
            BadEnd::TimedOut => DiscoveryEnd::TimedOut,
        }
    }
}

/// The rules in the order in which they were added.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    rules: Vec<FaultRule>,
}

/// Operations that read the vendor's secret with the caller's own permission
/// (service.md 5.2).
const READS_A_SECRET: [&str; 3] =
    ["CreateAccountAssociation", "GetAccountAssociation", "StartAccountAssociationRefresh"];
const TELLS_A_STATE: [&str; 3] =
    ["CreateAccountAssociation", "GetAccountAssociation", "ListAccountAssociations"];
const OWN_ACTIONS: &str = "iotmanagedintegrations:";

impl FaultRule {
    /// What is wrong with the rule, in words for whoever sent it.
    pub(crate) fn checked(self) -> Result<FaultRule, Misuse> {
        let known = ["*", "GetCallerIdentity"].contains(&self.operation.as_str());
        if !known && operations::named(&self.operation).is_none() {
            return Err(format!("{} is not an operation served here", self.operation).into());
        }
        if self.times == Some(0) {
            return Err("times must be null or at least 1".into());
        }
        match &self.fault {
            Fault::Error { status, code, message, retry_after_seconds: _ } => {
                if !(400..=599).contains(status) {
                    return Err("status must be from 400 to 599".into());
                }
                if [code, message].into_iter().any(|text| text.chars().any(char::is_control))
                    || !code.is_ascii()
                {
                    return Err("code and message must be plain text".into());
                }
            }
            Fault::Html { status } if !(200..=599).contains(status) || [204, 304].contains(status) => {
                return Err("status must be from 200 to 599 and have a body".into());
            }
            Fault::Slow { ms } | Fault::SlowLoris { ms } | Fault::LateCommit { ms } if *ms > 600_000 => {
                return Err("ms must be at most 600000".into());
            }
            Fault::MissingPermission { action } if !action.contains(':') => {
                return Err("action must look like secretsmanager:GetSecretValue".into());
            }
            Fault::Html { .. }
            | Fault::Slow { .. }
            | Fault::SlowLoris { .. }
            | Fault::LateCommit { .. }
            | Fault::MissingPermission { .. }
            | Fault::DropBeforeCommit
            | Fault::DropAfterCommit
            | Fault::EmptyPage
            | Fault::RepeatPageToken
            | Fault::UnknownState { .. }
            | Fault::Truncate
            | Fault::SignInUrl { .. }
            | Fault::DiscoveryEnds { .. }
            | Fault::NoDevices
            | Fault::ExpiredCredentials => {}
        }
        Ok(self)
    }

    fn concerns(&self, operation: &str, members: &Map<String, Value>, world: &World) -> bool {
        let named = self.operation == operation || (self.operation == "*" && self.fault.concerns(operation));
        named && self.when.as_ref().is_none_or(|when| when.fits(members, world))
    }
}

impl Fault {
    /// Whether the fault can show in this operation at all, where the rule says
    /// every operation.
    fn concerns(&self, operation: &str) -> bool {
        match self {
            Fault::MissingPermission { action } => match action.strip_prefix(OWN_ACTIONS) {
                Some(own) => own == operation,
                None => READS_A_SECRET.contains(&operation),
            },
            Fault::EmptyPage | Fault::RepeatPageToken => operation.starts_with("List"),
            Fault::UnknownState { .. } => TELLS_A_STATE.contains(&operation),
            Fault::SignInUrl { .. } => READS_A_SECRET.contains(&operation),
            Fault::DiscoveryEnds { .. } | Fault::NoDevices => operation == "StartDeviceDiscovery",
            Fault::Error { .. }
            | Fault::DropBeforeCommit
            | Fault::DropAfterCommit
            | Fault::Html { .. }
            | Fault::Slow { .. }
            | Fault::SlowLoris { .. }
            | Fault::LateCommit { .. }
            | Fault::Truncate
            | Fault::ExpiredCredentials => true,
        }
    }

    /// How long the request is held before it is carried out.
    pub(crate) fn wait_before(&self) -> Duration {
        if let Fault::LateCommit { ms } = self { Duration::from_millis(*ms) } else { Duration::ZERO }
    }

    /// How long the answer is held.
    pub(crate) fn wait_after(&self) -> Duration {
        if let Fault::Slow { ms } = self { Duration::from_millis(*ms) } else { Duration::ZERO }
    }
}

impl When {
    fn fits(&self, members: &Map<String, Value>, world: &World) -> bool {
        let sent = |name: &str| members.get(name).and_then(Value::as_str);
        let same = |wanted: &Option<String>, found: Option<&str>| {
            wanted.as_ref().is_none_or(|wanted| found == Some(wanted.as_str()))
        };
        let device = || match (sent("AuthenticationMaterial"), sent("ManagedThingId")) {
            (Some(material), _) => world.discovered(material).map(|found| found.connector_device_id.clone()),
            (None, Some(thing)) => world.managed_things.get(thing)?.connector_device_id.clone(),
            (None, None) => None,
        };
        same(&self.account_association_id, sent("AccountAssociationId"))
            && same(&self.managed_thing_id, sent("ManagedThingId").or(sent("Identifier")))
            && same(&self.connector_destination_id, sent("ConnectorDestinationId"))
            && (self.connector_device_id.is_none() || same(&self.connector_device_id, device().as_deref()))
    }
}

impl Faults {
    pub(crate) fn add(&mut self, rule: FaultRule) {
        self.rules.push(rule);
    }

    pub(crate) fn clear(&mut self) {
        self.rules.clear();
    }

    pub(crate) fn rules(&self) -> &[FaultRule] {
        &self.rules
    }

    /// The fault that hits this request: of the first rule that concerns it and
    /// has nothing left to skip. Counts the request.
    pub(crate) fn strike(
        &mut self,
        operation: &str,
        members: &Map<String, Value>,
        world: &World,
    ) -> Option<Fault> {
        for rule in &mut self.rules {
            if rule.times == Some(0) || !rule.concerns(operation, members, world) {
                continue;
            }
            if rule.skip > 0 {
                rule.skip -= 1;
                continue;
            }
            if let Some(times) = &mut rule.times {
                *times -= 1;
            }
            return Some(rule.fault.clone());
        }
        None
    }
}

#[cfg(test)]
mod tests;
