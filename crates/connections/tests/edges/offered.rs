//! What is offered, by name, and with which settings.

use connections::{OfferKind, Source, offers};
use onboarding::ProblemKind;

use crate::home::{Home, homeless};

#[tokio::test]
async fn the_environment_comes_first_then_the_default_and_the_others_by_name() {
    let home = Home::with(
        "[profile zeta]\nregion = ca-central-1\ncredential_process = x\n\
         [default]\nregion = eu-west-1\n\
         [profile acme]\nsso_session = acme\n\
         [sso-session acme]\nsso_region = eu-west-1\nsso_start_url = https://a.example\n",
        "[keys-only]\naws_access_key_id = AKIA1\naws_secret_access_key = canary-secret\n",
    );
    let environment = home.environment(&[
        ("AWS_ACCESS_KEY_ID", "AKIA2"),
        ("AWS_SECRET_ACCESS_KEY", "canary-secret"),
        ("AWS_DEFAULT_REGION", "me-central-1"),
    ]);
    let offers = offers(&environment).await.unwrap();
    let told: Vec<_> = offers
        .iter()
        .map(|offer| (offer.name.as_str(), offer.kind, offer.region.as_deref().unwrap()))
        .collect();
    assert_eq!(
        told,
        [
            ("environment", OfferKind::AccessKeys, "me-central-1"),
            ("default", OfferKind::Unknown, "eu-west-1"),
            ("acme", OfferKind::Sso, "me-central-1"),
            ("keys-only", OfferKind::AccessKeys, "me-central-1"),
            ("zeta", OfferKind::CredentialProcess, "ca-central-1"),
        ]
    );
    assert!(matches!(offers[0].source, Source::Environment));
    assert!(matches!(&offers[4].source, Source::Profile(name) if name == "zeta"));
    assert!(!format!("{offers:?} {environment:?}").contains("canary"));
}

#[tokio::test]
async fn endpoints_are_found_in_the_aws_clis_order() {
    let config = "[services local]\niot_managed_integrations =\n  endpoint_url = https://four.example\n\
         [profile a]\nservices = local\nendpoint_url = https://three.example\n";
    let home = Home::with(config, "");
    let check = async |variables: &[(&str, &str)], expected: Option<&str>| {
        let offers = offers(&home.environment(variables)).await.unwrap();
        assert_eq!(offers[0].endpoint.as_deref(), expected, "{variables:?}");
    };
    let own = ("AWS_ENDPOINT_URL_IOT_MANAGED_INTEGRATIONS", "http://127.0.0.1:4566");
    let general = ("AWS_ENDPOINT_URL", "https://two.example");
    check(&[own, general], Some("127.0.0.1:4566 and two.example")).await;
    check(&[general], Some("two.example")).await;
    check(&[], Some("four.example and three.example")).await;
    check(&[own, ("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true")], None).await;
}

#[tokio::test]
async fn each_host_set_by_hand_is_shown_once_as_far_as_the_profile_asks_it() {
    let home = Home::with(
        "[services all]\niot_managed_integrations =\n  endpoint_url = http://localhost:4566\n\
         sts =\n  endpoint_url = https://evil.example\n\
         sso =\n  endpoint_url = http://plain.example\n\
         sso_oidc =\n  endpoint_url = https://evil.example/oidc\n\
         [profile keys]\nservices = all\naws_access_key_id = AKIA\naws_secret_access_key = s\n\
         [profile role]\nservices = all\nrole_arn = arn:aws:iam::123456789012:role/r\nsource_profile = sso\n\
         [profile sso]\nservices = all\nsso_session = acme\n\
         [sso-session acme]\nsso_region = eu-west-1\nsso_start_url = https://a.example\n",
        "",
    );
    let offers = offers(&home.environment(&[])).await.unwrap();
    let shown: Vec<_> = offers.iter().map(|offer| offer.endpoint.as_deref().unwrap()).collect();
    let at_portal = "localhost:4566 and evil.example and plain.example";
    assert_eq!(shown, ["localhost:4566 and evil.example", at_portal, at_portal]);
}

#[tokio::test]
async fn no_files_and_no_keys_offer_nothing() {
    assert!(offers(&homeless(&[])).await.unwrap().is_empty());
    let home = Home::with("", "");
    let nowhere = home.environment(&[("AWS_CONFIG_FILE", "/nowhere/config")]);
    assert!(offers(&nowhere).await.unwrap().is_empty());
}

#[tokio::test]
async fn files_are_read_anew_each_time() {
    let home = Home::with("[profile one]\n", "");
    let environment = home.environment(&[]);
    assert_eq!(offers(&environment).await.unwrap().len(), 1);
    home.file(".aws/config", "[profile one]\n[profile two]\n");
    assert_eq!(offers(&environment).await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_file_that_cannot_be_understood_or_read_is_said_so() {
    let home = Home::with("[profile broken\nregion = x\n", "");
    let problem = offers(&home.environment(&[])).await.unwrap_err();
    assert_eq!(problem.kind, ProblemKind::CorrectInput { field: None });
    assert!(problem.service_message.unwrap().contains("could not parse profile file"));

    let home = Home::with("", "");
    let folder = home.environment(&[("AWS_CONFIG_FILE", "/")]);
    let problem = offers(&folder).await.unwrap_err();
    assert_eq!(problem.kind, ProblemKind::CorrectInput { field: None });
}
