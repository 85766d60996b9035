//! Why a sign-in failed, and who has to do what about it.

use support::diagnosis::FailureCause;

use crate::diagnosis_view::FindingActView;

/// What is said of a cause, wherever it was read.
pub(super) struct CauseSaid {
    /// A whole sentence without its full stop.
    pub(super) title: &'static str,
    pub(super) means: String,
    pub(super) act: FindingActView,
    pub(super) for_customer: String,
    /// What the cloud team is asked for; `None` when it can do nothing.
    pub(super) ask: Option<&'static str>,
}

const SET_UP: &str = "This points to the set-up in AWS or at the vendor, not to the customer. Signing in again will not help until it is mended.";

/// `cloud` is the device cloud to whoever works here, `vendor` to its customer.
pub(super) fn said(cause: FailureCause, (cloud, vendor): (&str, &str)) -> CauseSaid {
    let not_your_fault = format!(
        "The sign-in at {vendor} did not work because of a fault in the set-up, not because of you. There is nothing you need to do; we will tell you when you can sign in again."
    );
    let again = |why: &str| {
        format!(
            "{why} Please open the sign-in page we send you and sign in at {vendor} once more. We never see your password."
        )
    };
    match cause {
        FailureCause::Denied => CauseSaid {
            title: "Access was not allowed at the sign-in",
            means: format!(
                "Either Deny was pressed, or {cloud} does not let this account share its devices. Ask the customer; if it was not meant, they sign in once more and press Allow."
            ),
            act: FindingActView::Reconnect,
            for_customer: again(&format!(
                "{vendor} told us that access to your devices was not allowed. If that was not what you wanted, please press Allow this time."
            )),
            ask: None,
        },
        FailureCause::ClientOrSecret => CauseSaid {
            title: "The vendor did not accept the client id or secret",
            means: SET_UP.to_owned(),
            act: FindingActView::CopyForCloudTeam,
            for_customer: not_your_fault,
            ask: Some(
                "Please compare client id and client secret in the connector destination's secret (ARN and version) with the vendor's, and tokenEndpointAuthenticationScheme (HTTP_BASIC or REQUEST_BODY_CREDENTIALS).",
            ),
        },
        FailureCause::RedirectNotAllowed => CauseSaid {
            title: "The vendor does not know the address customers are sent back to",
            means: SET_UP.to_owned(),
            act: FindingActView::CopyForCloudTeam,
            for_customer: not_your_fault,
            ask: Some(
                "Please have the OAuth redirect address of managed integrations allow-listed for this client at the vendor.",
            ),
        },
        FailureCause::ScopeNotAllowed => CauseSaid {
            title: "The vendor does not allow what is asked for",
            means: SET_UP.to_owned(),
            act: FindingActView::CopyForCloudTeam,
            for_customer: not_your_fault,
            ask: Some(
                "Please compare scope in the connector destination's authConfig with what the vendor allows this client.",
            ),
        },
        FailureCause::SecretNotReadable => CauseSaid {
            title: "The secret of the device cloud seems not to be readable",
            means: SET_UP.to_owned(),
            act: FindingActView::CopyForCloudTeam,
            for_customer: not_your_fault,
            ask: Some(
                "Please check that the connector destination's secret version exists, that the secret is encrypted with a customer-managed KMS key, that its resource policy allows iotmanagedintegrations.amazonaws.com secretsmanager:GetSecretValue, and that the key policy allows it kms:Decrypt and kms:DescribeKey.",
            ),
        },
        FailureCause::Connector => CauseSaid {
            title: "The vendor's connector did not finish the sign-in",
            means: "The customer came through, and what connects AWS with the vendor failed after it. Your cloud team, or whoever runs the connector, can see why; a new sign-in may work once it is mended.".to_owned(),
            act: FindingActView::CopyForCloudTeam,
            for_customer: not_your_fault,
            ask: Some(
                "Please look into the connector's Lambda log for AWS.ActivateUser at that time: it has 2 seconds to answer and is called up to 5 times more.",
            ),
        },
        FailureCause::VendorTrouble => CauseSaid {
            title: "The vendor had a fault or was too busy",
            means: format!("That is {cloud}'s own trouble and often passes. Let the customer try again later."),
            act: FindingActView::Reconnect,
            for_customer: format!(
                "{vendor} could not complete the sign-in at that moment. Please try again later with the page we send you; it is not your fault. We never see your password."
            ),
            ask: None,
        },
        FailureCause::SignInAgain => CauseSaid {
            title: "The sign-in has to be made once more",
            means: format!(
                "It took too long, the page was used twice, or {cloud} wants the customer to choose or confirm the account. If it happens again, your cloud team should look."
            ),
            act: FindingActView::Reconnect,
            for_customer: again(&format!("The sign-in at {vendor} was not completed.")),
            ask: Some(
                "If it happens again, please compare redirect address, client and tokenUrl with what the vendor has for this client.",
            ),
        },
        FailureCause::RequestNotTaken => CauseSaid {
            title: "The vendor does not take the request that is set up",
            means: SET_UP.to_owned(),
            act: FindingActView::CopyForCloudTeam,
            for_customer: not_your_fault,
            ask: Some(
                "Please compare authUrl, tokenUrl, scope and tokenEndpointAuthenticationScheme of the connector destination with the vendor's documentation; only the authorization code grant is supported.",
            ),
        },
        FailureCause::Unknown => CauseSaid {
            title: "Nothing names the cause",
            means: "The address of the last page the customer saw often names it. Ask for that address and paste it here.".to_owned(),
            act: FindingActView::PasteFinalPage,
            for_customer: format!(
                "The sign-in at {vendor} did not work. Please send us the address of the last page you saw: it says why. Do not send your password."
            ),
            ask: Some(
                "Please look into the event log for account-association (OAuth callback failures) at that time, and compare the connector destination's settings with the vendor's.",
            ),
        },
    }
}
