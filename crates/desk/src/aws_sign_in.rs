//! The operator's own sign-in at AWS: asked for where it is missing or over, and
//! then everything goes on by itself.

mod code;
mod noticing;
mod portal;

use std::time::Duration;

use connections::{
    ANOTHER_MFA_CODE_NEEDED, KeyringProblem, MFA_CODE_NEEDED, MFA_CODE_REFUSED, PORTAL_SIGN_IN_NEEDED,
    Portal, Renewal,
};
use contract::{AwsSignInView, AwsSignInWayView, NothingForm, ProblemView, SourceForm, UseAwsAccountForm};
use onboarding::{Identity, Problem, ProblemKind, SignInAddress};
use tokio::{task::AbortHandle, time::Instant};
use watching::Whose;

use crate::{
    Desk,
    aws_accounts::{AwsAccounts, NotConnected, SavedAccount, Wanted},
    state::State,
};

pub(crate) use portal::read_portal;

/// A sign-in AWS refuses so soon after it was renewed is not renewed again by
/// itself.
const RENEWED_IN_VAIN: Duration = Duration::from_secs(60);

/// A sign-in that is asked for. One at a time: the one of the account wanted last.
pub(crate) struct SigningIn {
    /// Tells it from one before: what answers late is for its own alone.
    number: u32,
    /// What is used once it is there; `None` signs in to a portal alone.
    pub(crate) wanted: Option<Wanted>,
    pub(crate) name: String,
    /// It was in use and ran out.
    pub(crate) ran_out: bool,
    pub(crate) way: Way,
    pub(crate) problem: Option<ProblemView>,
}

pub(crate) enum Way {
    Portal { portal: Portal, command: Option<String>, page: Page },
    MfaCode { device: String, refused: bool, checking: bool },
    AccessKeys { saved_account_id: String },
    Keyring,
    Terminal { command: String },
    Outside,
}

/// The page of IAM Identity Center.
pub(crate) enum Page {
    NotAskedFor,
    Opening,
    Open { address: SignInAddress, user_code: String, expires_at: i64, waiting: AbortHandle },
}

impl Drop for Page {
    /// Nobody waits for a page that is not shown any more.
    fn drop(&mut self) {
        if let Self::Open { waiting, .. } = self {
            waiting.abort();
        }
    }
}

impl SigningIn {
    pub(crate) fn is_for(&self, wanted: &Wanted) -> bool {
        self.wanted.as_ref().is_some_and(|it| it.is(wanted))
    }

    pub(crate) fn view(&self) -> AwsSignInView {
        let way = match &self.way {
            Way::Portal { page: Page::NotAskedFor, command, .. } => {
                AwsSignInWayView::Portal { command: command.clone() }
            }
            Way::Portal { page: Page::Opening, .. } => AwsSignInWayView::PortalOpening,
            Way::Portal { page: Page::Open { address, user_code, expires_at, .. }, .. } => {
                AwsSignInWayView::PortalOpen {
                    user_code: user_code.clone(),
                    host: address.host(),
                    expires_at: *expires_at,
                }
            }
            Way::MfaCode { device, refused, checking } => {
                AwsSignInWayView::MfaCode { device: device.clone(), refused: *refused, checking: *checking }
            }
            Way::AccessKeys { saved_account_id } => {
                AwsSignInWayView::AccessKeys { saved_account_id: saved_account_id.clone() }
            }
            Way::Keyring => AwsSignInWayView::Keyring,
            Way::Terminal { command } => AwsSignInWayView::Terminal { command: command.clone() },
            Way::Outside => AwsSignInWayView::Outside,
        };
        AwsSignInView { name: self.name.clone(), ran_out: self.ran_out, way, problem: self.problem.clone() }
    }
}

impl AwsAccounts {
    fn next_sign_in(&mut self) -> u32 {
        self.sign_ins += 1;
        self.sign_ins
    }
}

impl Desk {
    /// Begins or renews the sign-in that is asked for: the page of IAM Identity
    /// Center is asked of AWS; everywhere else AWS, or the keyring, is asked again.
    ///
    /// # Errors
    /// A problem when there is still no sign-in.
    pub async fn sign_in_to_aws(&self, _: NothingForm) -> Result<(), ProblemView> {
        let wanted = {
            let state = self.lock();
            match state.aws.signing_in.as_ref().map(|signing_in| &signing_in.way) {
                Some(Way::Portal { portal, page: Page::NotAskedFor | Page::Open { .. }, .. }) => {
                    Some(portal.clone())
                }
                Some(Way::Portal { page: Page::Opening, .. }) => return Ok(()),
                Some(
                    Way::MfaCode { .. }
                    | Way::AccessKeys { .. }
                    | Way::Keyring
                    | Way::Terminal { .. }
                    | Way::Outside,
                ) => None,
                // Renewed before it is over.
                None => state.account.as_ref().and_then(|account| account.connection.portal().cloned()),
            }
        };
        match wanted {
            Some(portal) => self.ask_for_page(portal).await,
            None => self.check_aws_account(NothingForm {}).await,
        }
    }

