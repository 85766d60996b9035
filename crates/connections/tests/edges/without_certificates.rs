//! A system that knows no authority at all. What the system trusts is read once
//! in a program's life, so that this test starts itself as another one.

use std::process::Command;

use connections::Source;
use onboarding::CERTIFICATE_NOT_TRUSTED;

use crate::asked::connect;
use crate::authority::Authority;
use crate::gate::Gate;
use crate::home::Home;

const NAME: &str =
    "without_certificates::a_system_without_certificates_ends_nothing_and_the_bundle_still_works";
const FILE: &str = "SSL_CERT_FILE";

#[test]
fn a_system_without_certificates_ends_nothing_and_the_bundle_still_works() {
    if std::env::var_os(FILE).is_some_and(|path| path.to_string_lossy().ends_with("no-certificate")) {
        inside();
        return;
    }
    let home = Home::with("", "");
    let none = home.file("no-certificate", "");
    let mut itself = Command::new(std::env::current_exe().unwrap());
    let ended = itself.args(["--exact", NAME]).env(FILE, none).env_remove("SSL_CERT_DIR").output().unwrap();
    let said = String::from_utf8_lossy(&ended.stdout);
    assert!(ended.status.success(), "{said}");
    assert!(said.contains("1 passed"), "{said}");
}

#[tokio::main(flavor = "current_thread")]
async fn inside() {
    let acme = Authority::acme();
    let proxy = Gate::proxy(acme.server("sts.eu-west-1.amazonaws.com", 2050)).await;
    let home = Home::with("", "");
    let bundle = home.file("acme.pem", &acme.pem);
    let url = proxy.url();
    let variables = [
        ("AWS_ACCESS_KEY_ID", "AKIA1"),
        ("AWS_SECRET_ACCESS_KEY", "s"),
        ("AWS_REGION", "eu-west-1"),
        ("HTTPS_PROXY", &url),
        ("AWS_CA_BUNDLE", &bundle),
    ];
    let without = home.environment(&variables[..4]);
    let problem = connect(&Source::Environment, None, &without).await.unwrap_err();
    assert_eq!(problem.code.as_deref(), Some(CERTIFICATE_NOT_TRUSTED));
    let said = problem.service_message.unwrap();
    assert!(said.contains("Acme Inspection CA"), "{said}");
    connect(&Source::Environment, None, &home.environment(&variables)).await.unwrap();
}
