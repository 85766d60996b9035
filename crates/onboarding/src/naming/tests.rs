use proptest::prelude::*;

use super::*;

#[test]
fn a_persons_spelling_becomes_what_aws_takes() {
    let cases = [
        ("O'Brien Müller, Flat 3", "OBrien Mueller Flat 3"),
        ("Größe", "Groesse"),
        ("Ærø Ćosić", "AEro Cosic"),
        ("Flat 3/2", "Flat 3-2"),
        ("  a   b ", "a b"),
        ("job#4711", "job 4711"),
        ("日本", "Ri Ben"),
    ];
    for (spelling, stored) in cases {
        assert_eq!(AccountAssociationName::from_spelling(spelling).unwrap().as_str(), stored);
    }
}

#[test]
fn a_name_of_nothing_or_too_much_is_refused() {
    assert_eq!(AccountAssociationName::from_spelling(" ' "), Err(InvalidName::Empty));
    let long = "a".repeat(129);
    let refused = Err(InvalidName::TooLong { length: 129, max: 128 });
    assert_eq!(AccountAssociationName::from_spelling(&long), refused);
}

#[test]
fn device_names_keep_letters_of_every_script_and_are_cut_to_128() {
    assert_eq!(DeviceName::from_vendor("Küche (links)").unwrap().as_str(), "Küche  links");
    assert_eq!(DeviceName::from_vendor(&"灯".repeat(200)).unwrap().as_str().chars().count(), 128);
    assert_eq!(DeviceName::from_vendor("!!!"), None);
    assert_eq!(DeviceName::parse("a/b"), Err(InvalidName::Character('/')));
}

#[test]
fn owners_and_tags_are_refused_as_aws_would() {
    assert!(Owner::parse("C-20417,x@y.z").is_ok());
    assert_eq!(Owner::parse("a b"), Err(InvalidName::Character(' ')));
    assert_eq!(Tag::parse("AWS:x", ""), Err(InvalidName::Reserved));
    assert!(Tag::parse("floor", "").is_ok());
    assert!(Tag::parse("floor", &"x".repeat(257)).is_err());
}

static LINK_NAME: LazyLock<Regex> = LazyLock::new(|| Regex::new("^[A-Za-z0-9-_ ]{1,128}$").unwrap());
static DEVICE_NAME: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^[\p{L}\p{N} ._-]{1,128}$").unwrap());

proptest! {
    #[test]
    fn whatever_is_typed_the_stored_name_satisfies_the_pattern(spelling in ".{0,300}") {
        if let Ok(name) = AccountAssociationName::from_spelling(&spelling) {
            prop_assert!(LINK_NAME.is_match(name.as_str()), "{:?}", name);
        }
    }

    #[test]
    fn whatever_the_vendor_calls_a_device_its_name_satisfies_the_pattern(name in ".{0,300}") {
        if let Some(name) = DeviceName::from_vendor(&name) {
            prop_assert!(DEVICE_NAME.is_match(name.as_str()), "{:?}", name);
            prop_assert_eq!(DeviceName::parse(name.as_str()).unwrap(), name);
        }
    }
}

#[test]
fn a_brand_of_any_spelling_becomes_one_that_aws_takes() {
    let cases = [
        ("Brightwell", Some("Brightwell")),
        ("Müller & Söhne GmbH", Some("Mueller Soehne GmbH")),
        ("Aqara®", Some("Aqara r")),
        ("HV-04 (2.4 GHz)", Some("HV-04 24 GHz")),
        ("美的", Some("Mei De")),
        ("<script>", Some("script")),
        ("✦", None),
        ("", None),
    ];
    for (said, expected) in cases {
        assert_eq!(brand_or_model(said).as_deref(), expected, "{said:?}");
    }
    assert_eq!(brand_or_model(&"a".repeat(400)).map(|kept| kept.len()), Some(128));
}
