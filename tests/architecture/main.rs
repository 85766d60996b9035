//! The house rules, run as tests. A rule that only stands on paper is broken
//! within a month.

mod arrows;
mod crates;
mod files;
mod lock_files;
mod shell;
mod window;
mod workflows;
mod workspace;

use workspace::{code_lines, read, root, sources};
