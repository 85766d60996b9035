//! A link that a colleague made at another desk.

use std::sync::Arc;

use contract::{
    CreateAccountAssociationForm, SettingsForm, SourceForm, TextSizeView, ThemeView, UseAwsAccountForm,
};
use desk::{Desk, Journals};
use tests::{desktop::Story, headless::Headless};

#[tokio::test]
async fn a_link_made_at_another_desk_is_continued_here() {
    let story = Story::begin().await;
    let link = made_at_another_desk(&story, "Miller Flat 3").await;

    let screens = story.screens();
    screens.use_environment().await;
    screens.home().await;
    story.window.shows("Waiting at other desks").await;
    story.window.shows("by ak").await;
    story.window.click(&format!("continue-here-{link}")).await;
    story.window.find("open-sign-in-page").await;
    story.window.shows("Miller Flat 3").await;
    story.signs_in_elsewhere("Miller Flat 3", "miller");
    screens.devices().await;
    screens.register().await;

    assert_eq!(story.practice.made("associations").len(), 1, "no second link");
    assert!(story.practice.made("registrations").iter().all(|made| made["accountAssociationId"] == link));
    screens.home().await;
    assert!(!story.window.has(&format!("continue-here-{link}")).await);
}

/// A desk with a data folder of its own at the same practice service; it is gone
/// afterwards.
async fn made_at_another_desk(story: &Story, customer: &str) -> String {
    let dir = tempfile::tempdir().unwrap();
    let variables = story.practice.aws_variables();
    let variables = variables.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let ports = Arc::new(Headless::default()).ports(dir.path(), variables);
    let journals = Journals::open(&ports.data_dir);
    let desk = Desk::open(ports, journals);
    desk.save_settings(settings()).await.unwrap();
    desk.use_aws_account(UseAwsAccountForm { source: SourceForm::Environment, region: None }).await.unwrap();
    desk.create_account_association(form(customer)).await.unwrap();
    let mut views = desk.subscribe();
    let made = views
        .wait_for(|view| view.open.as_ref().is_some_and(|open| open.account_association_id.is_some()))
        .await
        .unwrap();
    made.open.as_ref().unwrap().account_association_id.clone().unwrap()
}

fn settings() -> SettingsForm {
    SettingsForm {
        technical_view: false,
        theme: ThemeView::System,
        text_size: TextSizeView::Normal,
        company: String::new(),
        telephone: String::new(),
        initials: "ak".to_owned(),
        private_window_first: true,
        job_number_only: false,
        name_pattern: String::new(),
        log_level: contract::LogLevelView::Usual,
    }
}

fn form(customer: &str) -> CreateAccountAssociationForm {
    CreateAccountAssociationForm {
        draft_id: "at-another-desk".to_owned(),
        connector_destination_id: "brightwell-lighting".to_owned(),
        customer: customer.to_owned(),
        job_number: None,
        owner: None,
        note: None,
        tags: Vec::new(),
        auth_material_name: None,
        second_link: false,
    }
}
