//! Addresses as they are pasted, and what must never get through.

use std::fmt::Write;

use proptest::prelude::*;

use super::*;

fn check(text: &str, says: PageSays, error: Option<&str>, description: Option<&str>) {
    let expected =
        FinalPage { says, error: error.map(str::to_owned), description: description.map(str::to_owned) };
    assert_eq!(read(text), expected, "{text:?}");
}

const DENIED: PageSays = PageSays::Error(SignInError::AccessDenied);
const OTHER: PageSays = PageSays::Error(SignInError::Other);

#[test]
fn error_and_description_are_read_from_an_address() {
    check(
        "https://acme.example/linked?error=access_denied&error_description=The+resource+owner+said%20no%21",
        DENIED,
        Some("access_denied"),
        Some("The resource owner said no!"),
    );
    check("https://acme.example/linked?ERROR=Access_Denied", DENIED, Some("Access_Denied"), None);
    check("https://acme.example/#error=access_denied&state=x", DENIED, Some("access_denied"), None);
    check("https://acme.example/?a=1#/done?%65rror=access_denied", DENIED, Some("access_denied"), None);
    check("about:blank?error=access_denied", DENIED, Some("access_denied"), None);
    check("https://acme.example/?error_description=Something+odd", OTHER, None, Some("Something odd"));
}

#[test]
fn every_error_a_standard_names_is_known_and_others_are_kept_as_they_are() {
    for error in SignInError::NAMED {
        let name = error.name().unwrap();
        check(&format!("https://a.example/?error={name}"), PageSays::Error(*error), Some(name), None);
    }
    check("https://a.example/?error=too_many_lamps", OTHER, Some("too_many_lamps"), None);
    check("https://a.example/?error=%E2%82%AC+42", OTHER, Some("€ 42"), None);
}

#[test]
fn an_address_without_scheme_and_a_query_alone_are_read() {
    for text in [
        "acme.example/linked?error=access_denied",
        "www.acme.example:8443/linked?error=access_denied",
        "localhost/linked?error=access_denied",
        "linked?error=access_denied",
        "?error=access_denied&state=1",
        "error=access_denied",
        "Why? It says error=access_denied.",
    ] {
        check(text, DENIED, Some("access_denied"), None);
    }
}

#[test]
fn text_around_the_address_is_left_alone() {
    for text in [
        "It ended at <https://a.example/?error=access_denied>, what now?",
        "It ended at \"https://a.example/?error=access_denied\".",
        "It ended at (https://a.example/?error=access_denied).",
        "[the page](https://a.example/?error=access_denied)",
        "Ticket #4711: https://a.example/?error=access_denied\nThanks, Anna\n100% sure",
        "https://a.example/?code=1 and then https://a.example/?error=access_denied",
        "https://a.example/?x=1&amp;error=access_denied&amp;state=5",
        "See https://b.example/help?error=odd first, then https://a.example/?error=access_denied",
    ] {
        check(text, DENIED, Some("access_denied"), None);
    }
}

#[test]
fn an_address_that_was_pasted_as_a_browser_shows_it_keeps_its_bare_spaces() {
    check(
        "https://a.example/?error=access_denied&error_description=The user said no&state=SECRET more",
        DENIED,
        Some("access_denied"),
        Some("The user said no"),
    );
    check(
        "https://a.example/?error=access_denied&error_description=The user said no state=1 more",
        DENIED,
        Some("access_denied"),
        Some("The user said no"),
    );
    check(
        "https://a.example/?error_description=The user said no&error=access_denied thanks",
        DENIED,
        Some("access_denied"),
        Some("The user said no"),
    );
}

#[test]
fn what_a_mail_program_broke_and_quoted_is_put_together() {
    let denied = |text| check(text, DENIED, Some("access_denied"), Some("The owner said no"));
    denied(
        "> > https://accounts.acme.example/linked/brightwell?state=abcdefabcdef&error=acc\r\n> > ess_denied&error_description=The+owner+sa\n> > id+no&state=1\n> > Thanks\n",
    );
    denied(
        "Anna wrote:\n> <https://acme.example/linked?error=access_denied&error_\n> description=The+owner+\n> said+no&state=xyz>\n> Bye",
    );
    denied("https://acme.example/linked?error=3Daccess_denied&error_descriptio=\nn=3DThe+owner+said=\n+no");
    denied("It was\n<https://a.example/?error_description=The+owner+said+no&error=acc\n  ess_denied>\nBye");
    denied("error=access_denied\nerror_description=The owner said no\nstate=1");
    denied(
        "https://acme.example/linked?this=is-a-rather-long-line&error=access_denied&error_description=The+owner+s\naid%20no",
    );
}

#[test]
fn an_address_that_a_mail_scanner_rewrote_is_read_inside_it() {
    check(
        "https://eur01.safelinks.example/?url=https%3A%2F%2Facme.example%2Fdone%3Ferror%3Daccess_denied%26error_description%3DNot%2520today%26state%3DSECRET&data=05%7C01&sdata=x",
        DENIED,
        Some("access_denied"),
        Some("Not today"),
    );
}

