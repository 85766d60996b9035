//! Chains of profiles from real files.

use onboarding::ProblemKind;

use super::*;
use crate::Role;

const CONFIG: &str = "
[profile keys]
aws_access_key_id = AKIA1
aws_secret_access_key = canary-secret
aws_session_token = canary-token
[profile mfa]
role_arn = arn:aws:iam::123456789012:role/mfa
source_profile = keys
mfa_serial = arn:aws:iam::123456789012:mfa/anna
external_id = acme
duration_seconds = 7200
role_session_name = anna
[profile top]
role_arn = arn:aws:iam::123456789012:role/top
source_profile = mfa
[profile self]
role_arn = arn:aws:iam::123456789012:role/r
source_profile = self
aws_access_key_id = AKIA2
aws_secret_access_key = s
[profile over-self]
role_arn = arn:aws:iam::123456789012:role/over
source_profile = self
[profile sso]
sso_session = acme
sso_account_id = 123456789012
sso_role_name = Installer
[profile role-by-sso]
role_arn = arn:aws:iam::123456789012:role/r
source_profile = sso
[profile old-sso]
sso_start_url = https://old.awsapps.com/start
sso_region = eu-west-1
sso_account_id = 123456789012
sso_role_name = Installer
[profile console]
login_session = arn:aws:iam::123456789012:user/anna
[profile process]
credential_process = TOKEN=canary-secret /bin/credentials
[profile web]
role_arn = arn:aws:iam::123456789012:role/r
web_identity_token_file = /tmp/token
[profile by-env]
role_arn = arn:aws:iam::123456789012:role/r
credential_source = Environment
[profile by-ec2]
role_arn = arn:aws:iam::123456789012:role/r
credential_source = Ec2InstanceMetadata
[profile practice]
aws_access_key_id = PRACTICE1
aws_secret_access_key = s
[profile role-by-practice]
role_arn = arn:aws:iam::123456789012:role/r
source_profile = practice
[profile circle]
role_arn = arn:aws:iam::123456789012:role/r
source_profile = circle-back
[profile circle-back]
role_arn = arn:aws:iam::123456789012:role/r
source_profile = circle
[profile lonely]
role_arn = arn:aws:iam::123456789012:role/r
[profile both]
role_arn = arn:aws:iam::123456789012:role/r
source_profile = keys
credential_source = Environment
[profile no-source]
role_arn = arn:aws:iam::123456789012:role/r
source_profile = nobody
[profile other-source]
role_arn = arn:aws:iam::123456789012:role/r
credential_source = Sky
[profile bad-arn]
role_arn = role/r
source_profile = keys
[profile bad-id]
role_arn = arn:aws:iam::123456789012:role/r
source_profile = keys
external_id = two words
[profile bad-device]
role_arn = arn:aws:iam::123456789012:role/r
source_profile = keys
mfa_serial = short
[profile bad-duration]
role_arn = arn:aws:iam::123456789012:role/r
source_profile = keys
duration_seconds = 60
[profile half]
aws_access_key_id = AKIA1
[profile no-session]
sso_session = nobody
sso_account_id = 123456789012
sso_role_name = Installer
[profile no-role]
sso_session = acme
sso_account_id = 123456789012
[profile empty]
region = eu-west-1
[sso-session acme]
sso_start_url = https://acme.awsapps.com/start
sso_region = eu-west-1
";

struct Files {
    profiles: Profiles,
    environment: Environment,
}

impl Files {
    async fn load() -> Self {
        let home = tempfile::tempdir().unwrap();
        std::fs::create_dir(home.path().join(".aws")).unwrap();
        std::fs::write(home.path().join(".aws/config"), CONFIG).unwrap();
        let environment = Environment::from_variables([
            ("HOME".into(), home.path().into()),
            ("AWS_ACCESS_KEY_ID".into(), "AKIAENV".into()),
            ("AWS_SECRET_ACCESS_KEY".into(), "s".into()),
        ]);
        Self { profiles: Profiles::load(&environment, None).await.unwrap(), environment }
    }

    fn chain(&self, name: &str) -> Result<Chain, Problem> {
        Chain::of(&Source::Profile(name.into()), &self.profiles, &self.environment)
    }
}

fn keys_at_the_bottom(chain: &Chain) -> Option<&str> {
    match &chain.base {
        Base::Keys(keys) => Some(keys.access_key_id.expose_secret()),
        Base::Portal { .. }
        | Base::Process { .. }
        | Base::WebIdentity { .. }
        | Base::ConsoleLogin { .. }
        | Base::Ec2
        | Base::Ecs => None,
    }
}

fn roles(chain: &Chain) -> Vec<&str> {
    chain
        .steps
        .iter()
        .filter_map(|step| match step {
            Step::AssumeRole { role, .. } => Some(role.name()),
            Step::SessionOfUser { .. } => None,
        })
        .collect()
}

