//! The list of links that are in memory alone, for a person to keep when the
//! journal cannot be written.

use std::{
    collections::BTreeSet,
    fmt::Write as _,
    fs::{self, File},
    io::{self, Seek, SeekFrom, Write as _},
    path::{Path, PathBuf},
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
    dirs: Vec<PathBuf>,
    stem: &'static str,
    open: Option<(PathBuf, File)>,
}

impl Rescue {
    pub(crate) fn new(dirs: Vec<PathBuf>, book: Book) -> Self {
        Self { dirs, stem: book.rescue_stem(), open: None }
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
        self.open = self.dirs.iter().find_map(|dir| begin(dir, self.stem, &text).ok());
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

/// Lists of these books in the data folder, oldest first.
pub(crate) fn earlier(dir: &Path, books: &[Book]) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if books.iter().any(|book| name.starts_with(book.rescue_stem())) {
            found.push((entry.metadata()?.modified().ok(), entry.path()));
        }
    }
    found.sort();
    Ok(found.into_iter().map(|(_, path)| path).collect())
}

/// Takes the first name nobody has; in a shared folder a file somebody else
/// planted is not written to.
fn begin(dir: &Path, stem: &str, text: &str) -> io::Result<(PathBuf, File)> {
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
