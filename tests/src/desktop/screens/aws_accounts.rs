//! AWS accounts: adding, choosing and testing one, and the operator's own sign-in.

use super::Screens;
use crate::desktop::wait_until;

impl Screens<'_> {
    pub async fn aws_accounts(&self) {
        self.go_to("AWS accounts").await;
        self.0.find("add-aws-account").await;
    }

    /// Takes a profile that was found on this computer.
    pub async fn use_profile(&self, name: &str) {
        self.aws_accounts().await;
        self.0.click(&format!("use-{name}")).await;
    }

    /// Begins to add an AWS account that signs in this way: `profile`,
    /// `identity-center`, `keys` or `environment`.
    pub async fn add_account_by(&self, way: &str) {
        self.aws_accounts().await;
        self.0.click("add-aws-account").await;
        self.0.click(&format!("way-{way}")).await;
    }

    /// Adds a profile under another name and in a colour, and uses it.
    pub async fn add_profile(&self, profile: &str, name: &str, colour: &str) {
        self.add_account_by("profile").await;
        self.choose("choose-profile", profile).await;
        self.add_as(name, colour).await;
        self.band_says(name).await;
    }

    /// Types access keys where they are asked for.
    pub async fn type_keys(&self, id: &str, secret: &str, token: Option<&str>) {
        self.0.type_into("access-key-id", id).await;
        self.0.type_into("secret-access-key", secret).await;
        if let Some(token) = token {
            self.0.type_into("session-token", token).await;
        }
    }

    /// Names what is being added, gives it a colour and adds it.
    pub async fn add_as(&self, name: &str, colour: &str) {
        self.0.type_into("account-name", name).await;
        self.0.click(&format!("colour-{colour}")).await;
        self.0.click("add-and-use").await;
    }

    /// Picks from a list by the value that stands for an option.
    pub async fn choose(&self, select: &str, value: &str) {
        self.0.click_css(&format!("[data-testid='{select}'] button")).await;
        self.0.click_css(&format!("[data-value='{value}']")).await;
    }

    /// Waits until the band on top says this.
    pub async fn band_says(&self, words: &str) {
        wait_until(&format!("{words:?} in the band"), async || {
            self.band().await.contains(words).then_some(())
        })
        .await;
    }

    /// What the band on top says of the AWS account in use.
    pub async fn band(&self) -> String {
        self.0.texts("[data-testid='switch-account']").await.concat()
    }

    /// Whether the band has this colour.
    pub async fn band_is(&self, colour: &str) -> bool {
        let script = format!("return document.querySelector('.lw-band.lw-colour-{colour}') !== null;");
        self.0.run(&script).await == true
    }

    /// Chooses another AWS account in the band.
    pub async fn switch_to(&self, name: &str) {
        self.0.click("switch-account").await;
        let script = format!(
            "const item = [...document.querySelectorAll('[role=menuitemradio]')].find(item => item.textContent.includes({name:?})); if (item === undefined) return null; item.setAttribute('data-story', 'account'); return true;"
        );
        wait_until(name, async || (self.0.run(&script).await == true).then_some(())).await;
        self.0.click_css("[data-story='account']").await;
        self.band_says(name).await;
    }

    /// Chooses from the menu of an AWS account that is kept.
    pub async fn more_of_account(&self, key: &str, item: &str) {
        self.aws_accounts().await;
        self.0.click_css(&format!("[data-testid='account-more-{key}'] button")).await;
        self.0.click(item).await;
    }

    /// Types the six digits where they are asked for; they are sent at once unless
    /// some were refused before.
    pub async fn type_code(&self, code: &str) {
        self.0.type_into("mfa-code", code).await;
    }

    /// Begins the sign-in at the portal and tells the code its page has to show.
    pub async fn begin_portal_sign_in(&self) -> String {
        self.0.click("aws-sign-in-begin").await;
        self.portal_code().await
    }

    /// The code the portal's page has to show.
    pub async fn portal_code(&self) -> String {
        self.0.find("user-code").await.text().await.expect("a code can be read")
    }

    /// Waits until the test of the way to AWS has ended.
    pub async fn test_ended(&self) {
        self.0.css("[data-testid='test-running'][data-running='false']").await;
    }

    /// How a permission stands on the page of the test.
    pub async fn permission(&self, action: &str) -> String {
        self.0.texts(&format!("[data-testid='permission-{action}']")).await.concat()
    }
}
