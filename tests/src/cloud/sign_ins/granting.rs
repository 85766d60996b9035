//! What a program goes through for a token: it introduces itself, gets a code
//! for somebody to approve, asks until that is done, and refreshes later.

use std::time::{Duration, Instant, SystemTime};

use super::{Answer, Client, Refresh, START_URL, SignIns, Token, Waiting};
use crate::cloud::identities::{MIXED, drawn};

const REFRESH_SCOPE: &str = "sso:account:access";
/// Registrations are good for 90 days.
pub(crate) const REGISTERED_FOR: Duration = Duration::from_secs(90 * 86_400);

pub(crate) struct Registered {
    pub(crate) client_id: String,
    pub(crate) client_secret: String,
}

pub(crate) struct Device {
    pub(crate) device_code: String,
    pub(crate) user_code: String,
    pub(crate) expires_in: Duration,
    pub(crate) interval: Duration,
}

pub(crate) struct Tokens {
    pub(crate) access: String,
    pub(crate) refresh: Option<String>,
    pub(crate) expires_in: Duration,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotGranted {
    UnknownClient,
    UnknownStartUrl,
    UnknownDeviceCode,
    UnknownRefreshToken,
    Pending,
    SlowDown,
    Expired,
    Denied,
    UnsupportedGrant,
}

impl SignIns {
    pub(crate) fn register(&mut self, scopes: &[&str], region: &str) -> Registered {
        let registered =
            Registered { client_id: drawn(22, MIXED), client_secret: self.secret("eyJraWQiOiJrZXkt", 120) };
        let client = Client {
            secret: registered.client_secret.clone(),
            region: region.to_owned(),
            refreshes: scopes.contains(&REFRESH_SCOPE),
        };
        self.clients.insert(registered.client_id.clone(), client);
        registered
    }

    pub(crate) fn begin(
        &mut self,
        (client, secret, region): (&str, &str, &str),
        start_url: &str,
        now: SystemTime,
    ) -> Result<Device, NotGranted> {
        self.known(client, secret, region)?;
        if start_url.trim_end_matches(['/', '#']) != START_URL {
            return Err(NotGranted::UnknownStartUrl);
        }
        let device = Device {
            device_code: self.secret("", 86),
            user_code: user_code(self.waiting.len()),
            expires_in: self.codes_last,
            interval: self.interval,
        };
        self.waiting.push(Waiting {
            device_code: device.device_code.clone(),
            user_code: device.user_code.clone(),
            client: client.to_owned(),
            expires: now + self.codes_last,
            asked: None,
            answer: Answer::NotYet,
        });
        Ok(device)
    }

    pub(crate) fn by_device_code(
        &mut self,
        (client, secret, region): (&str, &str, &str),
        device_code: &str,
        now: SystemTime,
    ) -> Result<Tokens, NotGranted> {
        self.known(client, secret, region)?;
        let told_to_wait = self.slow_down > 0;
        self.slow_down = self.slow_down.saturating_sub(1);
        let interval = self.interval;
        let theirs = |waiting: &&mut Waiting| waiting.device_code == device_code && waiting.client == client;
        let waiting = self.waiting.iter_mut().find(theirs).ok_or(NotGranted::UnknownDeviceCode)?;
        let last = waiting.asked.replace(Instant::now());
        let answer = waiting.answer.clone();
        let too_soon = last.is_some_and(|last| last.elapsed() < interval);
        match answer {
            Answer::Used => Err(NotGranted::UnknownDeviceCode),
            Answer::NotYet | Answer::Approved { .. } | Answer::Denied if waiting.expires <= now => {
                Err(NotGranted::Expired)
            }
            Answer::NotYet | Answer::Approved { .. } | Answer::Denied if too_soon || told_to_wait => {
                Err(NotGranted::SlowDown)
            }
            Answer::NotYet => Err(NotGranted::Pending),
            Answer::Denied => Err(NotGranted::Denied),
            Answer::Approved { person } => {
                waiting.answer = Answer::Used;
                Ok(self.grant(client, &person, region, now))
            }
        }
    }

    /// A refresh token is good once; another comes with the new access token.
    pub(crate) fn by_refresh_token(
        &mut self,
        (client, secret, region): (&str, &str, &str),
        refresh_token: &str,
        now: SystemTime,
    ) -> Result<Tokens, NotGranted> {
        self.known(client, secret, region)?;
        let refresh = self.refreshes.get(refresh_token).filter(|refresh| refresh.client == client);
        let person = refresh.ok_or(NotGranted::UnknownRefreshToken)?.person.clone();
        self.refreshes.remove(refresh_token);
        Ok(self.grant(client, &person, region, now))
    }

    fn known(&self, client: &str, secret: &str, region: &str) -> Result<(), NotGranted> {
        let known = self.clients.get(client).filter(|known| known.secret == secret && known.region == region);
        known.map(|_| ()).ok_or(NotGranted::UnknownClient)
    }

    fn grant(&mut self, client: &str, person: &str, region: &str, now: SystemTime) -> Tokens {
        let refreshes = self.clients.get(client).is_some_and(|client| client.refreshes);
        let tokens = Tokens {
            access: self.secret("aoaAAAAAG", 240),
            refresh: refreshes.then(|| self.secret("aorAAAAAG", 240)),
            expires_in: self.tokens_last,
        };
        let token = Token {
            person: person.to_owned(),
            region: region.to_owned(),
            expires: now + self.tokens_last,
            ended: false,
        };
        self.tokens.insert(tokens.access.clone(), token);
        if let Some(refresh) = &tokens.refresh {
            let theirs = Refresh { person: person.to_owned(), client: client.to_owned() };
            self.refreshes.insert(refresh.clone(), theirs);
        }
        tokens
    }

    fn secret(&mut self, prefix: &str, length: usize) -> String {
        let secret = format!("{prefix}{}", drawn(length, MIXED));
        self.secrets.push(secret.clone());
        secret
    }
}

/// `ABCD-EFGH`, then `BCDE-FGHI` and so on, so that a test can tell them.
fn user_code(place: usize) -> String {
    let letters = (b'A'..=b'Z').cycle().skip(place % 26).take(8).map(char::from);
    let letters: String = letters.collect();
    format!("{}-{}", &letters[..4], &letters[4..])
}
