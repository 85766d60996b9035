//! What the operating system must have. Nothing is installed but through its
//! own package manager, and never without being allowed to.

use std::{
    env, fs,
    io::{self, IsTerminal, Write},
    process::Command,
};

use anyhow::{Result, bail};

use crate::programs::{on_path, succeed, succeeds_silently};

/// What the person asked for, and so what has to be there.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Build the app and open it.
    Run,
    /// Walk through the app without a display.
    Tour,
    /// Every test ring.
    Test,
    /// Make the packages.
    Bundle,
    /// Install the .deb in a Debian of its own; on Debian alone.
    Prove,
}

struct Requirement {
    probe: Probe,
    purposes: &'static [Purpose],
    debian: &'static str,
    fedora: &'static str,
    arch: &'static str,
}

/// How its presence is told, each in a few milliseconds.
enum Probe {
    Program(&'static str),
    Library(&'static str),
    PythonModules,
}

const ALWAYS: &[Purpose] = &[Purpose::Run, Purpose::Tour, Purpose::Test, Purpose::Bundle, Purpose::Prove];
const DRIVING: &[Purpose] = &[Purpose::Tour, Purpose::Test];
const PACKING: &[Purpose] = &[Purpose::Bundle, Purpose::Prove];

const REQUIREMENTS: [Requirement; 15] = [
    Requirement {
        probe: Probe::Program("cc"),
        purposes: ALWAYS,
        debian: "build-essential",
        fedora: "gcc gcc-c++ make",
        arch: "base-devel",
    },
    Requirement {
        probe: Probe::Program("pkg-config"),
        purposes: ALWAYS,
        debian: "pkg-config",
        fedora: "pkgconf-pkg-config",
        arch: "pkgconf",
    },
    Requirement {
        probe: Probe::Library("webkit2gtk-4.1"),
        purposes: ALWAYS,
        debian: "libwebkit2gtk-4.1-dev",
        fedora: "webkit2gtk4.1-devel",
        arch: "webkit2gtk-4.1",
    },
    Requirement {
        probe: Probe::Program("Xvfb"),
        purposes: DRIVING,
        debian: "xvfb",
        fedora: "xorg-x11-server-Xvfb",
        arch: "xorg-server-xvfb",
    },
    Requirement {
        probe: Probe::Program("dbus-run-session"),
        purposes: DRIVING,
        debian: "dbus-daemon",
        fedora: "dbus-daemon",
        arch: "dbus",
    },
    Requirement {
        probe: Probe::Program("WebKitWebDriver"),
        purposes: DRIVING,
        debian: "webkit2gtk-driver",
        fedora: "webkit2gtk4.1",
        arch: "webkit2gtk-4.1",
    },
    Requirement {
        probe: Probe::Program("chromedriver"),
        purposes: DRIVING,
        debian: "chromium chromium-driver",
        fedora: "chromium chromedriver",
        arch: "chromium",
    },
    Requirement {
        probe: Probe::Program("import"),
        purposes: DRIVING,
        debian: "imagemagick",
        fedora: "ImageMagick",
        arch: "imagemagick",
    },
    Requirement {
        probe: Probe::Program("gnome-keyring-daemon"),
        purposes: &[Purpose::Test],
        debian: "gnome-keyring",
        fedora: "gnome-keyring",
        arch: "gnome-keyring",
    },
    Requirement {
        probe: Probe::PythonModules,
        purposes: &[Purpose::Test, Purpose::Bundle, Purpose::Prove],
        debian: "python3-venv",
        fedora: "python3",
        arch: "python",
    },
    Requirement {
        probe: Probe::Program("desktop-file-validate"),
        purposes: PACKING,
        debian: "desktop-file-utils",
        fedora: "desktop-file-utils",
        arch: "desktop-file-utils",
    },
    Requirement {
        probe: Probe::Program("appstreamcli"),
        purposes: PACKING,
        debian: "appstream",
        fedora: "appstream",
        arch: "appstream",
    },
    Requirement {
        probe: Probe::Program("dpkg-deb"),
        purposes: PACKING,
        debian: "dpkg",
        fedora: "dpkg",
        arch: "dpkg",
    },
    Requirement {
        probe: Probe::Program("debootstrap"),
        purposes: &[Purpose::Prove],
        debian: "debootstrap",
        fedora: "debootstrap",
        arch: "debootstrap",
    },
    Requirement {
        probe: Probe::Program("lintian"),
        purposes: &[Purpose::Prove],
        debian: "lintian",
        fedora: "lintian",
        arch: "lintian",
    },
];

/// Has everything `purpose` needs installed, or says what is missing and how to
/// get it.
pub(crate) fn ensure(purpose: Purpose) -> Result<()> {
    if !cfg!(target_os = "linux") {
        // Elsewhere the web view belongs to the system, and the linker is there
        // or this program would not be.
        return Ok(());
    }
    let missing: Vec<&Requirement> = REQUIREMENTS
        .iter()
        .filter(|requirement| requirement.purposes.contains(&purpose))
        .filter(|requirement| !requirement.probe.finds())
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let system = System::present();
    let packages: Vec<&str> =
        missing.iter().flat_map(|requirement| system.packages(requirement).split(' ')).collect();
    let line = system.command(&packages);
    if !matches!(system, System::Debian) {
        bail!("these packages are missing; install them and try again:\n  {line}");
    }
    ask_unless_root(&line)?;
    println!("installing {}", packages.join(", "));
    install(&packages)?;
    match missing.iter().find(|requirement| !requirement.probe.finds()) {
        None => Ok(()),
        Some(requirement) => bail!("{} was installed but is not to be found", requirement.debian),
    }
}

/// Only a person at a terminal is asked; anything else gets the one command.
fn ask_unless_root(line: &str) -> Result<()> {
    if is_root() {
        return Ok(());
    }
    let asks = env::var_os("CI").is_none() && io::stdin().is_terminal();
    if !asks {
        bail!("packages are missing; run this and try again:\n  {line}");
    }
    print!("Packages are missing. This installs them:\n  {line}\nRun it? [y/N] ");
    io::stdout().flush()?;
    let mut answer = String::new();
    io::stdin().read_line(&mut answer)?;
    if !matches!(answer.trim(), "y" | "Y" | "yes") {
        bail!("nothing was installed");
    }
    Ok(())
}

fn install(packages: &[&str]) -> Result<()> {
    let apt = || {
        let mut command = Command::new(if is_root() { "apt-get" } else { "sudo" });
        if !is_root() {
            command.args(["--preserve-env=DEBIAN_FRONTEND", "apt-get"]);
        }
        command.env("DEBIAN_FRONTEND", "noninteractive");
        command
    };
    succeed(apt().arg("update"))?;
    succeed(apt().args(["install", "-y", "--no-install-recommends"]).args(packages))
}

pub(crate) fn is_root() -> bool {
    // The folder of our own process belongs to whoever we are.
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0)
    }
    #[cfg(not(unix))]
    false
}

