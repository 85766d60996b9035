//! A role to take on, checked against what the STS API reference allows.

/// A role of IAM, by its ARN.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Role {
    pub arn: String,
    /// What the owner of the role wants to hear with the request.
    pub external_id: Option<String>,
}

/// Which text a [`RoleProblem`] is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoleField {
    Arn,
    ExternalId,
    MfaSerial,
}

/// Why a role cannot be asked for as it was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RoleProblem {
    #[error("a role's ARN reads arn:aws:iam::123456789012:role/Name")]
    ArnNotOne,
    #[error("an external ID has 2 to 1,224 letters, digits and the characters _+=,.@:/-")]
    ExternalIdNotOne,
    #[error(
        "an MFA device reads arn:aws:iam::123456789012:mfa/name, or is a serial number of 9 to 256 characters"
    )]
    MfaSerialNotOne,
}

impl RoleProblem {
    pub fn field(self) -> RoleField {
        match self {
            Self::ArnNotOne => RoleField::Arn,
            Self::ExternalIdNotOne => RoleField::ExternalId,
            Self::MfaSerialNotOne => RoleField::MfaSerial,
        }
    }
}

impl Role {
    /// Blanks around what was typed do not count; a blank external ID is none.
    ///
    /// # Errors
    /// The first [`RoleProblem`] that applies.
    pub fn parse(arn: &str, external_id: Option<&str>) -> Result<Self, RoleProblem> {
        let arn = arn.trim();
        if !is_role_arn(arn) {
            return Err(RoleProblem::ArnNotOne);
        }
        let external_id = external_id.map(str::trim).filter(|id| !id.is_empty());
        let fits = |id: &str| (2..=1224).contains(&id.len()) && id.chars().all(|c| is_word_or(c, "+=,.@:/-"));
        if external_id.is_some_and(|id| !fits(id)) {
            return Err(RoleProblem::ExternalIdNotOne);
        }
        Ok(Self { arn: arn.to_owned(), external_id: external_id.map(str::to_owned) })
    }

    /// The name at the ARN's end.
    pub fn name(&self) -> &str {
        self.arn.rsplit('/').next().unwrap_or(&self.arn)
    }
}

/// The ARN of a virtual device, or the serial number of one of hardware.
///
/// # Errors
/// [`RoleProblem::MfaSerialNotOne`]: `SerialNumber` of STS has 9 to 256 characters.
pub fn parse_mfa_serial(serial: &str) -> Result<String, RoleProblem> {
    let serial = serial.trim();
    let fits = (9..=256).contains(&serial.len()) && serial.chars().all(|c| is_word_or(c, "+=/:,.@-"));
    if fits { Ok(serial.to_owned()) } else { Err(RoleProblem::MfaSerialNotOne) }
}

/// `RoleSessionName` of STS: 2 to 64 of these characters.
pub(crate) fn session_name(user: Option<&str>) -> String {
    let user: String = user
        .unwrap_or_default()
        .chars()
        .filter(|c| is_word_or(*c, "+=,.@-"))
        .take(64 - "linkwright-".len())
        .collect();
    if user.is_empty() { "linkwright".to_owned() } else { format!("linkwright-{user}") }
}

fn is_role_arn(arn: &str) -> bool {
    let parts: Vec<&str> = arn.splitn(6, ':').collect();
    let ["arn", partition, "iam", "", account, resource] = parts[..] else {
        return false;
    };
    let is_account = account.len() == 12 && account.chars().all(|c| c.is_ascii_digit());
    let is_partition = partition == "aws" || partition.starts_with("aws-");
    let Some(name) = resource.strip_prefix("role/") else {
        return false;
    };
    let fits = (20..=2048).contains(&arn.len()) && arn.chars().all(|c| c.is_ascii_graphic());
    is_account && is_partition && fits && !name.is_empty() && !name.ends_with('/')
}

fn is_word_or(c: char, others: &str) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || others.contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_is_what_sts_would_take() {
        let good = "arn:aws:iam::123456789012:role/field/Installer";
        let role = Role::parse(&format!(" {good}\n"), Some(" acme:42 ")).unwrap();
        assert_eq!((role.arn.as_str(), role.external_id.as_deref()), (good, Some("acme:42")));
        assert_eq!(role.name(), "Installer");
        assert_eq!(Role::parse(good, Some(" ")).unwrap().external_id, None);
        assert!(Role::parse("arn:aws-cn:iam::123456789012:role/r", None).is_ok());
        for bad in [
            "",
            "Installer",
            "arn:aws:iam::123456789012:user/anna",
            "arn:aws:iam::12345678901:role/r",
            "arn:aws:sts::123456789012:assumed-role/r/s",
            "arn:aws:iam::123456789012:role/",
            "arn:aws:iam::123456789012:role/two words",
            &format!("{good}{}", "r".repeat(2048)),
        ] {
            assert_eq!(Role::parse(bad, None), Err(RoleProblem::ArnNotOne), "{bad}");
        }
        for bad in ["x", "two words", &"x".repeat(1225)] {
            assert_eq!(Role::parse(good, Some(bad)), Err(RoleProblem::ExternalIdNotOne), "{bad}");
        }
    }

    #[test]
    fn a_device_is_an_arn_or_a_serial_number() {
        for good in ["arn:aws:iam::123456789012:mfa/anna", "GAHT12345678"] {
            assert_eq!(parse_mfa_serial(good).as_deref(), Ok(good));
        }
        for bad in ["", "short", "with spaces in it"] {
            assert_eq!(parse_mfa_serial(bad), Err(RoleProblem::MfaSerialNotOne), "{bad}");
        }
        assert_eq!(RoleProblem::MfaSerialNotOne.field(), RoleField::MfaSerial);
    }

    #[test]
    fn a_session_is_named_after_the_user_as_far_as_sts_allows() {
        assert_eq!(session_name(Some("anna")), "linkwright-anna");
        assert_eq!(session_name(Some("änna müller")), "linkwright-nnamller");
        assert_eq!(session_name(Some("äö")), "linkwright");
        assert_eq!(session_name(None), "linkwright");
        assert_eq!(session_name(Some(&"a".repeat(99))).len(), 64);
    }
}
