//! A walk through the app and the pictures taken on it.

use std::path::{Path, PathBuf};

use tests::desktop::Story;

const SIZES: [(u32, u32); 2] = [(900, 600), (1280, 800)];
const THEMES: [&str; 2] = ["light", "dark"];

pub(crate) struct Walk {
    pub(crate) story: Story,
    pub(crate) dir: PathBuf,
    pub(crate) stops: usize,
}

impl Walk {
    /// What is to be seen now, in every theme and size.
    pub(crate) async fn stop(&mut self, name: &str) {
        self.pictures(name, None).await;
    }

    /// As a person sees it who has scrolled to this element.
    pub(crate) async fn stop_at(&mut self, name: &str, selector: &str) {
        self.pictures(name, Some(selector)).await;
    }

    async fn pictures(&mut self, name: &str, scrolled_to: Option<&str>) {
        self.stops += 1;
        println!("{:02} {name}", self.stops);
        for theme in THEMES {
            self.theme(theme).await;
            for (width, height) in SIZES {
                self.story.window.resize(width, height).await;
                if let Some(selector) = scrolled_to {
                    let script = format!(
                        "document.querySelector({selector:?}).scrollIntoView({{ block: 'start' }}); return null;"
                    );
                    self.story.window.run(&script).await;
                }
                let name = format!("{:02}-{name}-{width}x{height}-{theme}.png", self.stops);
                self.story.picture(&self.dir.join(name)).await;
            }
        }
        self.theme(THEMES[0]).await;
    }

    /// What a second copy shows; it reads the theme when it starts.
    pub(crate) async fn unusable(&mut self) {
        self.stops += 1;
        println!("{:02} open-already", self.stops);
        for theme in THEMES {
            self.theme(theme).await;
            let second = self.story.another_copy(&[]).await;
            second.find("unusable").await;
            for (width, height) in SIZES {
                second.resize(width, height).await;
                let name = format!("{:02}-open-already-{width}x{height}-{theme}.png", self.stops);
                self.story.picture_of(&second, &self.dir.join(name)).await;
            }
            second.closed_by("close-window").await;
        }
        self.theme(THEMES[0]).await;
    }

    /// The page of the vendor that the customer's browser shows.
    pub(crate) async fn page(&mut self, name: &str) {
        self.stops += 1;
        println!("{:02} {name}", self.stops);
        let path: &Path = &self.dir.join(format!("{:02}-{name}.png", self.stops));
        self.story.browser.picture(path).await;
    }

    async fn theme(&self, theme: &str) {
        self.set("theme", &format!("'{theme}'")).await;
        let dark = theme == "dark";
        let script = format!("return document.body.classList.contains('awsui-dark-mode') === {dark};");
        self.story.window.holds(&script).await;
    }

    pub(crate) async fn look(&self, technical_view: bool) {
        self.set("technicalView", &technical_view.to_string()).await;
        let script = format!(
            "return document.querySelector(\"[data-testid='technical-view']\")?.getAttribute('aria-checked') === '{technical_view}';"
        );
        self.story.window.holds(&script).await;
    }

    /// Saves the settings as they are on the walk, with one of them changed.
    async fn set(&self, name: &str, value: &str) {
        let script = format!(
            "const form = window.lwSettings ?? {{ technicalView: false, theme: 'light', textSize: 'normal', company: 'Harbour Smart Homes', telephone: '+31 20 555 0147', initials: 'ak', privateWindowFirst: true, jobNumberOnly: false, namePattern: '', logLevel: 'usual' }};
             form.{name} = {value};
             window.lwSettings = form;
             window.__TAURI_INTERNALS__.invoke('save_settings', {{ form }}).then(() => done(null), problem => done(JSON.stringify(problem)));"
        );
        let problem = self.story.window.ask(&script).await;
        assert!(problem.is_null(), "the settings were refused: {problem}");
    }

    /// Chooses in the band what happens next.
    pub(crate) async fn scene(&self, scene: &str) {
        self.story.window.click_css(&format!("[data-testid='scene-select'] option[value='{scene}']")).await;
    }

    /// A new link whose customer signs in here.
    pub(crate) async fn linked(&self, customer: &str, account: &str) {
        let screens = self.story.screens();
        screens.home().await;
        screens.new_link_at("Brightwell Lighting").await;
        screens.create_for(customer).await;
        self.story.sign_in_here(account).await;
    }
}
