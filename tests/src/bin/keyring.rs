//! The system's keyring as a program of its own, for tests that end it or its
//! daemon: `keyring LIMIT_MS`.
//!
//! One command a line on its input, one outcome a line on its output:
//! `keep ID ACCESS_KEY_ID SECRET` is `kept`, `read ID` is `read HASH`, `remove
//! ID` is `removed`, `state` is `usable`; a problem is its name. Secrets come in
//! and never go out: keys are told by [`tests::keyring::hash`].
#![allow(clippy::print_stdout, reason = "a program talks to whoever started it")]

use std::{
    env,
    io::{BufRead, Write, stdin},
    time::Duration,
};

use anyhow::{Context, Result, bail};
use connections::{AccessKeys, Keyring, KeyringProblem, SystemKeyring};
use tests::keyring::hash;

#[tokio::main]
async fn main() -> Result<()> {
    let limit = env::args().nth(1).context("the limit is missing")?.parse()?;
    let keyring = SystemKeyring::with_limit(Duration::from_millis(limit));
    for line in stdin().lock().lines() {
        let line = line?;
        let words: Vec<&str> = line.split_whitespace().collect();
        let outcome = match words[..] {
            ["keep", id, key, secret] => {
                let keys = AccessKeys::parse(key, secret, None)?;
                told(keyring.keep(id, &keys).await.map(|()| "kept".to_owned()))
            }
            ["read", id] => told(keyring.read(id).await.map(|keys| format!("read {}", hash(&keys)))),
            ["remove", id] => told(keyring.remove(id).await.map(|()| "removed".to_owned())),
            ["state"] => told(keyring.state().await.map(|()| "usable".to_owned())),
            _ => bail!("that is no command"),
        };
        println!("{outcome}");
        std::io::stdout().flush()?;
    }
    Ok(())
}

fn told(outcome: Result<String, KeyringProblem>) -> String {
    outcome.unwrap_or_else(|problem| format!("{problem:?}"))
}
