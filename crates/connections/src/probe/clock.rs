//! Whether this computer's clock goes right, by the `Date` of an answer to a
//! plain request. AWS refuses what is signed 5 minutes off; the SDK corrects
//! that by itself.

use std::time::{Duration, SystemTime};

use aws_smithy_async::time::SharedTimeSource;
use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;
use onboarding::{PROXY_WANTS_PASSWORD, Problem, ProblemKind};
use tokio::io::AsyncWriteExt;

use super::head::Head;
use super::route::Stream;
use super::{Destination, Found, Outcome, within};
use crate::problem::no_answer;
use crate::proxy::Proxy;

const ANSWER: Duration = Duration::from_secs(10);
/// Further off is told.
const TOLERATED: Duration = Duration::from_secs(120);

/// Asks for `/` without credentials; whatever the answer is, it has a date.
pub(super) async fn compared(
    mut stream: Stream,
    destination: &Destination,
    proxy: Option<&Proxy>,
    clock: &SharedTimeSource,
) -> Found<()> {
    let request = request(destination, proxy);
    let asking = async {
        stream.write_all(&request).await?;
        stream.flush().await?;
        Head::read(&mut stream).await
    };
    let head = within(ANSWER, "No answer", asking).await?;
    let head = head.map_err(|error: std::io::Error| no_answer(&error))?;
    if head.status == 407 && !destination.https {
        let problem = Problem::before_sending(ProblemKind::CheckNetwork);
        let code = Some(PROXY_WANTS_PASSWORD.to_owned());
        return Err(Problem { status: Some(head.status), code, ..problem }
            .with_service_message("The proxy answered with status 407."));
    }
    let date = head.all("date").next().and_then(|date| DateTime::from_str(date, Format::HttpDate).ok());
    let theirs = date.and_then(|date| SystemTime::try_from(date).ok());
    let outcome = match theirs {
        Some(theirs) => difference(clock.now(), theirs),
        None => Outcome::Warning("The answer tells no date.".to_owned()),
    };
    Ok((outcome, ()))
}

fn request(destination: &Destination, proxy: Option<&Proxy>) -> Vec<u8> {
    let place = format!("{}:{}", destination.host, destination.port);
    let forwarding = proxy.filter(|_| !destination.https);
    let target = if forwarding.is_some() { format!("http://{place}/") } else { "/".to_owned() };
    let mut request =
        format!("GET {target} HTTP/1.1\r\nHost: {place}\r\nUser-Agent: linkwright\r\nConnection: close\r\n")
            .into_bytes();
    if let Some(authorization) = forwarding.and_then(Proxy::authorization) {
        request.extend_from_slice(b"Proxy-Authorization: ");
        request.extend_from_slice(authorization.as_bytes());
        request.extend_from_slice(b"\r\n");
    }
    request.extend_from_slice(b"\r\n");
    request
}

fn difference(ours: SystemTime, theirs: SystemTime) -> Outcome {
    let (off, direction) = match ours.duration_since(theirs) {
        Ok(ahead) => (ahead, "ahead"),
        Err(behind) => (behind.duration(), "behind"),
    };
    if off <= TOLERATED {
        return Outcome::Good(format!("within {} s of the host's", off.as_secs().max(1)));
    }
    Outcome::Warning(format!("this computer's clock is {} {direction}", rounded(off)))
}

fn rounded(off: Duration) -> String {
    let minutes = (off.as_secs() + 30) / 60;
    match minutes {
        0..120 => format!("{minutes} min"),
        120..2880 => format!("{} h", (minutes + 30) / 60),
        _ => format!("{} days", (minutes + 720) / 1440),
    }
}

#[cfg(test)]
mod tests {
    use std::time::UNIX_EPOCH;

    use super::*;

    #[test]
    fn two_minutes_are_tolerated_and_more_is_told_in_the_unit_that_fits() {
        let noon = UNIX_EPOCH + Duration::from_secs(1_800_000_000);
        let check = |ours: SystemTime, said: Outcome| assert_eq!(difference(ours, noon), said);
        let seconds = Duration::from_secs;
        let warned = |said: &str| Outcome::Warning(format!("this computer's clock is {said}"));
        check(noon, Outcome::Good("within 1 s of the host's".to_owned()));
        check(noon + seconds(120), Outcome::Good("within 120 s of the host's".to_owned()));
        check(noon - seconds(90), Outcome::Good("within 90 s of the host's".to_owned()));
        check(noon + seconds(121), warned("2 min ahead"));
        check(noon + seconds(600), warned("10 min ahead"));
        check(noon - seconds(600), warned("10 min behind"));
        check(noon - seconds(3 * 3600), warned("3 h behind"));
        check(noon + seconds(365 * 86_400), warned("365 days ahead"));
    }
}
