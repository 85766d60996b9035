//! STS: query protocol in, XML out.

use std::{collections::HashMap, time::Duration};

use axum::{
    body::{Body, Bytes},
    http::{Method, Request, Response},
};
use url::form_urlencoded;

use super::{
    Shared, clock,
    host::Host,
    identities::{AssumeRole, Denied, Mfa, Session},
    record::Asked,
    signature::{Refusal, Signed},
};

const VERSION: &str = "2011-06-15";

struct Failed {
    status: u16,
    code: &'static str,
    message: String,
}

pub(super) fn answer(shared: &Shared, host: &Host, request: &Request<Bytes>) -> Response<Body> {
    let form = form(request);
    let action = form.get("Action").map_or("", String::as_str);
    let signed = Signed::read(request.headers());
    shared.record().arrived(Asked {
        host: host.name.clone(),
        operation: action.to_owned(),
        access_key_id: signed.as_ref().ok().map(|signed| signed.access_key_id.clone()),
    });
    let answered = signed.map_err(Failed::from).and_then(|signed| {
        signed.is_for(host, "sts", request.headers(), shared.clock.now())?;
        carry_out(shared, action, &form, &signed)
    });
    let (status, body) = match answered {
        Ok(result) => (
            200,
            format!(
                "<{action}Response xmlns=\"https://sts.amazonaws.com/doc/{VERSION}/\">\n  <{action}Result>\n{result}  </{action}Result>\n  <ResponseMetadata>\n    <RequestId>{}</RequestId>\n  </ResponseMetadata>\n</{action}Response>\n",
                request_id()
            ),
        ),
        Err(Failed { status, code, message }) => (
            status,
            format!(
                "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/{VERSION}/\">\n  <Error>\n    <Type>Sender</Type>\n    <Code>{code}</Code>\n    <Message>{}</Message>\n  </Error>\n  <RequestId>{}</RequestId>\n</ErrorResponse>\n",
                escaped(&message),
                request_id()
            ),
        ),
    };
    let response = Response::builder().status(status).header("content-type", "text/xml");
    response.body(Body::from(body)).expect("the answer's parts are valid")
}

fn carry_out(
    shared: &Shared,
    action: &str,
    form: &HashMap<String, String>,
    signed: &Signed,
) -> Result<String, Failed> {
    let now = shared.clock.now();
    let mut identities = shared.identities();
    let who = identities.caller(signed, now)?;
    let caller = &signed.access_key_id;
    let duration = form.get("DurationSeconds").and_then(|text| text.parse().ok()).map(Duration::from_secs);
    let mfa = match (form.get("SerialNumber"), form.get("TokenCode")) {
        (Some(serial), Some(code)) => Some(Mfa { serial: serial.clone(), code: code.clone() }),
        (None, None) => None,
        (Some(_), None) | (None, Some(_)) => {
            return Err(denied(
                "MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.",
            ));
        }
    };
    if form.get("Version").map(String::as_str) != Some(VERSION) {
        return Err(no_such_action(action));
    }
    match action {
        "GetCallerIdentity" => Ok(format!(
            "    <Arn>{}</Arn>\n    <UserId>{}</UserId>\n    <Account>{}</Account>\n",
            escaped(&who.arn),
            escaped(&who.user_id),
            who.account
        )),
        "AssumeRole" => {
            let asked = AssumeRole {
                role_arn: form.get("RoleArn").cloned().unwrap_or_default(),
                session_name: form.get("RoleSessionName").cloned().unwrap_or_default(),
                external_id: form.get("ExternalId").cloned(),
                duration,
                mfa,
            };
            let session = identities.assume_role(caller, &asked, now)?;
            let user = format!(
                "    <AssumedRoleUser>\n      <AssumedRoleId>{}</AssumedRoleId>\n      <Arn>{}</Arn>\n    </AssumedRoleUser>\n",
                escaped(&session.user_id),
                escaped(&session.arn)
            );
            Ok(user + &credentials(&session))
        }
        "GetSessionToken" => {
            Ok(credentials(&identities.user_session(caller, duration, mfa.as_ref(), now)?))
        }
        other => Err(no_such_action(other)),
    }
}

fn credentials(session: &Session) -> String {
    format!(
        "    <Credentials>\n      <AccessKeyId>{}</AccessKeyId>\n      <SecretAccessKey>{}</SecretAccessKey>\n      <SessionToken>{}</SessionToken>\n      <Expiration>{}</Expiration>\n    </Credentials>\n",
        session.key.id,
        session.key.secret,
        session.key.token.as_deref().unwrap_or_default(),
        clock::iso(session.expires)
    )
}

fn form(request: &Request<Bytes>) -> HashMap<String, String> {
    let query = request.uri().query().unwrap_or_default();
    let text = if *request.method() == Method::GET { query.as_bytes() } else { request.body() };
    form_urlencoded::parse(text).into_owned().collect()
}

impl From<Refusal> for Failed {
    fn from(refusal: Refusal) -> Self {
        let (code, message) = match refusal {
            Refusal::NotSigned => {
                ("MissingAuthenticationToken", "Request is missing Authentication Token".into())
            }
            Refusal::Incomplete => ("IncompleteSignature", "Authorization header cannot be read.".into()),
            Refusal::DoesNotMatch(why) => ("SignatureDoesNotMatch", why),
            Refusal::UnknownKey => {
                ("InvalidClientTokenId", "The security token included in the request is invalid.".into())
            }
            Refusal::Expired => {
                ("ExpiredToken", "The security token included in the request is expired".into())
            }
        };
        Self { status: 403, code, message }
    }
}

impl From<Denied> for Failed {
    fn from(why: Denied) -> Self {
        match why {
            Denied::NotAuthorized { who, role } => denied(&format!(
                "User: {who} is not authorized to perform: sts:AssumeRole on resource: {role}"
            )),
            // The space at the end is AWS's own.
            Denied::WrongCode => {
                denied("MultiFactorAuthentication failed with invalid MFA one time pass code. ")
            }
            Denied::UnknownDevice => denied(
                "MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.",
            ),
            Denied::SessionOfSession => denied("Cannot call GetSessionToken with session credentials"),
            Denied::Invalid(why) => Self { status: 400, code: "ValidationError", message: why.to_owned() },
        }
    }
}

fn denied(message: &str) -> Failed {
    Failed { status: 403, code: "AccessDenied", message: message.to_owned() }
}

fn no_such_action(action: &str) -> Failed {
    let message = format!("Could not find operation {action} for version {VERSION}");
    Failed { status: 400, code: "InvalidAction", message }
}

pub(super) fn request_id() -> String {
    let hex = |length| super::identities::drawn(length, b"0123456789abcdef");
    [hex(8), hex(4), hex(4), hex(4), hex(12)].join("-")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
