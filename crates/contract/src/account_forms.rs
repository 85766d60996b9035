//! What comes in from the AWS accounts page and from the operator's own sign-in.

use std::fmt;

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use zeroize::Zeroize;

use crate::{ColourView, forms::forms};

/// A secret on its way in: written by the window, never read back, never printed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SecretText(pub String);

impl Drop for SecretText {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl fmt::Debug for SecretText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretText")
    }
}

/// Where an AWS sign-in comes from. No secret: only where to find one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase", tag = "kind")]
pub enum SourceForm {
    Practice,
    Environment,
    Profile {
        name: String,
    },
    /// Access keys in this computer's keyring, or in memory where there is none.
    Keys {
        /// The desk's own id of the keys; empty in a form that brings them.
        keys_id: String,
        /// `arn:aws:iam::123456789012:mfa/anna`, or a hardware device's number.
        mfa_serial: Option<String>,
        role_arn: Option<String>,
        external_id: Option<String>,
    },
    /// A role of IAM Identity Center that stands in no profile.
    IdentityCenter {
        start_url: String,
        /// The Region of the sign-in portal, not of the devices.
        portal_region: String,
        /// Twelve digits.
        account: String,
        role_name: String,
    },
}

forms! {
    /// Which way into AWS to use; one that is not kept yet is kept.
    UseAwsAccountForm { source: SourceForm, region: Option<String> }

    /// `access_keys` comes with `SourceForm::Keys` and with no other source.
    AddAwsAccountForm {
        name: String,
        colour: ColourView,
        source: SourceForm,
        access_keys: Option<AccessKeysForm>,
        region: Option<String>,
        production: bool,
        read_only: bool,
    }

    AccessKeysForm {
        access_key_id: SecretText,
        secret_access_key: SecretText,
        session_token: Option<SecretText>,
    }

    /// One way into AWS as it is kept on this computer.
    SavedAccountForm { saved_account_id: String }

    EditAwsAccountForm {
        saved_account_id: String,
        name: String,
        colour: ColourView,
        region: Option<String>,
        production: bool,
        read_only: bool,
        /// Used when Linkwright starts, in place of the one used last.
        start: bool,
    }

    ReplaceAccessKeysForm { saved_account_id: String, access_keys: AccessKeysForm }

    /// Six digits.
    MfaCodeForm { code: SecretText }

    /// A sign-in portal of IAM Identity Center.
    PortalForm { start_url: String, portal_region: String }

    PortalAccountForm { start_url: String, portal_region: String, account: String }

    /// `None` tests the AWS account in use.
    TestConnectionForm { saved_account_id: Option<String> }

    PolicyForm { size: PolicySizeForm }

    /// The text of a team file.
    TeamFileForm { text: String }

    /// Empty texts mean ours. Each has the place `[sign-in address]` and may have
    /// `{company}`, `{telephone}`, `{device cloud}`, `{job}` and `{host}`.
    MessageTextsForm { first: String, reconnect: String }
}

/// For whom a policy is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum PolicySizeForm {
    ReadOnlySupport,
    Installer,
    Everything,
}
