//! An identity as one text: the JSON array of its four members, as SQLite's
//! `json_array` writes it too.

use onboarding::Identity;

use super::{Unreadable, from_json, to_json};

pub(crate) fn spell(identity: &Identity) -> String {
    let Identity { partition, account, region, endpoint } = identity;
    to_json(&(partition, account, region, endpoint))
}

pub(crate) fn restore(text: &str) -> Result<Identity, Unreadable> {
    let (partition, account, region, endpoint) = from_json(text)?;
    Ok(Identity { partition, account, region, endpoint })
}
