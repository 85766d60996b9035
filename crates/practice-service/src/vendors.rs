//! The vendors' side of the browser: sign-in, consent, and the way back through
//! the callback. Plain forms that work without JavaScript, each good for once.

pub(crate) mod answer;
pub(crate) mod front_desk;
mod page;

use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::input::RawCall;
use crate::practice::{Practice, State};
use crate::reply::Reply;
use crate::scene::Scene;
use crate::world::account_association::AccountAssociation;
use crate::world::vendor::{self, Vendor};
use answer::{CustomerAnswer, answer_sign_in};
use front_desk::{Form, Step};

pub(crate) fn answer(practice: &Practice, call: &RawCall<'_>, request_id: &str) -> Reply {
    let mut state = practice.state();
    let body = String::from_utf8_lossy(call.body);
    let segments: Vec<&str> = call.path.split('/').skip(1).collect();
    match (call.method, &segments[..]) {
        ("GET", ["vendors", "style.css"]) => page::style(),
        ("GET", ["vendors", slug, "authorize"]) => {
            on(slug, |vendor| authorize(&mut state, vendor, practice, call.query))
        }
        ("POST", ["vendors", slug, "sign-in"]) => on(slug, |vendor| sign_in(&mut state, vendor, &body)),
        ("POST", ["vendors", slug, "consent"]) => on(slug, |vendor| consent(&mut state, vendor, &body)),
        ("GET", ["vendors", slug, "linked"]) => {
            on(slug, |vendor| page::linked(vendor, parameter(call.query, "error").is_some()))
        }
        ("GET", ["oauth", "callback"]) => callback(&mut state, call.query, request_id),
        ("GET", ["oauth", "ended"]) => page::blank(),
        _ => page::lost(),
    }
}

fn on(slug: &str, page: impl FnOnce(&'static Vendor) -> Reply) -> Reply {
    vendor::with_slug(slug).map_or_else(page::lost, page)
}

fn authorize(state: &mut State, vendor: &'static Vendor, practice: &Practice, query: &str) -> Reply {
    let key = parameter(query, "state").unwrap_or_default();
    let callback = format!("{}/oauth/callback", practice.identity.endpoint);
    let genuine = parameter(query, "response_type").as_deref() == Some("code")
        && parameter(query, "client_id").as_deref() == Some(vendor.client_id)
        && parameter(query, "redirect_uri") == Some(callback);
    let waits = waiting(state, &key).is_some_and(|found| found.1 == vendor);
    if !genuine || !waits || state.scenery.scene() == Scene::SignInExpires {
        return page::expired(vendor);
    }
    sign_in_form(state, vendor, key, None)
}

fn sign_in(state: &mut State, vendor: &'static Vendor, body: &str) -> Reply {
    let Some((key, Step::SigningIn)) = spent_form(state, vendor, body) else {
        return page::expired(vendor);
    };
    if let Some(chosen) = parameter(body, "account").and_then(|account| vendor.account_of(&account)) {
        return consent_form(state, vendor, key, chosen);
    }
    let username = parameter(body, "username").unwrap_or_default();
    let has_password = parameter(body, "password").is_some_and(|password| !password.is_empty());
    match vendor.account_of(&username) {
        Some(customer) if has_password => consent_form(state, vendor, key, customer),
        Some(_) => {
            sign_in_form(state, vendor, key, Some("Please type your password. Any password will do here."))
        }
        None => {
            sign_in_form(state, vendor, key, Some("We do not know this account. Choose one of those below."))
        }
    }
}

fn consent(state: &mut State, vendor: &'static Vendor, body: &str) -> Reply {
    let Some((key, Step::Consenting { customer })) = spent_form(state, vendor, body) else {
        return page::expired(vendor);
    };
    match parameter(body, "decision").as_deref() {
        Some("allow") if state.scenery.scene() != Scene::CustomerSaysNo => {
            let code = state.front_desk.hand_out_code(&key, customer, &mut state.chance);
            page::redirect(&format!("/oauth/callback?code={code}&state={key}"))
        }
        Some("allow" | "deny") => page::redirect(&format!(
            "/oauth/callback?error=access_denied&error_description={}&state={key}",
            encoded("The resource owner denied the request")
        )),
        Some("other-account") => sign_in_form(state, vendor, key, None),
        _ => page::expired(vendor),
    }
}

/// What the service does when the vendor sends the browser back.
fn callback(state: &mut State, query: &str, request_id: &str) -> Reply {
    let key = parameter(query, "state").unwrap_or_default();
    let Some((association, vendor)) = waiting(state, &key) else {
        return page::lost();
    };
    let id = association.id.clone();
    let answer = match (parameter(query, "code"), parameter(query, "error")) {
        (Some(code), _) => match state.front_desk.redeem(&code, &key) {
            Some(customer) => CustomerAnswer::Allowed { customer },
            None => return page::lost(),
        },
        (None, Some(_)) => CustomerAnswer::denied(),
        (None, None) => return page::lost(),
    };
    let denied = matches!(answer, CustomerAnswer::Denied { .. });
    if let Err(failure) = answer_sign_in(state, &id, answer, request_id) {
        return Reply::refusal(&failure);
    }
    let end = if vendor.completion_page {
        format!("/vendors/{}/linked", vendor.slug)
    } else {
        "/oauth/ended".to_owned()
    };
    if denied {
        let description = encoded("The resource owner denied the request");
        page::redirect(&format!("{end}?error=access_denied&error_description={description}"))
    } else {
        page::redirect(&end)
    }
}

fn sign_in_form(state: &mut State, vendor: &'static Vendor, key: String, complaint: Option<&str>) -> Reply {
    let now = state.now();
    let form = Form { key, vendor: vendor.slug, step: Step::SigningIn };
    let form = state.front_desk.hand_out(form, now, &mut state.chance);
    page::sign_in(&state.world, vendor, &form, complaint)
}

fn consent_form(state: &mut State, vendor: &'static Vendor, key: String, customer: String) -> Reply {
    let now = state.now();
    let name = vendor.display_name(&customer);
    let refusing = state.scenery.scene() == Scene::CustomerSaysNo;
    let address = format!("{customer}@example.com");
    let form = Form { key, vendor: vendor.slug, step: Step::Consenting { customer } };
    let form = state.front_desk.hand_out(form, now, &mut state.chance);
    page::consent(vendor, &form, &name, &address, refusing)
}

/// What a form stood for, once, and only while its link still waits.
fn spent_form(state: &mut State, vendor: &Vendor, body: &str) -> Option<(String, Step)> {
    let now = state.now();
    let form = state.front_desk.take_back(&parameter(body, "form")?, now)?;
    let waits = waiting(state, &form.key).is_some();
    (waits && form.vendor == vendor.slug && state.scenery.scene() != Scene::SignInExpires)
        .then_some((form.key, form.step))
}

/// The link whose sign-in has this key, as long as it can be answered.
fn waiting<'s>(state: &'s State, key: &str) -> Option<(&'s AccountAssociation, &'static Vendor)> {
    let association = state
        .world
        .account_associations
        .iter()
        .find(|association| association.sign_in_key == key && association.awaits_sign_in())?;
    let destination = state.world.connector_destination(&association.connector_destination_id)?;
    Some((association, destination.vendor))
}

/// A parameter of a query or of a form.
fn parameter(form: &str, name: &str) -> Option<String> {
    form.split('&').find_map(|pair| {
        let (key, value) = pair.split_once('=')?;
        (key == name).then(|| percent_decode_str(&value.replace('+', " ")).decode_utf8_lossy().into_owned())
    })
}

fn encoded(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}
