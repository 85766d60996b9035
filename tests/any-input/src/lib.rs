//! What has to hold whatever comes in: one function for each way into the
//! program, given any bytes at all, which fails by panicking.
//!
//! The fuzz targets in `tests/fuzz` and their short twins in the test command
//! call the same functions. Nothing here is shipped.

mod final_page;
mod forms;
mod journal_rows;
mod practice_requests;
mod profile_files;
mod sign_in_address;
mod team_file;

use std::path::Path;

use desk::Desk;
use tokio::runtime::Runtime;

pub use final_page::final_page;
pub use forms::forms;
pub use journal_rows::journal_rows;
pub use practice_requests::practice_requests;
pub use profile_files::profile_files;
pub use sign_in_address::sign_in_address;
pub use team_file::team_file;

mod computer;

/// Takes any bytes; panics when something does not hold.
pub type Check = fn(&[u8]);

/// Every way in, by the name of its fuzz target.
pub const WAYS_IN: [(&str, Check); 7] = [
    ("final_page", final_page),
    ("forms", forms),
    ("journal_rows", journal_rows),
    ("practice_requests", practice_requests),
    ("profile_files", profile_files),
    ("sign_in_address", sign_in_address),
    ("team_file", team_file),
];

/// A folder of its own, in memory where the system has such a place: what is
/// tried here is no disk.
fn folder() -> tempfile::TempDir {
    let in_memory = Path::new("/dev/shm");
    let made = if in_memory.is_dir() { tempfile::tempdir_in(in_memory) } else { tempfile::tempdir() };
    made.expect("there is room for a folder")
}

/// One desk for each thread that asks, without an AWS account and without a way
/// to the network. It keeps what it was told.
struct DeskAlone {
    desk: Desk,
    runtime: Runtime,
    _dir: tempfile::TempDir,
}

impl DeskAlone {
    fn open() -> Self {
        let dir = folder();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.expect("the system has threads and timers");
        let ports = computer::ports(dir.path());
        let journals = desk::Journals::open(&ports.data_dir).expect("an empty folder has no journals");
        let entered = runtime.enter();
        let desk = Desk::open(ports, Ok(journals));
        drop(entered);
        Self { desk, runtime, _dir: dir }
    }

    fn with<T>(use_it: impl FnOnce(&Self) -> T) -> T {
        thread_local! {
            static ALONE: DeskAlone = DeskAlone::open();
        }
        ALONE.with(use_it)
    }
}
