//! The caller's `Authorization` header: that it is a Signature Version 4 of
//! the practice key for the right service and Region, made on this service's
//! time. The signature itself is not computed.

use std::time::{Duration, SystemTime};

use axum::http::HeaderMap;

use crate::failure::Failure;
use crate::turn::REGION;

/// How far a request's time may be off, as at AWS.
const TOLERANCE: Duration = Duration::from_secs(5 * 60);

/// `now` is the time this service claims in its `Date` header.
pub(crate) fn check(
    headers: &HeaderMap,
    access_key_id: &str,
    service: &str,
    now: SystemTime,
) -> Result<(), Failure> {
    let Some(authorization) = headers.get("authorization") else {
        return Err(Failure::new(403, "MissingAuthenticationToken", "Missing Authentication Token"));
    };
    let authorization = authorization.to_str().map_err(|_| incomplete("it is not ASCII"))?;
    let scope = Scope::read(authorization)?;
    if scope.access_key_id != access_key_id {
        return Err(Failure::new(
            403,
            "UnrecognizedClientException",
            "The security token included in the request is invalid.",
        ));
    }
    if scope.service != service {
        return Err(not_matching(&format!("Credential should be scoped to correct service: '{service}'.")));
    }
    // The AWS CLI signs for the global STS endpoint where it is told so.
    let global = service == "sts" && scope.region == "us-east-1";
    if scope.region != REGION && !global {
        return Err(not_matching(&format!(
            "Credential should be scoped to a valid region, not '{}'.",
            scope.region
        )));
    }
    match headers.get("x-amz-date") {
        Some(date) => timely(date.to_str().unwrap_or_default(), scope.date, now),
        None => Ok(()),
    }
}

struct Scope<'a> {
    access_key_id: &'a str,
    date: &'a str,
    region: &'a str,
    service: &'a str,
}

impl<'a> Scope<'a> {
    fn read(authorization: &'a str) -> Result<Scope<'a>, Failure> {
        let parameters = authorization
            .strip_prefix("AWS4-HMAC-SHA256 ")
            .ok_or_else(|| incomplete("it does not begin with 'AWS4-HMAC-SHA256 '"))?;
        let parameter = |name: &str| {
            parameters
                .split(',')
                .find_map(|part| part.trim().strip_prefix(name)?.strip_prefix('='))
                .filter(|value| !value.is_empty())
                .ok_or_else(|| incomplete(&format!("it requires '{name}' parameter")))
        };
        let credential: Vec<&str> = parameter("Credential")?.split('/').collect();
        parameter("SignedHeaders")?;
        let signature = parameter("Signature")?;
        if signature.len() != 64 || !signature.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(incomplete("its Signature is not 64 hexadecimal digits"));
        }
        match credential[..] {
            [access_key_id, date, region, service, "aws4_request"]
                if date.len() == 8 && date.bytes().all(|byte| byte.is_ascii_digit()) =>
            {
                Ok(Scope { access_key_id, date, region, service })
            }
            _ => Err(incomplete("its Credential must be 'KEY/YYYYMMDD/REGION/SERVICE/aws4_request'")),
        }
    }
}

/// `stamp` is like `20261121T093000Z`.
fn timely(stamp: &str, scope_date: &str, now: SystemTime) -> Result<(), Failure> {
    let signed_at = read_stamp(stamp)
        .ok_or_else(|| incomplete("the X-Amz-Date header is not of the form YYYYMMDDTHHMMSSZ"))?;
    if !stamp.starts_with(scope_date) {
        return Err(not_matching(
            "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP.",
        ));
    }
    let (earlier, later) = if signed_at < now { (signed_at, now) } else { (now, signed_at) };
    if later.duration_since(earlier).unwrap_or_default() <= TOLERANCE {
        return Ok(());
    }
    let side = if signed_at < now { "Signature expired" } else { "Signature not yet current" };
    Err(not_matching(&format!("{side}: {stamp} is more than 5 min. from the time of the service.")))
}

