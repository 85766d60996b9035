//! What AWS has allowed and refused so far, for each role or user: kept on disk,
//! so that a change that was used once need not be tried.

use std::{collections::BTreeMap, path::Path};

use contract::{PermissionOutcomeView, PermissionView};
use onboarding::{Identity, Problem, ProblemKind};
use serde::{Deserialize, Serialize};
use support::permissions;

use super::actions;
use crate::{Desk, settings, state::Account};

const FILE: &str = "permissions.json";
/// An answer of the same kind is written again after this long, in milliseconds.
const AGAIN: i64 = 24 * 60 * 60 * 1000;
/// Roles and users kept; the one seen longest ago goes first.
const MAX_WHO: usize = 50;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Seen {
    allowed: bool,
    /// Milliseconds since 1970.
    at: i64,
}

/// By who, then by IAM action.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct SeenPermissions(BTreeMap<String, BTreeMap<String, Seen>>);

impl SeenPermissions {
    pub(crate) fn load(data_dir: &Path) -> Self {
        settings::read(data_dir, FILE).unwrap_or_default()
    }

    /// True when it is news.
    fn learn(&mut self, who: &str, action: &str, allowed: bool, at: i64) -> bool {
        let of_who = self.0.entry(who.to_owned()).or_default();
        let is_news = of_who.get(action).is_none_or(|seen| seen.allowed != allowed || at - seen.at > AGAIN);
        if is_news {
            of_who.insert(action.to_owned(), Seen { allowed, at });
        }
        while self.0.len() > MAX_WHO {
            let newest = |seen: &BTreeMap<String, Seen>| seen.values().map(|seen| seen.at).max();
            let oldest = self.0.iter().min_by_key(|(_, seen)| newest(seen)).map(|(who, _)| who.clone());
            match oldest {
                Some(oldest) => self.0.remove(&oldest),
                None => break,
            };
        }
        is_news
    }
}

impl Desk {
    /// An operation was answered: its permission is there, or one is missing.
    pub(crate) fn permission_seen(
        &self,
        identity: &Identity,
        arn: &str,
        operation: &'static str,
        problem: Option<&Problem>,
    ) {
        let who = who(identity, arn);
        let at = self.shared.ports.clock.now().0;
        let refused = match problem.map(|problem| &problem.kind) {
            None | Some(ProblemKind::Gone) => None,
            Some(ProblemKind::AskForPermission { action }) => Some(action.clone()),
            // Nothing is known of the permission from it.
            Some(_) => return,
        };
        let mut state = self.lock();
        let seen = &mut state.seen_permissions;
        let is_news = match &refused {
            Some(action) => seen.learn(&who, action, false, at),
            None => {
                let is_gone = problem.is_some();
                let needed = permissions::needed_for(operation).iter();
                // Of what is not there no secret was read.
                let needed = needed.take(if is_gone { 1 } else { usize::MAX });
                // Tags and a default key are not part of every request.
                let proven = needed.filter(|needed| is_proven_by_use(needed.action, operation));
                let news: Vec<bool> =
                    proven.map(|needed| seen.learn(&who, needed.action, true, at)).collect();
                news.contains(&true)
            }
        };
        drop(state);
        if !is_news {
            return;
        }
        // One after the other, and each writes what there is then.
        let _turn = self.shared.turn_to_write();
        let written = serde_json::to_string(&self.lock().seen_permissions).map_err(std::io::Error::from);
        let written = written.and_then(|text| settings::write(&self.shared.ports.data_dir, FILE, &text));
        if let Err(error) = written {
            tracing::warn!(%error, "what is permitted could not be kept");
        }
    }
}

/// An operation that went well proves its own action, and that the secret could
/// be read where it always is.
fn is_proven_by_use(action: &str, operation: &str) -> bool {
    action.ends_with(&format!(":{operation}")) || action == super::SECRET
}

/// A line for each action, with what was seen of it before.
pub(super) fn rows(desk: &Desk, account: &Account) -> Vec<PermissionView> {
    let state = desk.lock();
    let seen = state.seen_permissions.0.get(&who(account.identity(), account.connection.arn()));
    let row = |permission: &'static permissions::Permission| {
        let seen = seen.and_then(|seen| seen.get(permission.action));
        PermissionView {
            action: permission.action.to_owned(),
            what_for: permission.what_for.to_owned(),
            is_change: permission.is_change,
            outcome: match seen {
                Some(Seen { allowed: true, .. }) => PermissionOutcomeView::Allowed,
                Some(Seen { allowed: false, .. }) => PermissionOutcomeView::Refused,
                None => PermissionOutcomeView::NotTried,
            },
            seen_at: seen.map(|seen| seen.at),
        }
    };
    actions().into_iter().map(row).collect()
}

/// A role's sessions are one: the last part of an assumed role's ARN is dropped.
fn who(identity: &Identity, arn: &str) -> String {
    let of_role =
        if arn.contains(":assumed-role/") { arn.rsplit_once('/').map(|(role, _)| role) } else { None };
    format!(
        "{} {} {}",
        of_role.unwrap_or(arn),
        identity.region,
        identity.endpoint.as_deref().unwrap_or("aws")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_answer_is_news_once_a_day_and_another_at_once() {
        let mut seen = SeenPermissions::default();
        assert!(seen.learn("anna", "a", true, 0));
        assert!(!seen.learn("anna", "a", true, AGAIN));
        assert!(seen.learn("anna", "a", true, AGAIN + 1));
        assert!(seen.learn("anna", "a", false, AGAIN + 2));
        assert!(seen.learn("bob", "a", false, AGAIN + 2));
    }

    #[test]
    fn who_was_seen_longest_ago_is_forgotten_first() {
        let mut seen = SeenPermissions::default();
        for number in 0..=MAX_WHO {
            seen.learn(&format!("who {number}"), "a", true, i64::try_from(number).unwrap());
        }
        assert_eq!(seen.0.len(), MAX_WHO);
        assert!(!seen.0.contains_key("who 0"));
    }

    #[test]
    fn the_sessions_of_a_role_are_one() {
        let identity = Identity {
            partition: "aws".to_owned(),
            account: "123456789012".to_owned(),
            region: "eu-west-1".to_owned(),
            endpoint: None,
        };
        let of =
            |session: &str| who(&identity, &format!("arn:aws:sts::123456789012:assumed-role/R/{session}"));
        assert_eq!(of("anna"), of("bob"));
        assert_ne!(of("anna"), who(&identity, "arn:aws:iam::123456789012:user/R/anna"));
    }
}
