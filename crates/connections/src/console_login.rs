//! The sign-in of `aws login`, which the SDK reads and renews: where it is kept
//! and what tells it from the next one.

use std::fmt::Write;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use aws_runtime::fs_util::{Os, home_dir};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use zeroize::{Zeroize, Zeroizing};

use crate::Environment;
use crate::fingerprint::Fingerprint;
use crate::footprint::SignIn;

/// Where the AWS CLI and the SDK keep these sign-ins instead of
/// `~/.aws/login/cache`.
const FOLDER: &str = "AWS_LOGIN_CACHE_DIRECTORY";

/// What stays the same while a sign-in is renewed: the key it is bound to
/// (RFC 9449).
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Kept {
    dpop_key: String,
}

impl Drop for Kept {
    fn drop(&mut self) {
        self.dpop_key.zeroize();
    }
}

/// `None` where nobody knows the home folder.
pub(crate) async fn sign_in(login_session: &str, environment: &Environment) -> Option<SignIn> {
    let text = tokio::fs::read(path(login_session, environment)?).await.map(Zeroizing::new);
    Some(match text {
        Ok(text) => match serde_json::from_slice::<Kept>(&text) {
            Ok(kept) => SignIn::There(Fingerprint::of([Some(kept.dpop_key.as_bytes())])),
            Err(_) => SignIn::Unreadable,
        },
        Err(error) if error.kind() == ErrorKind::NotFound => SignIn::Missing,
        Err(_) => SignIn::Unreadable,
    })
}

/// The file is named after the SHA-256 of what `login_session` says.
fn path(login_session: &str, environment: &Environment) -> Option<PathBuf> {
    let folder = match environment.get(FOLDER) {
        Some(folder) => PathBuf::from(folder),
        None => {
            Path::new(&home_dir(&environment.for_sdk(), Os::real())?).join(".aws").join("login").join("cache")
        }
    };
    let name = Sha256::digest(login_session.trim().as_bytes()).iter().fold(String::new(), |mut hex, byte| {
        write!(hex, "{byte:02x}").expect("a text can always be written to");
        hex
    });
    Some(folder.join(name).with_extension("json"))
}
