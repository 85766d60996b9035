//! Looking at devices: those on the link, those of the customer that are on none,
//! and those that are on another.

use std::{
    collections::{BTreeSet, HashSet},
    sync::Arc,
};

use onboarding::{
    AccountAssociationId, ConnectorDestinationId, Gateway, ManagedThing, ManagedThingFilter, ManagedThingId,
    Problem, ProblemKind, ProvisioningStatus,
};
use support::diagnosis::{Here, OnAnotherLink, OtherLink, Registered, Search, Seen};
use tokio::task::JoinSet;

use crate::{Desk, listing};

/// Registered devices that are asked for one by one.
const ASKED_ONE_BY_ONE: usize = 100;
/// Devices whose links are asked for.
const LINKS_ASKED: usize = 60;
/// Owners whose devices are listed.
const OWNERS: usize = 3;
/// What a device can be in that is on no link (service.md section 1.3).
const LOOSE: [ProvisioningStatus; 4] = [
    ProvisioningStatus::Isolated,
    ProvisioningStatus::Unassociated,
    ProvisioningStatus::PreAssociated,
    ProvisioningStatus::Discovered,
];

/// Devices that are not registered on the link, or not on it alone.
pub(super) struct Beyond {
    pub(super) on_no_link: Seen<Vec<ManagedThing>>,
    /// Their links without names.
    pub(super) on_other_links: Seen<Vec<OnAnotherLink>>,
}

/// The devices on the link, with what AWS tells of each.
pub(super) async fn registered(
    gateway: &Arc<dyn Gateway>,
    id: &AccountAssociationId,
) -> Seen<Vec<Registered>> {
    let registrations = match listing::registrations_of(gateway.as_ref(), id).await {
        Ok(registrations) => registrations,
        Err(problem) => return Seen::No(problem),
    };
    let ids = registrations.iter().take(ASKED_ONE_BY_ONE).map(|one| one.managed_thing_id.clone());
    let mut things = side_by_side(ids, |id| thing(Arc::clone(gateway), id)).await.into_iter();
    let devices = registrations.into_iter().map(|one| Registered {
        id: one.managed_thing_id,
        status: one.status,
        thing: match things.next() {
            Some(Err(problem)) if problem.kind == ProblemKind::Gone => Seen::NotAsked,
            Some(asked) => asked.into(),
            None => Seen::NotAsked,
        },
    });
    Seen::Yes(devices.collect())
}

/// Looks for devices of this customer beyond those registered: what the search
/// found, what was made here for the link, and what has the owner of the link's
/// devices.
pub(super) async fn beyond(
    gateway: &Arc<dyn Gateway>,
    id: &AccountAssociationId,
    cloud: Option<&ConnectorDestinationId>,
    registered: &Seen<Vec<Registered>>,
    search: &Seen<Search>,
    here: &Here,
) -> Beyond {
    let registered = registered.yes().map(Vec::as_slice).unwrap_or_default();
    let found = search.yes().into_iter().flat_map(|search| &search.devices);
    let named = found.filter_map(|device| device.managed_thing_id.clone()).chain(here.made.iter().cloned());
    let candidates = match candidates(gateway, cloud, registered, named.collect()).await {
        Ok(candidates) => candidates,
        Err(problem) => return Beyond { on_no_link: Seen::No(problem), on_other_links: Seen::NotAsked },
    };
    let left = LINKS_ASKED.saturating_sub(candidates.len());
    let here_too = registered.iter().filter_map(|device| device.thing.yes()).take(left).cloned();
    let candidates = candidates.into_iter().map(|thing| (thing, false));
    let asked: Vec<(ManagedThing, bool)> = candidates.chain(here_too.map(|thing| (thing, true))).collect();
    let ids = asked.iter().map(|(thing, _)| thing.id.clone());
    let links = side_by_side(ids, |id| links_of(Arc::clone(gateway), id)).await;

    let (mut on_no_link, mut on_other_links, mut unseen) = (Vec::new(), Vec::new(), None);
    for ((thing, here_too), links) in asked.into_iter().zip(links) {
        match links {
            Ok(links) if links.is_empty() && !here_too => on_no_link.push(thing),
            Ok(links) => {
                let others = links.into_iter().filter(|link| link != id);
                let links: Vec<OtherLink> = others.map(|id| OtherLink { id, name: None }).collect();
                let device = OnAnotherLink { thing: thing.id, name: thing.name, links, here_too };
                on_other_links.extend((!device.links.is_empty()).then_some(device));
            }
            Err(problem) => unseen = unseen.or(Some(problem)),
        }
    }
    let on_other_links = match unseen {
        Some(problem) => Seen::No(problem),
        None if search.yes().is_some() => Seen::Yes(on_other_links),
        None => Seen::NotAsked,
    };
    Beyond { on_no_link: Seen::Yes(on_no_link), on_other_links }
}