#[test]
fn a_page_without_an_error_says_that_nothing_went_wrong() {
    for text in [
        "https://acme.example/linked",
        "acme.example/linked",
        "https://acme.example/linked?code=SECRET&state=SECRET",
        "about:blank",
        "The page was https://acme.example/linked?error=&state=1",
    ] {
        check(text, PageSays::NoError, None, None);
    }
}

#[test]
fn the_sign_in_page_itself_is_told_from_the_last_page() {
    for text in [
        "https://login.vendor.example/authorize?response_type=code&client_id=1&state=SECRET",
        "https://login.vendor.example/login?continue=%2Fauthorize%3Fresponse_type%3Dcode%26client_id%3D1",
    ] {
        check(text, PageSays::StillAtSignIn, None, None);
    }
}

#[test]
fn nothing_can_be_read_from_nonsense() {
    for text in [
        "",
        "   \n",
        "hello",
        "a.b",
        "3 = 4",
        "????",
        "====",
        "%%%=%zz&&",
        "ftp://a.example",
        "://",
        "<<<>>>",
        "it broke.",
    ] {
        check(text, PageSays::Nothing, None, None);
    }
}

#[test]
fn what_stands_behind_the_limit_is_not_read() {
    let address = "https://a.example/?error=access_denied";
    let behind = |spaces: usize| read(&format!("{}{address}", " ".repeat(spaces))).says;
    assert_eq!(behind(READ_MAX - address.len()), DENIED);
    assert_eq!(behind(READ_MAX), PageSays::Nothing);
    assert_eq!(read(&"ä".repeat(READ_MAX)).says, PageSays::Nothing, "the limit may lie within a letter");
}

#[test]
fn control_and_bidirectional_characters_are_not_kept() {
    check(
        "https://a.example/?error=access_denied&error_description=no%0Away%E2%80%AE+here%07",
        DENIED,
        Some("access_denied"),
        Some("no way here"),
    );
    check("https://a.example/?error=%E2%80%AE%07", PageSays::NoError, None, None);
    let long = format!("https://a.example/?error={}&error_description={}", "e".repeat(900), "d".repeat(900));
    let page = read(&long);
    assert_eq!(page.error.unwrap().chars().count(), NAME_MAX);
    assert_eq!(page.description.unwrap().chars().count(), 500);
}

#[test]
fn a_parameter_or_an_address_in_a_description_is_left_out() {
    check(
        "https://a.example/?error=x_y&error_description=failed%26code%3DSECRET+at+https%3A%2F%2Fv.example%2F%3Fs%3DSECRET+today",
        OTHER,
        Some("x_y"),
        Some("… at … today"),
    );
}

fn percent_encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut whole, byte| {
        write!(whole, "%{byte:02X}").unwrap();
        whole
    })
}

fn broken_at(text: &str, width: usize, with: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    letters.chunks(width).map(|line| line.iter().collect::<String>()).collect::<Vec<_>>().join(with)
}

proptest! {
    #[test]
    fn code_and_state_never_get_through(
        secret in "[A-Za-z0-9]{24,40}",
        first in any::<bool>(),
        encoded in any::<bool>(),
        width in 20_usize..200,
        with in prop::sample::select(vec!["\n", "\r\n", "\n> ", "\n>> ", "=\n"]),
        around in prop::sample::select(vec![("", ""), ("<", ">"), ("\"", "\""), ("see ", " thanks"), ("(", ")")]),
    ) {
        let secrets = format!("code={secret}&state={secret}&session_state={secret}&iss=https://{secret}.example");
        let told = "error=access_denied&error_description=The+owner+said+no";
        let (one, other) = if first { (secrets.as_str(), told) } else { (told, secrets.as_str()) };
        let address = format!("https://acme.example/linked?{one}&{other}");
        let address = if encoded {
            format!("https://scanner.example/?url={}", percent_encoded(&address))
        } else {
            address
        };
        let (before, behind) = around;
        let text = broken_at(&format!("{before}{address}{behind}"), width, with);
        let shown = format!("{:?}", read(&text));
        for part in secret.as_bytes().windows(8) {
            prop_assert!(!shown.contains(std::str::from_utf8(part).unwrap()), "{shown} of {text:?}");
        }
    }

    #[test]
    fn any_text_at_all_is_read_without_harm(text in "\\PC{0,400}|[=&?#%<>:/ \n\r3Deror_]{0,200}") {
        let page = read(&text);
        let kept = [page.error.as_deref(), page.description.as_deref()];
        for text in kept.into_iter().flatten() {
            prop_assert!(!text.is_empty() && !text.chars().any(char::is_control));
        }
    }

    #[test]
    fn an_error_is_read_however_the_line_was_broken(width in 40_usize..120, quote in "[> ]{0,4}") {
        let address = "https://accounts.acme.example/linked/brightwell?state=abcdefabcdefabcdef&error=access_denied&error_description=The+owner+said+no&x=1";
        let text = format!("Hello,\n<{}>\nBye", broken_at(address, width, &format!("\n{quote}")));
        let page = read(&text);
        prop_assert_eq!(page.error.as_deref(), Some("access_denied"));
        prop_assert_eq!(page.description.as_deref(), Some("The owner said no"));
    }
}
