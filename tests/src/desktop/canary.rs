//! The search for secrets where none may be: in the files of a computer, and in
//! what anybody can read of the app's processes.

use std::{
    collections::BTreeSet,
    fmt::Write,
    path::PathBuf,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread::{self, JoinHandle},
    time::Duration,
};

use aws_smithy_types::base64;
use url::form_urlencoded;

use super::{AppProcess, Computer};

/// How often the processes are looked at; an opener lives longer.
const BETWEEN_LOOKS: Duration = Duration::from_millis(10);

/// Secrets to be looked for.
#[derive(Default)]
pub struct Canaries(Vec<Canary>);

struct Canary {
    what: String,
    spellings: Vec<Vec<u8>>,
    /// A few digits are part of many longer numbers.
    is_number: bool,
    /// Below the computer's folders; what is there may hold it.
    apart: Vec<PathBuf>,
}

impl Canaries {
    /// Looks for this too. `what` says what it is where it is found.
    pub fn add(&mut self, what: &str, secret: &str) {
        self.add_apart(what, secret, &[]);
    }

    /// As [`Canaries::add`], but it may stand below these paths.
    pub fn add_apart(&mut self, what: &str, secret: &str, apart: &[PathBuf]) {
        assert!(secret.len() >= 6, "{what} is too short to be told from anything else");
        let wide = secret.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let in_address: String = form_urlencoded::byte_serialize(secret.as_bytes()).collect();
        let mut in_json = String::new();
        for letter in secret.chars() {
            // Writing to a string cannot fail.
            let _ = if "/\"\\".contains(letter) {
                write!(in_json, "\\{letter}")
            } else {
                write!(in_json, "{letter}")
            };
        }
        let encoded = base64::encode(secret).trim_end_matches('=').as_bytes().to_vec();
        let mut spellings =
            vec![secret.as_bytes().to_vec(), wide, in_address.into_bytes(), in_json.into_bytes(), encoded];
        spellings.sort();
        spellings.dedup();
        let is_number = secret.bytes().all(|byte| byte.is_ascii_digit());
        self.0.push(Canary { what: what.to_owned(), spellings, is_number, apart: apart.to_vec() });
    }

    /// What is looked for, with every spelling of it.
    pub fn spellings(&self) -> impl Iterator<Item = (&str, &[Vec<u8>])> {
        self.0.iter().map(|canary| (canary.what.as_str(), canary.spellings.as_slice()))
    }

    /// Which stand in which file of the computer, or in its name.
    pub fn in_files(&self, computer: &Computer) -> Vec<String> {
        let mut found = Vec::new();
        for (path, text, _) in computer.files("") {
            let may_hold = |canary: &&Canary| !canary.apart.iter().any(|apart| path.starts_with(apart));
            let mut here = self.in_text(&text);
            here.extend(self.in_text(path.as_os_str().as_encoded_bytes()));
            let here = here.into_iter().filter_map(|place| self.0.get(place)).filter(may_hold);
            found.extend(here.map(|canary| format!("{} is in {}", canary.what, path.display())));
        }
        found
    }

    /// Which stand in a text.
    pub fn in_words(&self, text: &str) -> Vec<String> {
        let here = self.in_text(text.as_bytes()).into_iter().filter_map(|place| self.0.get(place));
        here.map(|canary| canary.what.clone()).collect()
    }

    /// Which stand in what was seen of the processes; none may, wherever else it
    /// may stand.
    pub fn in_processes(&self, sightings: &Sightings) -> Vec<String> {
        let seen = sightings.seen();
        let found = seen.iter().flat_map(|sighting| {
            let here = self.in_text(&sighting.text).into_iter().filter_map(|place| self.0.get(place));
            here.map(|canary| format!("{} is in the {} of {}", canary.what, sighting.place, sighting.program))
        });
        found.collect::<BTreeSet<String>>().into_iter().collect()
    }

