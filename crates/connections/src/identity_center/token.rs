//! The token of a sign-in, in the file where the AWS CLI keeps it:
//! `~/.aws/sso/cache/`, named after the SHA-1 of the `sso-session`'s name or of
//! the start URL. It is for its owner alone from the first byte on, and whole
//! at any moment.

use std::fmt::Write;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use aws_runtime::fs_util::{Os, home_dir};
use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;
use onboarding::Problem;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use sha1::{Digest, Sha1};
use tokio::io::AsyncWriteExt;
use zeroize::{Zeroize, Zeroizing};

use super::Portal;
use super::renewals::Renewals;
use crate::fingerprint::Fingerprint;
use crate::footprint::SignIn;
use crate::{Environment, problem};

/// A token with less than this left is renewed, as the AWS CLI does it.
const NEARLY_OVER: Duration = Duration::from_secs(15 * 60);

/// What a sign-in gave.
#[derive(Debug, Clone)]
pub(crate) struct Token {
    pub(crate) access_token: SecretString,
    pub(crate) expires_at: SystemTime,
    pub(crate) client: Option<Client>,
    pub(crate) refresh_token: Option<SecretString>,
}

/// What we are registered as at the portal.
#[derive(Debug, Clone)]
pub(crate) struct Client {
    pub(crate) id: String,
    pub(crate) secret: SecretString,
    pub(crate) expires_at: SystemTime,
}

impl Token {
    /// By its secret and its end, as the file has them.
    pub(crate) fn fingerprint(&self) -> Fingerprint {
        let end = rfc_3339(self.expires_at);
        Fingerprint::of([self.access_token.expose_secret(), end.as_str()].map(|part| Some(part.as_bytes())))
    }

    pub(crate) fn is_over(&self, now: SystemTime) -> bool {
        self.expires_at <= now
    }

    pub(crate) fn is_nearly_over(&self, now: SystemTime) -> bool {
        self.expires_at <= now + NEARLY_OVER
    }

    /// With what it can be renewed, without anybody's doing.
    pub(crate) fn renewal(&self, now: SystemTime) -> Option<(&Client, &SecretString)> {
        let client = self.client.as_ref().filter(|client| client.expires_at > now)?;
        Some((client, self.refresh_token.as_ref()?))
    }
}

/// Where the token of one portal is kept.
#[derive(Debug, Clone)]
pub(crate) struct TokenFile {
    path: PathBuf,
    start_url: String,
    region: String,
    renewals: Arc<Renewals>,
}

/// The file is there and holds no token.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("no token")]
struct NotAToken;

impl TokenFile {
    /// # Errors
    /// Nobody knows where the home folder is.
    pub(crate) fn of(portal: &Portal, environment: &Environment) -> Result<Self, Problem> {
        let place = Path::new(".aws").join("sso").join("cache");
        let home = home_dir(&environment.for_sdk(), Os::real())
            .ok_or_else(|| problem::portal_token_unreadable(None, &Path::new("~").join(&place)))?;
        let name = portal.session.as_ref().unwrap_or(&portal.start_url);
        let mut file = Sha1::digest(name.as_bytes()).iter().fold(String::new(), |mut hex, byte| {
            write!(hex, "{byte:02x}").expect("a text can always be written to");
            hex
        });
        file.push_str(".json");
        let path = Path::new(&home).join(place).join(file);
        let renewals = Renewals::of(&path);
        Ok(Self { path, start_url: portal.start_url.clone(), region: portal.region.clone(), renewals })
    }

    pub(super) fn renewals(&self) -> &Renewals {
        &self.renewals
    }

    /// What we renew a token to is the same sign-in as the first one.
    pub(crate) async fn sign_in(&self) -> SignIn {
        match state(&self.read().await) {
            SignIn::There(token) => SignIn::There(self.renewals.first_of(token)),
            other @ (SignIn::Missing | SignIn::Unreadable) => other,
        }
    }

    /// `None` when there is no file.
    ///
    /// # Errors
    /// [`crate::PORTAL_TOKEN_UNREADABLE`].
    pub(crate) async fn read(&self) -> Result<Option<Token>, Problem> {
        let found = self.found().await;
        match self.renewals.unwritten(state(&found)) {
            Some(token) => Ok(Some(token)),
            None => found,
        }
    }

    async fn found(&self) -> Result<Option<Token>, Problem> {
        let unreadable = || problem::portal_token_unreadable(None, &self.path);
        let text = match tokio::fs::read(&self.path).await {
            Ok(text) => Zeroizing::new(text),
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(_) => return Err(unreadable()),
        };
        parse(&text).map(Some).map_err(|_| unreadable())
    }

    /// Puts the token in the place of one that may be there. Where it cannot be
    /// written, what was there is there still, and this program alone reads the
    /// token until another one is written there.
    pub(crate) async fn write(&self, token: &Token) {
        let text = self.text(token);
        if let Err(error) = self.replace(&text).await {
            tracing::warn!(kind = %error.kind(), "the token of IAM Identity Center cannot be written");
            self.renewals.keep_unwritten(state(&self.found().await), token);
        }
    }

