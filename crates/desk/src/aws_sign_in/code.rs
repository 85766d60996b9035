//! The six digits of an MFA device.

use contract::{MfaCodeForm, ProblemView};
use secrecy::SecretString;

use super::Way;
use crate::Desk;

impl Desk {
    /// Takes the code and uses the AWS account it was asked for.
    ///
    /// # Errors
    /// Not six digits, or nobody asks for a code; nothing is sent then. A code
    /// that AWS refused is asked for again in the view.
    pub async fn give_mfa_code(&self, form: MfaCodeForm) -> Result<(), ProblemView> {
        let digits: String = form.code.0.chars().filter(|c| !c.is_whitespace()).collect();
        if digits.len() != 6 || !digits.chars().all(|c| c.is_ascii_digit()) {
            return Err(ProblemView::with_input("code", "The code has six digits."));
        }
        let asked = self.change(|state| {
            let signing_in = state.aws.signing_in.as_mut()?;
            let Way::MfaCode { checking, .. } = &mut signing_in.way else { return None };
            // Twice the same code would be refused by AWS.
            if *checking {
                return None;
            }
            *checking = true;
            signing_in.wanted.clone()
        });
        let Some(wanted) = asked else {
            return Err(ProblemView::not_possible("Nobody asks for a code", "It was given already."));
        };
        self.use_with(wanted, Some(SecretString::from(digits))).await
    }
}
