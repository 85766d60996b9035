//! Every problem the core can say, for the window's Help: one sample of each put
//! through the very words that a real one goes through.
//!
//! A new problem in words does not compile until it has an [`Entry`], and a new
//! entry does not until it has a sample.

use crate::{ActionView, ProblemKindView, ProblemView, typescript::quoted};

mod entry;
mod sample;

pub(crate) use entry::Entry;

/// The whole of `ui/src/backend/problem-catalogue.ts`.
pub fn problem_catalogue() -> String {
    let mut groups = String::new();
    for kind in ProblemKindView::ALL {
        let entries: String = Entry::ALL
            .iter()
            .map(|entry| (*entry, sample::of(*entry)))
            .filter(|(_, view)| view.kind == kind)
            .map(|(entry, view)| line(entry, &view))
            .collect();
        groups.push_str(&format!(
            "  {{\n    kind: {},\n    entries: [\n{entries}    ],\n  }},\n",
            quoted(name_of_kind(kind))
        ));
    }
    format!(
        "// Written by `cargo xtask contract` from crates/contract. Do not edit.\n\
         import type {{ ActionView, ProblemKindView }} from './contract';\n\n\
         export type CatalogueEntry = {{\n  \
           /** As `ProblemView.entry`. */\n  \
           id: string;\n  \
           title: string;\n  \
           meaning: string;\n  \
           action: ActionView['kind'] | null;\n  \
           forCustomer: string | null;\n  \
           forCloudTeam: string | null;\n\
         }};\n\n\
         export type CatalogueGroup = {{ kind: ProblemKindView; entries: CatalogueEntry[] }};\n\n\
         /** By what can be done about it; `…` stands for what differs from case to case. */\n\
         export const problemCatalogue: CatalogueGroup[] = [\n{groups}];\n"
    )
}

fn line(entry: Entry, view: &ProblemView) -> String {
    let action = view.action.as_ref().map(|action| quoted(name_of_action(action)));
    let optional = |text: Option<&String>| text.map_or_else(|| "null".to_owned(), |text| quoted(text));
    format!(
        "      {{ id: {}, title: {}, meaning: {}, action: {}, forCustomer: {}, forCloudTeam: {} }},\n",
        quoted(entry.id()),
        quoted(&view.title),
        quoted(&view.meaning),
        action.unwrap_or_else(|| "null".to_owned()),
        optional(view.for_customer.as_ref()),
        optional(view.for_cloud_team.as_ref()),
    )
}

/// As it crosses to the window; the generated file's types check it.
fn name_of_kind(kind: ProblemKindView) -> &'static str {
    match kind {
        ProblemKindView::CorrectInput => "correctInput",
        ProblemKindView::AskForPermission => "askForPermission",
        ProblemKindView::SignInToAws => "signInToAws",
        ProblemKindView::TryAgain => "tryAgain",
        ProblemKindView::CheckNetwork => "checkNetwork",
        ProblemKindView::LookAgain => "lookAgain",
        ProblemKindView::SwitchRegion => "switchRegion",
        ProblemKindView::RemoveLink => "removeLink",
        ProblemKindView::AnotherAccount => "anotherAccount",
        ProblemKindView::NotPossible => "notPossible",
    }
}

fn name_of_action(action: &ActionView) -> &'static str {
    match action {
        ActionView::CorrectInput { .. } => "correctInput",
        ActionView::TryAgain => "tryAgain",
        ActionView::CheckAgain { .. } => "checkAgain",
        ActionView::CopyForCloudTeam => "copyForCloudTeam",
        ActionView::SwitchRegion => "switchRegion",
        ActionView::RemoveLink => "removeLink",
        ActionView::ChooseAwsAccount => "chooseAwsAccount",
        ActionView::SignIn => "signIn",
        ActionView::TestConnection => "testConnection",
        ActionView::FindAgain => "findAgain",
    }
}

#[cfg(test)]
mod tests;
