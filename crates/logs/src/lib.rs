//! What the program writes of itself for support: JSON lines in a few small files.
//!
//! Which fields a line may have stands in `line/allowed.rs` and nowhere else: what
//! is not there is never written. Names, addresses and secrets never are.

mod files;
mod level;
mod line;
mod log;
mod panics;
mod place;

pub use files::{KEPT, LogFile, MOST_BYTES};
pub use level::Level;
pub use line::World;
pub use log::{Log, install, open};