impl Probe {
    fn finds(&self) -> bool {
        match self {
            Probe::Program(name) => on_path(name).is_some(),
            Probe::Library(name) => succeeds_silently(Command::new("pkg-config").args(["--exists", name])),
            Probe::PythonModules => {
                succeeds_silently(Command::new("python3").args(["-c", "import ensurepip, venv"]))
            }
        }
    }
}

enum System {
    Debian,
    Fedora,
    Arch,
    Other,
}

impl System {
    fn present() -> System {
        let release = fs::read_to_string("/etc/os-release").unwrap_or_default();
        System::of(&release)
    }

    /// By the `ID` and `ID_LIKE` of `/etc/os-release`.
    fn of(release: &str) -> System {
        let ids: Vec<&str> = release
            .lines()
            .filter_map(|line| line.strip_prefix("ID=").or(line.strip_prefix("ID_LIKE=")))
            .flat_map(|ids| ids.trim_matches('"').split(' '))
            .collect();
        if ids.contains(&"debian") {
            System::Debian
        } else if ids.contains(&"fedora") {
            System::Fedora
        } else if ids.contains(&"arch") {
            System::Arch
        } else {
            System::Other
        }
    }

    fn packages(&self, requirement: &Requirement) -> &'static str {
        match self {
            System::Debian | System::Other => requirement.debian,
            System::Fedora => requirement.fedora,
            System::Arch => requirement.arch,
        }
    }

    fn command(&self, packages: &[&str]) -> String {
        let packages = packages.join(" ");
        match self {
            System::Debian => format!(
                "sudo apt-get update && sudo DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends {packages}"
            ),
            System::Fedora => format!("sudo dnf install {packages}"),
            System::Arch => format!("sudo pacman -S --needed {packages}"),
            System::Other => format!("{packages} (as Debian names them)"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_system_is_told_by_itself_or_by_what_it_is_like() {
        assert!(matches!(System::of("ID=debian\n"), System::Debian));
        let ubuntu = "NAME=\"Ubuntu\"\nID=ubuntu\nID_LIKE=debian\n";
        assert!(matches!(System::of(ubuntu), System::Debian));
        let rocky = "ID=\"rocky\"\nID_LIKE=\"rhel centos fedora\"\n";
        assert!(matches!(System::of(rocky), System::Fedora));
        assert!(matches!(System::of("ID=void\n"), System::Other));
    }
}
