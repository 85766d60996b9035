//! The page of one link: looked at again while it is on the screen.

mod answering;
mod devices;

pub(crate) use devices::Devices;

use std::{sync::Arc, time::Duration};

use contract::{
    DeviceCloudFacts, DeviceCloudShare, FactView, LinkForm, LinkView, ProblemView, RenewalView, TagView,
    TechnicalView, TimelinePage,
};
use onboarding::{
    AccountAssociation, AccountAssociationId, AccountAssociationItem, AssociationState, ConnectorDestination,
    DescriptionLine, ProactiveRefresh, Problem, ProblemKind, Timestamp, fit_to_show,
};
use watching::{Pace, Urgency};

use crate::{
    Desk,
    device_clouds::access_view,
    existing_link::{journey_of, parse_link},
    journeys::not_there,
    links::{item_of, state_view},
    plans::plan_view,
    remembering::timeline_page,
    state::{Account, State},
    technical::{CLI, place},
};

/// Between two looks at the link on the screen.
const BETWEEN_LOOKS: Duration = Duration::from_secs(15);

/// The link that is looked at, if one is.
#[derive(Default)]
pub(crate) struct LinkPage {
    /// Changes with everything the page shows.
    pub(crate) revision: u32,
    looked_at: Option<LookedAt>,
    /// Counts the visits, so that a look of a former one is dropped.
    visits: u32,
}

pub(crate) struct LookedAt {
    id: AccountAssociationId,
    account: Arc<Account>,
    visit: u32,
    /// What AWS last told.
    pub(crate) link: Option<AccountAssociation>,
    cloud: Option<ConnectorDestination>,
    cloud_is_gone: bool,
    /// Why AWS did not tell of the link, the last time it was asked.
    problem: Option<Problem>,
    checked_at: Option<Timestamp>,
    checking: bool,
    gone: bool,
    devices: Devices,
}

impl LinkPage {
    pub(crate) fn of(&self, id: &AccountAssociationId) -> Option<&LookedAt> {
        self.looked_at.as_ref().filter(|looked_at| looked_at.id == *id)
    }

    /// Another AWS account is in use.
    pub(crate) fn leave(&mut self) {
        self.looked_at = None;
        self.revision += 1;
    }

    fn visit(&mut self, visit: u32) -> Option<&mut LookedAt> {
        self.looked_at.as_mut().filter(|looked_at| looked_at.visit == visit)
    }
}

impl Desk {
    /// Opens the page of a link: it is looked at, with its devices, until it is left.
    ///
    /// # Errors
    /// A problem when no AWS account is in use or the id is none.
    #[expect(clippy::unused_async, reason = "every command is a future to the shell")]
    pub async fn look_at_link(&self, form: LinkForm) -> Result<(), ProblemView> {
        let account = self.account()?;
        let id = parse_link(&form.account_association_id)?;
        let visit = self.change(|state| {
            let page = &mut state.link_page;
            page.visits += 1;
            page.revision += 1;
            page.looked_at = Some(LookedAt {
                id,
                account,
                visit: page.visits,
                link: None,
                cloud: None,
                cloud_is_gone: false,
                problem: None,
                checked_at: None,
                checking: true,
                gone: false,
                devices: Devices::default(),
            });
            page.visits
        });
        let desk = self.clone();
        tokio::spawn(async move { desk.stay_at_link(visit).await });
        Ok(())
    }

    /// Leaves the page of the link.
    ///
    /// # Errors
    /// None; the result has the form of every intent.
    #[expect(clippy::unused_async, reason = "every command is a future to the shell")]
    pub async fn leave_link(&self, form: LinkForm) -> Result<(), ProblemView> {
        // The next page may have been opened before.
        let is_left = |looked_at: &LookedAt| looked_at.id.as_str() == form.account_association_id;
        self.change(|state| state.link_page.looked_at.take_if(|looked_at| is_left(looked_at)));
        Ok(())
    }

    /// All that is known of a link: as AWS told last, and what this computer knows.
    ///
    /// # Errors
    /// A problem when nothing at all is known of it.
    #[expect(clippy::unused_async, reason = "every command is a future to the shell")]
    pub async fn get_link(&self, form: LinkForm) -> Result<LinkView, ProblemView> {
        let account = self.account()?;
        let id = parse_link(&form.account_association_id)?;
        let state = self.lock();
        link_view(&state, &account, &id).ok_or_else(|| {
            let told = state.link_page.of(&id).and_then(|page| page.problem.as_ref());
            told.map_or_else(not_there, ProblemView::from)
        })
    }

