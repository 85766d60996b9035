//! Everything a desk knows at one moment, behind one lock that is never held
//! across a question to the outside.

use std::{
    collections::{BTreeMap, HashMap, VecDeque},
    sync::Arc,
};

use connections::{Connection, Source};
use contract::{ProblemView, SceneView, SettingsView};
use journal::Health;
use onboarding::{
    AccountAssociationId, AccountAssociationItem, AssociationState, ConnectorDestination, Gateway, Identity,
    Journey, ManagedThing, Marker,
};
use tokio::sync::Notify;
use watching::{Limiter, Pace, Urgency};

use crate::paced::Paced;

pub(crate) struct State {
    pub(crate) settings: SettingsView,
    pub(crate) account: Option<Arc<Account>>,
    pub(crate) connecting: bool,
    pub(crate) account_problem: Option<ProblemView>,
    /// What was last asked for, so that 'Check again' can ask again.
    pub(crate) wanted: Option<contract::UseAwsAccountForm>,
    /// Counts the choices of an AWS account; an older one that answers late is dropped.
    pub(crate) choice: u32,
    pub(crate) scene: SceneView,
    pub(crate) journeys: BTreeMap<String, Kept>,
    pub(crate) open: Option<String>,
    /// Which journey each wizard's draft became, so that a form sent twice makes one.
    pub(crate) drafts: HashMap<String, String>,
    pub(crate) links: Links,
    pub(crate) device_clouds: Vec<ConnectorDestination>,
    pub(crate) last_device_cloud: Option<String>,
    /// One for each identity, for as long as the program runs.
    pub(crate) limiters: HashMap<Identity, Limiter>,
    /// Why this copy can do nothing.
    pub(crate) unusable: Option<ProblemView>,
    /// To be told one after the other.
    pub(crate) notices: VecDeque<ProblemView>,
    /// Whether everything that happened is on disk, for each journal.
    pub(crate) health: [Health; 2],
    /// Somebody asked to close the window.
    pub(crate) closing: bool,
    pub(crate) window_focused: bool,
}

/// The AWS account in use.
pub(crate) struct Account {
    pub(crate) name: String,
    pub(crate) connection: Connection,
    pub(crate) limiter: Limiter,
    /// Asks at once, whatever the limiter says.
    pub(crate) unpaced: Arc<dyn Gateway>,
}

impl Account {
    /// Asks for somebody who waits.
    pub(crate) fn gateway(&self) -> Arc<dyn Gateway> {
        self.ask(Urgency::Person, Pace::Bulk)
    }

    pub(crate) fn ask(&self, urgency: Urgency, pace: Pace) -> Arc<dyn Gateway> {
        let (gateway, limiter) = (Arc::clone(&self.unpaced), self.limiter.clone());
        Arc::new(Paced { gateway, limiter, urgency, pace })
    }

    pub(crate) fn identity(&self) -> &Identity {
        self.connection.identity()
    }

    pub(crate) fn profile(&self) -> Option<&str> {
        match self.connection.source() {
            Source::Profile(name) => Some(name),
            Source::Practice(_) | Source::Environment => None,
        }
    }

    /// The practice service is the one inside the app, whose scenes can be set.
    pub(crate) fn is_embedded_practice(&self) -> bool {
        matches!(self.connection.source(), Source::Practice(_))
    }

    /// The choice that would lead here again.
    pub(crate) fn asked_for(&self) -> contract::UseAwsAccountForm {
        contract::UseAwsAccountForm {
            source: crate::account::source_form(self.connection.source()),
            region: Some(self.identity().region.clone()),
        }
    }
}

/// A journey and what surrounds it.
pub(crate) struct Kept {
    pub(crate) journey: Journey,
    /// `None` until its identity is in use: then it is taken up.
    pub(crate) account: Option<Arc<Account>>,
    pub(crate) lookout: Arc<Lookout>,
    pub(crate) checking: bool,
    pub(crate) rows_revision: u32,
    /// The devices in AWS of its device cloud, as last listed.
    pub(crate) things: Vec<ManagedThing>,
}

