//! Kinds of profiles and the portals behind them, from real files.

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
[profile keys-over-mfa]
aws_access_key_id = AKIA
aws_secret_access_key = s
role_arn = arn:aws:iam::123456789012:role/r
source_profile = keys
mfa_serial = arn:aws:iam::123456789012:mfa/anna
[profile role-by-keys-over-mfa]
role_arn = arn:aws:iam::123456789012:role/r
source_profile = keys-over-mfa
[sso-session acme]
sso_start_url = https://acme.awsapps.com/start
sso_region = eu-west-1
";

async fn profiles() -> Profiles {
    of_config(CONFIG).await
}

async fn of_config(config: &str) -> Profiles {
    let home = tempfile::tempdir().unwrap();
    std::fs::create_dir(home.path().join(".aws")).unwrap();
    std::fs::write(home.path().join(".aws/config"), config).unwrap();
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
    check("keys-over-mfa", OfferKind::AssumeRoleWithMfa);
    check("role-by-keys-over-mfa", OfferKind::AssumeRole);
    check("process", OfferKind::CredentialProcess);
    check("web", OfferKind::WebIdentity);
    check("circle", OfferKind::AssumeRole);
    check("nobody", OfferKind::Unknown);
}

#[tokio::test]
async fn portals_are_those_of_the_sections_and_of_old_style_profiles_each_once() {
    let config = "[sso-session b]\nsso_region = eu-west-1\nsso_start_url = https://b.example/start\n\
        sso_registration_scopes = sso:account:access, other:scope\n\
        [sso-session a]\nsso_region = us-east-1\nsso_start_url = https://a.example/start\n\
        [sso-session empty]\nsso_region = us-east-1\n\
        [profile one]\nsso_start_url = https://old.example/start\nsso_region = eu-west-1\n\
        [profile two]\nsso_start_url = https://old.example/start\nsso_region = eu-west-1\n\
        [profile of-b]\nsso_session = b\nsso_account_id = 1\nsso_role_name = r\n";
    let profiles = of_config(config).await;
    let portals = profiles.portals();
    let told: Vec<_> = portals
        .iter()
        .map(|portal| (portal.session.as_deref(), portal.start_url.as_str(), portal.scopes.join(" ")))
        .collect();
    assert_eq!(
        told,
        [
            (Some("a"), "https://a.example/start", "sso:account:access".to_owned()),
            (Some("b"), "https://b.example/start", "sso:account:access other:scope".to_owned()),
            (None, "https://old.example/start", String::new()),
        ]
    );
    assert_eq!(profiles.name_of_portal(&portals[1]), Some("of-b"));
    assert_eq!(profiles.name_of_portal(&portals[2]), Some("one"));
    assert_eq!(profiles.name_of_portal(&portals[0]), None);
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
