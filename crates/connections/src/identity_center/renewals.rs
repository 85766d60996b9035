//! What this program knows of the renewals of one token's file: whose turn it
//! is, how the last one failed, and which tokens came of which. A refresh token
//! is good for one renewal, so there is one at a time.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};

use onboarding::Problem;
use tokio::time::Instant;

use super::token::Token;
use crate::fingerprint::Fingerprint;
use crate::footprint::SignIn;

/// So many tokens of one sign-in are remembered besides the first: one would do
/// if nobody read the file while it is replaced.
const REMEMBERED: usize = 8;

/// Of every file, for as long as the program runs: there are as many as portals.
static OF_ALL_FILES: LazyLock<Mutex<HashMap<PathBuf, Arc<Renewals>>>> = LazyLock::new(Mutex::default);

#[derive(Debug, Default)]
pub(crate) struct Renewals {
    turn: tokio::sync::Mutex<Option<Failure>>,
    /// Tokens that came of each other by our own renewals, the first one first.
    one_sign_in: Mutex<Vec<Fingerprint>>,
    /// A token that could not be written, and what is in its place.
    unwritten: Mutex<Option<(SignIn, Token)>>,
}

/// The last renewal, when it failed.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) at: Instant,
    pub(crate) problem: Problem,
}

impl Renewals {
    /// The same for everybody who asks for this path.
    pub(crate) fn of(path: &Path) -> Arc<Self> {
        let mut all = OF_ALL_FILES.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(all.entry(path.to_owned()).or_default())
    }

    /// Whoever has it may renew.
    pub(crate) async fn turn(&self) -> tokio::sync::MutexGuard<'_, Option<Failure>> {
        self.turn.lock().await
    }

    /// `new` is about to be written in the place of `old`, which it came of.
    pub(crate) fn will_replace(&self, old: Fingerprint, new: Fingerprint) {
        let mut one_sign_in = self.one_sign_in();
        if !one_sign_in.contains(&old) {
            *one_sign_in = vec![old];
        }
        if one_sign_in.len() > REMEMBERED {
            one_sign_in.remove(1);
        }
        one_sign_in.push(new);
    }

    /// The token that was there before we renewed it for the first time.
    pub(crate) fn first_of(&self, token: Fingerprint) -> Fingerprint {
        let one_sign_in = self.one_sign_in();
        match one_sign_in.first() {
            Some(first) if one_sign_in.contains(&token) => *first,
            Some(_) | None => token,
        }
    }

    /// `token` could not be put in the place of this.
    pub(crate) fn keep_unwritten(&self, instead: SignIn, token: &Token) {
        *self.unwritten.lock().unwrap_or_else(PoisonError::into_inner) = Some((instead, token.clone()));
    }

    /// The token that should have been written in the place of what is found;
    /// one that came there since is newer.
    pub(crate) fn unwritten(&self, found: SignIn) -> Option<Token> {
        let mut unwritten = self.unwritten.lock().unwrap_or_else(PoisonError::into_inner);
        if unwritten.as_ref().is_some_and(|(instead, _)| *instead != found) {
            *unwritten = None;
        }
        unwritten.as_ref().map(|(_, token)| token.clone())
    }

    fn one_sign_in(&self) -> MutexGuard<'_, Vec<Fingerprint>> {
        self.one_sign_in.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(name: &str) -> Fingerprint {
        Fingerprint::of([Some(name.as_bytes())])
    }

    #[test]
    fn a_token_is_known_by_the_one_it_came_of_and_one_of_somebody_else_by_itself() {
        let renewals = Renewals::default();
        let tokens: Vec<_> = (0..40).map(|number| token(&number.to_string())).collect();
        for pair in tokens.windows(2) {
            renewals.will_replace(pair[0], pair[1]);
            assert_eq!((renewals.first_of(pair[0]), renewals.first_of(pair[1])), (tokens[0], tokens[0]));
        }
        assert_eq!(renewals.first_of(token("theirs")), token("theirs"));
        renewals.will_replace(token("theirs"), token("ours"));
        assert_eq!(renewals.first_of(token("ours")), token("theirs"));
        assert_eq!(renewals.first_of(tokens[39]), tokens[39], "that sign-in is another one");
    }

    #[tokio::test]
    async fn there_is_one_turn_for_each_path() {
        let (one, other) = (Renewals::of(Path::new("/turns/one")), Renewals::of(Path::new("/turns/other")));
        let held = one.turn().await;
        assert!(Renewals::of(Path::new("/turns/one")).turn.try_lock().is_err());
        assert!(other.turn.try_lock().is_ok());
        drop(held);
    }
}
