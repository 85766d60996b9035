//! What a source stands on in files, to notice when somebody edits one of them.

use std::path::PathBuf;
use std::time::SystemTime;

use crate::chain::Chain;
use crate::identity_center::TokenFile;
use crate::profiles::{self, Profiles};
use crate::trust;
use crate::{Environment, Source};

/// The files behind a source as they were at one moment: config, credentials,
/// CA bundle, token of IAM Identity Center. Equal to another as long as none of
/// them was written, made or removed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Footprint(Vec<(PathBuf, Option<Mark>)>);

/// What changes when a file is written or another is put in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Mark {
    modified: Option<SystemTime>,
    size: u64,
    /// The file's number in its file system.
    number: u64,
}

/// Looks at the files now. Of the config files it reads as much as tells where
/// the others are; of those the metadata alone.
pub async fn footprint(source: &Source, environment: &Environment) -> Footprint {
    let mut paths = Vec::new();
    let profiles = match source {
        Source::Practice(_) => return Footprint(Vec::new()),
        Source::Profile(name) => Profiles::load(environment, Some(name)).await,
        Source::Environment => Profiles::load(environment, None).await,
        Source::Keys(_) | Source::IdentityCenter(_) => Ok(Profiles::none()),
    };
    if matches!(source, Source::Profile(_) | Source::Environment) {
        paths.extend(profiles::paths(environment).into_iter().flatten());
    }
    // Files that make no sense are looked at all the same.
    let profiles = profiles.unwrap_or_else(|_| Profiles::none());
    paths.extend(trust::bundle(environment, &profiles).map(|(_, path)| path));
    if let Ok(chain) = Chain::of(source, &profiles, environment)
        && let Some(portal) = chain.portal()
        && let Ok(file) = TokenFile::of(portal, environment)
    {
        paths.push(file.path().to_owned());
    }
    let mut marks = Vec::with_capacity(paths.len());
    for path in paths {
        let mark = tokio::fs::metadata(&path).await.ok().map(|metadata| Mark {
            modified: metadata.modified().ok(),
            size: metadata.len(),
            number: number(&metadata),
        });
        marks.push((path, mark));
    }
    Footprint(marks)
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