    /// What happened to a link on this computer, oldest first.
    ///
    /// # Errors
    /// A problem when the journal cannot be read.
    pub async fn list_link_timeline(&self, form: LinkForm) -> Result<TimelinePage, ProblemView> {
        let account = self.account()?;
        let id = parse_link(&form.account_association_id)?;
        let journal = Arc::clone(self.shared.journal(account.identity()).ok_or_else(not_there)?);
        timeline_page(journal.timeline_of_link(account.identity(), &id).await)
    }

    /// Looks at the link and its devices at once, if they are on the screen.
    pub(crate) fn look_at_link_again(&self, id: &AccountAssociationId) {
        let visit = self.lock().link_page.of(id).map(|looked_at| looked_at.visit);
        let Some(visit) = visit else { return };
        let desk = self.clone();
        tokio::spawn(async move {
            desk.look_at_visited(visit).await;
            desk.load_devices(visit).await;
        });
    }

    async fn stay_at_link(&self, visit: u32) {
        self.look_at_visited(visit).await;
        self.load_devices(visit).await;
        loop {
            tokio::time::sleep(BETWEEN_LOOKS).await;
            let (is_here, in_front) = {
                let mut state = self.lock();
                (state.link_page.visit(visit).is_some(), state.window_focused)
            };
            if !is_here {
                return;
            }
            if in_front {
                self.look_at_visited(visit).await;
            }
        }
    }

    /// One look at the link, and at its device cloud where it is not known yet.
    async fn look_at_visited(&self, visit: u32) {
        let asked = self.change(|state| {
            let looked_at = state.link_page.visit(visit)?;
            looked_at.checking = true;
            Some((Arc::clone(&looked_at.account), looked_at.id.clone(), looked_at.cloud.is_none()))
        });
        let Some((account, id, wants_cloud)) = asked else { return };
        let gateway = account.ask(Urgency::Person, Pace::Watching);
        let seen = gateway.get_account_association(&id).await;
        let cloud_id = match &seen {
            Ok(link) => link.connector_destination_id.clone(),
            Err(_) => self.lock().links.find(&id).and_then(|item| item.connector_destination_id.clone()),
        };
        let cloud = match cloud_id {
            Some(cloud) if wants_cloud => Some(gateway.get_connector_destination(&cloud).await),
            Some(_) | None => None,
        };
        let at = self.shared.ports.clock.now();
        self.change(|state| {
            let Some(looked_at) = state.link_page.visit(visit) else { return };
            looked_at.take(seen.as_ref(), at);
            match cloud {
                Some(Ok(cloud)) => looked_at.cloud = Some(cloud),
                Some(Err(problem)) => looked_at.cloud_is_gone = problem.kind == ProblemKind::Gone,
                None => {}
            }
            state.link_page.revision += 1;
            match &seen {
                Ok(link) => state.links.learn(account.identity(), item_of(link)),
                Err(problem) if problem.kind == ProblemKind::Gone => state.links.forget(&id),
                Err(_) => {}
            }
        });
    }
}

impl LookedAt {
    fn take(&mut self, seen: Result<&AccountAssociation, &Problem>, at: Timestamp) {
        self.checking = false;
        match seen {
            Ok(link) => {
                self.link = Some(link.clone());
                self.problem = None;
                self.gone = false;
                self.checked_at = Some(at);
            }
            Err(problem) => {
                self.gone = problem.kind == ProblemKind::Gone;
                self.problem = (!self.gone).then(|| problem.clone());
                if self.gone {
                    self.checked_at = Some(at);
                }
            }
        }
    }
}

