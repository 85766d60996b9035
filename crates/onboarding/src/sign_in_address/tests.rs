use proptest::prelude::*;

use super::*;

#[test]
fn only_plain_https_addresses_of_domain_names_pass_on_a_live_account() {
    let long = format!("https://login.example.com/{}", "a".repeat(1024));
    let cases = [
        ("https://login.example.com/authorize?state=1", Ok(())),
        ("https://login.example.com:443/a", Ok(())),
        ("", Err(AddressRefusal::Missing)),
        (long.as_str(), Err(AddressRefusal::TooLong)),
        ("http://login.example.com/", Err(AddressRefusal::NotHttps)),
        ("javascript:alert(1)", Err(AddressRefusal::NotHttps)),
        ("file:///etc/passwd", Err(AddressRefusal::NotHttps)),
        ("smb://host.example/share", Err(AddressRefusal::NotHttps)),
        ("data:text/html,x", Err(AddressRefusal::NotHttps)),
        ("https://u:p@login.example.com/", Err(AddressRefusal::UserInfo)),
        ("https://u@login.example.com/", Err(AddressRefusal::UserInfo)),
        ("https://127.0.0.1/", Err(AddressRefusal::NotADomainName)),
        ("https://2130706433/", Err(AddressRefusal::NotADomainName)),
        ("https://[::1]/", Err(AddressRefusal::NotADomainName)),
        ("https://localhost/", Err(AddressRefusal::NotADomainName)),
        ("https://a.localhost/", Err(AddressRefusal::NotADomainName)),
        ("https://localhost./", Err(AddressRefusal::NotADomainName)),
        ("https://localhost../", Err(AddressRefusal::NotADomainName)),
        ("https://LOCALHOST/", Err(AddressRefusal::NotADomainName)),
        ("https://a.localhost./", Err(AddressRefusal::NotADomainName)),
        ("https://intranet../", Err(AddressRefusal::NotADomainName)),
        ("https://0x7f.1/", Err(AddressRefusal::NotADomainName)),
        ("https://127.0.0.1./", Err(AddressRefusal::NotADomainName)),
        ("https://①②⑦.⓪.⓪.①/", Err(AddressRefusal::NotADomainName)),
        ("https://[::ffff:127.0.0.1]/", Err(AddressRefusal::NotADomainName)),
        ("ms-msdt:/id PCWDiagnostic", Err(AddressRefusal::Unreadable)),
        ("ms-msdt:/id", Err(AddressRefusal::NotHttps)),
        ("vbscript:x", Err(AddressRefusal::NotHttps)),
        ("//login.example.com/", Err(AddressRefusal::Unreadable)),
        ("https:///", Err(AddressRefusal::Unreadable)),
        ("https://login.example.com/\u{202E}", Err(AddressRefusal::Unreadable)),
        ("https://login.example.com/\u{200B}", Err(AddressRefusal::Unreadable)),
        ("https://@login.example.com/", Ok(())),
        ("https://login.example.com:22/", Err(AddressRefusal::Port)),
        ("-x", Err(AddressRefusal::Unreadable)),
        ("--version", Err(AddressRefusal::Unreadable)),
        ("https://a b/", Err(AddressRefusal::Unreadable)),
        ("https://login.example.com/\n", Err(AddressRefusal::Unreadable)),
        ("https://login.example.com\\@evil.example/", Err(AddressRefusal::Unreadable)),
        ("https://login.example.com/\0", Err(AddressRefusal::Unreadable)),
    ];
    for (text, expected) in cases {
        let result = SignInAddress::parse(text, &AddressPolicy::Live).map(|_| ());
        assert_eq!(result, expected, "{text}");
    }
}