    /// The places of those in the list that are in the text.
    fn in_text(&self, text: &[u8]) -> BTreeSet<usize> {
        // Told by their first two bytes, most of a text is passed over at once.
        let mut begins = vec![Vec::new(); usize::from(u16::MAX) + 1];
        for (place, canary) in self.0.iter().enumerate() {
            for spelling in &canary.spellings {
                begins[usize::from(u16::from_be_bytes([spelling[0], spelling[1]]))].push((place, spelling));
            }
        }
        let mut found = BTreeSet::new();
        for (at, pair) in text.windows(2).enumerate() {
            for (place, spelling) in &begins[usize::from(u16::from_be_bytes([pair[0], pair[1]]))] {
                let is_here = text[at..].starts_with(spelling);
                if is_here && (!self.0[*place].is_number || stands_alone(text, at, spelling.len())) {
                    found.insert(*place);
                }
            }
        }
        found
    }
}

fn stands_alone(text: &[u8], at: usize, length: usize) -> bool {
    let is_digit = |at: Option<usize>| at.and_then(|at| text.get(at)).is_some_and(u8::is_ascii_digit);
    !is_digit(at.checked_sub(1)) && !is_digit(at.checked_add(length))
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Sighting {
    program: String,
    place: &'static str,
    text: Vec<u8>,
}

/// All that was ever seen of the app's processes, which are looked at all the
/// time until this is dropped.
pub struct Sightings {
    seen: Arc<Mutex<BTreeSet<Sighting>>>,
    watched: Arc<Mutex<Vec<AppProcess>>>,
    ends: Arc<AtomicBool>,
    looking: Option<JoinHandle<()>>,
}

impl Sightings {
    /// Looks at this process and all it starts.
    pub fn of(process: AppProcess) -> Self {
        let seen = Arc::new(Mutex::new(BTreeSet::new()));
        let watched = Arc::new(Mutex::new(vec![process]));
        let ends = Arc::new(AtomicBool::new(false));
        let (all, roots, told) = (Arc::clone(&seen), Arc::clone(&watched), Arc::clone(&ends));
        let looking = thread::spawn(move || {
            while !told.load(Ordering::Relaxed) {
                let apps: Vec<AppProcess> = lock(&roots).clone();
                lock(&all).extend(apps.iter().flat_map(look));
                thread::sleep(BETWEEN_LOOKS);
            }
        });
        Self { seen, watched, ends, looking: Some(looking) }
    }

    /// Looks at this one as well.
    pub fn also(&self, process: AppProcess) {
        lock(&self.watched).push(process);
    }

    /// The names of all programs that were seen.
    pub fn programs(&self) -> BTreeSet<String> {
        self.seen().iter().map(|sighting| sighting.program.clone()).collect()
    }

    fn seen(&self) -> MutexGuard<'_, BTreeSet<Sighting>> {
        lock(&self.seen)
    }
}

impl Drop for Sightings {
    fn drop(&mut self) {
        self.ends.store(true, Ordering::Relaxed);
        if let Some(looking) = self.looking.take() {
            // Its panic has been printed.
            let _ = looking.join();
        }
    }
}

/// What can be read of this process and all it started, each under the name of
/// what it started itself: an opener starts others in turn.
fn look(app: &AppProcess) -> Vec<Sighting> {
    let family = app.family();
    let mut seen = Vec::new();
    for process in &family {
        // What ends meanwhile has been seen before, or will be another time.
        let Some((program, _, _)) = process.branch(app, &family).about() else { continue };
        let Some((_, environment, arguments)) = process.about() else { continue };
        seen.push(Sighting { program: program.clone(), place: "environment", text: environment });
        seen.push(Sighting { program, place: "arguments", text: arguments });
    }
    seen
}

fn lock<T>(value: &Mutex<T>) -> MutexGuard<'_, T> {
    value.lock().unwrap_or_else(PoisonError::into_inner)
}
