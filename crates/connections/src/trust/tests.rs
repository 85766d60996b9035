use aws_smithy_http_client::Connector;
use aws_smithy_http_client::tls::{Provider, rustls_provider::CryptoMode};
use onboarding::ProblemKind;
use rcgen::{CertificateParams, KeyPair};

use super::*;

const PROVIDER: Provider = Provider::Rustls(CryptoMode::AwsLc);

fn pem() -> String {
    let key = KeyPair::generate().unwrap();
    CertificateParams::new(vec!["ca.example".to_owned()]).unwrap().self_signed(&key).unwrap().pem()
}

/// Base64 that is no certificate.
const NONSENSE: &str = "-----BEGIN CERTIFICATE-----\nbm9uc2Vuc2U=\n-----END CERTIFICATE-----\n";

#[test]
fn every_certificate_of_a_bundle_is_read_whatever_stands_around_it() {
    let (a, b) = (pem(), pem());
    for (file, count) in [
        (a.clone(), 1),
        (format!("# Acme\nsubject=CN = Acme\n{a}\n\n# and another\n{b}"), 2),
        (format!("\u{FEFF}{a}{b}"), 2),
        (a.replace('\n', "\r\n"), 1),
        (format!("{a}{a}"), 2),
    ] {
        let bundle = Bundle::parse(VARIABLE, file.into_bytes()).unwrap();
        assert_eq!(bundle.certificates.len(), count);
        let trust = Trust { bundle: Some(bundle) };
        assert_eq!(trust.roots().len(), Trust::roots_of_the_system().len() + count);
        // The SDK would panic here on what it cannot read.
        Connector::builder().tls_provider(PROVIDER).tls_context(trust.context()).build();
    }
}

#[test]
fn a_damaged_bundle_is_told_by_its_damage() {
    let good = pem();
    let cut: String = good.lines().take(4).collect::<Vec<_>>().join("\n");
    for (file, damage) in [
        (String::new(), Damage::Empty),
        (" \r\n\t\n".to_owned(), Damage::Empty),
        ("no certificate at all".to_owned(), Damage::NoCertificate),
        (good.replace("CERTIFICATE", "TRUSTED CERTIFICATE"), Damage::NoCertificate),
        (cut.clone(), Damage::NotPem { number: 1 }),
        (format!("{good}{cut}"), Damage::NotPem { number: 2 }),
        (good.replace('M', "!"), Damage::NotPem { number: 1 }),
        (NONSENSE.to_owned(), Damage::NotACertificate { number: 1 }),
        (format!("{good}{good}{NONSENSE}"), Damage::NotACertificate { number: 3 }),
    ] {
        assert_eq!(Bundle::parse(VARIABLE, file.clone().into_bytes()).unwrap_err(), damage, "{file}");
    }
    let binary = vec![0x30, 0x82, 0xFF, 0x00, 0x80];
    assert_eq!(Bundle::parse(VARIABLE, binary).unwrap_err(), Damage::NoCertificate);
}

fn environment(home: &std::path::Path, bundle: Option<&str>) -> Environment {
    let home = [("HOME".into(), home.as_os_str().to_owned())];
    let bundle = bundle.map(|path| (VARIABLE.into(), path.into()));
    Environment::from_variables(home.into_iter().chain(bundle))
}

#[tokio::test]
async fn the_environment_names_the_bundle_and_else_the_profile_does() {
    let home = tempfile::tempdir().unwrap();
    std::fs::create_dir(home.path().join(".aws")).unwrap();
    std::fs::write(home.path().join("acme.pem"), pem()).unwrap();
    let config =
        "[default]\nca_bundle = ~/missing.pem\n[profile acme]\nca_bundle = ~/acme.pem\n[profile bare]\n";
    std::fs::write(home.path().join(".aws/config"), config).unwrap();
    let check = async |profile: &str, bundle: Option<&str>| {
        let environment = environment(home.path(), bundle);
        let profiles = Profiles::load(&environment, Some(profile)).await.unwrap();
        Trust::of(&environment, &profiles).await.map(|trust| trust.bundle_named_by())
    };
    assert_eq!(check("acme", None).await, Ok(Some("ca_bundle")));
    assert_eq!(check("bare", None).await, Ok(None));
    assert_eq!(check("default", Some("~/acme.pem")).await, Ok(Some("AWS_CA_BUNDLE")));
    let problem = check("default", None).await.unwrap_err();
    assert_eq!(problem.kind, ProblemKind::CorrectInput { field: Some("ca_bundle") });
    assert_eq!(problem.code.as_deref(), Some(crate::CA_BUNDLE_UNREADABLE));
    let said = problem.service_message.unwrap();
    assert!(said.contains("ca_bundle") && said.contains("missing.pem") && said.contains("No such"), "{said}");
    let folder = home.path().join(".aws").into_os_string().into_string().unwrap();
    let said = check("bare", Some(&folder)).await.unwrap_err().service_message.unwrap();
    assert!(said.contains(&folder) && said.contains("directory"), "{said}");
}
