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

proptest! {
    #[test]
    fn whatever_comes_what_passes_is_one_plain_https_word(text in "(https?://)?[ -~]{0,60}") {
        if let Ok(address) = SignInAddress::parse(&text, &AddressPolicy::Live) {
            prop_assert!(address.expose().starts_with("https://"));
            prop_assert!(!address.expose().contains(char::is_whitespace));
            prop_assert!(!address.expose().contains('@') || !address.host().contains('@'));
        }
    }
}
