//! How a sign-in that is missing or over is begun anew.

use onboarding::{Problem, shell_word};

use crate::chain::{Chain, Step};
use crate::profiles::Profiles;
use crate::{Environment, Portal, Source};

/// What renews the sign-in of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Renewal {
    /// Signing in at IAM Identity Center, which can be done here.
    Portal(Portal),
    /// Six digits of an MFA device.
    MfaCode { device: String },
    /// A command in a terminal.
    Terminal { command: String },
    /// Somewhere else: the environment, access keys, `credential_process`, web
    /// identity.
    Outside,
}

/// As the files say it now; asks nobody. Where a source needs several, this is
/// the one at the bottom; the code of a problem says which one is wanted.
///
/// # Errors
/// Files that cannot be read, a profile that is not there or makes no sense,
/// and an environment without keys.
pub async fn renewal(source: &Source, environment: &Environment) -> Result<Renewal, Problem> {
    let profiles = match source {
        Source::Profile(name) => Profiles::load(environment, Some(name)).await?,
        Source::Practice(_) | Source::Environment | Source::Keys(_) | Source::IdentityCenter(_) => {
            Profiles::none()
        }
    };
    let chain = Chain::of(source, &profiles, environment)?;
    if let Some(portal) = chain.portal() {
        return Ok(Renewal::Portal(portal.clone()));
    }
    if let Some((profile, command)) = chain.sign_in() {
        return Ok(Renewal::Terminal { command: format!("{command} --profile {}", shell_word(profile)) });
    }
    let device = chain.steps.iter().find_map(Step::device);
    Ok(device.map_or(Renewal::Outside, |device| Renewal::MfaCode { device: device.to_owned() }))
}
