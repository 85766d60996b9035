//! What can be set on a running practice service: waits, rates, page size, a
//! clock that is wrong, and what AWS does not say how it answers.

use crate::misuse::Misuse;
use std::time::Duration;

use serde_json::{Map, Value, json};

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Settings {
    /// Waited before each answer of an operation.
    pub(crate) latency: Duration,
    /// Per operation, as the service's quotas are; `None` for no limit.
    pub(crate) requests_per_second: Option<f64>,
    /// From the vendor's answer to the new state.
    pub(crate) association_delay: Duration,
    /// How long a discovery runs.
    pub(crate) discovery: Duration,
    /// How long an association or a thing is shown as being deleted.
    pub(crate) deleting: Duration,
    /// From a command to the state the device reports after it.
    pub(crate) command: Duration,
    pub(crate) delete_managed_thing: DeleteManagedThing,
    /// Whether a link that has failed may be signed in to once more.
    pub(crate) refresh_of_failed: bool,
    /// No page holds more items.
    pub(crate) page_size: Option<usize>,
    /// How long lists leave out associations that were just made.
    pub(crate) list_lag: Duration,
    /// Connections on which nothing was asked for so long are closed.
    pub(crate) idle_close: Option<Duration>,
    /// How far the `Date` header is off, ahead when positive.
    pub(crate) clock_skew_seconds: i64,
}

/// What comes of deleting a device of a device cloud.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DeleteManagedThing {
    Accepted,
    Refused,
    /// Accepted, and ends as `DELETION_FAILED`.
    Fails,
}

impl DeleteManagedThing {
    const ALL: [DeleteManagedThing; 3] =
        [DeleteManagedThing::Accepted, DeleteManagedThing::Refused, DeleteManagedThing::Fails];

    fn name(self) -> &'static str {
        match self {
            DeleteManagedThing::Accepted => "accepted",
            DeleteManagedThing::Refused => "refused",
            DeleteManagedThing::Fails => "fails",
        }
    }
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            latency: Duration::ZERO,
            requests_per_second: None,
            association_delay: Duration::from_millis(400),
            discovery: Duration::from_millis(700),
            deleting: Duration::from_millis(500),
            command: Duration::from_millis(300),
            delete_managed_thing: DeleteManagedThing::Accepted,
            refresh_of_failed: false,
            page_size: None,
            list_lag: Duration::ZERO,
            idle_close: None,
            clock_skew_seconds: 0,
        }
    }
}

impl Settings {
    pub(crate) fn shown(&self) -> Value {
        json!({
            "latencyMs": millis(self.latency),
            "requestsPerSecond": self.requests_per_second,
            "associationDelayMs": millis(self.association_delay),
            "discoveryMs": millis(self.discovery),
            "deletingMs": millis(self.deleting),
            "commandMs": millis(self.command),
            "deleteManagedThing": self.delete_managed_thing.name(),
            "refreshOfFailed": self.refresh_of_failed,
            "pageSize": self.page_size,
            "listLagMs": millis(self.list_lag),
            "idleCloseMs": self.idle_close.map(millis),
            "clockSkewSeconds": self.clock_skew_seconds,
        })
    }

    /// These settings with the given ones changed; others keep their value.
    pub(crate) fn with(&self, changes: &Map<String, Value>) -> Result<Settings, Misuse> {
        let mut settings = self.clone();
        for (name, value) in changes {
            match name.as_str() {
                "latencyMs" => settings.latency = wait(name, value)?,
                "associationDelayMs" => settings.association_delay = wait(name, value)?,
                "discoveryMs" => settings.discovery = wait(name, value)?,
                "deletingMs" => settings.deleting = wait(name, value)?,
                "commandMs" => settings.command = wait(name, value)?,
                "deleteManagedThing" => settings.delete_managed_thing = deletion(name, value)?,
                "refreshOfFailed" => {
                    settings.refresh_of_failed = value
                        .as_bool()
                        .ok_or_else(|| Misuse::from(format!("{name} must be true or false")))?;
                }
                "requestsPerSecond" => settings.requests_per_second = rate(name, value)?,
                "listLagMs" => settings.list_lag = wait(name, value)?,
                "idleCloseMs" => {
                    settings.idle_close = if value.is_null() { None } else { Some(wait(name, value)?) };
                }
                "pageSize" => settings.page_size = page_size(name, value)?,
                "clockSkewSeconds" => {
                    settings.clock_skew_seconds = value
                        .as_i64()
                        .filter(|seconds| seconds.abs() <= 10 * 365 * 24 * 3600)
                        .ok_or_else(|| {
                            Misuse::from(format!("{name} must be a whole number of seconds within ten years"))
                        })?;
                }
                _ => return Err(format!("{name} is not a setting").into()),
            }
        }
        Ok(settings)
    }
}

fn millis(wait: Duration) -> u64 {
    u64::try_from(wait.as_millis()).unwrap_or(u64::MAX)
}

fn wait(name: &str, value: &Value) -> Result<Duration, Misuse> {
    value
        .as_u64()
        .filter(|millis| *millis <= 3_600_000)
        .map(Duration::from_millis)
        .ok_or_else(|| format!("{name} must be a whole number of milliseconds from 0 to 3600000").into())
}

fn deletion(name: &str, value: &Value) -> Result<DeleteManagedThing, Misuse> {
    DeleteManagedThing::ALL
        .into_iter()
        .find(|known| value == known.name())
        .ok_or_else(|| format!("{name} must be accepted, refused or fails").into())
}

fn rate(name: &str, value: &Value) -> Result<Option<f64>, Misuse> {
    if value.is_null() {
        return Ok(None);
    }
    value
        .as_f64()
        .filter(|rate| *rate > 0.0 && *rate <= 1e6)
        .map(Some)
        .ok_or_else(|| format!("{name} must be null or a number above 0 and at most 1000000").into())
}

fn page_size(name: &str, value: &Value) -> Result<Option<usize>, Misuse> {
    if value.is_null() {
        return Ok(None);
    }
    value
        .as_u64()
        .filter(|size| (1..=1000).contains(size))
        .and_then(|size| usize::try_from(size).ok())
        .map(Some)
        .ok_or_else(|| format!("{name} must be null or a whole number from 1 to 1000").into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_change_one_by_one_and_refuse_what_they_do_not_know() {
        let with = |changes: Value| {
            let changes = changes.as_object().cloned().unwrap_or_default();
            Settings::default().with(&changes)
        };
        let changed = with(json!({"latencyMs": 40, "requestsPerSecond": 10})).expect("both are settings");
        assert_eq!((changed.latency, changed.requests_per_second), (Duration::from_millis(40), Some(10.0)));
        assert_eq!(changed.discovery, Settings::default().discovery);
        for bad in [
            json!({"latencyMs": -1}),
            json!({"latencyMs": "1"}),
            json!({"requestsPerSecond": 0}),
            json!({"pageSize": 0}),
            json!({"commandMs": -1}),
            json!({"deleteManagedThing": "maybe"}),
            json!({"refreshOfFailed": 1}),
            json!({"listLagMs": null}),
            json!({"idleCloseMs": "soon"}),
            json!({"clockSkewSeconds": 1.5}),
            json!({"speed": 1}),
        ] {
            assert!(with(bad.clone()).is_err(), "{bad}");
        }
    }
}
