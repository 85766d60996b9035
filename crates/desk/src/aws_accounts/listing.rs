//! The AWS accounts page: what is kept, and what else is found on this computer.

use connections::{Offer, OfferKind};
use contract::{
    AwsAccountsPage, KeptKeysView, NothingForm, OfferKindView, OfferView, PortalView, ProblemView,
    RegionView, SavedAccountView, SourceForm,
};
use onboarding::DOCUMENTED_REGIONS;

use super::{SavedAccount, source_form};
use crate::{Desk, state::State};

impl Desk {
    /// The ways into AWS this computer knows of. Files that cannot be read are
    /// told beside what is kept.
    ///
    /// # Errors
    /// None; the result has the form of every question.
    pub async fn list_aws_accounts(&self, _: NothingForm) -> Result<AwsAccountsPage, ProblemView> {
        let environment = &self.shared.ports.environment;
        let (found, problem) = match connections::offers(environment).await {
            Ok(offers) => (offers, None),
            Err(problem) => (Vec::new(), Some(ProblemView::from(&problem))),
        };
        let portals = connections::portals(environment).await.unwrap_or_default();
        let state = self.lock();
        let files_are_read = problem.is_none();
        let accounts = state.aws.saved.0.iter();
        let accounts = accounts.map(|saved| saved_view(saved, &found, files_are_read, &state)).collect();
        let is_kept = |offer: &OfferView| state.aws.saved.0.iter().any(|saved| saved.source == offer.source);
        Ok(AwsAccountsPage {
            accounts,
            offers: found.iter().filter_map(offer_view).filter(|offer| !is_kept(offer)).collect(),
            regions: DOCUMENTED_REGIONS
                .iter()
                .map(|region| RegionView {
                    region: (*region).to_owned(),
                    name: region_name(region).to_owned(),
                })
                .collect(),
            portals: portals
                .into_iter()
                .map(|portal| PortalView {
                    start_url: portal.start_url,
                    portal_region: portal.region,
                    session: portal.session,
                })
                .collect(),
            problem,
            team_file: state.aws.team_file.clone(),
        })
    }
}

pub(crate) fn region_name(region: &str) -> &str {
    match region {
        "ca-central-1" => "Canada (Central)",
        "eu-west-1" => "Europe (Ireland)",
        "me-central-1" => "Middle East (UAE)",
        other => other,
    }
}

fn saved_view(
    saved: &SavedAccount,
    found: &[Offer],
    files_are_read: bool,
    state: &State,
) -> SavedAccountView {
    let offer = found.iter().find(|offer| source_form(&offer.source).as_ref() == Some(&saved.source));
    let keys = match &saved.source {
        SourceForm::Keys { keys_id, .. } => state.aws.keys.get(keys_id),
        SourceForm::Practice
        | SourceForm::Environment
        | SourceForm::Profile { .. }
        | SourceForm::IdentityCenter { .. } => None,
    };
    let has_keys = matches!(saved.source, SourceForm::Keys { .. });
    let in_files = matches!(saved.source, SourceForm::Profile { .. } | SourceForm::Environment);
    let in_use = state.account.as_ref().is_some_and(|account| account.saved_id.as_deref() == Some(&saved.id));
    SavedAccountView {
        saved_account_id: saved.id.clone(),
        name: saved.name.clone(),
        colour: saved.colour,
        source: saved.source.clone(),
        kind: offer.map_or_else(|| kind_of(&saved.source), |offer| kind_view(offer.kind)),
        region: saved.region.clone().or_else(|| offer.and_then(|offer| offer.region.clone())),
        account: saved.account().map(str::to_owned),
        who: saved.seen.as_ref().and_then(|seen| seen.who.clone()),
        production: saved.production,
        read_only: saved.read_only,
        start: saved.start,
        from_team: saved.from_team,
        in_use,
        custom_endpoint: offer.and_then(|offer| offer.endpoint.clone()),
        access_keys: has_keys.then(|| KeptKeysView {
            ending: keys.map(|kept| kept.keys.ending()),
            in_memory_only: keys.is_some_and(|kept| kept.in_memory_only),
        }),
        gone: in_files && files_are_read && offer.is_none(),
    }
}

fn kind_of(source: &SourceForm) -> OfferKindView {
    match source {
        SourceForm::Keys { role_arn: Some(_), mfa_serial: Some(_), .. } => OfferKindView::AssumeRoleWithMfa,
        SourceForm::Keys { role_arn: Some(_), mfa_serial: None, .. } => OfferKindView::AssumeRole,
        SourceForm::Keys { .. } | SourceForm::Environment => OfferKindView::AccessKeys,
        SourceForm::IdentityCenter { .. } => OfferKindView::IdentityCenter,
        SourceForm::Practice | SourceForm::Profile { .. } => OfferKindView::Other,
    }
}

fn offer_view(offer: &Offer) -> Option<OfferView> {
    Some(OfferView {
        source: source_form(&offer.source)?,
        name: offer.name.clone(),
        kind: kind_view(offer.kind),
        region: offer.region.clone(),
        custom_endpoint: offer.endpoint.clone(),
    })
}

fn kind_view(kind: OfferKind) -> OfferKindView {
    match kind {
        OfferKind::Sso => OfferKindView::IdentityCenter,
        OfferKind::AssumeRole => OfferKindView::AssumeRole,
        OfferKind::AssumeRoleWithMfa => OfferKindView::AssumeRoleWithMfa,
        OfferKind::CredentialProcess => OfferKindView::CredentialProcess,
        OfferKind::WebIdentity => OfferKindView::WebIdentity,
        OfferKind::AccessKeys => OfferKindView::AccessKeys,
        OfferKind::Unknown => OfferKindView::Other,
    }
}
