//! Signing in at IAM Identity Center by device code (RFC 8628): the page is
//! opened, copied or shown as a QR code, in any browser.

use std::sync::Arc;

use connections::{Portal, PortalProblem, PortalSignIn};
use contract::{
    NothingForm, PortalAccountForm, PortalAccountView, PortalAccountsPage, PortalForm, PortalRolesPage,
    ProblemView, QrCodeView,
};
use onboarding::{Problem, SignInAddress};

use super::{Page, SigningIn, Way};
use crate::{
    Desk,
    aws_accounts::{AwsAccounts, sentence},
    sign_in::qr_code,
};

impl Desk {
    /// Signs in to a portal, to list what it offers.
    ///
    /// # Errors
    /// An address that is none, or what keeps the portal from answering.
    pub async fn sign_in_to_portal(&self, form: PortalForm) -> Result<(), ProblemView> {
        let portal = self.portal(&form).await?;
        let name = portal.start_url.clone();
        self.change(|state| {
            let way = Way::Portal { portal: portal.clone(), command: None, page: Page::NotAskedFor };
            let number = state.aws.next_sign_in();
            state.aws.signing_in =
                Some(SigningIn { number, wanted: None, name, ran_out: false, way, problem: None });
        });
        self.ask_for_page(portal).await
    }

    /// Opens the page in the person's own browser.
    ///
    /// # Errors
    /// A problem when there is no page or no browser could be started.
    pub async fn open_aws_sign_in_page(&self, _: NothingForm) -> Result<(), ProblemView> {
        let address = self.aws_sign_in_address()?;
        let browser = Arc::clone(&self.shared.ports.browser);
        let opened = tokio::task::spawn_blocking(move || browser.open(&address, false)).await;
        if matches!(opened, Ok(Ok(()))) {
            return Ok(());
        }
        Err(ProblemView::not_possible(
            "No browser could be started",
            "Copy the address into a browser, or use the QR code.",
        ))
    }

    /// # Errors
    /// A problem when there is no page or no clipboard.
    #[expect(clippy::unused_async, reason = "every command is a future to the shell")]
    pub async fn copy_aws_sign_in_address(&self, _: NothingForm) -> Result<(), ProblemView> {
        self.copy(self.aws_sign_in_address()?.expose())
    }

    /// # Errors
    /// A problem when there is no page.
    #[expect(clippy::unused_async, reason = "every command is a future to the shell")]
    pub async fn show_aws_sign_in_qr_code(&self, _: NothingForm) -> Result<QrCodeView, ProblemView> {
        qr_code(&self.aws_sign_in_address()?)
    }

    /// The AWS accounts the portal lets the person into.
    ///
    /// # Errors
    /// A problem when the sign-in there is over, or nobody answers.
    pub async fn list_portal_accounts(&self, form: PortalForm) -> Result<PortalAccountsPage, ProblemView> {
        let portal = self.portal(&form).await?;
        let listed = connections::portal_accounts(&portal, &self.shared.ports.environment).await;
        let accounts = listed.map_err(|problem| ProblemView::from(&problem))?;
        let view = |account: connections::PortalAccount| PortalAccountView {
            account: account.id,
            name: onboarding::fit_to_show(&account.name).unwrap_or_default(),
        };
        Ok(PortalAccountsPage { accounts: accounts.into_iter().map(view).collect() })
    }

    /// # Errors
    /// As [`Desk::list_portal_accounts`].
    pub async fn list_portal_roles(&self, form: PortalAccountForm) -> Result<PortalRolesPage, ProblemView> {
        let of = PortalForm { start_url: form.start_url, portal_region: form.portal_region };
        let portal = self.portal(&of).await?;
        let environment = &self.shared.ports.environment;
        let listed = connections::portal_roles(&portal, &form.account, environment).await;
        Ok(PortalRolesPage { roles: listed.map_err(|problem| ProblemView::from(&problem))? })
    }