/// Devices in AWS that may be this customer's and are not registered on the link,
/// those that are named before those of the same owner.
async fn candidates(
    gateway: &Arc<dyn Gateway>,
    cloud: Option<&ConnectorDestinationId>,
    registered: &[Registered],
    named: BTreeSet<ManagedThingId>,
) -> Result<Vec<ManagedThing>, Problem> {
    let mut known: HashSet<ManagedThingId> = registered.iter().map(|device| device.id.clone()).collect();
    let named: Vec<ManagedThingId> =
        named.into_iter().filter(|id| known.insert(id.clone())).take(LINKS_ASKED).collect();
    let mut things = Vec::new();
    for asked in side_by_side(named, |id| thing(Arc::clone(gateway), id)).await {
        match asked {
            Ok(thing) => things.push(thing),
            Err(problem) if problem.kind == ProblemKind::Gone => {}
            Err(problem) => return Err(problem),
        }
    }
    let owners = registered.iter().filter_map(|device| device.thing.yes()?.owner.clone());
    let owners: BTreeSet<String> = owners.filter(|owner| !owner.is_empty()).collect();
    for owner in owners.into_iter().take(OWNERS) {
        for status in LOOSE {
            let filter = ManagedThingFilter {
                connector_destination_id: cloud.cloned(),
                provisioning_status: Some(status),
                owner: Some(owner.clone()),
                ..ManagedThingFilter::default()
            };
            let listed = listing::things(gateway.as_ref(), &filter).await?;
            things.extend(listed.into_iter().filter(|thing| known.insert(thing.id.clone())));
        }
    }
    things.truncate(LINKS_ASKED);
    Ok(things)
}

async fn thing(gateway: Arc<dyn Gateway>, id: ManagedThingId) -> Result<ManagedThing, Problem> {
    listing::patiently(|| Box::pin(gateway.get_managed_thing(&id))).await
}

async fn links_of(
    gateway: Arc<dyn Gateway>,
    id: ManagedThingId,
) -> Result<Vec<AccountAssociationId>, Problem> {
    listing::links_of(gateway.as_ref(), &id).await
}

/// Asks for each at the same time; the answers stand in the order of the ids.
async fn side_by_side<T, F>(
    ids: impl IntoIterator<Item = ManagedThingId>,
    ask: impl Fn(ManagedThingId) -> F,
) -> Vec<Result<T, Problem>>
where
    T: Send + 'static,
    F: Future<Output = Result<T, Problem>> + Send + 'static,
{
    let mut asked = JoinSet::new();
    for (at, id) in ids.into_iter().enumerate() {
        let answer = ask(id);
        asked.spawn(async move { (at, answer.await) });
    }
    let mut answers: Vec<(usize, Result<T, Problem>)> = asked.join_all().await;
    answers.sort_by_key(|(at, _)| *at);
    answers.into_iter().map(|(_, answer)| answer).collect()
}

impl Desk {
    /// With the names of the links, as far as they are known here.
    pub(super) fn named(&self, devices: Seen<Vec<OnAnotherLink>>) -> Seen<Vec<OnAnotherLink>> {
        let Seen::Yes(mut devices) = devices else { return devices };
        let state = self.lock();
        for link in devices.iter_mut().flat_map(|device| &mut device.links) {
            link.name = state.links.find(&link.id).and_then(|item| item.name);
        }
        Seen::Yes(devices)
    }
}
