//! The front of IAM Identity Center where programs get tokens: SSO-OIDC, JSON.

use axum::{
    body::{Body, Bytes},
    http::{Request, Response},
};
use serde_json::{Value, json};

use super::{
    Shared,
    host::Host,
    record::Asked,
    seconds,
    sign_ins::{NotGranted, REGISTERED_FOR, SignIns, Tokens},
};

const DEVICE_CODE: &str = "urn:ietf:params:oauth:grant-type:device_code";
const REFRESH_TOKEN: &str = "refresh_token";

pub(super) fn answer(shared: &Shared, host: &Host, request: &Request<Bytes>) -> Response<Body> {
    let operation = match request.uri().path() {
        "/client/register" => "RegisterClient",
        "/device_authorization" => "StartDeviceAuthorization",
        "/token" => "CreateToken",
        other => other,
    };
    let asked = Asked { host: host.name.clone(), operation: operation.to_owned(), access_key_id: None };
    shared.record().arrived(asked);
    let form: Value = serde_json::from_slice(request.body()).unwrap_or_default();
    match carry_out(shared, host, operation, &form) {
        Ok(answer) => reply(200, None, &answer),
        Err(why) => {
            let (status, code, error, description) = said(why);
            let error = json!({ "error": error, "error_description": description });
            reply(status, Some(code), &error)
        }
    }
}

fn carry_out(shared: &Shared, host: &Host, operation: &str, form: &Value) -> Result<Value, NotGranted> {
    let text = |name: &str| form[name].as_str().unwrap_or_default();
    let client = (text("clientId"), text("clientSecret"), host.region.as_str());
    let now = shared.clock.now();
    let mut sign_ins = shared.sign_ins();
    match operation {
        "RegisterClient" => {
            let scopes: Vec<&str> =
                form["scopes"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
            let registered = sign_ins.register(&scopes, &host.region);
            Ok(json!({
                "clientId": registered.client_id,
                "clientSecret": registered.client_secret,
                "clientIdIssuedAt": seconds(now),
                "clientSecretExpiresAt": seconds(now + REGISTERED_FOR),
            }))
        }
        "StartDeviceAuthorization" => {
            let device = sign_ins.begin(client, text("startUrl"), now)?;
            let page = format!("https://device.sso.{}.amazonaws.com/", host.region);
            Ok(json!({
                "deviceCode": device.device_code,
                "userCode": device.user_code,
                "verificationUri": page,
                "verificationUriComplete": format!("{page}?user_code={}", device.user_code),
                "expiresIn": device.expires_in.as_secs(),
                "interval": device.interval.as_secs(),
            }))
        }
        "CreateToken" => {
            let tokens = grant(&mut sign_ins, client, form, now)?;
            let mut answer = json!({
                "accessToken": tokens.access,
                "tokenType": "Bearer",
                "expiresIn": tokens.expires_in.as_secs(),
            });
            if let Some(refresh) = tokens.refresh {
                answer["refreshToken"] = refresh.into();
            }
            Ok(answer)
        }
        _ => Err(NotGranted::UnsupportedGrant),
    }
}

fn grant(
    sign_ins: &mut SignIns,
    client: (&str, &str, &str),
    form: &Value,
    now: std::time::SystemTime,
) -> Result<Tokens, NotGranted> {
    let text = |name: &str| form[name].as_str().unwrap_or_default();
    match text("grantType") {
        DEVICE_CODE => sign_ins.by_device_code(client, text("deviceCode"), now),
        REFRESH_TOKEN => sign_ins.by_refresh_token(client, text("refreshToken"), now),
        _ => Err(NotGranted::UnsupportedGrant),
    }
}

/// Status, exception, and what OAuth calls it.
fn said(why: NotGranted) -> (u16, &'static str, &'static str, Option<&'static str>) {
    match why {
        NotGranted::UnknownClient => {
            (401, "InvalidClientException", "invalid_client", Some("Invalid client"))
        }
        NotGranted::UnknownStartUrl => {
            (400, "InvalidRequestException", "invalid_request", Some("Invalid start url provided"))
        }
        NotGranted::UnknownDeviceCode => {
            (400, "InvalidGrantException", "invalid_grant", Some("Invalid device code provided"))
        }
        NotGranted::UnknownRefreshToken => {
            (400, "InvalidGrantException", "invalid_grant", Some("Invalid refresh token provided"))
        }
        NotGranted::Pending => (400, "AuthorizationPendingException", "authorization_pending", None),
        NotGranted::SlowDown => (400, "SlowDownException", "slow_down", None),
        NotGranted::Expired => {
            (400, "ExpiredTokenException", "expired_token", Some("Device code has expired"))
        }
        NotGranted::Denied => (400, "AccessDeniedException", "access_denied", Some("Authorization denied")),
        NotGranted::UnsupportedGrant => {
            (400, "UnsupportedGrantTypeException", "unsupported_grant_type", None)
        }
    }
}

fn reply(status: u16, exception: Option<&str>, body: &Value) -> Response<Body> {
    let mut response = Response::builder().status(status).header("content-type", "application/json");
    if let Some(exception) = exception {
        let namespace = "http://internal.amazon.com/coral/com.amazonaws.sso.oidc/";
        response = response.header("x-amzn-errortype", format!("{exception}:{namespace}"));
    }
    response.body(Body::from(body.to_string())).expect("the answer's parts are valid")
}
