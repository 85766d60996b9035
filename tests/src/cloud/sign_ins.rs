//! IAM Identity Center: who may act as what, devices that wait for somebody to
//! approve them, and the tokens that come of it.

mod granting;

use std::{
    collections::HashMap,
    time::{Duration, Instant, SystemTime},
};

pub(super) use granting::{NotGranted, REGISTERED_FOR, Tokens};

/// Where the company's people sign in.
pub const START_URL: &str = "https://acme.awsapps.com/start";
/// Who signs in where nobody else is named.
pub const PERSON: &str = "anna";

/// A permission set of an account that somebody may act with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Assignment {
    pub(super) person: String,
    pub(super) account: String,
    pub(super) account_name: String,
    pub(super) permission_set: String,
}

/// A program that introduced itself.
struct Client {
    secret: String,
    region: String,
    /// It asked for `sso:account:access`, so that it gets refresh tokens.
    refreshes: bool,
}

struct Waiting {
    device_code: String,
    user_code: String,
    client: String,
    expires: SystemTime,
    asked: Option<Instant>,
    answer: Answer,
}

#[derive(Clone, PartialEq, Eq)]
enum Answer {
    NotYet,
    Approved {
        person: String,
    },
    Denied,
    /// The tokens were fetched.
    Used,
}

struct Token {
    person: String,
    region: String,
    expires: SystemTime,
    ended: bool,
}

struct Refresh {
    person: String,
    client: String,
}

pub struct SignIns {
    assignments: Vec<Assignment>,
    clients: HashMap<String, Client>,
    waiting: Vec<Waiting>,
    tokens: HashMap<String, Token>,
    refreshes: HashMap<String, Refresh>,
    interval: Duration,
    codes_last: Duration,
    tokens_last: Duration,
    slow_down: u32,
    secrets: Vec<String>,
}

impl SignIns {
    pub(super) fn new() -> Self {
        Self {
            assignments: Vec::new(),
            clients: HashMap::new(),
            waiting: Vec::new(),
            tokens: HashMap::new(),
            refreshes: HashMap::new(),
            interval: Duration::from_secs(1),
            codes_last: Duration::from_secs(600),
            tokens_last: Duration::from_secs(8 * 3600),
            slow_down: 0,
            secrets: Vec::new(),
        }
    }

    /// From here on the person may act with the permission set.
    pub fn assign(&mut self, person: &str, account: &str, account_name: &str, permission_set: &str) {
        self.assignments.push(Assignment {
            person: person.to_owned(),
            account: account.to_owned(),
            account_name: account_name.to_owned(),
            permission_set: permission_set.to_owned(),
        });
    }

    /// Takes every assignment of the account away.
    pub fn withdraw(&mut self, account: &str) {
        self.assignments.retain(|assignment| assignment.account != account);
    }

    /// The codes people are asked to approve, the oldest first.
    pub fn user_codes(&self) -> Vec<String> {
        let open = self.waiting.iter().filter(|waiting| waiting.answer == Answer::NotYet);
        open.map(|waiting| waiting.user_code.clone()).collect()
    }

    pub fn approve_as(&mut self, user_code: &str, person: &str) {
        self.answer(user_code, Answer::Approved { person: person.to_owned() });
    }

    pub fn deny(&mut self, user_code: &str) {
        self.answer(user_code, Answer::Denied);
    }

    /// What devices are told to wait between two questions, in whole seconds.
    /// One that asks sooner is told to slow down.
    pub fn ask_every(&mut self, interval: Duration) {
        self.interval = interval;
    }

    /// The next so many questions of waiting devices are answered with
    /// `SlowDownException`.
    pub fn slow_down(&mut self, times: u32) {
        self.slow_down = times;
    }

    /// How long a code can be approved that is given from here on.
    pub fn codes_last(&mut self, lifetime: Duration) {
        self.codes_last = lifetime;
    }

    /// How long access tokens last that are given from here on.
    pub fn tokens_last(&mut self, lifetime: Duration) {
        self.tokens_last = lifetime;
    }

    /// Every access token given so far is over, before the time that was told.
    /// Refresh tokens are still good.
    pub fn end_tokens(&mut self) {
        for token in self.tokens.values_mut() {
            token.ended = true;
        }
    }

    /// Everybody is signed out: access and refresh tokens are over.
    pub fn end_sessions(&mut self) {
        self.end_tokens();
        self.refreshes.clear();
    }

    /// The programs that introduced themselves are forgotten, as after 90 days.
    pub fn forget_clients(&mut self) {
        self.clients.clear();
    }

    /// Every token, device code and client secret that was ever given.
    pub fn secrets(&self) -> Vec<String> {
        self.secrets.clone()
    }

    /// Whose token it is, if it is good in that Region.
    pub(super) fn person(&self, token: &str, region: &str, now: SystemTime) -> Option<String> {
        let token = self.tokens.get(token)?;
        let good = !token.ended && token.expires > now && token.region == region;
        good.then(|| token.person.clone())
    }

    pub(super) fn assignments_of(&self, person: &str) -> Vec<Assignment> {
        let theirs = self.assignments.iter().filter(|assignment| assignment.person == person);
        theirs.cloned().collect()
    }

    /// Signs the token out; it is as good if it was over.
    pub(super) fn sign_out(&mut self, token: &str) {
        self.tokens.remove(token);
    }

    fn answer(&mut self, user_code: &str, answer: Answer) {
        let mut open = self.waiting.iter_mut().filter(|waiting| waiting.answer == Answer::NotYet);
        let waiting = open.find(|waiting| waiting.user_code == user_code);
        waiting.unwrap_or_else(|| panic!("nobody waits with {user_code}")).answer = answer;
    }
}
