//! Who signed a request, for what and when. The signature itself is not
//! computed; key, session token, scope and time are looked at.

use std::time::{Duration, SystemTime};

use axum::http::HeaderMap;

use super::{clock, host::Host};
use crate::front;

/// How far a request's time may be off, as at AWS.
const TOLERANCE: Duration = Duration::from_secs(5 * 60);

/// Why a request is not let in, whatever it asks. Services have different words
/// for each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    NotSigned,
    Incomplete,
    /// Signed for another service or Region, or at another time.
    DoesNotMatch(String),
    /// A key nobody has, or has any more; or one with another's session token.
    UnknownKey,
    Expired,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Signed {
    pub(super) access_key_id: String,
    pub(super) session_token: Option<String>,
    date: String,
    region: String,
    service: String,
}

impl Signed {
    pub(super) fn read(headers: &HeaderMap) -> Result<Self, Refusal> {
        let authorization = front::text(headers, "authorization");
        if authorization.is_empty() {
            return Err(Refusal::NotSigned);
        }
        let credential = authorization
            .strip_prefix("AWS4-HMAC-SHA256 ")
            .and_then(|parts| parts.split(',').find_map(|part| part.trim().strip_prefix("Credential=")))
            .ok_or(Refusal::Incomplete)?;
        let parts: Vec<&str> = credential.split('/').collect();
        let [access_key_id, date, region, service, "aws4_request"] = parts[..] else {
            return Err(Refusal::Incomplete);
        };
        let session_token =
            Some(front::text(headers, "x-amz-security-token")).filter(|token| !token.is_empty());
        Ok(Self {
            access_key_id: access_key_id.to_owned(),
            session_token: session_token.map(str::to_owned),
            date: date.to_owned(),
            region: region.to_owned(),
            service: service.to_owned(),
        })
    }

    /// That it was signed for this host as `service`, and not long from `now`.
    pub(super) fn is_for(
        &self,
        host: &Host,
        service: &str,
        headers: &HeaderMap,
        now: SystemTime,
    ) -> Result<(), Refusal> {
        if self.service != service {
            let said = format!("Credential should be scoped to correct service: '{service}'.");
            return Err(Refusal::DoesNotMatch(said));
        }
        if self.region != host.region {
            let said = format!("Credential should be scoped to a valid region, not '{}'.", self.region);
            return Err(Refusal::DoesNotMatch(said));
        }
        let stamp = front::text(headers, "x-amz-date");
        let signed_at = clock::read_stamp(stamp).ok_or(Refusal::Incomplete)?;
        if !stamp.starts_with(&self.date) {
            return Err(Refusal::Incomplete);
        }
        let off = now.duration_since(signed_at).unwrap_or_else(|early| early.duration());
        if off <= TOLERANCE {
            return Ok(());
        }
        let side = if signed_at < now { "Signature expired" } else { "Signature not yet current" };
        let said = format!("{side}: {stamp} is more than 5 min. from {}.", clock::iso(now));
        Err(Refusal::DoesNotMatch(said))
    }
}
