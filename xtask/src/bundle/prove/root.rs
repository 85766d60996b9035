//! A Debian of its own in a folder. Its processes and mounts live in namespaces
//! that end with the command that made them, however it ends.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail, ensure};

use crate::{
    fingerprint::Stamp,
    programs::{output, succeed},
};

pub(super) const PROVE_DIR: &str = "target/prove";
/// The bare system, kept for the next time.
const BASE_DIR: &str = "target/prove/base";
/// Packages that were fetched once, kept as well.
const ARCHIVES_DIR: &str = "target/prove/archives";
const ROOT_DIR: &str = "target/prove/root";
/// How apt reaches its sources on this computer.
const FROM_HERE: [&str; 3] = ["etc/apt/apt.conf.d", "etc/resolv.conf", "etc/hosts"];
/// These of apt's settings are of a container, not of a way.
const NOT_FROM_HERE: [&str; 2] = ["docker-", "appstream"];
/// In a mount and process namespace of its own: $0 is the root, the rest the command.
const INSIDE: &str = r#"
mount -t proc proc "$0/proc" &&
mount --rbind /dev "$0/dev" &&
mount -t tmpfs -o mode=1777 tmpfs "$0/tmp" &&
mkdir -p "$0/var/cache/apt/archives" &&
mount --bind target/prove/archives "$0/var/cache/apt/archives" &&
exec chroot "$0" "$@"
"#;

pub(super) struct Root {
    dir: PathBuf,
}

/// A line of apt's sources.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Source {
    address: String,
    release: String,
    component: String,
}

impl Root {
    /// A system with nothing in it but what every Debian has.
    pub(super) fn fresh() -> Result<Root> {
        let sources = sources()?;
        let codename = codename(&fs::read_to_string("/etc/os-release")?)?;
        make_base(&sources, &codename)?;
        fs::create_dir_all(format!("{ARCHIVES_DIR}/partial"))?;
        clear(Path::new(ROOT_DIR))?;
        succeed(Command::new("cp").args(["--archive", BASE_DIR, ROOT_DIR]))?;
        let root = Root { dir: fs::canonicalize(ROOT_DIR)? };
        root.reach(&sources)?;
        root.output("apt-get", &["update", "--quiet"])?;
        Ok(root)
    }

    /// The path of a file in it, seen from outside.
    pub(super) fn path(&self, inside: &str) -> PathBuf {
        self.dir.join(inside.trim_start_matches('/'))
    }

    /// Copies a file into it and gives its path there.
    pub(super) fn take_in(&self, from: &Path, to: &str) -> Result<String> {
        fs::copy(from, self.path(to)).with_context(|| format!("{} cannot be copied", from.display()))?;
        Ok(to.to_owned())
    }

    /// Packages by name, or by path inside; none that they only recommend.
    pub(super) fn install(&self, packages: &[&str]) -> Result<()> {
        let options = ["install", "--yes", "--quiet", "--no-install-recommends"];
        self.output("apt-get", &[&options, packages].concat()).map(drop)
    }

    /// Runs a command in it, with our own output.
    pub(super) fn run(&self, program: &str, arguments: &[&str]) -> Result<()> {
        succeed(&mut self.command(program, arguments))
    }

    /// What a command in it printed.
    pub(super) fn output(&self, program: &str, arguments: &[&str]) -> Result<String> {
        output(&mut self.command(program, arguments))
    }

    pub(super) fn remove(self) -> Result<()> {
        clear(&self.dir)
    }

    fn command(&self, program: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new("unshare");
        command
            .args(["--mount", "--pid", "--fork", "--kill-child", "sh", "-c", INSIDE])
            .arg(&self.dir)
            .arg(program)
            .args(arguments)
            .env_clear()
            .envs([
                ("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"),
                ("HOME", "/root"),
                ("LANG", "C.UTF-8"),
                ("DEBIAN_FRONTEND", "noninteractive"),
            ]);
        command
    }

