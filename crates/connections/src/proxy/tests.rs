use onboarding::ProblemKind;

use super::*;

fn environment(variables: &[(&str, &str)]) -> Environment {
    Environment::from_variables(variables.iter().map(|(k, v)| (k.into(), v.into())))
}

fn proxies(variables: &[(&str, &str)]) -> Proxies {
    Proxies::of(&environment(variables)).unwrap()
}

fn used(proxies: &Proxies, destination: &str) -> Option<(&'static str, String)> {
    let proxy = proxies.to(&destination.parse().unwrap())?;
    Some((proxy.variable(), proxy.shown().to_owned()))
}

#[test]
fn each_scheme_has_its_variables_and_the_general_one_stands_in() {
    let check = |variables: &[(&str, &str)], destination: &str, expected: Option<(&str, &str)>| {
        let proxies = proxies(variables);
        let used = used(&proxies, destination);
        let used = used.as_ref().map(|(variable, shown)| (*variable, shown.as_str()));
        assert_eq!(used, expected, "{variables:?} {destination}");
    };
    let both = [("HTTPS_PROXY", "http://a:1"), ("https_proxy", "http://b:2"), ("http_proxy", "http://c:3")];
    check(&both, "https://sts.amazonaws.com/", Some(("HTTPS_PROXY", "a:1")));
    check(&both, "http://stack.example/", Some(("http_proxy", "c:3")));
    let lower = [("https_proxy", "proxy.acme.example"), ("HTTPS_PROXY", " ")];
    check(&lower, "https://sts.amazonaws.com/", Some(("https_proxy", "proxy.acme.example:80")));
    check(&lower, "http://stack.example/", None);
    let all = [("all_proxy", "https://secure.example"), ("HTTP_PROXY", "http://c:3")];
    check(&all, "https://sts.amazonaws.com/", Some(("all_proxy", "secure.example:443")));
    check(&all, "http://stack.example/", Some(("HTTP_PROXY", "c:3")));
    check(&[], "https://sts.amazonaws.com/", None);
}

#[test]
fn this_computer_and_the_givers_of_machine_credentials_are_never_asked_through_a_proxy() {
    let proxies = proxies(&[("ALL_PROXY", "http://a:1"), ("NO_PROXY", "nothing.example")]);
    for direct in [
        "http://127.0.0.1:4566/",
        "https://127.8.9.1/",
        "http://[::1]:4566/",
        "http://localhost:4566/",
        "http://169.254.169.254/",
        "http://169.254.170.2/",
        "http://nothing.example/",
    ] {
        assert_eq!(used(&proxies, direct), None, "{direct}");
    }
    assert!(used(&proxies, "http://localhost.example/").is_some());
    assert!(used(&proxies, "http://10.0.0.1/").is_some());
}

#[test]
fn no_proxy_is_understood_as_people_write_it() {
    let check = |rules: &str, destination: &str, is_direct: bool| {
        let proxies = proxies(&[("https_proxy", "http://a:1"), ("no_proxy", rules)]);
        assert_eq!(used(&proxies, destination).is_none(), is_direct, "{rules} {destination}");
    };
    check("amazonaws.com", "https://sts.eu-west-1.amazonaws.com/", true);
    check(".amazonaws.com", "https://sts.eu-west-1.amazonaws.com/", true);
    check("a.example, *.amazonaws.com", "https://sts.eu-west-1.amazonaws.com/", true);
    check("a.example *.AMAZONAWS.com", "https://sts.eu-west-1.amazonaws.com/", true);
    check("*", "https://sts.eu-west-1.amazonaws.com/", true);
    check("10.0.0.0/8 [fd00::1]", "https://10.1.2.3/", true);
    check("10.0.0.0/8 [fd00::1]", "https://[fd00::1]:8443/", true);
    check("naws.com", "https://sts.eu-west-1.amazonaws.com/", false);
    check("api.aws", "https://sts.eu-west-1.amazonaws.com/", false);
}

#[test]
fn name_and_password_are_sent_to_the_proxy_and_shown_nowhere() {
    let check = |address: &str, header: Option<&str>| {
        let proxies = proxies(&[("HTTPS_PROXY", address)]);
        let proxy = proxies.to(&Uri::from_static("https://sts.amazonaws.com/")).unwrap();
        let sent = proxy.authorization().map(|value| value.to_str().unwrap());
        assert_eq!(sent, header, "{address}");
        assert_eq!(proxy.shown(), "proxy.example:8080");
        assert!(!format!("{proxies:?}").contains("canary"), "{proxies:?}");
    };
    check("http://proxy.example:8080", None);
    check("anna:canary@proxy.example:8080", Some("Basic YW5uYTpjYW5hcnk="));
    check("http://anna@proxy.example:8080", Some("Basic YW5uYTo="));
    check("http://anna:canary%40%3Ax@proxy.example:8080", Some("Basic YW5uYTpjYW5hcnlAOng="));
    check("http://anna:canary@:x@proxy.example:8080", Some("Basic YW5uYTpjYW5hcnlAOng="));
}

#[test]
fn an_address_that_cannot_be_read_names_its_variable_and_never_its_password() {
    for address in [
        "http://anna:canary@proxy.example:port",
        "http://anna:canary@",
        "socks5://anna:canary@proxy.example:1080",
        "http://anna:canary#1@proxy.example",
        "http://[canary",
    ] {
        let problem = Proxies::of(&environment(&[("https_proxy", address)])).unwrap_err();
        assert_eq!(problem.kind, ProblemKind::CorrectInput { field: Some("https_proxy") }, "{address}");
        assert_eq!(problem.code.as_deref(), Some(crate::PROXY_UNREADABLE));
        let said = problem.service_message.expect("it says what is wrong");
        assert!(said.contains("https_proxy") && !said.contains("canary"), "{said}");
    }
}

#[test]
fn a_socks_proxy_for_all_is_passed_over_where_https_has_one_of_its_own() {
    let socks = ("ALL_PROXY", "socks://proxy.example:1080/");
    let proxies = proxies(&[("https_proxy", "http://a:1"), socks]);
    assert_eq!(used(&proxies, "https://sts.amazonaws.com/"), Some(("https_proxy", "a:1".to_owned())));
    assert_eq!(used(&proxies, "http://stack.example/"), None);
    for variables in [&[socks][..], &[socks, ("HTTP_PROXY", "http://a:1")]] {
        let problem = Proxies::of(&environment(variables)).unwrap_err();
        assert_eq!(problem.kind, ProblemKind::CorrectInput { field: Some("ALL_PROXY") }, "{variables:?}");
    }
}