fn link_view(state: &State, account: &Account, id: &AccountAssociationId) -> Option<LinkView> {
    let looked_at = state.link_page.of(id);
    let told = looked_at.and_then(|page| page.link.as_ref());
    let item = told.map(item_of).or_else(|| state.links.find(id))?;
    let description = item.description.as_deref().unwrap_or_default();
    let (note, line) = DescriptionLine::split(description);
    let known = state.links.known_of(id);
    let cloud_id = item.connector_destination_id.as_ref();
    let plan = state.plans.values().map(|kept| &kept.plan).filter(|plan| plan.link == *id);
    let active = state.account.as_ref().map(|account| account.identity());
    Some(LinkView {
        account_association_id: id.as_str().to_owned(),
        name: item.name.as_deref().and_then(fit_to_show),
        spelling: known.spelling,
        memo: known.memo,
        connector_destination_id: cloud_id.map(|id| id.as_str().to_owned()),
        device_cloud: state.device_cloud_name(cloud_id),
        state: state_view(&item.state),
        state_name: item.state.as_str().to_owned(),
        state_since: known.state_since.map(|at| at.0),
        last_worked: known.last_worked.map(|at| at.0),
        checked_at: looked_at.and_then(|page| page.checked_at).map(|at| at.0),
        checking: looked_at.is_some_and(|page| page.checking),
        gone: looked_at.is_some_and(|page| page.gone),
        job_number: line.as_ref().and_then(|line| line.job_number.clone()),
        made_on: line.as_ref().map(|line| line.made_on.clone()),
        author: line.and_then(|line| line.author),
        note: fit_to_show(note).unwrap_or_default(),
        error_message: item.error_message.clone(),
        tags: told.map(|link| {
            link.tags.iter().map(|(key, value)| TagView { key: key.clone(), value: value.clone() }).collect()
        }),
        access: told.map(access_of),
        cloud: looked_at.and_then(cloud_facts),
        share: cloud_id.map_or(DeviceCloudShare { total: 0, failing: 0 }, |id| state.links.share(id)),
        journey_id: journey_of(state, id, account),
        plan: plan.max_by_key(|plan| plan.begun_at).map(|plan| plan_view(plan, active)),
        problem: looked_at.and_then(|page| page.problem.as_ref()).map(ProblemView::from),
        technical: state.settings.technical_view.then(|| technical(&item, told, account)),
        devices_revision: looked_at.map_or(0, |page| page.devices.revision()),
    })
}

fn access_of(link: &AccountAssociation) -> contract::AccessView {
    match &link.auth_material_name {
        Some(name) => contract::AccessView::CompanyCredential { auth_material_name: name.clone() },
        None => contract::AccessView::CustomerSignsIn,
    }
}

fn cloud_facts(looked_at: &LookedAt) -> Option<DeviceCloudFacts> {
    let Some(cloud) = &looked_at.cloud else {
        return looked_at.cloud_is_gone.then(|| DeviceCloudFacts {
            accesses: Vec::new(),
            renewal: RenewalView::Unknown,
            completion_page: None,
            gone: true,
        });
    };
    Some(DeviceCloudFacts {
        accesses: cloud.accesses.iter().map(access_view).collect(),
        renewal: match cloud.proactive_refresh {
            None => RenewalView::Unknown,
            Some(ProactiveRefresh { enabled: false, .. }) => RenewalView::Off,
            Some(ProactiveRefresh { enabled: true, days_before_renewal }) => {
                RenewalView::On { days_before: days_before_renewal.and_then(|days| u32::try_from(days).ok()) }
            }
        },
        completion_page: cloud.completion_page.as_deref().and_then(fit_to_show),
        gone: false,
    })
}

fn technical(
    item: &AccountAssociationItem,
    told: Option<&AccountAssociation>,
    account: &Account,
) -> TechnicalView {
    let mut facts = Vec::new();
    let mut say = |name: &str, value: Option<&str>| {
        if let Some(value) = value.and_then(fit_to_show) {
            facts.push(FactView { name: name.to_owned(), value });
        }
    };
    say("AccountAssociationId", Some(item.id.as_str()));
    say("Arn", told.and_then(|link| link.arn.as_deref()));
    say("AssociationState", Some(item.state.as_str()));
    say("ConnectorDestinationId", item.connector_destination_id.as_ref().map(|id| id.as_str()));
    say("Description", item.description.as_deref());
    say("ErrorMessage", item.error_message.as_deref());
    let policy = account.connection.address_policy();
    let place = place(&policy, account.identity(), account.profile());
    let link = onboarding::shell_word(item.id.as_str());
    let mut cli = vec![
        format!("{CLI} get-account-association --account-association-id {link} {place}"),
        format!("{CLI} list-managed-thing-account-associations --account-association-id {link} {place}"),
    ];
    if item.state == AssociationState::RefreshTokenExpired {
        cli.push(format!("{CLI} start-account-association-refresh --account-association-id {link} {place}"));
    }
    TechnicalView { facts, cli }
}
