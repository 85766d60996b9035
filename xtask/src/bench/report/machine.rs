//! What was measured on: facts without which figures say nothing.

use std::{fs, process::Command};

use crate::programs::output;

pub(super) fn facts() -> Vec<(&'static str, String)> {
    let unknown = || "unknown".to_owned();
    let cores = std::thread::available_parallelism().map_or_else(|_| unknown(), |cores| cores.to_string());
    let of_file = |path: &str, begins: &str| {
        let text = fs::read_to_string(path).ok()?;
        let rest = text.lines().find_map(|line| line.strip_prefix(begins).map(str::to_owned))?;
        Some(rest.trim_matches([' ', '\t', ':', '"', '=']).to_owned())
    };
    let said = |program: &str, arguments: &[&str]| {
        output(Command::new(program).args(arguments)).ok().map(|text| text.trim().to_owned())
    };
    vec![
        ("cores", cores),
        ("processor", of_file("/proc/cpuinfo", "model name").unwrap_or_else(unknown)),
        ("memory", of_file("/proc/meminfo", "MemTotal").unwrap_or_else(unknown)),
        ("system", of_file("/etc/os-release", "PRETTY_NAME").unwrap_or_else(unknown)),
        ("kernel", said("uname", &["-sr"]).unwrap_or_else(unknown)),
        ("WebKitGTK", said("pkg-config", &["--modversion", "webkit2gtk-4.1"]).unwrap_or_else(unknown)),
        ("compiler", said("rustc", &["--version"]).unwrap_or_else(unknown)),
    ]
}