    /// Does without; what waits for a sign-in goes on waiting.
    ///
    /// # Errors
    /// None; the result has the form of every intent.
    #[expect(clippy::unused_async, reason = "every command is a future to the shell")]
    pub async fn cancel_aws_sign_in(&self, _: NothingForm) -> Result<(), ProblemView> {
        self.change(State::do_without);
        Ok(())
    }

    /// AWS did not accept the sign-in of an account that is in use, or it has
    /// become another's. A role's session or a portal's keys come anew without
    /// anybody; where not, the person is asked.
    pub(crate) fn sign_in_ran_out(&self, identity: &Identity, problem: &Problem) {
        let begun = self.change(|state| {
            let account = state.account.as_ref().filter(|account| account.identity() == identity)?;
            let wanted = account.wanted();
            // Once is enough, and whoever is asked already is not disturbed.
            if state.aws.signing_in.is_some() || state.aws.confirming.is_some() || state.connecting {
                return None;
            }
            if state.aws.renewed.is_some_and(|at| at.elapsed() < RENEWED_IN_VAIN) {
                return Some((wanted, state.choice, true));
            }
            state.aws.renewed = Some(Instant::now());
            Some((wanted, state.begin_choice(), false))
        });
        let Some((wanted, choice, in_vain)) = begun else { return };
        tracing::info!(code = problem.code, "the AWS sign-in ran out");
        let (desk, problem) = (self.clone(), problem.clone());
        tokio::spawn(async move {
            if in_vain {
                desk.ask_for_sign_in(&wanted, choice, problem).await;
            } else {
                // A problem is shown where the AWS account stands.
                let _ = desk.try_to_use(wanted, None, choice).await;
            }
        });
    }

    /// Shows what is wrong with the sign-in of the account in use, unless the
    /// person has chosen meanwhile.
    async fn ask_for_sign_in(&self, wanted: &Wanted, choice: u32, problem: Problem) {
        let form = &wanted.form;
        let saved = wanted.saved_id.as_deref().and_then(|id| self.lock().aws.saved.get(id).cloned());
        let why = NotConnected::Problem(problem);
        let Some(way) = self.way(form, saved.as_ref(), &why).await else { return };
        let name = self.name_of(form, saved.as_ref());
        self.change(|state| {
            if state.choice == choice && state.aws.signing_in.is_none() {
                let problem = told_beside(&way, &why);
                let number = state.aws.next_sign_in();
                let wanted = Some(wanted.clone());
                state.aws.signing_in = Some(SigningIn { number, wanted, name, ran_out: true, way, problem });
            }
        });
    }

    /// What follows when a way into AWS could not be used.
    ///
    /// # Errors
    /// The problem, unless a sign-in that can be begun here is asked for.
    pub(crate) async fn not_connected(
        &self,
        wanted: &Wanted,
        saved: Option<&SavedAccount>,
        choice: u32,
        why: &NotConnected,
    ) -> Result<(), ProblemView> {
        let view = why.view();
        let code = Some(why.code()).filter(|code| !code.is_empty());
        tracing::warn!(code, "the AWS sign-in did not work");
        let way = self.way(&wanted.form, saved, why).await;
        let name = self.name_of(&wanted.form, saved);
        let (goes_on, result) = self.change(|state| {
            if state.choice != choice {
                return (false, Ok(()));
            }
            state.connecting = false;
            let in_use = state.account.as_ref().is_some_and(|account| account.wanted().is(wanted));
            let goes_on = in_use && why.is_mended_by_time();
            let (before, others) = match state.aws.signing_in.take() {
                Some(before) if before.is_for(wanted) => (Some(before), None),
                // One that a person began for another is not ended by itself.
                Some(other) if !state.wanted.as_ref().is_some_and(|it| it.is(wanted)) => (None, Some(other)),
                Some(_) | None => (None, None),
            };
            let Some(way) = way.filter(|_| others.is_none()) else {
                state.aws.signing_in = others;
                state.account_problem = Some(view.clone());
                state.problem_of = Some(wanted.clone());
                return (goes_on, Err(view));
            };
            state.wanted = Some(wanted.clone());
            let is_asked_here = matches!(way, Way::Portal { .. } | Way::MfaCode { .. });
            let problem = told_beside(&way, why);
            let ran_out = before.as_ref().is_some_and(|before| before.ran_out) || in_use;
            let signing_in = match (before, &way) {
                // A page that waits for the person goes on waiting.
                (Some(before), Way::Portal { .. })
                    if matches!(before.way, Way::Portal { page: Page::Open { .. }, .. }) =>
                {
                    before
                }
                _ => {
                    let number = state.aws.next_sign_in();
                    SigningIn { number, wanted: Some(wanted.clone()), name, ran_out, way, problem }
                }
            };
            state.aws.signing_in = Some(signing_in);
            (goes_on, if is_asked_here { Ok(()) } else { Err(view) })
        });
        if goes_on {
            // Whoever watches finds out when the network is back.
            self.shared.scheduler.release(Whose::All);
        }
        result
    }

