//! Which hosts the sign-in pages of each device cloud belonged to when they were
//! given to customers: a page on another one may be somebody else's, and is not
//! given out until a person says that it is right.

use std::{
    collections::{BTreeMap, VecDeque},
    path::Path,
};

use contract::{ProblemView, TrustSignInHostForm};
use onboarding::{
    AddressPolicy, Identity, Journey,
    journey::{SignInPage, Stop},
};
use serde::{Deserialize, Serialize};

use crate::{Desk, journeys::not_there, settings};

const FILE: &str = "sign-in-hosts.json";
/// Hosts kept for one device cloud; a vendor has one for each part of the world.
const MAX_HOSTS: usize = 8;

/// By AWS account, Region, endpoint and device cloud; the last one given out last.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct SignInHosts(BTreeMap<String, VecDeque<String>>);

impl SignInHosts {
    pub(crate) fn load(data_dir: &Path) -> Self {
        settings::read(data_dir, FILE).unwrap_or_default()
    }

    /// The host that this device cloud's page belonged to before, when the page
    /// at hand belongs to one that was never given out.
    pub(crate) fn before(&self, journey: &Journey) -> Option<&str> {
        let host = checked_host(journey)?;
        let hosts = self.0.get(&key(journey))?;
        if hosts.contains(&host) {
            return None;
        }
        hosts.back().map(String::as_str)
    }

    /// True when it is news.
    fn trust(&mut self, journey: &Journey, host: &str) -> bool {
        if !is_checked(journey) {
            return false;
        }
        let hosts = self.0.entry(key(journey)).or_default();
        if hosts.iter().any(|known| known == host) {
            return false;
        }
        hosts.push_back(host.to_owned());
        if hosts.len() > MAX_HOSTS {
            hosts.pop_front();
        }
        true
    }
}

impl Desk {
    /// A person has made sure that the host in the form is the device cloud's.
    ///
    /// # Errors
    /// A problem when the journey is not there or has no page, and when the page
    /// has come to belong to yet another host.
    #[expect(clippy::unused_async, reason = "every command is a future to the shell")]
    pub async fn trust_sign_in_host(&self, form: TrustSignInHostForm) -> Result<(), ProblemView> {
        let journey = self.mine(&form.journey_id)?;
        let host = checked_host(&journey).ok_or_else(not_there)?;
        if host != form.host {
            return Err(ProblemView::not_possible(
                "The sign-in page belongs to another host again",
                &format!("You agreed to {}, and the page belongs to {host}. Look at it again.", form.host),
            ));
        }
        self.trust_host(&journey, &host);
        Ok(())
    }

    /// # Errors
    /// A problem when the page belongs to another host than any before it.
    pub(crate) fn check_host(&self, journey: &Journey, host: &str) -> Result<(), ProblemView> {
        let state = self.lock();
        let Some(before) = state.sign_in_hosts.before(journey) else { return Ok(()) };
        Err(ProblemView::not_possible(
            "The sign-in page belongs to another host than before",
            &format!(
                "It was {before}, and this page belongs to {host}. Make sure that it is right before a customer gets it."
            ),
        ))
    }

    /// The page that was given out is the measure of the next one; the journey may
    /// have got another since.
    pub(crate) fn trust_host(&self, journey: &Journey, host: &str) {
        if !self.change(|state| state.sign_in_hosts.trust(journey, host)) {
            return;
        }
        // One after the other, and each writes what there is then.
        let _turn = self.shared.turn_to_write();
        let written = serde_json::to_string(&self.lock().sign_in_hosts).map_err(std::io::Error::from);
        let written = written.and_then(|text| settings::write(&self.shared.ports.data_dir, FILE, &text));
        if let Err(error) = written {
            tracing::warn!(%error, "the host of a sign-in page could not be kept");
        }
    }
}

fn checked_host(journey: &Journey) -> Option<String> {
    let Stop::AwaitingSignIn(stop) = &journey.stop else { return None };
    match &stop.page {
        SignInPage::Ready(address) if is_checked(journey) => Some(address.host()),
        SignInPage::Ready(_) | SignInPage::Refused(_) | SignInPage::NotNeeded | SignInPage::Unknown => None,
    }
}

/// In practice the guard allows the practice service alone, on a new port each time.
fn is_checked(journey: &Journey) -> bool {
    matches!(journey.address_policy, AddressPolicy::Live)
}

fn key(journey: &Journey) -> String {
    let Identity { partition, account, region, endpoint } = &journey.identity;
    let endpoint = endpoint.as_deref().unwrap_or_default();
    format!("{partition}/{account}/{region}/{endpoint}/{}", journey.device_cloud.id.as_str())
}
