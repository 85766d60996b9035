//! From a way into AWS to an account that can be used.

use std::{
    path::Path,
    sync::{Arc, atomic::AtomicBool},
};

use connections::{
    Asked, KeyringProblem, KeysSource, Portal, PortalRole, Role, RoleField, RoleProblem, Source,
};
use contract::{ProblemView, SourceForm, UseAwsAccountForm};
use onboarding::Problem;
use secrecy::SecretString;
use watching::{DEFAULT_QUOTA, Limiter};

use crate::{
    Desk, aws_accounts::SavedAccount, desk::seed, observed::Observed, paced::Answers, state::Account,
};

/// Why there is no account to use.
pub(crate) enum NotConnected {
    Problem(Problem),
    Keyring(KeyringProblem),
    /// Ready to show; nothing was asked of AWS.
    View(ProblemView),
}

impl NotConnected {
    pub(crate) fn is_mended_by_time(&self) -> bool {
        matches!(self, Self::Problem(problem) if problem.is_mended_by_time())
    }

    /// The code of a problem; nothing where there is none.
    pub(crate) fn code(&self) -> &str {
        match self {
            Self::Problem(problem) => problem.code.as_deref().unwrap_or_default(),
            Self::Keyring(_) | Self::View(_) => "",
        }
    }

    pub(crate) fn view(&self) -> ProblemView {
        match self {
            Self::Problem(problem) => ProblemView::from(problem),
            Self::Keyring(problem) => super::kept_keys::view(problem),
            Self::View(view) => view.clone(),
        }
    }
}

impl Desk {
    /// Signs in and asks AWS who that is. `saved` is `None` for Practice.
    pub(crate) async fn connect(
        &self,
        form: &UseAwsAccountForm,
        saved: Option<&SavedAccount>,
        mfa_code: Option<&SecretString>,
    ) -> Result<Account, NotConnected> {
        let source = self.source(&form.source).await?;
        let sessions = self.lock().aws.sessions.clone();
        let asked = Asked {
            source: &source,
            region: form.region.as_deref(),
            environment: &self.shared.ports.environment,
            sessions: &sessions,
            mfa_code,
        };
        let connection = connections::connect(asked).await.map_err(NotConnected::Problem)?;
        let identity = connection.identity().clone();
        let fresh = || Limiter::new(DEFAULT_QUOTA, seed(self.shared.ports.chance.as_ref()));
        let limiter = self.lock().limiters.entry(identity.clone()).or_insert_with(fresh).clone();
        let gateway = self.shared.ports.gateways.reach(&connection, Arc::new(Answers(limiter.clone())));
        let observed = Observed {
            gateway,
            shared: Arc::downgrade(&self.shared),
            identity,
            arn: connection.arn().to_owned(),
            reached: AtomicBool::new(true),
        };
        let name = saved.map_or_else(|| "Practice".to_owned(), |saved| saved.name.clone());
        let saved_id = saved.map(|saved| saved.id.clone());
        Ok(Account {
            name,
            saved_id,
            source: form.source.clone(),
            region: form.region.clone(),
            connection,
            limiter,
            unpaced: Arc::new(observed),
        })
    }

    /// What `connections` knows the source as.
    pub(crate) async fn source(&self, form: &SourceForm) -> Result<Source, NotConnected> {
        Ok(match form {
            SourceForm::Practice => {
                let practice = self.shared.ports.practice.start().await.map_err(|problem| {
                    NotConnected::View(ProblemView::not_possible(
                        "Practice could not start",
                        &format!("{problem}. Close other programs and try again."),
                    ))
                })?;
                if let Some(path) = self.shared.ports.practice.set_aside().await {
                    self.change(|state| state.notices.push_back(practice_set_aside(&path)));
                }
                Source::Practice(practice)
            }
            SourceForm::Environment | SourceForm::Profile { .. } | SourceForm::IdentityCenter { .. } => {
                let gone = || ProblemView::not_possible("This is no way into AWS", "Choose another.");
                self.sharing_token(of_files(form).ok_or_else(|| NotConnected::View(gone()))?).await
            }
            SourceForm::Keys { keys_id, mfa_serial, role_arn, external_id } => {
                let keys = self.keys_of(keys_id).await.map_err(NotConnected::Keyring)?;
                let role = role(role_arn.as_deref(), external_id.as_deref())?;
                Source::Keys(KeysSource { keys, mfa_serial: mfa_serial.clone(), role })
            }
        })
    }

    /// The portal as the config files name it where they do, so that its sign-in
    /// is shared with the AWS CLI.
    pub(crate) async fn sharing_token(&self, source: Source) -> Source {
        match source {
            Source::IdentityCenter(role) => {
                let portal = self.known_portal(role.portal).await;
                Source::IdentityCenter(PortalRole { portal, ..role })
            }
            other @ (Source::Environment | Source::Profile(_) | Source::Keys(_) | Source::Practice(_)) => {
                other
            }
        }
    }

    pub(crate) async fn known_portal(&self, by_address: Portal) -> Portal {
        let known = connections::portals(&self.shared.ports.environment).await.unwrap_or_default();
        let is_same = |portal: &Portal| {
            portal.start_url.trim_end_matches(['/', '#']) == by_address.start_url
                && portal.region == by_address.region
        };
        known.into_iter().find(is_same).unwrap_or(by_address)
    }
}

pub(crate) fn role(arn: Option<&str>, external_id: Option<&str>) -> Result<Option<Role>, NotConnected> {
    let Some(arn) = arn.filter(|arn| !arn.is_empty()) else { return Ok(None) };
    Role::parse(arn, external_id).map(Some).map_err(|problem| NotConnected::View(wrong_role(problem)))
}

/// The source where it stands in files alone, so that looking asks nobody.
pub(crate) fn of_files(form: &SourceForm) -> Option<Source> {
    match form {
        SourceForm::Environment => Some(Source::Environment),
        SourceForm::Profile { name } => Some(Source::Profile(name.clone())),
        SourceForm::IdentityCenter { start_url, portal_region, account, role_name } => {
            Some(Source::IdentityCenter(PortalRole {
                portal: Portal::parse(start_url, portal_region).ok()?,
                account: account.clone(),
                role_name: role_name.clone(),
            }))
        }
        SourceForm::Keys { .. } | SourceForm::Practice => None,
    }
}

/// The field that is wrong, and how it has to be.
pub(crate) fn wrong_role(problem: RoleProblem) -> ProblemView {
    let field = match problem.field() {
        RoleField::Arn => "roleArn",
        RoleField::ExternalId => "externalId",
        RoleField::MfaSerial => "mfaSerial",
    };
    ProblemView::with_input(field, &sentence(&problem.to_string()))
}

/// Of a part that begins in lower case.
pub(crate) fn sentence(part: &str) -> String {
    let mut letters = part.chars();
    let first = letters.next().map(|first| first.to_uppercase().collect::<String>()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}

fn practice_set_aside(path: &Path) -> ProblemView {
    let mut view = ProblemView::not_possible(
        "What was practised could not be read",
        "Practice begins anew with its made-up customers. Nothing in AWS is concerned.",
    );
    view.meaning.push_str(&format!(" The damaged file is kept as {}.", path.display()));
    view
}

/// A way into AWS that stands on this computer, as a form names it.
pub(crate) fn source_form(source: &Source) -> Option<SourceForm> {
    match source {
        Source::Environment => Some(SourceForm::Environment),
        Source::Profile(name) => Some(SourceForm::Profile { name: name.clone() }),
        Source::Practice(_) | Source::Keys(_) | Source::IdentityCenter(_) => None,
    }
}