    fn reach(&self, sources: &[Source]) -> Result<()> {
        let list: String = sources
            .iter()
            .map(|source| format!("deb {} {} {}\n", source.address, source.release, source.component))
            .collect();
        fs::write(self.path("etc/apt/sources.list"), list)?;
        for name in FROM_HERE {
            let here = Path::new("/").join(name);
            if here.is_dir() {
                for entry in fs::read_dir(here)? {
                    let entry = entry?;
                    let file = entry.file_name().to_string_lossy().into_owned();
                    if !NOT_FROM_HERE.iter().any(|part| file.contains(part)) {
                        self.take_in(&entry.path(), &format!("{name}/{file}"))?;
                    }
                }
            } else if here.is_file() {
                self.take_in(&here, name)?;
            }
        }
        Ok(())
    }
}

fn make_base(sources: &[Source], codename: &str) -> Result<()> {
    let stamp = Stamp::of("prove-base.stamp", &["/etc/os-release"])?;
    if stamp.holds() && Path::new(BASE_DIR).join("usr/bin/dpkg").is_file() {
        return Ok(());
    }
    println!("making a bare Debian ({codename})");
    clear(Path::new(BASE_DIR))?;
    fs::create_dir_all(PROVE_DIR)?;
    let main = sources.iter().find(|source| source.release == codename);
    let main = main.with_context(|| format!("apt has no source for {codename}"))?;
    output(Command::new("debootstrap").args(["--variant=minbase", codename, BASE_DIR, &main.address]))?;
    stamp.set()
}

/// Where apt fetches this system's own packages from.
fn sources() -> Result<Vec<Source>> {
    let format = "$(ORIGIN)\t$(REPO_URI)\t$(RELEASE)\t$(COMPONENT)";
    let told =
        output(Command::new("apt-get").args(["indextargets", "--format", format, "Identifier: Packages"]))?;
    let sources = read_sources(&told);
    ensure!(!sources.is_empty(), "apt has no source of this system's packages: run `apt-get update`");
    Ok(sources)
}

/// Of what apt told: those of the system itself.
fn read_sources(told: &str) -> Vec<Source> {
    let mut sources = Vec::new();
    for line in told.lines() {
        let [origin, address, release, component] = line.split('\t').collect::<Vec<_>>()[..] else {
            continue;
        };
        let source = Source {
            address: address.to_owned(),
            release: release.to_owned(),
            component: component.to_owned(),
        };
        if matches!(origin, "Debian" | "Ubuntu") && !sources.contains(&source) {
            sources.push(source);
        }
    }
    sources
}

fn codename(release: &str) -> Result<String> {
    let line = release.lines().find_map(|line| line.strip_prefix("VERSION_CODENAME="));
    Ok(line.context("the system has no code name")?.trim_matches('"').to_owned())
}

/// Removes a root that nothing is mounted in.
fn clear(dir: &Path) -> Result<()> {
    if !dir.exists() {
        return Ok(());
    }
    let dir = fs::canonicalize(dir)?;
    let mounts = fs::read_to_string("/proc/self/mounts")?;
    if let Some(mount) = mounts.lines().find(|line| is_mounted_in(line, &dir)) {
        bail!("something is mounted in {}: {mount}", dir.display());
    }
    fs::remove_dir_all(&dir).with_context(|| format!("{} cannot be removed", dir.display()))
}

/// proc(5): device, mount point, and more.
fn is_mounted_in(line: &str, dir: &Path) -> bool {
    line.split(' ').nth(1).is_some_and(|point| Path::new(point).starts_with(dir))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_systems_own_sources_are_taken_and_each_once() {
        let told = "Debian\thttp://mirror/debian/\tbookworm\tmain\nDebian\thttp://mirror/debian/\tbookworm\tmain\n\
                    Else\thttp://else/\tstable\tmain\nhalf a line\n";
        let sources = read_sources(told);
        assert_eq!(sources.len(), 1);
        assert_eq!((sources[0].release.as_str(), sources[0].component.as_str()), ("bookworm", "main"));
    }

    #[test]
    fn a_code_name_may_stand_in_quotes() {
        assert_eq!(codename("ID=debian\nVERSION_CODENAME=bookworm\n").unwrap(), "bookworm");
        assert_eq!(codename("VERSION_CODENAME=\"noble\"\n").unwrap(), "noble");
        assert!(codename("ID=void\n").is_err());
    }

    #[test]
    fn a_mount_below_a_folder_is_told_from_one_beside_it() {
        let dir = Path::new("/t/root");
        assert!(is_mounted_in("proc /t/root/proc proc rw 0 0", dir));
        assert!(!is_mounted_in("proc /t/root2/proc proc rw 0 0", dir));
    }
}