impl Kept {
    pub(crate) fn new(journey: Journey, account: Option<Arc<Account>>) -> Self {
        let lookout = Arc::default();
        Self { journey, account, lookout, checking: false, rows_revision: 0, things: Vec::new() }
    }
}

/// Wakes the one task that looks at a journey's device search.
#[derive(Default)]
pub(crate) struct Lookout {
    pub(crate) look_now: Notify,
}

/// The links of the AWS account in use, as far as they are loaded.
#[derive(Default)]
pub(crate) struct Links {
    pub(crate) items: Vec<AccountAssociationItem>,
    pub(crate) loading: bool,
    pub(crate) loaded_at: Option<tokio::time::Instant>,
    pub(crate) problem: Option<ProblemView>,
    pub(crate) revision: u32,
    /// Places in `items` of those that wait for a sign-in and carry our line.
    pub(crate) waiting: Vec<usize>,
}

impl Links {
    /// Takes the whole list.
    pub(crate) fn take(&mut self, items: Vec<AccountAssociationItem>) {
        self.items = items;
        self.changed();
    }

    /// Those that wait for a sign-in and were made by a Linkwright.
    pub(crate) fn waiting(&self) -> impl Iterator<Item = &AccountAssociationItem> {
        self.waiting.iter().map(|at| &self.items[*at])
    }

    fn changed(&mut self) {
        let is_ours =
            |item: &AccountAssociationItem| item.description.as_deref().and_then(Marker::find).is_some();
        let waits =
            |item: &AccountAssociationItem| item.state == AssociationState::InProgress && is_ours(item);
        self.waiting = (0..self.items.len()).filter(|at| waits(&self.items[*at])).collect();
        self.revision += 1;
    }

    pub(crate) fn find(&self, id: &AccountAssociationId) -> Option<&AccountAssociationItem> {
        self.items.iter().find(|item| item.id == *id)
    }

    /// Takes what was just learned of one link.
    pub(crate) fn learn(&mut self, item: AccountAssociationItem) {
        match self.items.iter_mut().find(|known| known.id == item.id) {
            Some(known) if *known == item => return,
            Some(known) => *known = item,
            None => self.items.push(item),
        }
        self.changed();
    }

    /// Takes what was just learned of many.
    pub(crate) fn learn_all(&mut self, items: Vec<AccountAssociationItem>) {
        let places: HashMap<AccountAssociationId, usize> =
            self.items.iter().enumerate().map(|(at, item)| (item.id.clone(), at)).collect();
        for item in items {
            match places.get(&item.id) {
                Some(at) => self.items[*at] = item,
                None => self.items.push(item),
            }
        }
        self.changed();
    }

    pub(crate) fn forget(&mut self, id: &AccountAssociationId) {
        self.items.retain(|item| item.id != *id);
        self.changed();
    }
}

impl State {
    /// The journal that is worse off.
    pub(crate) fn worse_health(&self) -> &Health {
        let [live, practice] = &self.health;
        if practice.unsaved > live.unsaved { practice } else { live }
    }

    pub(crate) fn new(settings: SettingsView) -> Self {
        Self {
            settings,
            account: None,
            connecting: false,
            account_problem: None,
            wanted: None,
            choice: 0,
            scene: SceneView::AllGoesWell,
            journeys: BTreeMap::new(),
            open: None,
            drafts: HashMap::new(),
            links: Links::default(),
            device_clouds: Vec::new(),
            last_device_cloud: None,
            limiters: HashMap::new(),
            unusable: None,
            notices: VecDeque::new(),
            health: <[Health; 2]>::default(),
            closing: false,
            window_focused: true,
        }
    }

    /// Whether this is still the AWS account in use.
    pub(crate) fn is_current(&self, account: &Account) -> bool {
        self.account.as_ref().is_some_and(|now| now.identity() == account.identity())
    }

    pub(crate) fn device_cloud_name(&self, id: Option<&onboarding::ConnectorDestinationId>) -> String {
        let known = self.device_clouds.iter().find(|cloud| Some(&cloud.id) == id);
        known.and_then(|cloud| cloud.name.clone()).unwrap_or_else(|| "Unknown device cloud".to_owned())
    }
}
