//! Finding out what is wrong with a link: everything is looked at side by side,
//! and what was seen is judged in `support`.
//!
//! Nothing here changes a link; a search for devices is the one thing begun.

mod devices;
mod history;
mod link;
mod pages;
mod search;

use std::{collections::HashMap, sync::Arc};

use contract::{
    AboutLink, CheckView, DiagnosisView, FinalPageForm, FinalPageView, FindingView, LinkForm, ProblemView,
};
use onboarding::{
    AccountAssociationId, AddressPolicy, AssociationState, ConnectorDestination, ConnectorDestinationId,
    Identity, fit_to_show,
};
use support::{
    PageSays,
    diagnosis::{Evidence, Finding, Names, Place, Seen, checks, findings},
    final_page,
};
use tokio::sync::watch;

use self::{link::SeenLink, pages::Pages};
use crate::{
    Desk, clock,
    existing_link::parse_link,
    state::{Account, State},
};

/// Which link, of which AWS account.
type Whose = (Identity, AccountAssociationId);

/// A diagnosis and the names in its words.
#[derive(Clone)]
pub(crate) struct Diagnosis {
    pub(crate) view: DiagnosisView,
    /// Fit to be shown, as they stand in the words.
    pub(crate) names: Names,
}

/// What is being found out, and what was pasted for it.
#[derive(Default)]
pub(crate) struct Diagnosing {
    running: HashMap<Whose, watch::Receiver<Option<Diagnosis>>>,
    pages: Pages,
}

impl Diagnosing {
    /// Drops what was pasted for a link.
    pub(crate) fn forget(&mut self, link: &AccountAssociationId) {
        self.pages.forget(link);
    }
}

impl Desk {
    /// Looks at everything that may be wrong with a link. Asked for again while it
    /// runs, the same answer is waited for.
    ///
    /// What AWS refuses to show is told as a look that was not possible; the
    /// findings rest on everything else.
    ///
    /// # Errors
    /// A problem when no AWS account is in use or the id is none.
    pub async fn diagnose_link(&self, form: LinkForm) -> Result<DiagnosisView, ProblemView> {
        Ok(self.diagnosis_of(&form).await?.view)
    }

    /// As [`Desk::diagnose_link`], for whoever must leave the names out.
    pub(crate) async fn diagnosis_of(&self, form: &LinkForm) -> Result<Diagnosis, ProblemView> {
        let account = self.account()?;
        let id = parse_link(&form.account_association_id)?;
        let mut answer = self.answer_of_the_running(&account, id);
        let answered = answer.wait_for(Option::is_some).await;
        match answered.as_deref() {
            Ok(Some(diagnosis)) => Ok(diagnosis.clone()),
            Ok(None) | Err(_) => Err(ProblemView::not_possible(
                "The link could not be looked at",
                "Something went wrong in Linkwright. Nothing was changed; try again.",
            )),
        }
    }

    /// Reads the last page of a customer's sign-in. For a link, error and
    /// description are kept in memory for its next diagnosis; nothing is sent.
    ///
    /// # Errors
    /// A problem when the id of a link is given and is none, or no AWS account is
    /// in use for it.
    #[expect(clippy::unused_async, reason = "every command is a future to the shell")]
    pub async fn read_final_page(&self, form: FinalPageForm) -> Result<FinalPageView, ProblemView> {
        let page = final_page::read(&form.text);
        let Some(id) = form.account_association_id.as_deref() else {
            return Ok(FinalPageView::of(&page, None));
        };
        let (account, id) = (self.account()?, parse_link(id)?);
        let at = self.shared.ports.clock.now();
        let mut state = self.lock();
        if page.says != PageSays::Nothing {
            state.diagnosing.pages.keep((account.identity().clone(), id.clone()), page.clone(), at);
        }
        let cloud = state.links.find(&id).and_then(|item| item.connector_destination_id);
        let about = about(&state, &account, &id, cloud.as_ref(), clock::utc(at));
        Ok(FinalPageView::of(&page, Some(&about)))
    }

    fn answer_of_the_running(
        &self,
        account: &Arc<Account>,
        id: AccountAssociationId,
    ) -> watch::Receiver<Option<Diagnosis>> {
        let whose = (account.identity().clone(), id.clone());
        let mut state = self.lock();
        // One whose task was lost says nothing any more.
        let runs = |answer: &&watch::Receiver<_>| answer.has_changed().is_ok();
        if let Some(answer) = state.diagnosing.running.get(&whose).filter(runs) {
            return answer.clone();
        }
        let (tell, answer) = watch::channel(None);
        state.diagnosing.running.insert(whose.clone(), answer.clone());
        let (desk, account) = (self.clone(), Arc::clone(account));
        tokio::spawn(async move {
            let diagnosis = desk.diagnose(&account, id).await;
            desk.lock().diagnosing.running.remove(&whose);
            tell.send_replace(Some(diagnosis));
        });
        answer
    }