#[test]
fn a_practice_account_takes_its_own_host_and_port_alone() {
    let policy = AddressPolicy::Practice { host: "127.0.0.1".to_owned(), port: 4566 };
    assert!(SignInAddress::parse("http://127.0.0.1:4566/vendors/x", &policy).is_ok());
    for other in ["http://127.0.0.1:4567/", "http://localhost:4566/", "https://login.example.com/"] {
        let refused = Err(AddressRefusal::NotThePracticeService);
        assert_eq!(SignInAddress::parse(other, &policy), refused, "{other}");
    }
}

#[test]
fn a_host_that_imitates_another_script_is_shown_in_ascii() {
    let address = SignInAddress::parse("https://аpple.example/", &AddressPolicy::Live).unwrap();
    assert_eq!(address.host(), "xn--pple-43d.example");
    assert!(!format!("{address:?}").contains('/'), "the address itself stays out of Debug");
}

/// Parts of addresses, and whether an address of such parts alone may be opened.
const SCHEMES: [(&str, bool); 9] = [
    ("https://", true),
    ("HTTPS://", true),
    ("http://", false),
    ("javascript://", false),
    ("file://", false),
    ("smb://", false),
    ("data://", false),
    ("ms-msdt://", false),
    ("-https://", false),
];
const PEOPLE: [(&str, bool); 4] = [("", true), ("u:p@", false), ("u@", false), (":p@", false)];
const HOSTS: [(&str, bool); 10] = [
    ("login.example.com", true),
    ("xn--pple-43d.example", true),
    ("аpple.example", true),
    ("127.0.0.1", false),
    ("[::1]", false),
    ("localhost", false),
    ("localhost.", false),
    ("intranet", false),
    ("login example.com", false),
    ("login.example.com\\@evil.example", false),
];
const PORTS: [(&str, bool); 5] =
    [("", true), (":443", true), (":22", false), (":80", false), (":99999", false)];
const RESTS: [(&str, bool); 9] = [
    ("/", true),
    ("/a?state=1&x=%0A#f", true),
    ("/ü\"<>", true),
    ("/ ", false),
    ("/\n", false),
    ("/\r\nx: y", false),
    ("/\0", false),
    ("/\u{85}", false),
    ("/\u{202E}", false),
];

fn select(parts: &'static [(&'static str, bool)]) -> impl Strategy<Value = (&'static str, bool)> {
    // Half of all addresses would else never pass: the good ones come more often.
    let good = parts.iter().copied().filter(|(_, fits)| *fits).collect::<Vec<_>>();
    prop_oneof![3 => prop::sample::select(good), 1 => prop::sample::select(parts)]
}

proptest! {
    #[test]
    fn an_address_passes_exactly_when_every_part_of_it_does(
        (scheme, scheme_fits) in select(&SCHEMES),
        (person, person_fits) in select(&PEOPLE),
        (host, host_fits) in select(&HOSTS),
        (port, port_fits) in select(&PORTS),
        (rest, rest_fits) in select(&RESTS),
        length in prop_oneof![4 => 0_usize..40, 1 => 4_990_usize..5_010],
    ) {
        let text = format!("{scheme}{person}{host}{port}{rest}{}", "a".repeat(length));
        let fits = scheme_fits && person_fits && host_fits && port_fits && rest_fits && length < 40;
        let parsed = SignInAddress::parse(&text, &AddressPolicy::Live);
        prop_assert_eq!(parsed.is_ok(), fits, "{}: {:?}", text, parsed);
        if let Ok(address) = parsed {
            let word = address.expose();
            prop_assert!(word.starts_with("https://") && word.is_ascii() && !word.contains([' ', '"', '<', '>', '\\']));
            prop_assert!(address.host().is_ascii(), "shown in ASCII");
        }
    }

    #[test]
    fn whatever_comes_what_passes_is_one_plain_https_word(text in "(https?://)?[ -~]{0,60}") {
        if let Ok(address) = SignInAddress::parse(&text, &AddressPolicy::Live) {
            prop_assert!(address.expose().starts_with("https://"));
            prop_assert!(!address.expose().contains(char::is_whitespace));
            prop_assert!(!address.expose().contains('@') || !address.host().contains('@'));
        }
    }
}