    /// How this source's sign-in is begun; `None` when a sign-in is not what is missing.
    async fn way(
        &self,
        form: &UseAwsAccountForm,
        saved: Option<&SavedAccount>,
        why: &NotConnected,
    ) -> Option<Way> {
        let keys = |saved: Option<&SavedAccount>| {
            saved.map(|saved| Way::AccessKeys { saved_account_id: saved.id.clone() })
        };
        let problem = match why {
            NotConnected::View(_) => return None,
            NotConnected::Keyring(
                KeyringProblem::Locked | KeyringProblem::Dismissed | KeyringProblem::Hanging,
            ) => return Some(Way::Keyring),
            NotConnected::Keyring(
                KeyringProblem::Missing
                | KeyringProblem::NotThere
                | KeyringProblem::Ambiguous
                | KeyringProblem::TooLong
                | KeyringProblem::Damaged
                | KeyringProblem::Refused,
            ) => return keys(saved),
            NotConnected::Problem(problem) => problem,
        };
        let ProblemKind::SignInToAws { profile } = &problem.kind else { return None };
        let code = problem.code.as_deref().unwrap_or_default();
        let said = problem.service_message.clone().unwrap_or_default();
        if is_of_code(code) {
            let refused = code == MFA_CODE_REFUSED;
            return Some(Way::MfaCode { device: said, refused, checking: false });
        }
        if matches!(form.source, SourceForm::Keys { .. }) {
            return keys(saved);
        }
        Some(match self.renewal(form).await {
            Some(Renewal::Portal(portal)) => {
                let by_profile =
                    |name: &String| format!("aws sso login --profile {}", onboarding::shell_word(name));
                let command = profile.as_ref().map(by_profile).or_else(|| {
                    let account = self.lock().account.clone().filter(|it| it.source == form.source)?;
                    account.connection.sign_in_command()
                });
                Way::Portal { portal, command, page: Page::NotAskedFor }
            }
            Some(Renewal::MfaCode { device }) => Way::MfaCode { device, refused: false, checking: false },
            Some(Renewal::Terminal { command }) => Way::Terminal { command },
            Some(Renewal::Outside) | None => Way::Outside,
        })
    }

    async fn renewal(&self, form: &UseAwsAccountForm) -> Option<Renewal> {
        let source = self.source(&form.source).await.ok()?;
        connections::renewal(&source, &self.shared.ports.environment).await.ok()
    }

    fn name_of(&self, form: &UseAwsAccountForm, saved: Option<&SavedAccount>) -> String {
        match (saved, &form.source) {
            (Some(saved), _) => saved.name.clone(),
            (None, SourceForm::Profile { name }) => name.clone(),
            (None, _) => "AWS".to_owned(),
        }
    }
}

fn is_of_code(code: &str) -> bool {
    [MFA_CODE_NEEDED, ANOTHER_MFA_CODE_NEEDED, MFA_CODE_REFUSED].contains(&code)
}

/// That a page or a code is needed is what the panel itself says; anything else
/// is told in it.
fn told_beside(way: &Way, why: &NotConnected) -> Option<ProblemView> {
    let code = why.code();
    let is_said = match way {
        Way::MfaCode { .. } => is_of_code(code),
        Way::Portal { .. } => code == PORTAL_SIGN_IN_NEEDED,
        Way::AccessKeys { .. } | Way::Keyring | Way::Terminal { .. } | Way::Outside => false,
    };
    (!is_said).then(|| why.view())
}
