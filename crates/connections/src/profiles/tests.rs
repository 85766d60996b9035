//! Kinds of profiles and the sign-ins behind them, from real files.

use super::*;

const CONFIG: &str = "
[default]
region = eu-west-1
[profile sso]
sso_session = acme
sso_account_id = 123456789012
sso_role_name = Installer
[profile old-sso]
sso_start_url = https://acme.awsapps.com/start
sso_region = eu-west-1
sso_account_id = 123456789012
sso_role_name = Installer
[profile console]
login_session = arn:aws:iam::123456789012:user/anna
[profile keys]
aws_access_key_id = AKIA
aws_secret_access_key = s
[profile role]
role_arn = arn:aws:iam::123456789012:role/r
source_profile = keys
[profile role-by-sso]
role_arn = arn:aws:iam::123456789012:role/r
source_profile = sso
[profile mfa]
role_arn = arn:aws:iam::123456789012:role/r
source_profile = keys
mfa_serial = arn:aws:iam::123456789012:mfa/anna
[profile role-by-mfa]
role_arn = arn:aws:iam::123456789012:role/r
source_profile = mfa
[profile process]
credential_process = /bin/credentials
[profile web]
role_arn = arn:aws:iam::123456789012:role/r
web_identity_token_file = /tmp/token
[profile circle]
role_arn = arn:aws:iam::123456789012:role/r
source_profile = circle-back
[profile circle-back]
role_arn = arn:aws:iam::123456789012:role/r
source_profile = circle
[profile practice]
aws_access_key_id = PRACTICE1
aws_secret_access_key = s
[profile role-by-practice]
role_arn = arn:aws:iam::123456789012:role/r
source_profile = practice
[sso-session acme]
sso_start_url = https://acme.awsapps.com/start
sso_region = eu-west-1
";

async fn profiles() -> Profiles {
    let home = tempfile::tempdir().unwrap();
    std::fs::create_dir(home.path().join(".aws")).unwrap();
    std::fs::write(home.path().join(".aws/config"), CONFIG).unwrap();
    let variables = [("HOME".into(), home.path().into())];
    Profiles::load(&Environment::from_variables(variables), None).await.unwrap()
}

#[tokio::test]
async fn a_profiles_kind_is_how_the_sdk_would_get_its_credentials() {
    let profiles = profiles().await;
    let check = |name, kind| assert_eq!(profiles.kind(name), kind, "{name}");
    check("default", OfferKind::Unknown);
    check("sso", OfferKind::Sso);
    check("old-sso", OfferKind::Sso);
    check("console", OfferKind::Unknown);
    check("keys", OfferKind::AccessKeys);
    check("role", OfferKind::AssumeRole);
    check("role-by-sso", OfferKind::AssumeRole);
    check("mfa", OfferKind::AssumeRoleWithMfa);
    check("role-by-mfa", OfferKind::AssumeRoleWithMfa);
    check("process", OfferKind::CredentialProcess);
    check("web", OfferKind::WebIdentity);
    check("circle", OfferKind::AssumeRole);
    check("nobody", OfferKind::Unknown);
}

#[tokio::test]
async fn the_sign_in_to_renew_is_that_of_the_profile_at_the_bottom() {
    let profiles = profiles().await;
    let check = |name, expected| assert_eq!(profiles.sign_in(name), expected, "{name}");
    check("sso", Some(("sso", "aws sso login")));
    check("role-by-sso", Some(("sso", "aws sso login")));
    check("console", Some(("console", "aws login")));
    check("role", None);
    check("circle", None);
    check("nobody", None);
}

#[tokio::test]
async fn practice_keys_may_sign_but_not_be_traded_for_others() {
    let profiles = profiles().await;
    assert_eq!(profiles.access_key_id("practice"), Some("PRACTICE1"));
    assert!(!profiles.trades_practice_keys("practice"));
    assert_eq!(profiles.access_key_id("role-by-practice"), None);
    assert!(profiles.trades_practice_keys("role-by-practice"));
    assert!(!profiles.trades_practice_keys("role"));
}

#[test]
fn a_tilde_stands_for_the_home_folder_only_at_the_start() {
    let check = |path, expected: &str| {
        assert_eq!(expanded(path, Some("/home/anna")), PathBuf::from(expected));
    };
    check("~/aws", "/home/anna/aws");
    check("~other/aws", "~other/aws");
    check("/etc/~/aws", "/etc/~/aws");
}