    /// Asks AWS for the page, shows it, and waits for the person in the background.
    pub(super) async fn ask_for_page(&self, portal: Portal) -> Result<(), ProblemView> {
        let asked = self.change(|state| {
            let account = state.account.clone();
            let number = state.aws.next_sign_in();
            // One that is renewed before it is over has no panel yet.
            let signing_in = state.aws.signing_in.get_or_insert_with(|| SigningIn {
                number,
                wanted: account.as_ref().map(|account| account.wanted()),
                name: account.map_or_else(String::new, |account| account.name.clone()),
                ran_out: false,
                way: Way::Portal { portal: portal.clone(), command: None, page: Page::NotAskedFor },
                problem: None,
            });
            // Of a page that was asked for before, no answer counts any more.
            signing_in.number = number;
            signing_in.problem = None;
            signing_in.show(Page::Opening).then_some(number)
        });
        let Some(number) = asked else { return Ok(()) };
        match connections::begin_portal_sign_in(&portal, &self.shared.ports.environment).await {
            Ok(begun) => {
                self.wait_at(begun, number);
                Ok(())
            }
            Err(problem) => {
                let view = ProblemView::from(&problem);
                self.page_failed(&view, number);
                Err(view)
            }
        }
    }

    fn wait_at(&self, begun: PortalSignIn, number: u32) {
        let address = begun.address().clone();
        let user_code = begun.user_code().to_owned();
        let good_for = i64::try_from(begun.expires_in().as_millis()).unwrap_or(i64::MAX);
        let expires_at = self.shared.ports.clock.now().0.saturating_add(good_for);
        let weak = Arc::downgrade(&self.shared);
        let waiting = tokio::spawn(async move {
            let finished = begun.finish().await;
            // In a task of its own, since showing the end takes this one down.
            tokio::spawn(async move {
                if let Some(shared) = weak.upgrade() {
                    Desk { shared }.page_answered(finished, number).await;
                }
            });
        });
        let waiting = waiting.abort_handle();
        self.change(|state| {
            let page = Page::Open { address, user_code, expires_at, waiting };
            // Cancelled meanwhile: the page is dropped, and nobody waits for it.
            state.aws.sign_in_numbered(number).is_some_and(|signing_in| signing_in.show(page))
        });
    }

    async fn page_answered(&self, finished: Result<(), Problem>, number: u32) {
        if let Err(problem) = finished {
            self.page_failed(&ProblemView::from(&problem), number);
            return;
        }
        let wanted = self.change(|state| {
            state.aws.changed();
            let signing_in = state.aws.sign_in_numbered(number)?;
            let Some(wanted) = signing_in.wanted.clone() else {
                state.aws.signing_in = None;
                return None;
            };
            // Shown until AWS has said who we are.
            signing_in.show(Page::Opening);
            Some(wanted)
        });
        if let Some(wanted) = wanted {
            // A problem is shown where the AWS account stands.
            let _ = self.use_with(wanted, None).await;
        }
    }

    fn page_failed(&self, why: &ProblemView, number: u32) {
        self.change(|state| {
            if let Some(signing_in) = state.aws.sign_in_numbered(number) {
                signing_in.show(Page::NotAskedFor);
                signing_in.problem = Some(why.clone());
            }
        });
    }

    fn aws_sign_in_address(&self) -> Result<SignInAddress, ProblemView> {
        let state = self.lock();
        match state.aws.signing_in.as_ref().map(|signing_in| &signing_in.way) {
            Some(Way::Portal { page: Page::Open { address, .. }, .. }) => Ok(address.clone()),
            _ => Err(ProblemView::not_possible("There is no sign-in page", "Begin the AWS sign-in first.")),
        }
    }

    /// The portal as the config files name it, so that its sign-in is shared with
    /// the AWS CLI; else by its address alone.
    async fn portal(&self, form: &PortalForm) -> Result<Portal, ProblemView> {
        Ok(self.known_portal(read_portal(&form.start_url, &form.portal_region)?).await)
    }
}

impl SigningIn {
    /// False when it is not a sign-in by page; then the page is dropped.
    fn show(&mut self, to: Page) -> bool {
        let Way::Portal { page, .. } = &mut self.way else { return false };
        *page = to;
        true
    }
}

impl AwsAccounts {
    /// The sign-in that is asked for, if it is this one still.
    fn sign_in_numbered(&mut self, number: u32) -> Option<&mut SigningIn> {
        self.signing_in.as_mut().filter(|signing_in| signing_in.number == number)
    }
}

/// # Errors
/// The field that is wrong, and how it has to be.
pub(crate) fn read_portal(start_url: &str, region: &str) -> Result<Portal, ProblemView> {
    Portal::parse(start_url, region).map_err(|problem| {
        let field = match problem {
            PortalProblem::StartUrlNotOne => "startUrl",
            PortalProblem::RegionNotOne => "portalRegion",
        };
        ProblemView::with_input(field, &sentence(&problem.to_string()))
    })
}