    async fn diagnose(&self, account: &Account, id: AccountAssociationId) -> Diagnosis {
        let evidence = self.evidence(account, id).await;
        let found = findings(&evidence);
        let about = {
            let state = self.lock();
            let cloud = cloud_of(&evidence);
            about(&state, account, &evidence.id, cloud.as_ref(), clock::utc(evidence.at))
        };
        let view = DiagnosisView {
            at: evidence.at.0,
            findings: found.iter().map(|finding| FindingView::of(finding, &about)).collect(),
            checks: checks(&evidence, &found).iter().map(CheckView::from).collect(),
        };
        Diagnosis { view, names: names(&found) }
    }

    async fn evidence(&self, account: &Account, id: AccountAssociationId) -> Evidence {
        let gateway = account.gateway();
        let gateway = &gateway;
        let link_then_search = async {
            let seen = self.look_at_the_link(account, gateway, &id).await;
            let (device_cloud, search) = tokio::join!(
                link::device_cloud(gateway, seen.cloud.as_ref()),
                self.search_if_signed_in(account, &id, seen.state()),
            );
            (seen, device_cloud, search)
        };
        let ((seen, device_cloud, search), registered, event_logs) =
            tokio::join!(link_then_search, devices::registered(gateway, &id), link::event_logs(gateway),);
        self.learn_device_cloud(account, device_cloud.yes());
        let at = self.shared.ports.clock.now();
        let here = self.known_here(account, &id, seen.state()).await;
        let loose = devices::beyond(gateway, &id, seen.cloud.as_ref(), &registered, &search, &here).await;
        let on_other_links = self.named(loose.on_other_links);
        let fares = seen.cloud.as_ref().map(|cloud| self.lock().links.fares(cloud));
        let SeenLink { link, listed, item, .. } = seen;
        Evidence {
            at,
            place: place(account),
            id,
            link,
            listed,
            item,
            device_cloud,
            fares: fares.filter(|fares| fares.total > 0),
            registered,
            on_no_link: loose.on_no_link,
            search,
            on_other_links,
            event_logs,
            here,
        }
    }

    fn learn_device_cloud(&self, account: &Account, cloud: Option<&ConnectorDestination>) {
        let Some(cloud) = cloud else { return };
        self.change(|state| {
            if !state.is_current(account) {
                return;
            }
            match state.device_clouds.iter_mut().find(|known| known.id == cloud.id) {
                Some(known) => *known = cloud.clone(),
                None => state.device_clouds.push(cloud.clone()),
            }
        });
    }

    async fn search_if_signed_in(
        &self,
        account: &Account,
        id: &AccountAssociationId,
        state: Option<&AssociationState>,
    ) -> Seen<support::diagnosis::Search> {
        match state {
            Some(AssociationState::Succeeded) => self.search_for_devices(account, id).await.into(),
            Some(
                AssociationState::InProgress
                | AssociationState::Failed
                | AssociationState::Deleting
                | AssociationState::RefreshTokenExpired
                | AssociationState::Unknown(_),
            )
            | None => Seen::NotAsked,
        }
    }
}

fn names(found: &[Finding]) -> Names {
    let (mut devices, mut links) = (Vec::new(), Vec::new());
    for names in found.iter().map(Finding::names) {
        devices.extend(names.devices.iter().filter_map(|name| fit_to_show(name)));
        links.extend(names.links.iter().filter_map(|name| fit_to_show(name)));
    }
    Names { devices, links }
}

fn cloud_of(evidence: &Evidence) -> Option<ConnectorDestinationId> {
    let of_link = evidence.link.yes().and_then(|link| link.connector_destination_id.clone());
    of_link.or_else(|| evidence.item.as_ref().and_then(|item| item.connector_destination_id.clone()))
}

fn about(
    state: &State,
    account: &Account,
    id: &AccountAssociationId,
    cloud: Option<&ConnectorDestinationId>,
    asked_at: String,
) -> AboutLink {
    let known = state.device_clouds.iter().find(|known| Some(&known.id) == cloud);
    AboutLink {
        id: id.as_str().to_owned(),
        device_cloud: known.and_then(|known| known.name.as_deref()).and_then(fit_to_show),
        connector_destination_id: cloud.map(|id| id.as_str().to_owned()),
        account: account.identity().account.clone(),
        region: account.identity().region.clone(),
        asked_at,
    }
}

/// Where a command must go that somebody else runs.
fn place(account: &Account) -> Place {
    let identity = account.identity();
    let endpoint = match account.connection.address_policy() {
        AddressPolicy::Practice { host, port } => Some(format!("http://{host}:{port}")),
        AddressPolicy::Live => identity.endpoint.clone(),
    };
    Place { region: identity.region.clone(), endpoint }
}
