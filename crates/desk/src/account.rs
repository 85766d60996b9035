//! Which AWS account is in use, and as whom.

use std::{path::Path, sync::Arc};

use connections::{Offer, OfferKind, Source};
use contract::{
    NothingForm, OfferKindView, OfferView, OffersPage, ProblemView, RegionView, SceneView, SourceForm,
    UseAwsAccountForm,
};
use onboarding::{DOCUMENTED_REGIONS, Problem};
use watching::{DEFAULT_QUOTA, Limiter, Whose};

use crate::{Desk, desk::seed, paced::Answers, settings, state::Account};

impl Desk {
    /// The ways into AWS this computer knows of.
    ///
    /// # Errors
    /// A problem when the AWS config files cannot be read.
    pub async fn list_offers(&self, _: NothingForm) -> Result<OffersPage, ProblemView> {
        let offers =
            connections::offers(&self.shared.ports.environment).await.map_err(|problem| view(&problem))?;
        Ok(OffersPage {
            offers: offers.into_iter().map(offer_view).collect(),
            regions: DOCUMENTED_REGIONS
                .iter()
                .map(|region| RegionView {
                    region: (*region).to_owned(),
                    name: region_name(region).to_owned(),
                })
                .collect(),
        })
    }

    /// Signs in with what is on this computer and asks AWS who that is.
    ///
    /// # Errors
    /// A problem when AWS does not know this sign-in or cannot be reached; the
    /// account used before then stays in use.
    pub async fn use_aws_account(&self, form: UseAwsAccountForm) -> Result<(), ProblemView> {
        if let Some(why) = self.lock().unusable.clone() {
            return Err(why);
        }
        let choice = self.change(|state| {
            state.connecting = true;
            state.account_problem = None;
            state.wanted = Some(form.clone());
            state.choice += 1;
            state.choice
        });
        let connected = self.connect(&form).await;
        let changed = self.change(|state| {
            if state.choice != choice {
                // The person has chosen again meanwhile; that choice counts.
                return Ok(None);
            }
            state.connecting = false;
            match connected {
                Ok(account) => {
                    let was_practice =
                        state.account.as_ref().is_some_and(|before| before.connection.is_practice());
                    let leaves = was_practice && !account.connection.is_practice();
                    if leaves {
                        state.scene = SceneView::AllGoesWell;
                    }
                    let same =
                        state.account.as_ref().is_some_and(|before| before.identity() == account.identity());
                    if !same {
                        // What is remembered of it may be on the screen already.
                        if !state.links.is_of(account.identity()) {
                            state.links.begin(self.shared.book_of(account.identity()));
                        }
                        state.link_page.leave();
                        state.bundle = None;
                        state.device_clouds.clear();
                        state.last_device_cloud = None;
                        // What was opened before any account was in use stays open.
                        state.open = state.open.take().filter(|_| state.account.is_none());
                    }
                    let account = Arc::new(account);
                    state.account = Some(Arc::clone(&account));
                    Ok(Some((account, leaves)))
                }
                Err(problem) => {
                    state.account_problem = Some(problem.clone());
                    Err(problem)
                }
            }
        })?;
        let Some((account, left_practice)) = changed else { return Ok(()) };
        if left_practice {
            self.lay_practice_down();
            self.shared.ports.practice.stop().await;
        }
        self.take_up_journeys(&account);
        self.take_up_plans(&account);
        self.shared.scheduler.release(Whose::All);
        self.shared.look_everywhere();
        self.refresh_links_anew();
        if let Err(error) = settings::save_last_account(&self.shared.ports.data_dir, &form) {
            tracing::warn!(%error, "which AWS account is in use could not be kept");
        }
        if let Err(error) = settings::save_last_identity(&self.shared.ports.data_dir, account.identity()) {
            tracing::warn!(%error, "who is in use could not be kept");
        }
        Ok(())
    }

    /// 'Check again': asks AWS again who we are.
    ///
    /// # Errors
    /// As [`Desk::use_aws_account`].
    pub async fn check_aws_account(&self, _: NothingForm) -> Result<(), ProblemView> {
        let asked = {
            let state = self.lock();
            let failed = state.account_problem.as_ref().and(state.wanted.clone());
            failed.or_else(|| state.account.as_ref().map(|account| account.asked_for()))
        };
        match asked {
            Some(form) => self.use_aws_account(form).await,
            None => self.account().map(|_| ()),
        }
    }

    async fn connect(&self, form: &UseAwsAccountForm) -> Result<Account, ProblemView> {
        let (source, name) = match &form.source {
            SourceForm::Practice => {
                let practice = self.shared.ports.practice.start().await.map_err(|problem| {
                    ProblemView::not_possible(
                        "Practice could not start",
                        &format!("{problem}. Close other programs and try again."),
                    )
                })?;
                if let Some(path) = self.shared.ports.practice.set_aside().await {
                    self.change(|state| state.notices.push_back(practice_set_aside(&path)));
                }
                (Source::Practice(practice), "Practice".to_owned())
            }
            SourceForm::Environment => (Source::Environment, "Environment".to_owned()),
            SourceForm::Profile { name } => (Source::Profile(name.clone()), name.clone()),
        };
        let connection =
            connections::connect(&source, form.region.as_deref(), &self.shared.ports.environment)
                .await
                .map_err(|problem| view(&problem))?;
        let identity = connection.identity().clone();
        let fresh = || Limiter::new(DEFAULT_QUOTA, seed(self.shared.ports.chance.as_ref()));
        let limiter = self.lock().limiters.entry(identity).or_insert_with(fresh).clone();
        let unpaced = self.shared.ports.gateways.reach(&connection, Arc::new(Answers(limiter.clone())));
        Ok(Account { name, connection, limiter, unpaced })
    }
}

fn practice_set_aside(path: &Path) -> ProblemView {
    let mut view = ProblemView::not_possible(
        "What was practised could not be read",
        "Practice begins anew with its made-up customers. Nothing in AWS is concerned.",
    );
    view.meaning.push_str(&format!(" The damaged file is kept as {}.", path.display()));
    view
}

pub(crate) fn source_form(source: &Source) -> SourceForm {
    match source {
        Source::Practice(_) => SourceForm::Practice,
        Source::Environment => SourceForm::Environment,
        Source::Profile(name) => SourceForm::Profile { name: name.clone() },
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

fn offer_view(offer: Offer) -> OfferView {
    let kind = match offer.kind {
        OfferKind::Sso => OfferKindView::IdentityCenter,
        OfferKind::AssumeRole => OfferKindView::AssumeRole,
        OfferKind::AssumeRoleWithMfa => OfferKindView::AssumeRoleWithMfa,
        OfferKind::CredentialProcess => OfferKindView::CredentialProcess,
        OfferKind::WebIdentity => OfferKindView::WebIdentity,
        OfferKind::AccessKeys => OfferKindView::AccessKeys,
        OfferKind::Unknown => OfferKindView::Other,
    };
    OfferView {
        source: source_form(&offer.source),
        name: offer.name,
        kind,
        region: offer.region,
        custom_endpoint: offer.endpoint,
    }
}

fn view(problem: &Problem) -> ProblemView {
    ProblemView::from(problem)
}
