//! What a source stands on in files, to notice when somebody edits one of them.

use std::path::PathBuf;
use std::time::SystemTime;

use crate::chain::{Base, Chain};
use crate::endpoint::Settings;
use crate::fingerprint::Fingerprint;
use crate::identity_center::TokenFile;
use crate::profiles::{self, Profiles};
use crate::{Environment, Source, console_login, trust};

/// What the files behind a source say at one moment, as far as it matters to
/// the source: the settings of its profiles, the CA bundle, the sign-in of IAM
/// Identity Center or of `aws login`, the token of a web identity. Equal to
/// another until somebody changes one of these. Other profiles do not count,
/// nor does a renewal of a sign-in by this program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Footprint {
    settings: Option<Fingerprint>,
    bundle: Option<(PathBuf, Option<Mark>)>,
    sign_in: Option<SignIn>,
}

/// What can be told of a sign-in without using it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SignIn {
    Missing,
    Unreadable,
    /// By what stays the same while it is renewed.
    There(Fingerprint),
}

/// What changes when a file is written or another is put in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Mark {
    modified: Option<SystemTime>,
    size: u64,
    /// The file's number in its file system.
    number: u64,
}

/// Looks at the files now, and sends nothing. Secrets in them are kept as a
/// hash alone.
pub async fn footprint(source: &Source, environment: &Environment) -> Footprint {
    if matches!(source, Source::Practice(_)) {
        return Footprint { settings: None, bundle: None, sign_in: None };
    }
    let read = Profiles::of(source, environment).await;
    let settings = match (&read, source) {
        (_, Source::Practice(_) | Source::Keys(_) | Source::IdentityCenter(_)) => None,
        (Ok(profiles), Source::Environment | Source::Profile(_)) => Some(settings(profiles, environment)),
        (Err(_), Source::Environment | Source::Profile(_)) => Some(contents(environment).await),
    };
    // Files that make no sense are looked at all the same.
    let profiles = read.unwrap_or_else(|_| Profiles::none());
    let bundle = match trust::bundle(environment, &profiles) {
        Some((_, path)) => {
            let mark = tokio::fs::metadata(&path).await.ok().map(|metadata| Mark {
                modified: metadata.modified().ok(),
                size: metadata.len(),
                number: number(&metadata),
            });
            Some((path, mark))
        }
        None => None,
    };
    let sign_in = match Chain::of(source, &profiles, environment) {
        Ok(chain) => sign_in(&chain.base, &profiles, environment).await,
        Err(_) => None,
    };
    Footprint { settings, bundle, sign_in }
}

/// All that is set for the profile the files are seen from and for those below
/// it.
fn settings(profiles: &Profiles, environment: &Environment) -> Fingerprint {
    let in_force = Settings::new(environment, profiles);
    let endpoints = in_force.endpoint_urls();
    let fips = in_force.use_fips().to_string();
    let own = profiles.settings(profiles.sections.selected_profile());
    let all = own.into_iter().chain(endpoints.iter().map(Option::as_deref)).chain([Some(fips.as_str())]);
    Fingerprint::of(all.map(|setting| setting.map(str::as_bytes)))
}

/// Of files nobody can read settings in.
async fn contents(environment: &Environment) -> Fingerprint {
    let mut contents = Vec::new();
    for path in profiles::paths(environment).into_iter().flatten() {
        contents.push(tokio::fs::read(&path).await.ok().map(zeroize::Zeroizing::new));
    }
    Fingerprint::of(contents.iter().map(|content| content.as_ref().map(|content| content.as_slice())))
}

async fn sign_in(base: &Base, profiles: &Profiles, environment: &Environment) -> Option<SignIn> {
    let setting = |profile: &str, key: &str| profiles.get(profile)?.get(key);
    match base {
        Base::Portal { role, .. } => Some(TokenFile::of(&role.portal, environment).ok()?.sign_in().await),
        Base::ConsoleLogin { profile } => {
            console_login::sign_in(setting(profile, "login_session")?, environment).await
        }
        Base::WebIdentity { profile } => {
            let token = tokio::fs::read(setting(profile, "web_identity_token_file")?).await;
            Some(match token.map(zeroize::Zeroizing::new) {
                Ok(token) => SignIn::There(Fingerprint::of([Some(token.as_slice())])),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => SignIn::Missing,
                Err(_) => SignIn::Unreadable,
            })
        }
        Base::Keys(_) | Base::Process { .. } | Base::Ec2 | Base::Ecs => None,
    }
}

#[cfg(unix)]
fn number(metadata: &std::fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}

#[cfg(not(unix))]
fn number(_: &std::fs::Metadata) -> u64 {
    0
}

#[cfg(test)]
mod tests;
