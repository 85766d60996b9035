//! Giving the sign-in page to the customer: opened, shown, copied. The address
//! leaves this program in no other way.

use contract::{
    CopyMessageForm, CustomerMessageView, JourneyForm, OpenSignInPageForm, ProblemView, QrCodeView,
    SignInAddressView,
};
use onboarding::{
    Problem, ProblemKind, SignInAddress,
    journey::{Channel, Event, SignInPage, Stop},
};
use qrcodegen::{QrCode, QrCodeEcc};

use crate::{Desk, customer_message, journeys::not_there};

impl Desk {
    /// Opens the page in the person's own browser.
    ///
    /// # Errors
    /// A problem when no browser could be started or there is no page to open.
    pub async fn open_sign_in_page(&self, form: OpenSignInPageForm) -> Result<(), ProblemView> {
        let address = self.address(&form.journey_id)?;
        let host = address.host();
        let browser = std::sync::Arc::clone(&self.shared.ports.browser);
        let opened = tokio::task::spawn_blocking(move || browser.open(&address, form.private_window)).await;
        if !matches!(opened, Ok(Ok(()))) {
            return Err(ProblemView::not_possible(
                "No browser could be started",
                "Copy the sign-in address into a browser, or give the customer the QR code.",
            ));
        }
        self.hand_over_by(&form.journey_id, &host, Channel::Here)
    }

    /// The QR code is in front of the customer.
    ///
    /// # Errors
    /// A problem when the journey is not there.
    #[expect(clippy::unused_async, reason = "every command is a future to the shell")]
    pub async fn hand_over(&self, form: JourneyForm) -> Result<(), ProblemView> {
        let address = self.address(&form.journey_id)?;
        self.hand_over_by(&form.journey_id, &address.host(), Channel::QrCode)
    }

    /// # Errors
    /// A problem when there is no address or no clipboard.
    #[expect(clippy::unused_async, reason = "every command is a future to the shell")]
    pub async fn copy_sign_in_address(&self, form: JourneyForm) -> Result<(), ProblemView> {
        let address = self.address(&form.journey_id)?;
        self.copy(address.expose())?;
        self.hand_over_by(&form.journey_id, &address.host(), Channel::Message)
    }

    /// Puts the address into the message and the message into the clipboard.
    ///
    /// # Errors
    /// A problem when the message has no place for the address.
    #[expect(clippy::unused_async, reason = "every command is a future to the shell")]
    pub async fn copy_message(&self, form: CopyMessageForm) -> Result<(), ProblemView> {
        let address = self.address(&form.journey_id)?;
        if !form.text.contains(customer_message::PLACE_OF_ADDRESS) {
            let message = format!(
                "The message needs {} where the address belongs.",
                customer_message::PLACE_OF_ADDRESS
            );
            return Err(ProblemView::with_input("message", &message));
        }
        self.copy(&form.text.replace(customer_message::PLACE_OF_ADDRESS, address.expose()))?;
        self.hand_over_by(&form.journey_id, &address.host(), Channel::Message)
    }

    /// # Errors
    /// A problem when there is no address.
    #[expect(clippy::unused_async, reason = "every command is a future to the shell")]
    pub async fn show_qr_code(&self, form: JourneyForm) -> Result<QrCodeView, ProblemView> {
        qr_code(&self.address(&form.journey_id)?)
    }

    /// # Errors
    /// A problem when there is no address.
    #[expect(clippy::unused_async, reason = "every command is a future to the shell")]
    pub async fn show_sign_in_address(&self, form: JourneyForm) -> Result<SignInAddressView, ProblemView> {
        let address = self.address(&form.journey_id)?;
        Ok(SignInAddressView { address: address.expose().to_owned() })
    }

    /// # Errors
    /// A problem when there is no address.
    #[expect(clippy::unused_async, reason = "every command is a future to the shell")]
    pub async fn customer_message(&self, form: JourneyForm) -> Result<CustomerMessageView, ProblemView> {
        let journey = self.mine(&form.journey_id)?;
        let host = self.address(&form.journey_id)?.host();
        let state = self.lock();
        let text = customer_message::text(&journey, &host, &state.settings, &state.message_texts);
        Ok(CustomerMessageView { text })
    }

    /// A page on this host was given out. The watcher counts its pauses from here.
    fn hand_over_by(&self, journey_id: &str, host: &str, channel: Channel) -> Result<(), ProblemView> {
        self.trust_host(&self.mine(journey_id)?, host);
        self.happen(journey_id, Event::HandedOver { channel })?;
        self.look_again_soon(journey_id);
        Ok(())
    }

    /// The guarded address of a journey that waits for its sign-in.
    fn address(&self, journey_id: &str) -> Result<SignInAddress, ProblemView> {
        let journey = self.mine(journey_id)?;
        let Stop::AwaitingSignIn(stop) = &journey.stop else { return Err(not_there()) };
        match &stop.page {
            SignInPage::Ready(address) => {
                self.check_host(&journey, &address.host())?;
                Ok(address.clone())
            }
            SignInPage::Refused(refusal) => {
                let kind = ProblemKind::UnsafeSignInAddress(*refusal);
                Err(ProblemView::from(&Problem::before_sending(kind)))
            }
            SignInPage::NotNeeded => Err(ProblemView::not_possible(
                "Nobody has to sign in",
                "This device cloud is reached with your company's credential.",
            )),
            SignInPage::Unknown => Err(ProblemView::not_possible(
                "The sign-in page is not known yet",
                "Linkwright asks AWS for it. Check now.",
            )),
        }
    }
}

/// # Errors
/// A problem when the address is too long for a code.
pub(crate) fn qr_code(address: &SignInAddress) -> Result<QrCodeView, ProblemView> {
    let code = QrCode::encode_text(address.expose(), QrCodeEcc::Low).map_err(|_| {
        ProblemView::not_possible(
            "The address does not fit a QR code",
            "Copy the address or the message instead.",
        )
    })?;
    let row = |y: i32| (0..code.size()).map(|x| if code.get_module(x, y) { '1' } else { '0' }).collect();
    Ok(QrCodeView { rows: (0..code.size()).map(row).collect() })
}
