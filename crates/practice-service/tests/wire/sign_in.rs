//! The OAuth leg through the vendors' pages, form by form, as a browser does it.

use practice_service::Scene;
use serde_json::json;

use crate::client::{Answer, Bench, bench};

/// A new link: its id and the path of its sign-in page.
fn waiting(bench: &Bench, destination: &str) -> (String, String) {
    let created =
        bench.call("POST", "/account-associations", json!({"ConnectorDestinationId": destination})).json();
    let url = created["OAuthAuthorizationUrl"].as_str().expect("an address");
    let path = url.strip_prefix(bench.service.endpoint()).expect("an address of its own");
    (created["AccountAssociationId"].as_str().expect("an id").to_owned(), path.to_owned())
}

fn open(bench: &Bench, path: &str) -> Answer {
    bench.send("GET", path, &[], "").expect("a page")
}

fn submit(bench: &Bench, page: &Answer, path: &str, fields: &str) -> Answer {
    let headers =
        [("content-type", "application/x-www-form-urlencoded"), ("origin", bench.service.endpoint())];
    bench.send("POST", path, &headers, &format!("form={}&{fields}", form(page))).expect("a page")
}

fn form(page: &Answer) -> String {
    let (_, rest) =
        page.text.split_once("name=\"form\" value=\"").unwrap_or_else(|| panic!("no form in {}", page.text));
    rest.split('"').next().unwrap_or_default().to_owned()
}

fn location(answer: &Answer) -> String {
    assert_eq!(answer.status, 302, "{}", answer.text);
    answer.header("location").expect("a location").to_owned()
}

fn state(bench: &Bench, association: &str) -> String {
    let got = bench.get(&format!("/account-associations/{association}")).json();
    got["AssociationState"].as_str().expect("a state").to_owned()
}

#[test]
fn signing_in_and_allowing_links_and_ends_on_the_vendors_page() {
    let bench = bench();
    let (association, path) = waiting(&bench, "brightwell-lighting");
    let page = open(&bench, &path);
    for id in ["username", "password", "sign-in"] {
        assert!(page.text.contains(&format!("id=\"{id}\"")), "{id}");
    }
    let page =
        submit(&bench, &page, "/vendors/brightwell/sign-in", "username=miller%40example.com&password=x");
    assert!(page.text.contains("Anna Miller"));
    for id in ["allow", "deny", "other-account"] {
        assert!(page.text.contains(&format!("id=\"{id}\"")), "{id}");
    }
    let callback = location(&submit(&bench, &page, "/vendors/brightwell/consent", "decision=allow"));
    assert!(callback.starts_with("/oauth/callback?code="), "{callback}");
    assert_eq!(state(&bench, &association), "ASSOCIATION_IN_PROGRESS");
    assert_eq!(location(&open(&bench, &callback)), "/vendors/brightwell/linked");
    assert_eq!(state(&bench, &association), "ASSOCIATION_SUCCEEDED");
    assert!(open(&bench, "/vendors/brightwell/linked").text.contains("id=\"linked\""));
    assert!(open(&bench, &path).text.contains("id=\"expired\""), "the address is used up");
    assert_eq!(open(&bench, &callback).status, 404, "and so is the code");
}

#[test]
fn denying_fails_the_link_and_the_end_page_is_told() {
    let bench = bench();
    for (destination, slug, end) in [
        (
            "brightwell-lighting",
            "brightwell",
            "/vendors/brightwell/linked?error=access_denied&error_description=",
        ),
        ("northgate-locks", "northgate", "/oauth/ended?error=access_denied&error_description="),
    ] {
        let (association, path) = waiting(&bench, destination);
        let account = if slug == "northgate" { "account=mueller" } else { "account=miller" };
        let page = submit(&bench, &open(&bench, &path), &format!("/vendors/{slug}/sign-in"), account);
        let callback = location(&submit(&bench, &page, &format!("/vendors/{slug}/consent"), "decision=deny"));
        let end_page = location(&open(&bench, &callback));
        assert!(end_page.starts_with(end), "{end_page}");
        assert_eq!(open(&bench, &end_page).status, 200);
        assert_eq!(state(&bench, &association), "ASSOCIATION_FAILED");
    }
}

#[test]
fn another_account_can_be_chosen_on_the_consent_page() {
    let bench = bench();
    let (association, path) = waiting(&bench, "brightwell-lighting");
    let page = submit(&bench, &open(&bench, &path), "/vendors/brightwell/sign-in", "account=miller");
    let page = submit(&bench, &page, "/vendors/brightwell/consent", "decision=other-account");
    let page = submit(&bench, &page, "/vendors/brightwell/sign-in", "account=seeblick");
    let callback = location(&submit(&bench, &page, "/vendors/brightwell/consent", "decision=allow"));
    open(&bench, &callback);
    let ledger = bench.ledger();
    assert_eq!(ledger["associations"][0]["id"], json!(association));
    assert_eq!(ledger["associations"][0]["customer"], "seeblick");
}

#[test]
fn wrong_names_and_missing_passwords_are_told_on_the_page() {
    let bench = bench();
    let (_, path) = waiting(&bench, "brightwell-lighting");
    let page =
        submit(&bench, &open(&bench, &path), "/vendors/brightwell/sign-in", "username=mueller&password=x");
    assert!(page.text.contains("We do not know this account"));
    let page = submit(&bench, &page, "/vendors/brightwell/sign-in", "username=miller&password=");
    assert!(page.text.contains("Please type your password"));
    let page = submit(&bench, &page, "/vendors/brightwell/sign-in", "username=%3Cscript%3E&password=x");
    assert!(!page.text.contains("<script"), "nothing typed comes back unescaped");
}

