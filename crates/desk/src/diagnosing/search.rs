//! A search for devices of the diagnosis' own. It stands alone in the journal:
//! no journey waits for it, and one whose answer is lost is not begun again.

use std::time::Duration;

use onboarding::{
    AccountAssociationId, ClientToken, DeviceDiscoveryStatus, Gateway, Intent, Marker, Outcome, Problem,
    ProblemKind, StartDeviceDiscovery,
};
use support::diagnosis::Search;
use tokio::time::Instant;

use crate::{Desk, listing, state::Account};

/// How long the search is waited for.
const WAITED: Duration = Duration::from_secs(30);
const FIRST_PAUSE: Duration = Duration::from_millis(250);
const LONGEST_PAUSE: Duration = Duration::from_secs(3);

impl Desk {
    /// # Errors
    /// A problem when AWS does not begin it or does not tell of it.
    pub(super) async fn search_for_devices(
        &self,
        account: &Account,
        link: &AccountAssociationId,
    ) -> Result<Search, Problem> {
        let begun = Instant::now();
        let token = format!("{}-diagnose", Marker::from_random(self.shared.ports.chance.bits()));
        let intent = Intent::StartDeviceDiscovery(StartDeviceDiscovery {
            client_token: ClientToken::new(token),
            account_association_id: link.clone(),
            connector_device_ids: Vec::new(),
        });
        let performed = self.perform_alone(account, intent).await?;
        let Outcome::DeviceDiscoveryStarted(id) = performed.outcome else {
            return Err(Problem::before_sending(ProblemKind::NotTheService));
        };
        let gateway = account.gateway();
        let gateway: &dyn Gateway = gateway.as_ref();
        let mut pause = FIRST_PAUSE;
        loop {
            let asked = listing::patiently(|| Box::pin(gateway.get_device_discovery(&id))).await?;
            let is_over = asked.status != DeviceDiscoveryStatus::Running || begun.elapsed() + pause > WAITED;
            if is_over {
                let devices = match asked.status {
                    DeviceDiscoveryStatus::Succeeded => listing::found_devices(gateway, &id).await?,
                    DeviceDiscoveryStatus::Running
                    | DeviceDiscoveryStatus::Failed
                    | DeviceDiscoveryStatus::TimedOut
                    | DeviceDiscoveryStatus::Unknown(_) => Vec::new(),
                };
                return Ok(Search { status: asked.status, waited: begun.elapsed(), devices });
            }
            tokio::time::sleep(pause).await;
            pause = (pause * 2).min(LONGEST_PAUSE);
        }
    }
}
