//! What the person set, in one small file. No secrets.

use std::{fs, io::Write, path::Path};

use contract::{SettingsView, SourceForm, UseAwsAccountForm};
use onboarding::Identity;
use serde::de::DeserializeOwned;

const FILE: &str = "settings.json";
const MAX_CHARACTERS: usize = 200;

const LAST_ACCOUNT_FILE: &str = "last-account.json";
const LAST_IDENTITY_FILE: &str = "last-identity.json";

/// Reads the settings and which AWS account was used last; a missing or damaged
/// file gives the defaults.
pub(crate) fn load(data_dir: &Path) -> (SettingsView, Option<UseAwsAccountForm>) {
    (read(data_dir, FILE).unwrap_or_default(), read(data_dir, LAST_ACCOUNT_FILE))
}

pub(crate) fn save(data_dir: &Path, settings: &SettingsView) -> std::io::Result<()> {
    write(data_dir, FILE, &serde_json::to_string_pretty(settings)?)
}

/// No secret: only where to find one.
pub(crate) fn save_last_account(data_dir: &Path, form: &UseAwsAccountForm) -> std::io::Result<()> {
    write(data_dir, LAST_ACCOUNT_FILE, &serde_json::to_string(form)?)
}

/// As whom that was: partition, account, Region, endpoint.
pub(crate) fn load_last_identity(data_dir: &Path) -> Option<Identity> {
    let (partition, account, region, endpoint) = read(data_dir, LAST_IDENTITY_FILE)?;
    Some(Identity { partition, account, region, endpoint })
}

pub(crate) fn save_last_identity(data_dir: &Path, identity: &Identity) -> std::io::Result<()> {
    let Identity { partition, account, region, endpoint } = identity;
    write(data_dir, LAST_IDENTITY_FILE, &serde_json::to_string(&(partition, account, region, endpoint))?)
}

/// Nothing is used by itself at the next start when that was used last.
pub(crate) fn forget_last_account(data_dir: &Path, source: &SourceForm) {
    let last: Option<UseAwsAccountForm> = read(data_dir, LAST_ACCOUNT_FILE);
    if last.is_some_and(|last| last.source == *source) {
        for name in [LAST_ACCOUNT_FILE, LAST_IDENTITY_FILE] {
            if let Err(error) = fs::remove_file(data_dir.join(name)) {
                tracing::warn!(%error, file = name, "one of the small files could not be removed");
            }
        }
    }
}

pub(crate) fn read<T: DeserializeOwned>(data_dir: &Path, name: &str) -> Option<T> {
    let text = fs::read_to_string(data_dir.join(name)).ok()?;
    serde_json::from_str(&text)
        .inspect_err(|error| {
            // What it says of the error holds what stands in the file.
            let (line, column) = (error.line(), error.column());
            tracing::warn!(file = name, line, column, "a damaged file; the defaults are used");
        })
        .ok()
}

/// Writes beside and renames, so that a crash leaves the old or the new file.
pub(crate) fn write(data_dir: &Path, name: &str, text: &str) -> std::io::Result<()> {
    create_private_dir(data_dir)?;
    let beside_path = data_dir.join(format!("{name}.new"));
    let mut file = private_file(&beside_path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    fs::rename(beside_path, data_dir.join(name))
}

/// Cuts what a person typed to a sensible length.
pub(crate) fn within_limits(mut settings: SettingsView) -> SettingsView {
    for text in
        [&mut settings.company, &mut settings.telephone, &mut settings.initials, &mut settings.name_pattern]
    {
        *text = text.trim().chars().filter(|c| !c.is_control()).take(MAX_CHARACTERS).collect();
    }
    settings
}

#[cfg(unix)]
fn create_private_dir(dir: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new().recursive(true).mode(0o700).create(dir)
}

#[cfg(not(unix))]
fn create_private_dir(dir: &Path) -> std::io::Result<()> {
    fs::create_dir_all(dir)
}

#[cfg(unix)]
fn private_file(path: &Path) -> std::io::Result<fs::File> {
    use std::os::unix::fs::OpenOptionsExt;
    fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)
}

#[cfg(not(unix))]
fn private_file(path: &Path) -> std::io::Result<fs::File> {
    fs::File::create(path)
}