fn read_stamp(stamp: &str) -> Option<SystemTime> {
    let formed = stamp.len() == 16 && stamp.is_ascii() && &stamp[8..9] == "T" && stamp.ends_with('Z');
    if !formed {
        return None;
    }
    let number = |from: usize, to: usize| stamp[from..to].parse::<u64>().ok();
    let (year, month, day) = (number(0, 4)?, number(4, 6)?, number(6, 8)?);
    let (hour, minute, second) = (number(9, 11)?, number(11, 13)?, number(13, 15)?);
    let real = (1970..=9999).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    if !real || hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let days = days_since_epoch(year, month, day);
    let seconds = ((days * 24 + hour) * 60 + minute) * 60 + second;
    Some(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds))
}

/// In the Gregorian calendar, counted in years that begin in March, so that
/// the leap day is the last of its year.
fn days_since_epoch(year: u64, month: u64, day: u64) -> u64 {
    let (year, months) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let leap_days = year / 4 - year / 100 + year / 400;
    year * 365 + leap_days + (months * 153 + 2) / 5 + day - 1 - 719_468
}

fn incomplete(reason: &str) -> Failure {
    Failure::new(403, "IncompleteSignature", format!("Authorization header cannot be read: {reason}."))
}

fn not_matching(message: &str) -> Failure {
    Failure::new(403, "InvalidSignatureException", message)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(authorization: Option<&str>, date: Option<&str>) -> Option<String> {
        let mut headers = HeaderMap::new();
        let values = [("authorization", authorization), ("x-amz-date", date)];
        for (name, value) in values {
            if let Some(value) = value {
                headers.insert(name, value.parse().expect("a header value"));
            }
        }
        let now = read_stamp("20261121T093000Z").expect("a time");
        check(&headers, "PRACTICEKEY", "iotmanagedintegrations", now).err().map(|failure| failure.code)
    }

    fn header(key: &str, region: &str, service: &str) -> String {
        let signature = "0".repeat(64);
        format!(
            "AWS4-HMAC-SHA256 Credential={key}/20261121/{region}/{service}/aws4_request, SignedHeaders=host;x-amz-date, Signature={signature}"
        )
    }

    #[test]
    fn stamps_are_read_as_the_calendar_has_them() {
        let seconds = |stamp: &str| {
            let time = read_stamp(stamp)?;
            time.duration_since(SystemTime::UNIX_EPOCH).ok().map(|since| since.as_secs())
        };
        assert_eq!(seconds("19700101T000000Z"), Some(0));
        assert_eq!(seconds("20240229T120000Z"), Some(1_709_208_000));
        assert_eq!(seconds("20261112T090000Z"), Some(1_794_474_000));
        assert_eq!(seconds("20261312T090000Z"), None);
        assert_eq!(seconds("2026111 T090000Z"), None);
    }

    #[test]
    fn each_part_of_the_header_is_looked_at() {
        let good = header("PRACTICEKEY", "eu-west-1", "iotmanagedintegrations");
        let incomplete = Some("IncompleteSignature".to_owned());
        let not_matching = Some("InvalidSignatureException".to_owned());
        assert_eq!(code(Some(&good), Some("20261121T092600Z")), None);
        assert_eq!(code(Some(&good), None), None);
        assert_eq!(code(None, None).as_deref(), Some("MissingAuthenticationToken"));
        assert_eq!(code(Some("Bearer abc"), None), incomplete);
        assert_eq!(code(Some(&good.replace("Signature=0", "Signature=x")), None), incomplete);
        assert_eq!(code(Some(&good.replace(", SignedHeaders=host;x-amz-date", "")), None), incomplete);
        assert_eq!(code(Some(&good.replace("/aws4_request", "")), None), incomplete);
        let other_key = header("AKIAIOSFODNN7EXAMPLE", "eu-west-1", "iotmanagedintegrations");
        assert_eq!(code(Some(&other_key), None).as_deref(), Some("UnrecognizedClientException"));
        assert_eq!(
            code(Some(&header("PRACTICEKEY", "us-east-1", "iotmanagedintegrations")), None),
            not_matching
        );
        assert_eq!(code(Some(&header("PRACTICEKEY", "eu-west-1", "s3")), None), not_matching);
        assert_eq!(code(Some(&good), Some("20261121T094000Z")), not_matching, "ten minutes ahead");
        assert_eq!(code(Some(&good), Some("20261120T235900Z")), not_matching, "another day");
        assert_eq!(code(Some(&good), Some("yesterday")), incomplete);
    }
}
