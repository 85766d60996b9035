//! A computer in a company: AWS is reached through its proxy alone, which reads
//! along with the company's own authority. The app has not been started yet.

use super::{Computer, DISPLAY_SIZE, Story};
use crate::{
    cloud::{AccessKey, Cloud, Role, START_URL},
    programs::PracticeProgram,
};

/// Where the portal is, and the devices are.
pub const REGION: &str = "eu-west-1";

pub struct Company {
    pub computer: Computer,
    pub cloud: Cloud,
    practice: PracticeProgram,
}

impl Company {
    /// Nobody has keys there yet.
    pub fn start() -> Self {
        let practice = PracticeProgram::start();
        let cloud = Cloud::start(&practice);
        Self { computer: Computer::start(DISPLAY_SIZE), cloud, practice }
    }

    /// Writes a profile of anna's with keys of hers, which are given back.
    pub fn profile_with_keys(&self, name: &str, account: &str) -> AccessKey {
        let anna = self.cloud.identities(|all| all.user(account, "anna"));
        self.computer.write_aws_file("config", &profile(name, &[("region", REGION)]));
        self.computer.write_aws_file("credentials", &keys(name, &anna));
        anna
    }

    /// Writes a profile of anna's that takes on the role Installer with a code of
    /// her device, which is given back.
    pub fn profile_with_code(&self, name: &str, account: &str, code: &str) -> String {
        let (anna, role, device) = self.cloud.identities(|all| {
            let role = all.role(Role::new(account, "Installer").with_mfa());
            (all.user(account, "anna"), role, all.mfa_device(account, "anna", code))
        });
        let settings = [
            ("role_arn", role.as_str()),
            ("source_profile", "anna"),
            ("mfa_serial", &device),
            ("region", REGION),
        ];
        self.computer.write_aws_file("config", &profile(name, &settings));
        self.computer.write_aws_file("credentials", &keys("anna", &anna));
        device
    }

    /// Opens the app, with all it needs to reach AWS.
    pub async fn open_the_app(self) -> (Story, Cloud) {
        let variables = self.cloud.variables();
        self.open_the_app_with(variables).await
    }

    /// Opens the app with these variables alone.
    pub async fn open_the_app_with(self, variables: Vec<(String, String)>) -> (Story, Cloud) {
        let Self { computer, cloud, practice } = self;
        (Story::on(computer, practice, &variables).await, cloud)
    }
}

/// A section of `~/.aws/config`.
pub fn profile(name: &str, settings: &[(&str, &str)]) -> String {
    section(&format!("profile {name}"), settings)
}

/// The portal of [`START_URL`] as a section of `~/.aws/config`.
pub fn portal(session: &str) -> String {
    let settings = [
        ("sso_start_url", START_URL),
        ("sso_region", REGION),
        ("sso_registration_scopes", "sso:account:access"),
    ];
    section(&format!("sso-session {session}"), &settings)
}

/// A profile that signs in at the portal.
pub fn portal_profile(name: &str, session: &str, account: &str, role: &str) -> String {
    let settings =
        [("sso_session", session), ("sso_account_id", account), ("sso_role_name", role), ("region", REGION)];
    profile(name, &settings)
}

/// A section of `~/.aws/credentials`.
pub fn keys(profile: &str, key: &AccessKey) -> String {
    section(profile, &[("aws_access_key_id", &key.id), ("aws_secret_access_key", &key.secret)])
}

fn section(name: &str, settings: &[(&str, &str)]) -> String {
    let lines: Vec<String> = settings.iter().map(|(name, value)| format!("{name} = {value}")).collect();
    format!("[{name}]\n{}\n\n", lines.join("\n"))
}
