//! From something written on a device to the links it is on.

use std::{collections::HashMap, sync::Arc};

use contract::{FindByDeviceForm, FoundByDevicePage, FoundByDeviceRow, LinkRow, ProblemView};
use onboarding::{
    AccountAssociationId, AccountAssociationItem, AssociationState, ConnectorDeviceId, Gateway, ManagedThing,
    ManagedThingFilter, ManagedThingId, Problem, ProblemKind, Timestamp, fit_to_show,
};
use tokio::task::JoinSet;

use super::{
    item_of,
    link::{Link, Pool},
    page,
};
use crate::{Desk, listing, state::Account};

/// Devices whose links are asked for.
const MOST_DEVICES: usize = 50;

impl Desk {
    /// Takes the text as a serial number, as the vendor's device id and as a
    /// managed thing's id, wherever AWS would take it for one. What is refused is
    /// told; the rest is shown.
    ///
    /// # Errors
    /// A problem when no AWS account is in use.
    pub async fn find_by_device(&self, form: FindByDeviceForm) -> Result<FoundByDevicePage, ProblemView> {
        let account = self.account()?;
        let (things, mut problem) = devices_named(account.gateway(), form.text.trim()).await;
        let mut on_links = JoinSet::new();
        for (at, thing) in things.iter().enumerate() {
            let (gateway, id) = (account.gateway(), thing.id.clone());
            on_links.spawn(async move { (at, listing::links_of(gateway.as_ref(), &id).await) });
        }
        let mut links: HashMap<usize, Vec<AccountAssociationId>> = HashMap::new();
        while let Some(answered) = on_links.join_next().await {
            match answered {
                Ok((at, Ok(ids))) => drop(links.insert(at, ids)),
                Ok((_, Err(why))) => problem = problem.or(Some(why)),
                Err(error) => tracing::error!(panicked = error.is_panic(), "a question ended early"),
            }
        }
        let mut rows = Vec::with_capacity(things.len());
        for (at, thing) in things.into_iter().enumerate() {
            let mut of_thing = Vec::new();
            for id in links.remove(&at).unwrap_or_default() {
                of_thing.push(self.link_row(&account, id).await?);
            }
            rows.push(row(thing, of_thing));
        }
        Ok(FoundByDevicePage { rows, problem: problem.as_ref().map(ProblemView::from) })
    }

    /// A link as it is listed, as AWS tells of it, or as no more than its id.
    async fn link_row(&self, account: &Account, id: AccountAssociationId) -> Result<LinkRow, ProblemView> {
        let is_listed = self.lock().links.place(&id).is_some();
        if !is_listed && let Ok(link) = account.gateway().get_account_association(&id).await {
            self.change(|state| state.links.learn(account.identity(), item_of(&link)));
        }
        let place = self.lock().links.place(&id);
        let listed = match place {
            Some(place) => self.with_list(move |list| list.row(place)).await?,
            None => None,
        };
        Ok(listed.unwrap_or_else(|| unknown(id)))
    }
}

/// Everything that carries the text, each device once, and the first problem.
async fn devices_named(gateway: Arc<dyn Gateway>, text: &str) -> (Vec<ManagedThing>, Option<Problem>) {
    let gateway = gateway.as_ref();
    let serial = is_serial_number(text)
        .then(|| ManagedThingFilter { serial_number: Some(text.to_owned()), ..Default::default() });
    let device = ConnectorDeviceId::parse(text)
        .ok()
        .map(|id| ManagedThingFilter { connector_device_id: Some(id), ..Default::default() });
    let listed = async |filter: Option<ManagedThingFilter>| match filter {
        Some(filter) => listing::things(gateway, &filter).await,
        None => Ok(Vec::new()),
    };
    let named = async {
        match ManagedThingId::parse(text) {
            Ok(id) => {
                listing::patiently(|| Box::pin(gateway.get_managed_thing(&id))).await.map(|thing| vec![thing])
            }
            Err(_) => Ok(Vec::new()),
        }
    };
    let (by_serial, by_device, by_id) = tokio::join!(listed(serial), listed(device), named);
    let (mut things, mut problem) = (Vec::<ManagedThing>::new(), None);
    for answered in [by_id, by_serial, by_device] {
        match answered {
            Ok(found) => {
                for thing in found {
                    if things.len() < MOST_DEVICES && !things.iter().any(|known| known.id == thing.id) {
                        things.push(thing);
                    }
                }
            }
            // No device has this id: the text is something else.
            Err(why) if matches!(why.kind, ProblemKind::Gone | ProblemKind::CorrectInput { .. }) => {}
            Err(why) => problem = problem.or(Some(why)),
        }
    }
    (things, problem)
}

/// `SerialNumber` of service.md section 2.2.
fn is_serial_number(text: &str) -> bool {
    (1..=128).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b' '))
}

fn row(thing: ManagedThing, links: Vec<LinkRow>) -> FoundByDeviceRow {
    let name = thing.name.as_deref().and_then(fit_to_show);
    FoundByDeviceRow {
        managed_thing_id: thing.id.as_str().to_owned(),
        device: name.unwrap_or_else(|| "Unnamed device".to_owned()),
        serial_number: thing.serial_number.as_deref().and_then(fit_to_show),
        links,
    }
}

fn unknown(id: AccountAssociationId) -> LinkRow {
    let item = AccountAssociationItem {
        id,
        state: AssociationState::Unknown("UNKNOWN".to_owned()),
        error_message: None,
        connector_destination_id: None,
        name: None,
        description: None,
    };
    let link = Link::new(&item, Timestamp(0), &mut Pool::default());
    page::row(&link, "Unknown device cloud".to_owned())
}
