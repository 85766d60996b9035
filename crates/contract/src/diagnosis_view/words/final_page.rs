//! The last page of a sign-in, in words.

use support::{FinalPage, PageSays, diagnosis::FailureCause};

use super::causes;
use crate::diagnosis_view::{AboutLink, FinalPageView, FindingActView, about::NAMELESS};

pub(super) fn view(page: &FinalPage, about: Option<&AboutLink>) -> FinalPageView {
    let bare = |title: &str, means: &str, act: Option<FindingActView>| FinalPageView {
        title: title.to_owned(),
        means: means.to_owned(),
        act: act.filter(|_| about.is_some()),
        for_customer: None,
        for_cloud_team: None,
        error: page.error.clone(),
        description: page.description.clone(),
    };
    match page.says {
        PageSays::Nothing => bare(
            "No address can be read from this",
            "Ask for the address of the page the customer ended on: the line at the top of the browser, copied whole.",
            None,
        ),
        PageSays::NoError => bare(
            "The page says nothing went wrong",
            "Its address names no error. If AWS still waits, the customer may be through and AWS was not told yet.",
            Some(FindingActView::CheckAgain),
        ),
        PageSays::StillAtSignIn => bare(
            "That is the sign-in page itself",
            "The customer has not come to the end: sign-in and Allow are still to be done there.",
            Some(FindingActView::OpenSignIn),
        ),
        PageSays::Error(_) => {
            let cause = FailureCause::of_page(page).unwrap_or(FailureCause::Unknown);
            let said = causes::said(cause, about.map_or(NAMELESS, AboutLink::names));
            let error = page.error.as_deref().unwrap_or("without a name");
            let told = format!(
                "a customer's sign-in ended with the error {error}, description: {}.",
                page.description.as_deref().unwrap_or("none")
            );
            let unknown = cause == FailureCause::Unknown;
            let title = if unknown { "The page names an error that is not known here" } else { said.title };
            let means = if unknown {
                "It is the vendor's own; your cloud team or the vendor can say what it means.".to_owned()
            } else {
                said.means
            };
            let act = if unknown { FindingActView::CopyForCloudTeam } else { said.act };
            let for_cloud_team =
                said.ask.zip(about).map(|(ask, about)| about.for_cloud_team(&told, ask, None));
            FinalPageView {
                for_customer: (!unknown).then_some(said.for_customer),
                for_cloud_team,
                ..bare(title, &means, Some(act))
            }
        }
    }
}
