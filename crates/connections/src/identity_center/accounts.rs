//! The accounts and roles a person has behind a portal.

use onboarding::{Problem, fit_to_show};
use secrecy::ExposeSecret;

use super::Portal;
use super::credentials::Access;
use crate::Environment;

const ACCOUNTS: &str = "ListAccounts";
const ROLES: &str = "ListAccountRoles";

/// The most a page of the portal may hold.
const PAGE: i32 = 100;

/// An AWS account behind a portal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PortalAccount {
    /// 12 digits.
    pub id: String,
    pub name: String,
    pub email: String,
}

/// All accounts, by name.
///
/// # Errors
/// [`crate::PORTAL_SIGN_IN_NEEDED`], [`crate::PORTAL_TOKEN_UNREADABLE`], and
/// whatever keeps the portal from answering.
pub async fn portal_accounts(
    portal: &Portal,
    environment: &Environment,
) -> Result<Vec<PortalAccount>, Problem> {
    let access = Access::new(portal, None, portal.calls(environment).await?)?;
    let token = access.token().await?;
    let list = access.sso().list_accounts().access_token(token.expose_secret());
    let mut pages = list.into_paginator().page_size(PAGE).items().send();
    let mut accounts = Vec::new();
    while let Some(account) = pages.next().await {
        let account = account.map_err(|error| access.refused(&error, ACCOUNTS))?;
        let shown = |text: Option<String>| text.as_deref().and_then(fit_to_show);
        if let Some(id) = account.account_id.filter(|id| is_account(id)) {
            let name = shown(account.account_name).unwrap_or_else(|| id.clone());
            accounts.push(PortalAccount {
                id,
                name,
                email: shown(account.email_address).unwrap_or_default(),
            });
        }
    }
    accounts.sort_by(|a, b| (a.name.to_lowercase(), &a.id).cmp(&(b.name.to_lowercase(), &b.id)));
    Ok(accounts)
}

/// The names of all roles in one account, in order.
///
/// # Errors
/// As [`portal_accounts`].
pub async fn portal_roles(
    portal: &Portal,
    account_id: &str,
    environment: &Environment,
) -> Result<Vec<String>, Problem> {
    let access = Access::new(portal, None, portal.calls(environment).await?)?;
    let token = access.token().await?;
    let list = access.sso().list_account_roles().account_id(account_id).access_token(token.expose_secret());
    let mut pages = list.into_paginator().page_size(PAGE).items().send();
    let mut roles = Vec::new();
    while let Some(role) = pages.next().await {
        let role = role.map_err(|error| access.refused(&error, ROLES))?;
        roles.extend(role.role_name.filter(|name| is_role_name(name)));
    }
    roles.sort();
    Ok(roles)
}

/// As IAM Identity Center names permission sets, in the length of a role's name.
fn is_role_name(name: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || "_+=,.@-".contains(c);
    (1..=64).contains(&name.len()) && name.chars().all(is_part)
}

fn is_account(id: &str) -> bool {
    id.len() == 12 && id.chars().all(|c| c.is_ascii_digit())
}
