//! Which edits are noticed, and which are nobody's business.

use std::fs;
use std::path::Path;

use super::*;
use crate::{KeysSource, PortalRole, portals};

const CONFIG: &str = "[profile staff]\nsso_session = acme\nsso_account_id = 123456789012\n\
    sso_role_name = Installer\nca_bundle = ~/ca.pem\nregion = eu-west-1\nservices = stack\n\
    [profile field]\nrole_arn = arn:aws:iam::123456789012:role/Field\nsource_profile = keys\n\
    [profile keys]\naws_access_key_id = AKIA\naws_secret_access_key = canary\n\
    [profile web]\nrole_arn = arn:aws:iam::123456789012:role/Web\nweb_identity_token_file = HOME/token\n\
    [profile console]\nlogin_session = arn:aws:iam::123456789012:user/anna\n\
    [services stack]\nsts =\n  endpoint_url = https://sts.example\n\
    [sso-session acme]\nsso_region = eu-west-1\nsso_start_url = https://acme.awsapps.com/start\n";

/// `printf acme | sha1sum`
const TOKEN: &str = ".aws/sso/cache/293abb6b76d7791c0732cc517d38c4b5c734b87f.json";
/// `printf arn:aws:iam::123456789012:user/anna | sha256sum`
const CONSOLE: &str =
    ".aws/login/cache/11bbc882fa0112a0e2aa42512092bdb77bdc2de5bcf739440b5e7e0228647a6c.json";

struct Home(tempfile::TempDir);

impl Home {
    fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        for folder in [".aws/sso/cache", ".aws/login/cache"] {
            fs::create_dir_all(home.path().join(folder)).unwrap();
        }
        let home = Self(home);
        home.put_config(CONFIG);
        home
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn environment(&self) -> Environment {
        Environment::from_variables([("HOME".into(), self.path().into())])
    }

    async fn of(&self, name: &str) -> Footprint {
        footprint(&Source::Profile(name.into()), &self.environment()).await
    }

    fn put_config(&self, text: &str) {
        self.put(".aws/config", &text.replace("HOME", self.path().to_str().unwrap()));
    }

    /// As an editor does it: another file is put in the place.
    fn put(&self, name: &str, text: &str) {
        let beside = self.path().join("beside");
        fs::write(&beside, text).unwrap();
        fs::rename(beside, self.path().join(name)).unwrap();
    }

    fn remove(&self, name: &str) {
        fs::remove_file(self.path().join(name)).unwrap();
    }

    /// Each of these is noticed, and once.
    async fn notices(&self, name: &str, changes: &[(&str, &dyn Fn())]) {
        let mut last = self.of(name).await;
        assert_eq!(last, self.of(name).await, "nothing was changed");
        for (what, change) in changes {
            change();
            let next = self.of(name).await;
            assert_ne!(last, next, "{what}");
            assert_eq!(next, self.of(name).await, "{what}: nothing more was changed");
            last = next;
        }
    }
}

