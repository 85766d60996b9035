//! `cargo xtask`: what a person types to run, test, picture and measure
//! Linkwright. It starts other programs and decides nothing about the product.

#![allow(clippy::print_stdout, reason = "a program talks to whoever started it")]

mod audit;
mod bench;
mod bundle;
mod cargo;
mod cargo_tools;
mod contract_files;
mod fingerprint;
mod fuzz;
mod peers;
mod programs;
mod run;
mod size;
mod supply;
mod system_packages;
mod test;
mod tour;
mod window_build;

use std::process::ExitCode;

use anyhow::{Context, Result, bail};

const USAGE: &str = "usage: cargo xtask COMMAND

  run                     install what is missing, build, open the app
  test [RING…]            the same, then every test ring, or those named: format, lints,
                          window, crates, journeys, peers, stories, supply,
                          architecture
  supply                  the ring of this name alone, without building anything for the others
  audit                   what is known against the crates and modules in the lock files; ends
                          with 3 where a database could not be asked
  fuzz [TARGET] [--seconds N]
                          the fuzz targets of tests/fuzz, or one, each for a minute or N seconds
  contract                write the window's types and the window's permissions
  tour [--readme]         walk the wizard, leave pictures in target/tour/, or in docs/ too
  bundle                  the installers of this system, in target/release/bundle/: .deb and
                          .rpm on Linux, .dmg on macOS, .exe for one person on Windows; each
                          on its own system alone
  bundle --appimage       an AppImage; its tools are downloaded, so it needs the internet
  bundle --prove          the same as bundle, then install the .deb in a fresh Debian of its
                          own, look at the installed program, practise with its twin (root)
  bundle --icons          draw the icons of all sizes from icons/linkwright.svg
  bench                   every bench in turn, then the report
  bench report            write target/bench/report.md from what the benches left there
  bench start [--pairs N] the start beside that of a bare Tauri page
  bench memory [--runs N] idle memory of all processes with 1,000 links, beside the same
  bench size              the program as it is shipped, and its .deb
  bench ipc               round trips between page and program; views a second
  bench idle [--rounds N] processor time and wake-ups with no link and with 50 watched
  bench hands             clicks and typed fields, counted by the desktop stories
  bench kills [--count N] [--seed S]
                          kill the desk at random moments: what was lost or doubled
  bench watch [--real]    how soon a sign-in is seen and what a look costs; --real adds
                          200 waiting links for three minutes of real time
  bench register          500 devices at 10 requests a second, beside boto3 and the AWS CLI
  bench link [--runs N]   one link from create to confirmed, beside boto3 and the AWS CLI
  bench links [--links N] 1,000, 10,000 and 100,000 links, or N: first rows, whole list,
                          search, memory
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match obey(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("cargo xtask: {problem:#}");
            let could_not_look = problem.is::<audit::CouldNotLook>();
            if could_not_look { ExitCode::from(audit::COULD_NOT_LOOK) } else { ExitCode::FAILURE }
        }
    }
}

fn obey(arguments: &[&str]) -> Result<()> {
    let root_dir = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    std::env::set_current_dir(root_dir).context("the workspace this was built from is gone")?;
    match arguments {
        ["run"] => run::run(),
        ["test", rings @ ..] => test::test(rings),
        ["supply"] => supply::check(),
        ["audit"] => audit::audit(),
        ["fuzz", options @ ..] => fuzz::fuzz(options),
        ["contract"] => contract_files::write(),
        ["tour"] => tour::tour(false),
        ["tour", "--readme"] => tour::tour(true),
        ["bundle", options @ ..] => bundle::bundle(options),
        ["bench"] => bench::measure_all(),
        ["bench", what, options @ ..] => bench::measure(what, options),
        ["help" | "--help"] => {
            print!("{USAGE}");
            Ok(())
        }
        _ => {
            eprint!("{USAGE}");
            bail!("this is not one of the commands");
        }
    }
}
