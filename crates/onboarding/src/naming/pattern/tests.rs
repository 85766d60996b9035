use std::sync::LazyLock;

use proptest::{collection::vec, prelude::*, sample::select};
use regex::Regex;

use super::*;

#[test]
fn a_name_is_the_pattern_with_its_places_filled() {
    for (pattern, name) in [
        ("{customer}", "Mueller OBrien"),
        ("{job}", "4711-a"),
        ("{job}-{customer}", "4711-a-Mueller OBrien"),
        ("ACME {customer} - {job}_{initials}", "ACME Mueller OBrien - 4711-a_ak"),
        ("{customer}{initials}{customer}", "Mueller OBrienakMueller OBrien"),
        ("  _{job}  x  ", "_4711-a x"),
        ("{job}-", "4711-a-"),
    ] {
        let made = NamePattern::parse(pattern).unwrap().apply(" Müller O'Brien", "4711/a", "ak");
        assert_eq!(made.unwrap().as_str(), name, "{pattern}");
    }
}

#[test]
fn an_empty_place_takes_its_separators_with_it() {
    for (pattern, without_job, with_the_customer_alone) in [
        ("{job}-{customer}", "Anna", "Anna"),
        ("{customer}-{job}", "Anna", "Anna"),
        ("{customer}-{job}-{initials}", "Anna-ak", "Anna"),
        ("{customer} - {job}_{initials}", "Anna - ak", "Anna"),
        ("_{job}-{customer}_{initials}-", "Anna_ak-", "Anna"),
        ("ACME-{job} {customer}", "ACME-Anna", "ACME-Anna"),
        ("ACME{job} {customer}", "ACME Anna", "ACME Anna"),
        ("ACME{job}{customer}", "ACMEAnna", "ACMEAnna"),
        ("{initials} {job} {customer}", "ak Anna", "Anna"),
        ("{customer}-{job}-end", "Anna-end", "Anna-end"),
    ] {
        let parsed = NamePattern::parse(pattern).unwrap();
        assert_eq!(parsed.apply("Anna", " ' ", "ak").unwrap().as_str(), without_job, "{pattern}");
        assert_eq!(parsed.apply("Anna", "", "").unwrap().as_str(), with_the_customer_alone, "{pattern}");
    }
}

#[test]
fn a_name_that_names_nobody_is_refused_as_an_empty_one_is() {
    let pattern = NamePattern::parse("ACME {customer} {job} {initials}").unwrap();
    assert_eq!(pattern.apply(" ", "!", "ak"), Err(InvalidName::Empty));
    assert_eq!(pattern.apply("", "4711", "").unwrap().as_str(), "ACME 4711");
    assert_eq!(NamePattern::default().apply("", "4711", "ak"), Err(InvalidName::Empty));
}

#[test]
fn a_name_longer_than_aws_takes_is_refused_and_not_cut() {
    let pattern = NamePattern::parse("ACME {customer}").unwrap();
    assert!(pattern.apply(&"a".repeat(123), "", "").is_ok());
    let refused = Err(InvalidName::TooLong { length: 129, max: 128 });
    assert_eq!(pattern.apply(&"a".repeat(124), "", ""), refused);
}

