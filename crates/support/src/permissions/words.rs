//! What a person is told beside a policy. Nothing here is part of its JSON.

use super::PolicySize;

/// Why listing links works without `secretsmanager:GetSecretValue`, and looking
/// at one does not.
pub fn why_secret() -> &'static str {
    "Making a link, looking at one and getting a new sign-in page (CreateAccountAssociation, \
     GetAccountAssociation, StartAccountAssociationRefresh) also need secretsmanager:GetSecretValue: \
     AWS then reads the secret of the device cloud in your name. Listing reads no secret, so the list \
     of links works without it. The policy AWSIoTManagedIntegrationsFullAccess does not include it."
}

/// What to know of a policy of this size before it is used, one paragraph each.
pub fn notes(size: PolicySize) -> Vec<&'static str> {
    let mut notes = vec![SECRETS, REFUSED_STILL, KEYS, OWN_KEY];
    match size {
        PolicySize::ReadOnlySupport => {}
        PolicySize::Installer => notes.push(REMOVING),
        PolicySize::Everything => notes.extend([REMOVING, COMMANDS]),
    }
    notes
}

const SECRETS: &str = "Nobody can read a secret directly with this policy: aws:ViaAWSService allows it to AWS \
     alone, on the person's behalf. The line that ends in secret:* can be narrowed to the secrets of your \
     device clouds; GetConnectorDestination names them.";

const REFUSED_STILL: &str = "AWS documents that it works in the caller's name, and not with which marks. If \
     secretsmanager:GetSecretValue or kms:Decrypt is refused with this policy in place, take the Condition of \
     that statement away.";

const KEYS: &str = "The line that ends in key/* can be narrowed to the key of those secrets. The policy of that \
     key must allow it, too.";

const OWN_KEY: &str = "If this AWS account encrypts managed integrations with a key of its own, people also \
     need kms:Decrypt, kms:DescribeKey, kms:GenerateDataKeyWithoutPlaintext, kms:ReEncryptFrom and \
     kms:ReEncryptTo on that key, under the condition that kms:ViaService is \
     iotmanagedintegrations.amazonaws.com.";

const REMOVING: &str = "AWS cannot tell a link before its sign-in from any other: DeleteAccountAssociation \
     removes every link that has no device on it.";

const COMMANDS: &str = "Linkwright sends the command ReadState alone, which changes nothing. AWS cannot limit \
     SendManagedThingCommand to it.";
