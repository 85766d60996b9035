//! The front of IAM Identity Center where a token buys a role's keys: SSO, JSON.

use std::{collections::HashMap, time::SystemTime};

use axum::{
    body::{Body, Bytes},
    http::{Request, Response},
};
use serde_json::{Value, json};
use url::form_urlencoded;

use super::{Shared, host::Host, record::Asked, seconds, sign_ins::Assignment};
use crate::front;

/// Why nothing is given.
enum Refused {
    Unauthorized,
    NoAccess,
    Unknown,
}

pub(super) fn answer(shared: &Shared, host: &Host, request: &Request<Bytes>) -> Response<Body> {
    let operation = match request.uri().path() {
        "/federation/credentials" => "GetRoleCredentials",
        "/assignment/accounts" => "ListAccounts",
        "/assignment/roles" => "ListAccountRoles",
        "/logout" => "Logout",
        other => other,
    };
    let asked = Asked { host: host.name.clone(), operation: operation.to_owned(), access_key_id: None };
    shared.record().arrived(asked);
    let query = request.uri().query().unwrap_or_default();
    let query: HashMap<String, String> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let token = front::text(request.headers(), "x-amz-sso_bearer_token");
    let (status, exception, body) = match carry_out(shared, host, operation, &query, token) {
        Ok(body) => (200, None, body),
        Err(refused) => {
            let (status, exception, message) = match refused {
                Refused::Unauthorized => (401, "UnauthorizedException", "Session token not found or invalid"),
                Refused::NoAccess => (403, "ForbiddenException", "No access"),
                Refused::Unknown => (404, "ResourceNotFoundException", "Not found"),
            };
            let kind = format!("com.amazonaws.switchboard.portal#{exception}");
            (status, Some(exception), json!({ "message": message, "__type": kind }))
        }
    };
    let mut response = Response::builder().status(status).header("content-type", "application/json");
    if let Some(exception) = exception {
        response = response.header("x-amzn-errortype", exception);
    }
    response.body(Body::from(body.to_string())).expect("the answer's parts are valid")
}

fn carry_out(
    shared: &Shared,
    host: &Host,
    operation: &str,
    query: &HashMap<String, String>,
    token: &str,
) -> Result<Value, Refused> {
    let now = shared.clock.now();
    let person = shared.sign_ins().person(token, &host.region, now).ok_or(Refused::Unauthorized)?;
    let theirs = shared.sign_ins().assignments_of(&person);
    let account = query.get("account_id").map_or("", String::as_str);
    match operation {
        "GetRoleCredentials" => {
            let role = query.get("role_name").map_or("", String::as_str);
            credentials(shared, &theirs, account, role, now)
        }
        "ListAccounts" => {
            let mut accounts: Vec<Value> = Vec::new();
            for Assignment { account, account_name, .. } in theirs {
                let email = format!("aws+{account}@acme.example");
                let about =
                    json!({ "accountId": account, "accountName": account_name, "emailAddress": email });
                if !accounts.contains(&about) {
                    accounts.push(about);
                }
            }
            Ok(page("accountList", &accounts, query))
        }
        "ListAccountRoles" => {
            let here: Vec<Value> = theirs
                .into_iter()
                .filter(|assignment| assignment.account == account)
                .map(|assignment| json!({ "roleName": assignment.permission_set, "accountId": account }))
                .collect();
            if here.is_empty() { Err(Refused::NoAccess) } else { Ok(page("roleList", &here, query)) }
        }
        "Logout" => {
            shared.sign_ins().sign_out(token);
            Ok(json!({}))
        }
        _ => Err(Refused::Unknown),
    }
}

fn credentials(
    shared: &Shared,
    theirs: &[Assignment],
    account: &str,
    role: &str,
    now: SystemTime,
) -> Result<Value, Refused> {
    let assigned = theirs.iter().find(|one| one.account == account && one.permission_set == role);
    let assigned = assigned.ok_or(Refused::NoAccess)?;
    let session = shared.identities().permission_set_session(account, role, &assigned.person, now);
    Ok(json!({ "roleCredentials": {
        "accessKeyId": session.key.id,
        "secretAccessKey": session.key.secret,
        "sessionToken": session.key.token,
        "expiration": seconds(session.expires) * 1000,
    }}))
}

/// `max_result` of them from where `next_token` says.
fn page(name: &str, all: &[Value], query: &HashMap<String, String>) -> Value {
    let number = |name: &str| query.get(name).and_then(|text| text.parse::<usize>().ok());
    let start = number("next_token").unwrap_or(0).min(all.len());
    let end = (start + number("max_result").unwrap_or(20).clamp(1, 100)).min(all.len());
    let next = (end < all.len()).then(|| end.to_string());
    json!({ name: all[start..end], "nextToken": next })
}