    fn text(&self, token: &Token) -> Zeroizing<Vec<u8>> {
        let client = token.client.as_ref();
        let kept = KeptRef {
            start_url: &self.start_url,
            region: &self.region,
            access_token: token.access_token.expose_secret(),
            expires_at: rfc_3339(token.expires_at),
            client_id: client.map(|client| client.id.as_str()),
            client_secret: client.map(|client| client.secret.expose_secret()),
            registration_expires_at: client.map(|client| rfc_3339(client.expires_at)),
            refresh_token: token.refresh_token.as_ref().map(ExposeSecret::expose_secret),
        };
        let secrets = [Some(kept.access_token), kept.client_secret, kept.refresh_token];
        // Its full size at once: a buffer that grows leaves copies behind.
        let size = 1024 + self.start_url.len() + secrets.into_iter().flatten().map(str::len).sum::<usize>();
        let mut text = Zeroizing::new(Vec::with_capacity(2 * size));
        serde_json::to_writer(&mut *text, &kept).expect("texts can be written as JSON");
        text
    }

    async fn replace(&self, text: &[u8]) -> std::io::Result<()> {
        let folder = self.path.parent().unwrap_or(Path::new("."));
        let mut folders = tokio::fs::DirBuilder::new();
        folders.recursive(true);
        #[cfg(unix)]
        folders.mode(0o700);
        folders.create(folder).await?;
        self.remove_halves(folder).await?;
        let chance = RandomState::new().build_hasher().finish();
        let beside = self.path.with_extension(format!("{chance:016x}{HALF}"));
        let mut options = tokio::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        options.mode(0o600);
        let opened = options.open(&beside).await?;
        let written = fill(opened, text).await;
        let replaced = match written {
            Ok(()) => tokio::fs::rename(&beside, &self.path).await,
            Err(error) => Err(error),
        };
        if replaced.is_err() {
            tokio::fs::remove_file(&beside).await.ok();
        }
        replaced
    }

    /// Those of a program that was ended while it wrote: they hold a token.
    async fn remove_halves(&self, folder: &Path) -> std::io::Result<()> {
        let mut files = tokio::fs::read_dir(folder).await?;
        while let Some(file) = files.next_entry().await? {
            if !file.file_name().to_string_lossy().ends_with(HALF) {
                continue;
            }
            let written = file.metadata().await.and_then(|metadata| metadata.modified());
            if written.is_ok_and(|at| at.elapsed().is_ok_and(|age| age >= ABANDONED)) {
                tokio::fs::remove_file(file.path()).await.ok();
            }
        }
        Ok(())
    }
}

fn state(found: &Result<Option<Token>, Problem>) -> SignIn {
    match found {
        Ok(Some(token)) => SignIn::There(token.fingerprint()),
        Ok(None) => SignIn::Missing,
        Err(_) => SignIn::Unreadable,
    }
}

/// What of the name a file has that is not whole yet.
const HALF: &str = ".linkwright.tmp";
/// Nobody writes one for so long.
const ABANDONED: Duration = Duration::from_secs(60);

async fn fill(mut file: tokio::fs::File, text: &[u8]) -> std::io::Result<()> {
    file.write_all(text).await?;
    file.sync_all().await
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct KeptRef<'a> {
    start_url: &'a str,
    region: &'a str,
    access_token: &'a str,
    expires_at: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    client_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    client_secret: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    registration_expires_at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    refresh_token: Option<&'a str>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Kept {
    access_token: String,
    expires_at: String,
    client_id: Option<String>,
    client_secret: Option<String>,
    registration_expires_at: Option<String>,
    refresh_token: Option<String>,
}

impl Drop for Kept {
    fn drop(&mut self) {
        self.access_token.zeroize();
        self.client_secret.zeroize();
        self.refresh_token.zeroize();
    }
}

fn parse(text: &[u8]) -> Result<Token, NotAToken> {
    let kept: Kept = serde_json::from_slice(text).map_err(|_| NotAToken)?;
    if kept.access_token.is_empty() {
        return Err(NotAToken);
    }
    let secret = |text: &Option<String>| text.as_deref().map(SecretString::from);
    let client_ends = kept.registration_expires_at.as_deref().and_then(time);
    let client = match (&kept.client_id, secret(&kept.client_secret), client_ends) {
        (Some(id), Some(secret), Some(expires_at)) => Some(Client { id: id.clone(), secret, expires_at }),
        (_, _, _) => None,
    };
    Ok(Token {
        access_token: kept.access_token.as_str().into(),
        expires_at: time(&kept.expires_at).ok_or(NotAToken)?,
        client,
        refresh_token: secret(&kept.refresh_token),
    })
}

/// Earlier versions of the AWS CLI wrote `UTC` in the place of `Z`.
fn time(text: &str) -> Option<SystemTime> {
    let text = text.strip_suffix("UTC").map_or_else(|| text.to_owned(), |time| format!("{time}Z"));
    SystemTime::try_from(DateTime::from_str(&text, Format::DateTimeWithOffset).ok()?).ok()
}

/// In UTC and whole seconds, as the AWS CLI reads it.
fn rfc_3339(time: SystemTime) -> String {
    let seconds = DateTime::from_secs(DateTime::from(time).secs());
    seconds.fmt(Format::DateTime).expect("a time of this age can be written")
}

#[cfg(test)]
mod tests;