fn token(access_token: &str, expires_at: &str) -> String {
    format!(r#"{{"accessToken":"{access_token}","expiresAt":"{expires_at}"}}"#)
}

#[tokio::test]
async fn what_a_source_stands_on_is_noticed_when_it_is_changed_made_or_removed() {
    let home = Home::new();
    let edit = |from: &str, to: &str| {
        assert!(CONFIG.contains(from), "{from}");
        home.put_config(&CONFIG.replace(from, to));
    };
    let by_hand = "[staff]\naws_access_key_id = AKIA\n";
    home.notices(
        "staff",
        &[
            ("role", &|| edit("Installer", "Support")),
            ("region", &|| edit("region = eu-west-1\nservices", "region = ca-central-1\nservices")),
            ("portal", &|| edit("https://acme", "https://apex")),
            ("region of the portal", &|| edit("sso_region = eu-west-1", "sso_region = eu-west-2")),
            ("endpoint", &|| edit("https://sts.example", "https://sts.evil.example")),
            ("ca bundle's name", &|| edit("~/ca.pem", "~/acme.pem")),
            ("profile", &|| edit("[profile staff]", "[profile staff2]")),
            ("back", &|| home.put_config(CONFIG)),
            ("credentials", &|| home.put(".aws/credentials", by_hand)),
            ("ca bundle", &|| home.put("ca.pem", "x")),
            ("token", &|| home.put(TOKEN, &token("canary", "2030-01-01T00:00:00Z"))),
            ("another token", &|| home.put(TOKEN, &token("canary-2", "2030-01-01T00:00:00Z"))),
            ("another end", &|| home.put(TOKEN, &token("canary-2", "2030-01-01T01:00:00Z"))),
            ("damaged token", &|| home.put(TOKEN, "{")),
            ("token removed", &|| home.remove(TOKEN)),
        ],
    )
    .await;
    assert!(!format!("{:?}", home.of("keys").await).contains("canary"));
}

#[tokio::test]
async fn a_role_stands_on_the_profile_below_it() {
    let home = Home::new();
    let keys = || home.put_config(&CONFIG.replace("= canary", "= canary-2"));
    home.notices("field", &[("keys", &keys)]).await;
}

#[tokio::test]
async fn what_matters_to_other_sources_alone_is_not_noticed() {
    let home = Home::new();
    let (staff, field) = (home.of("staff").await, home.of("field").await);
    home.put_config(&format!("# a note\n[profile new]\nregion = x\n{CONFIG}output = json\n"));
    home.put(".aws/credentials", "[other]\naws_access_key_id = AKIA2\naws_secret_access_key = s\n");
    assert_eq!((&staff, &field), (&home.of("staff").await, &home.of("field").await));
    home.put(TOKEN, &token("canary", "2030-01-01T00:00:00Z"));
    assert_eq!(field, home.of("field").await, "no sign-in at a portal is behind it");
    let signed_in = home.of("staff").await;
    assert_ne!(staff, signed_in);
    home.put(TOKEN, &token("canary", "2030-01-01T00:00:00Z"));
    assert_eq!(signed_in, home.of("staff").await, "the same token, written again");
}

#[tokio::test]
async fn files_that_make_no_sense_are_noticed_and_so_is_what_is_mended_in_them() {
    let home = Home::new();
    home.notices(
        "keys",
        &[
            ("broken", &|| home.put(".aws/config", "[profile broken\n")),
            ("broken otherwise", &|| home.put(".aws/config", "[profile broken\nx\n")),
            ("mended", &|| home.put_config(CONFIG)),
        ],
    )
    .await;
}

#[tokio::test]
async fn a_new_sign_in_of_aws_login_is_noticed_and_its_renewals_are_not() {
    let home = Home::new();
    let sign_in = |key: &str, more: &str| {
        home.put(CONSOLE, &format!(r#"{{"dpopKey":"{key}","accessToken":{{"x":"{more}"}}}}"#));
    };
    home.notices("console", &[("first", &|| sign_in("one", "a")), ("next", &|| sign_in("two", "a"))]).await;
    let before = home.of("console").await;
    sign_in("two", "b");
    assert_eq!(before, home.of("console").await);
    home.notices("console", &[("half", &|| home.put(CONSOLE, "{")), ("gone", &|| home.remove(CONSOLE))])
        .await;
    let token = |text: &'static str| home.put("token", text);
    home.notices(
        "web",
        &[("first", &|| token("a")), ("next", &|| token("b")), ("gone", &|| home.remove("token"))],
    )
    .await;
}

#[tokio::test]
async fn a_source_in_no_file_stands_on_its_sign_in_and_on_whom_it_trusts() {
    let home = Home::new();
    let environment = home.environment();
    let portal = portals(&environment).await.unwrap().remove(0);
    let (account, role_name) = ("123456789012".into(), "Installer".into());
    let role = Source::IdentityCenter(PortalRole { portal, account, role_name });
    let keys = crate::AccessKeys {
        access_key_id: "AKIA".into(),
        secret_access_key: "s".into(),
        session_token: None,
    };
    let keys = Source::Keys(KeysSource { keys, mfa_serial: None, role: None });
    let both = async || (footprint(&role, &environment).await, footprint(&keys, &environment).await);
    let before = both().await;
    home.put("ca.pem", "x");
    let trusting = both().await;
    assert_ne!(before.0, trusting.0, "the profile behind the portal names it");
    assert_eq!(before.1, trusting.1);
    home.put(TOKEN, &token("canary", "2030-01-01T00:00:00Z"));
    let signed_in = both().await;
    assert_ne!(trusting.0, signed_in.0);
    home.put_config(&format!("[default]\nca_bundle = ~/ca.pem\n{CONFIG}"));
    let by_default = both().await;
    assert_eq!(signed_in.0, by_default.0);
    assert_ne!(signed_in.1, by_default.1);
}
