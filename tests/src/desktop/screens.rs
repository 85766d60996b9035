//! The screens by what a person does on them.

mod aws_accounts;

use super::{AppWindow, wait_until};

/// W3C WebDriver, 17.4.2: the key, which a line feed is not.
const ENTER: &str = "\u{e007}";

pub struct Screens<'a>(&'a AppWindow);

impl<'a> Screens<'a> {
    pub fn new(window: &'a AppWindow) -> Self {
        Self(window)
    }

    /// AWS accounts: takes the one of the environment.
    pub async fn use_environment(&self) {
        self.go_to("AWS accounts").await;
        self.0.click("use-environment").await;
        self.0.shows("PRACTICE").await;
    }

    /// Opens one of the five places by its name.
    pub async fn go_to(&self, place: &str) {
        let script = format!(
            "const link = [...document.querySelectorAll('nav a')].find(link => link.textContent.trim().startsWith({place:?})); if (link === undefined) return false; link.click(); return true;"
        );
        wait_until(place, async || (self.0.run(&script).await == true).then_some(())).await;
    }

    /// Home, from wherever one is.
    pub async fn home(&self) {
        self.go_to("Home").await;
    }

    /// The wizard's first stop with a device cloud chosen.
    pub async fn new_link_at(&self, device_cloud: &str) {
        self.0.click("new-link").await;
        self.0.click_css("[data-testid='device-cloud'] button").await;
        self.choose_option(device_cloud).await;
    }

    /// Picks from the list that is open.
    pub async fn choose_option(&self, name: &str) {
        let script = format!(
            "const option = [...document.querySelectorAll('[role=option]')].find(option => option.textContent.includes({name:?})); if (option === undefined) return null; option.setAttribute('data-story', 'option'); return true;"
        );
        wait_until(name, async || (self.0.run(&script).await == true).then_some(())).await;
        self.0.click_css("[data-story='option']").await;
    }

    /// Names the customer and creates the link.
    pub async fn create_for(&self, customer: &str) {
        self.0.type_into("customer-name", customer).await;
        self.0.click("create-link").await;
        self.0.find("stop-sign-in").await;
    }

    /// Waits for the found devices.
    pub async fn devices(&self) {
        self.0.find("stop-devices").await;
        self.0.find("register-devices").await;
    }

    /// Registers what is ticked and waits for the end.
    pub async fn register(&self) {
        self.0.click("register-devices").await;
        self.0.find("stop-done").await;
    }

    /// Does the one act of the only line under 'Waiting for you'.
    pub async fn go_on(&self) {
        self.0.click_css("[data-testid^='line-act-']").await;
    }

    /// Opens a link of the list behind 'Existing link'.
    pub async fn existing_link(&self, account_association_id: &str) {
        self.0.click("existing-link").await;
        self.0.click(&format!("open-link-{account_association_id}")).await;
    }

    /// Waits until the search of an existing link has ended.
    pub async fn devices_of_an_existing_link(&self) {
        self.0.find("stop-devices").await;
        self.0.find("tab-found").await;
    }

    /// Home's one search, which leads to the list of links.
    pub async fn search_links(&self, text: &str) {
        self.home().await;
        self.0.type_into("home-search", text).await;
        self.0.press(ENTER).await;
        self.0.find("link-search").await;
    }

    /// Opens the page of a link that the list shows.
    pub async fn open_link(&self, account_association_id: &str) {
        self.0.click(&format!("open-link-{account_association_id}")).await;
        self.0.find("link-page").await;
    }

    /// Chooses from 'More' on the page of a link.
    pub async fn more_of_link(&self, item: &str) {
        self.0.click("link-more").await;
        self.0.click(item).await;
    }

    /// Chooses from the menu of a device on the page of a link.
    pub async fn more_of_device(&self, managed_thing_id: &str, item: &str) {
        // What is above the row may still come, and move it away from under the click.
        wait_until(&format!("{item} in the menu of a device"), async || {
            self.0.click(&format!("device-more-{managed_thing_id}")).await;
            self.0.comes(item).await.then_some(())
        })
        .await;
        self.0.click(item).await;
    }

    /// Chooses in one of the filters above the list of links.
    pub async fn filter_links(&self, filter: &str, option: &str) {
        self.0.click_css(&format!("[data-testid='{filter}'] button")).await;
        self.choose_option(option).await;
    }

    /// Unfolds 'Enter ids', fills it in and looks the three up.
    pub async fn look_up(&self, thing: &str, link: &str, search: &str) {
        self.0.click_css("[data-testid='enter-ids'] [role='button']").await;
        self.0.type_into("ids-thing", thing).await;
        self.0.type_into("ids-link", link).await;
        self.0.type_into("ids-search", search).await;
        self.0.click("look-up").await;
    }
}
