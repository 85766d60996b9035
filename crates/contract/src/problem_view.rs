//! A problem in words: what happened, what it means, one way on, who can help,
//! details to copy.

use onboarding::{AddressRefusal, Problem, ProblemKind};
use serde::Serialize;
use ts_rs::TS;

use crate::problem_catalogue::Entry;

mod words;

/// Ready to show; the two `for…` texts are ready to copy and send.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ProblemView {
    pub kind: ProblemKindView,
    pub title: String,
    pub meaning: String,
    pub action: Option<ActionView>,
    pub for_customer: Option<String>,
    pub for_cloud_team: Option<String>,
    /// The service's own words.
    pub detail: Option<String>,
    pub request_id: Option<String>,
    pub operation: Option<String>,
    /// The id of its entry in the problem catalogue.
    pub entry: Option<&'static str>,
}

/// Sorted by remedy; one exists only if the window treats it differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ProblemKindView {
    CorrectInput,
    AskForPermission,
    SignInToAws,
    TryAgain,
    CheckNetwork,
    LookAgain,
    SwitchRegion,
    RemoveLink,
    AnotherAccount,
    NotPossible,
}

impl ProblemKindView {
    /// In the order of the catalogue.
    pub(crate) const ALL: [Self; 10] = [
        Self::SignInToAws,
        Self::AskForPermission,
        Self::CheckNetwork,
        Self::TryAgain,
        Self::LookAgain,
        Self::CorrectInput,
        Self::SwitchRegion,
        Self::AnotherAccount,
        Self::RemoveLink,
        Self::NotPossible,
    ];
}

/// The one way on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase", tag = "kind")]
pub enum ActionView {
    CorrectInput {
        field: Option<String>,
    },
    /// The same step again; it cannot double anything.
    TryAgain,
    /// Ask AWS again who we are; `command` is what to run before.
    CheckAgain {
        command: Option<String>,
    },
    CopyForCloudTeam,
    SwitchRegion,
    RemoveLink,
    ChooseAwsAccount,
    /// `sign_in_to_aws`: the page or the code of the operator's own sign-in.
    SignIn,
    /// `test_connection`: where on the way it stops.
    TestConnection,
    FindAgain,
}

impl From<&Problem> for ProblemView {
    fn from(problem: &Problem) -> Self {
        let said = words::of(problem);
        Self {
            kind: said.kind,
            title: said.title,
            meaning: said.meaning,
            action: said.action,
            for_customer: said.for_customer,
            for_cloud_team: said.for_cloud_team,
            detail: problem.service_message.clone(),
            request_id: problem.request_id.clone(),
            operation: problem.operation.map(str::to_owned),
            entry: Some(said.entry.id()),
        }
    }
}

impl ProblemView {
    /// A problem with what was typed, found before anything was sent.
    pub fn with_input(field: &str, message: &str) -> Self {
        Self {
            kind: ProblemKindView::CorrectInput,
            title: "Something in the form needs a correction".to_owned(),
            meaning: format!("{message} Nothing was sent."),
            action: Some(ActionView::CorrectInput { field: Some(field.to_owned()) }),
            for_customer: None,
            for_cloud_team: None,
            detail: None,
            request_id: None,
            operation: None,
            entry: Some(Entry::Input.id()),
        }
    }

    /// A step that is not possible as things stand.
    pub fn not_possible(title: &str, meaning: &str) -> Self {
        Self {
            kind: ProblemKindView::NotPossible,
            title: title.to_owned(),
            meaning: meaning.to_owned(),
            action: None,
            for_customer: None,
            for_cloud_team: None,
            detail: None,
            request_id: None,
            operation: None,
            entry: None,
        }
    }
}

#[cfg(test)]
mod tests;
