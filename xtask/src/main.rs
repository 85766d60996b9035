//! `cargo xtask`: what a person types to run, test, picture and measure
//! Linkwright. It starts other programs and decides nothing about the product.

#![allow(clippy::print_stdout, reason = "a program talks to whoever started it")]

mod bench;
mod cargo;
mod contract_files;
mod fingerprint;
mod peers;
mod programs;
mod run;
mod system_packages;
mod test;
mod tour;
mod window_build;

use std::process::ExitCode;

use anyhow::{Context, Result, bail};

const USAGE: &str = "usage: cargo xtask COMMAND

  run                     install what is missing, build, open the app
  test [RING…]            the same, then every test ring, or those named: format, lints,
                          window, crates, journeys, peers, stories, architecture
  contract                write the window's types and the window's permissions
  tour [--readme]         walk the wizard, leave pictures in target/tour/, or in docs/ too
  bench start [--pairs N] time the start against a bare Tauri page
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
            ExitCode::FAILURE
        }
    }
}

fn obey(arguments: &[&str]) -> Result<()> {
    let root_dir = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    std::env::set_current_dir(root_dir).context("the workspace this was built from is gone")?;
    match arguments {
        ["run"] => run::run(),
        ["test", rings @ ..] => test::test(rings),
        ["contract"] => contract_files::write(),
        ["tour"] => tour::tour(false),
        ["tour", "--readme"] => tour::tour(true),
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