#[test]
fn a_form_is_good_for_once() {
    let bench = bench();
    let (association, path) = waiting(&bench, "brightwell-lighting");
    let first = open(&bench, &path);
    let consent = submit(&bench, &first, "/vendors/brightwell/sign-in", "account=miller");
    let replayed = submit(&bench, &first, "/vendors/brightwell/sign-in", "account=jansen");
    assert!(replayed.text.contains("id=\"expired\""));
    let crossed = submit(&bench, &consent, "/vendors/brightwell/sign-in", "account=miller");
    assert!(crossed.text.contains("id=\"expired\""), "a consent form is no sign-in form");
    assert_eq!(state(&bench, &association), "ASSOCIATION_IN_PROGRESS");
}

#[test]
fn a_page_left_open_too_long_has_expired_but_the_address_has_not() {
    let bench = bench();
    let (_, path) = waiting(&bench, "brightwell-lighting");
    let page = open(&bench, &path);
    bench.advance(11 * 60);
    let late = submit(&bench, &page, "/vendors/brightwell/sign-in", "account=miller");
    assert!(late.text.contains("id=\"expired\""));
    assert_eq!(open(&bench, &path).status, 200);
}

#[test]
fn addresses_that_were_changed_by_hand_show_the_expired_page() {
    let bench = bench();
    let (association, path) = waiting(&bench, "brightwell-lighting");
    let changed = [
        path.replace("response_type=code", "response_type=token"),
        path.replace("practice-brightwell-client", "someone-else"),
        path.replace("127.0.0.1", "evil.example"),
        path.replace("state=", "state=0"),
        path.replace("/vendors/brightwell/", "/vendors/aria/"),
    ];
    for path in changed {
        assert!(open(&bench, &path).text.contains("id=\"expired\""), "{path}");
    }
    let removed = format!("/account-associations/{association}");
    bench.call("DELETE", &removed, serde_json::Value::Null);
    assert!(open(&bench, &path).text.contains("id=\"expired\""), "the link was removed");
}

#[test]
fn a_callback_without_a_code_of_its_own_does_nothing() {
    let bench = bench();
    let (association, path) = waiting(&bench, "brightwell-lighting");
    let key = path.split("state=").nth(1).and_then(|rest| rest.split('&').next()).expect("a state");
    for query in
        [format!("code=guess&state={key}"), format!("state={key}"), "code=guess&state=guess".to_owned()]
    {
        assert_eq!(open(&bench, &format!("/oauth/callback?{query}")).status, 404);
    }
    assert_eq!(state(&bench, &association), "ASSOCIATION_IN_PROGRESS");
}

#[test]
fn pages_are_strict_and_have_no_scripts() {
    let bench = bench();
    let (_, path) = waiting(&bench, "aria-climate");
    for path in
        [path.as_str(), "/vendors/aria/linked", "/vendors/style.css", "/oauth/ended", "/vendors/none/x"]
    {
        let page = open(&bench, path);
        let policy = page.header("content-security-policy").unwrap_or_default();
        assert!(policy.starts_with("default-src 'none'"), "{path}");
        assert_eq!(page.header("cache-control"), Some("no-store"));
        assert_eq!(page.header("referrer-policy"), Some("same-origin"));
        assert!(!page.text.contains("<script") && !page.text.contains("style=\""), "{path}");
    }
}

#[test]
fn scenes_show_on_the_pages() {
    let bench = bench();
    let (association, path) = waiting(&bench, "brightwell-lighting");
    bench.service.set_scene(Scene::SignInExpires);
    assert!(open(&bench, &path).text.contains("id=\"expired\""));
    bench.service.set_scene(Scene::CustomerSaysNo);
    let page = submit(&bench, &open(&bench, &path), "/vendors/brightwell/sign-in", "account=miller");
    assert!(
        page.text.contains("class=\"main\" type=\"submit\" name=\"decision\" value=\"deny\""),
        "deny stands out"
    );
    let callback = location(&submit(&bench, &page, "/vendors/brightwell/consent", "decision=allow"));
    open(&bench, &callback);
    assert_eq!(state(&bench, &association), "ASSOCIATION_FAILED");
}

/// Whatever is written behind an address comes from anywhere.
#[test]
fn nothing_a_page_is_asked_for_stands_in_it_as_markup() {
    let bench = bench();
    let (_, path) = waiting(&bench, "brightwell-lighting");
    let attacks = [
        "%3Cscript%3Elw()%3C/script%3E",
        "%22%3E%3Cimg%20src=x%20onerror=lw()%3E",
        "%27%20onfocus=%27lw()",
        "%0D%0ASet-Cookie:%20lw()=1",
    ];
    for attack in attacks {
        for asked in [
            format!("/vendors/brightwell/linked?error={attack}&error_description={attack}&state={attack}"),
            format!("/oauth/ended?error={attack}&error_description={attack}&{attack}={attack}"),
            format!("/vendors/{attack}/sign-in?state={attack}"),
            format!("{path}&username={attack}&error={attack}"),
        ] {
            let page = open(&bench, &asked);
            let said = page.text.to_lowercase();
            for harm in ["<script", "<img src=x", "onerror=", "onfocus="] {
                assert!(!said.contains(harm), "{harm} for {asked}: {}", page.text);
            }
            assert_eq!(page.header("set-cookie"), None, "{asked}");
        }
    }
    let page = open(&bench, &path);
    let typed = "username=%3Cscript%3Elw()%3C%2Fscript%3E%22%20onfocus%3D%22lw()&password=x";
    let page = submit(&bench, &page, "/vendors/brightwell/sign-in", typed);
    assert!(page.text.contains("We do not know this account"));
    assert!(!page.text.contains("<script") && !page.text.contains("onfocus=\""), "{}", page.text);
}
