//! The list of links that are in memory alone, for a person to keep when the
//! journal cannot be written.
//!
//! It lies in the data folder, or in the system's temporary folder when that one
//! takes nothing. There its name tells the data folder, so that it is found again
//! without anything having been written down.

use std::{
    collections::BTreeSet,
    fmt::Write as _,
    fs::{self, File},
    io::{self, Seek, SeekFrom, Write as _},
    path::{Path, PathBuf},
    time::SystemTime,
};

use onboarding::{
    Journey,
    journey::{Row, Rows},
};

use crate::{Book, Change, IntentChange, Keep, folder::create_private, record::stop};

/// The file, while there is one. A list of an earlier run is never touched.
#[derive(Debug)]
pub(crate) struct Rescue {
    /// Where to try, in this order.
    places: Vec<Place>,
    open: Option<(PathBuf, File)>,
}

/// Where a list may lie.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    pub(crate) dir: PathBuf,
    /// What its name begins with there.
    pub(crate) stem: String,
}

impl Place {
    pub(crate) fn in_data_folder(data_dir: &Path, book: Book) -> Self {
        Self { dir: data_dir.to_owned(), stem: book.rescue_stem().to_owned() }
    }

    pub(crate) fn in_temporary_folder(data_dir: &Path, book: Book) -> Self {
        let number = number_of(&fs::canonicalize(data_dir).unwrap_or_else(|_| data_dir.to_owned()));
        let stem = format!("linkwright-{}-{number:016x}", book.rescue_stem());
        Self { dir: std::env::temp_dir(), stem }
    }
}

impl Rescue {
    pub(crate) fn new(places: Vec<Place>) -> Self {
        Self { places, open: None }
    }

    /// Brings the file in line with what is not written; returns where it is.
    ///
    /// There is one only while an answer waits, since without one AWS knows of
    /// nothing that is not on disk.
    pub(crate) fn tell<'a>(
        &mut self,
        unsaved: impl IntoIterator<Item = &'a Change> + Clone,
    ) -> Option<PathBuf> {
        let is_answer = |intent: &IntentChange| matches!(intent, IntentChange::Answered { .. });
        if !unsaved.clone().into_iter().any(|change| change.intents.iter().any(is_answer)) {
            self.remove();
            return None;
        }
        let text = list(unsaved);
        if let Some((_, file)) = &mut self.open
            && rewrite(file, &text).is_ok()
        {
            return self.path();
        }
        self.remove();
        self.open = self.places.iter().find_map(|place| begin(place, &text).ok());
        self.path()
    }

    fn path(&self) -> Option<PathBuf> {
        self.open.as_ref().map(|(path, _)| path.clone())
    }

    fn remove(&mut self) {
        if let Some((path, _)) = self.open.take() {
            // What cannot be deleted tells of links that are on disk by then.
            drop(fs::remove_file(path));
        }
    }
}

/// When a list was last written, and where it is.
type Found = (Option<SystemTime>, PathBuf);

/// Lists of these books that an earlier run left, oldest first. A temporary
/// folder that cannot be read has none.
pub(crate) fn earlier(data_dir: &Path, books: &[Book]) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for book in books {
        found.extend(lists(&Place::in_data_folder(data_dir, *book), data_dir)?);
        found.extend(lists(&Place::in_temporary_folder(data_dir, *book), data_dir).unwrap_or_default());
    }
    found.sort();
    Ok(found.into_iter().map(|(_, path)| path).collect())
}

/// Those in one place. In a shared folder, what is not of the data folder's owner
/// is not ours.
fn lists(place: &Place, data_dir: &Path) -> io::Result<Vec<Found>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(&place.dir)? {
        let entry = entry?;
        if !entry.file_name().to_string_lossy().starts_with(&place.stem) {
            continue;
        }
        let file = entry.metadata()?;
        if file.is_file() && has_owner_of(&file, data_dir) {
            found.push((file.modified().ok(), entry.path()));
        }
    }
    Ok(found)
}

#[cfg(unix)]
fn has_owner_of(file: &fs::Metadata, data_dir: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(data_dir).is_ok_and(|dir| dir.uid() == file.uid())
}

#[cfg(not(unix))]
fn has_owner_of(_file: &fs::Metadata, _data_dir: &Path) -> bool {
    true
}

/// Tells data folders apart, the same in every version: FNV-1a of the path.
fn number_of(path: &Path) -> u64 {
    let bytes = path.as_os_str().as_encoded_bytes();
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |number, byte| {
        (number ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// Takes the first name nobody has; in a shared folder a file somebody else
/// planted is not written to.
fn begin(place: &Place, text: &str) -> io::Result<(PathBuf, File)> {
    let Place { dir, stem } = place;
    const NAMES: u32 = 100;
    let names = (1..=NAMES).map(|count| match count {
        1 => format!("{stem}.txt"),
        count => format!("{stem}-{count}.txt"),
    });
    for name in names {
        let path = dir.join(name);
        match create_private(&path) {
            Ok(mut file) => {
                let written = rewrite(&mut file, text);
                if written.is_err() {
                    drop(fs::remove_file(&path));
                }
                return written.map(|()| (path, file));
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

fn rewrite(file: &mut File, text: &str) -> io::Result<()> {
    file.set_len(0)?;
    file.seek(SeekFrom::Start(0))?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

fn list<'a>(unsaved: impl IntoIterator<Item = &'a Change>) -> String {
    let mut text = String::from(
        "Linkwright could not write these links into its journal. They exist in AWS.\n\
         Keep this list until Linkwright says that everything is saved.\n",
    );
    let mut newest: Vec<&Journey> = Vec::new();
    let mut answered = BTreeSet::new();
    for change in unsaved {
        if let Some(Keep::Journey { journey, .. }) = &change.keep {
            newest.retain(|known| known.id != journey.id);
            newest.push(journey);
        }
        for intent in &change.intents {
            if let IntentChange::Answered { key, request_id, .. } = intent {
                answered.insert((key, request_id.as_deref().unwrap_or("unknown")));
            }
        }
    }
    for journey in newest {
        describe(&mut text, journey);
    }
    text.push_str("\nAnswered requests\n");
    for (key, request_id) in answered {
        line(&mut text, key, request_id);
    }
    text
}

fn describe(text: &mut String, journey: &Journey) {
    text.push('\n');
    line(text, "Customer", &journey.customer.spelling);
    line(text, "Name in AWS", &journey.customer.stored_name);
    line(text, "Device cloud", &journey.device_cloud.name);
    line(text, "AWS account", &journey.identity.account);
    line(text, "Region", &journey.identity.region);
    line(text, "Link id", journey.link.as_ref().map_or("unknown", |id| id.as_str()));
    if let Some(marker) = &journey.line {
        line(text, "Marker", marker.marker.as_str());
    }
    for row in stop::rows(&journey.stop).into_iter().flat_map(Rows::iter) {
        if let Row { thing: Some(thing), .. } = row {
            line(text, "Device", &format!("{thing} ({})", row.name));
        }
    }
}

fn line(text: &mut String, name: &str, value: &str) {
    writeln!(text, "{name}: {value}").expect("writing to a text does not fail");
}
