//! Which edits are noticed.

use std::fs;
use std::path::Path;

use super::*;

const CONFIG: &str = "[profile staff]\nsso_session = acme\nsso_account_id = 123456789012\n\
    sso_role_name = Installer\nca_bundle = ~/ca.pem\n\
    [profile keys]\naws_access_key_id = AKIA\naws_secret_access_key = s\n\
    [sso-session acme]\nsso_region = eu-west-1\nsso_start_url = https://acme.awsapps.com/start\n";

struct Home(tempfile::TempDir);

impl Home {
    fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        fs::create_dir_all(home.path().join(".aws/sso/cache")).unwrap();
        fs::write(home.path().join(".aws/config"), CONFIG).unwrap();
        Self(home)
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    async fn of(&self, name: &str) -> Footprint {
        let environment = Environment::from_variables([("HOME".into(), self.path().into())]);
        footprint(&Source::Profile(name.into()), &environment).await
    }

    /// As an editor does it: another file is put in the place.
    fn put(&self, name: &str, text: &str) {
        let beside = self.path().join("beside");
        fs::write(&beside, text).unwrap();
        fs::rename(beside, self.path().join(name)).unwrap();
    }
}

/// `printf acme | sha1sum`
const TOKEN: &str = ".aws/sso/cache/293abb6b76d7791c0732cc517d38c4b5c734b87f.json";

#[tokio::test]
async fn each_file_a_source_stands_on_changes_its_footprint_when_it_is_written_made_or_removed() {
    let home = Home::new();
    let mut last = home.of("staff").await;
    assert_eq!(last, home.of("staff").await, "nothing was changed");
    let changes: [(&str, &dyn Fn()); 6] = [
        ("config", &|| home.put(".aws/config", CONFIG)),
        ("credentials", &|| home.put(".aws/credentials", "")),
        ("ca bundle", &|| home.put("ca.pem", "x")),
        ("token", &|| home.put(TOKEN, "{}")),
        ("token again", &|| home.put(TOKEN, "{}")),
        ("token removed", &|| fs::remove_file(home.path().join(TOKEN)).unwrap()),
    ];
    for (what, change) in changes {
        change();
        let next = home.of("staff").await;
        assert_ne!(last, next, "{what}");
        assert_eq!(next, home.of("staff").await, "{what}: nothing more was changed");
        last = next;
    }
}

#[tokio::test]
async fn files_of_other_sources_and_damaged_ones_do_not_hide_or_invent_changes() {
    let home = Home::new();
    let keys = home.of("keys").await;
    home.put(TOKEN, "{}");
    assert_eq!(keys, home.of("keys").await, "no sign-in at a portal is behind it");
    home.put(".aws/config", "[profile broken\n");
    let broken = home.of("keys").await;
    assert_ne!(keys, broken);
    home.put(".aws/config", "[profile broken\nx\n");
    assert_ne!(broken, home.of("keys").await);
}