#[test]
fn a_text_that_is_no_pattern_is_refused_with_what_is_wrong() {
    let refused = |text: &str| NamePattern::parse(text).unwrap_err();
    assert_eq!(refused("{kunde} {job}"), InvalidPattern::UnknownPlace("kunde".to_owned()));
    assert_eq!(refused("{Customer}"), InvalidPattern::UnknownPlace("Customer".to_owned()));
    assert_eq!(refused("{}"), InvalidPattern::UnknownPlace(String::new()));
    assert_eq!(refused("{customer"), InvalidPattern::Unclosed);
    assert_eq!(refused("{cust{customer}}"), InvalidPattern::Unclosed);
    assert_eq!(refused("{job} {customer -"), InvalidPattern::Unclosed);
    assert_eq!(refused("{customer {job}"), InvalidPattern::Character(' '));
    assert_eq!(refused("{customer }"), InvalidPattern::Character(' '));
    assert_eq!(refused("customer}"), InvalidPattern::Character('}'));
    assert_eq!(refused("{customer}/{job}"), InvalidPattern::Character('/'));
    assert_eq!(refused("für {customer}"), InvalidPattern::Character('ü'));
    for nobody in ["", "  ", "ACME", "{initials}", "ACME {initials}"] {
        assert_eq!(refused(nobody), InvalidPattern::NamesNobody, "{nobody}");
    }
    assert!(NamePattern::parse(&format!("{}{{job}}", "a".repeat(123))).is_ok());
    let long = format!("{}{{job}}", "a".repeat(124));
    assert_eq!(refused(&long), InvalidPattern::TooLong { length: 129, max: 128 });
}

#[test]
fn what_is_wrong_is_said_with_the_places_spelled_as_they_are_typed() {
    let said = NamePattern::parse("{kunde}").unwrap_err().to_string();
    assert_eq!(said, "there is no place {kunde}, only {customer}, {job} and {initials}");
    assert_eq!(NamePattern::parse("{job").unwrap_err().to_string(), "a { has no }");
}

#[test]
fn the_default_is_the_customer_alone() {
    assert_eq!(NamePattern::parse("{customer}").unwrap(), NamePattern::default());
}

static LINK_NAME: LazyLock<Regex> = LazyLock::new(|| Regex::new("^[A-Za-z0-9-_ ]{1,128}$").unwrap());

fn any_pattern() -> impl Strategy<Value = String> {
    let pieces = ["{customer}", "{job}", "{initials}", "-", "_", " ", " - ", "ACME", "x9"];
    vec(select(pieces.to_vec()), 0..10).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn the_default_names_links_as_a_spelling_alone_does(
        customer in ".{0,150}", job in ".{0,20}", initials in ".{0,4}"
    ) {
        let named = NamePattern::default().apply(&customer, &job, &initials);
        prop_assert_eq!(named, AccountAssociationName::from_spelling(&customer));
    }

    #[test]
    fn whatever_fills_the_places_aws_takes_the_name(
        pattern in any_pattern(), customer in ".{0,150}", job in ".{0,20}", initials in ".{0,4}"
    ) {
        if let Ok(pattern) = NamePattern::parse(&pattern)
            && let Ok(name) = pattern.apply(&customer, &job, &initials)
        {
            prop_assert!(LINK_NAME.is_match(name.as_str()), "{:?}", name);
        }
    }

    #[test]
    fn any_text_is_a_pattern_that_reads_back_or_is_refused(text in r"([{}a-z \-_/ü]|\PC|\{job\}){0,60}") {
        if let Ok(pattern) = NamePattern::parse(&text) {
            prop_assert_eq!(pattern.as_str(), text.trim());
            prop_assert_eq!(NamePattern::parse(pattern.as_str()), Ok(pattern));
        }
    }

    #[test]
    fn places_parted_by_one_separator_stay_parted_by_one(
        places in vec(select([0_usize, 1, 2].as_slice()), 1..6),
        separator in select(["-", "_", " "].as_slice()),
        filled in [select(["", "Anna"].as_slice()), select(["", "4711"].as_slice()), select(["", "ak"].as_slice())],
    ) {
        let named: Vec<_> = places.iter().map(|at| ["{customer}", "{job}", "{initials}"][*at]).collect();
        let kept: Vec<_> = places.iter().map(|at| filled[*at]).filter(|text| !text.is_empty()).collect();
        if let Ok(pattern) = NamePattern::parse(&named.join(separator))
            && let Ok(name) = pattern.apply(filled[0], filled[1], filled[2])
        {
            prop_assert_eq!(name.as_str(), kept.join(separator));
        }
    }
}