#[tokio::test]
async fn roles_stand_on_each_other_from_the_base_up_with_all_they_ask_for() {
    let files = Files::load().await;
    let chain = files.chain("top").unwrap();
    assert_eq!(keys_at_the_bottom(&chain), Some("AKIA1"));
    assert_eq!(roles(&chain), ["mfa", "top"]);
    let role = Role { arn: "arn:aws:iam::123456789012:role/mfa".into(), external_id: Some("acme".into()) };
    assert_eq!(
        chain.steps[0],
        Step::AssumeRole {
            role,
            session_name: Some("anna".into()),
            duration: Some(7200),
            mfa_serial: Some("arn:aws:iam::123456789012:mfa/anna".into()),
        }
    );
    assert_eq!(chain.steps[0].device(), Some("arn:aws:iam::123456789012:mfa/anna"));
    assert_eq!(chain.steps[1].device(), None);
    assert!(chain.access_key_id().is_none(), "the keys do not sign the calls themselves");
    assert!(!format!("{chain:?}").contains("canary"));
}

#[tokio::test]
async fn a_profile_may_name_itself_and_a_sources_own_keys_win_over_its_role() {
    let files = Files::load().await;
    let itself = files.chain("self").unwrap();
    assert_eq!((keys_at_the_bottom(&itself), roles(&itself)), (Some("AKIA2"), vec!["r"]));
    let over = files.chain("over-self").unwrap();
    assert_eq!((keys_at_the_bottom(&over), roles(&over)), (Some("AKIA2"), vec!["over"]));
}

#[tokio::test]
async fn a_chain_begins_where_its_last_profile_says() {
    let files = Files::load().await;
    let base = |name: &str| files.chain(name).unwrap().base;
    let sso = files.chain("role-by-sso").unwrap();
    let portal = Portal {
        start_url: "https://acme.awsapps.com/start".into(),
        region: "eu-west-1".into(),
        session: Some("acme".into()),
        scopes: vec!["sso:account:access".into()],
    };
    assert_eq!(sso.portal(), Some(&portal));
    assert_eq!(sso.sign_in(), Some(("sso", "aws sso login")));
    let old = files.chain("old-sso").unwrap();
    assert_eq!(old.portal().map(|portal| portal.session.as_deref()), Some(None));
    assert_eq!(files.chain("console").unwrap().sign_in(), Some(("console", "aws login")));
    assert!(matches!(base("process"), Base::Process { profile, .. } if profile == "process"));
    assert!(!format!("{:?}", base("process")).contains("canary"));
    assert!(matches!(base("web"), Base::WebIdentity { .. }));
    assert!(files.chain("web").unwrap().steps.is_empty());
    assert!(matches!(base("by-ec2"), Base::Ec2));
    let by_env = files.chain("by-env").unwrap();
    assert_eq!(keys_at_the_bottom(&by_env), Some("AKIAENV"));
    assert!(by_env.begins_in_environment);
    assert!(!files.chain("keys").unwrap().begins_in_environment);
}

#[tokio::test]
async fn practice_keys_may_sign_but_not_be_traded_for_others() {
    let files = Files::load().await;
    let practice = files.chain("practice").unwrap();
    assert_eq!(practice.access_key_id().map(ExposeSecret::expose_secret), Some("PRACTICE1"));
    assert!(!practice.trades_practice_keys());
    assert!(files.chain("role-by-practice").unwrap().trades_practice_keys());
    assert!(!files.chain("mfa").unwrap().trades_practice_keys());
}

#[tokio::test]
async fn what_is_wrong_with_a_profile_is_told_with_its_name() {
    let files = Files::load().await;
    for (name, why) in [
        ("circle", "circle"),
        ("lonely", "source_profile or credential_source"),
        ("both", "exclude each other"),
        ("no-source", "source profile nobody is not there"),
        ("other-source", "credential_source Sky"),
        ("bad-arn", "arn:aws:iam::123456789012:role/Name"),
        ("bad-id", "external ID"),
        ("bad-device", "MFA device"),
        ("bad-duration", "900 to 43200"),
        ("half", "belong together"),
        ("no-session", "sso-session nobody"),
        ("no-role", "sso_role_name is missing"),
    ] {
        let problem = files.chain(name).unwrap_err();
        assert_eq!(problem.kind, ProblemKind::CorrectInput { field: None }, "{name}");
        let said = problem.service_message.unwrap();
        assert!(said.contains(name) && said.contains(why), "{name}: {said}");
    }
    assert_eq!(files.chain("nobody").unwrap_err().kind, ProblemKind::Gone);
    assert_eq!(files.chain("empty").unwrap_err().kind, ProblemKind::SignInToAws { profile: None });
}
