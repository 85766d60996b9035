//! The practice service as a program: prints how to reach it, ready for
//! `export`, then serves until it is ended.

#![allow(clippy::print_stdout, reason = "a program talks to whoever started it")]

use std::io::Write;
use std::process::ExitCode;
use std::time::Duration;

use practice_service::{Options, PracticeService, World};

const USAGE: &str =
    "usage: practice-service [--port N] [--links N] [--world FILE] [--latency-ms N] [--requests-per-second N]

  --port N                 on 127.0.0.1; 0, the default, picks a free one
  --links N                a generated world with N links in place of the seeded one
  --world FILE             keeps the world in this file and goes on with the one it holds
  --latency-ms N           wait before each answer
  --requests-per-second N  limit for each operation
";

#[tokio::main]
async fn main() -> ExitCode {
    let options = match read(std::env::args().skip(1)) {
        Ok(Some(options)) => options,
        Ok(None) => {
            print!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        Err(Usage(problem)) => {
            eprint!("practice-service: {problem}\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    match serve(options).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("practice-service: {problem}");
            ExitCode::FAILURE
        }
    }
}

async fn serve(options: Options) -> std::io::Result<()> {
    let service = PracticeService::start(options).await?;
    if let Some(aside) = service.set_aside() {
        eprintln!(
            "practice-service: the world file was damaged; it is now {} and a fresh world begins",
            aside.display()
        );
    }
    let mut stdout = std::io::stdout();
    writeln!(stdout, "AWS_ENDPOINT_URL={}", service.endpoint())?;
    writeln!(stdout, "AWS_ACCESS_KEY_ID={}", service.access_key_id())?;
    writeln!(stdout, "AWS_SECRET_ACCESS_KEY={}", service.secret_access_key())?;
    writeln!(stdout, "AWS_REGION={}", service.region())?;
    writeln!(stdout, "PRACTICE_TOKEN={}", service.practice_token())?;
    stdout.flush()?;
    tokio::select! {
        interrupted = tokio::signal::ctrl_c() => interrupted?,
        terminated = terminated() => terminated?,
    }
    service.stop().await;
    Ok(())
}

#[cfg(unix)]
async fn terminated() -> std::io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    signal(SignalKind::terminate())?.recv().await;
    Ok(())
}

#[cfg(not(unix))]
async fn terminated() -> std::io::Result<()> {
    std::future::pending().await
}

/// What is wrong with the arguments.
struct Usage(String);

/// `None` when only the usage was asked for.
fn read(mut arguments: impl Iterator<Item = String>) -> Result<Option<Options>, Usage> {
    let mut options = Options::default();
    while let Some(argument) = arguments.next() {
        if argument == "--help" {
            return Ok(None);
        }
        let value = arguments.next().ok_or_else(|| Usage(format!("{argument} needs a value")))?;
        let wrong = || Usage(format!("{value} is not a value for {argument}"));
        match argument.as_str() {
            "--port" => options.port = value.parse().map_err(|_| wrong())?,
            "--links" => options.world = World::generated(value.parse().map_err(|_| wrong())?),
            "--world" => options.world_path = Some(value.into()),
            "--latency-ms" => options.latency = Duration::from_millis(value.parse().map_err(|_| wrong())?),
            "--requests-per-second" => {
                let rate: f64 = value.parse().map_err(|_| wrong())?;
                if !(rate > 0.0 && rate.is_finite()) {
                    return Err(wrong());
                }
                options.requests_per_second = Some(rate);
            }
            _ => return Err(Usage(format!("{argument} is not known"))),
        }
    }
    Ok(Some(options))
}
