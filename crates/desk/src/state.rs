//! Everything a desk knows at one moment, behind one lock that is never held
//! across a question to the outside.

use std::{
    collections::{BTreeMap, HashMap, VecDeque},
    sync::Arc,
};

use connections::{Connection, Source};
use contract::{ProblemView, SceneView, SettingsView, SourceForm};
use journal::Health;
use onboarding::{ConnectorDestination, Gateway, Identity, Journey, ManagedThing};
use tokio::sync::Notify;
use watching::{Limiter, Pace, Urgency};

use crate::{
    aws_accounts::{AwsAccounts, SavedAccount, Wanted},
    connection_test::{ConnectionTest, SeenPermissions},
    diagnosing::Diagnosing,
    link_page::LinkPage,
    links::Links,
    message_texts::MessageTexts,
    paced::Paced,
    plans::KeptPlan,
    sign_in_hosts::SignInHosts,
};

pub(crate) struct State {
    /// Counts the changes, so that views of them can be told apart.
    pub(crate) changes: u64,
    pub(crate) settings: SettingsView,
    pub(crate) account: Option<Arc<Account>>,
    pub(crate) connecting: bool,
    pub(crate) account_problem: Option<ProblemView>,
    /// Whose problem that is.
    pub(crate) problem_of: Option<Wanted>,
    /// What was last asked for, so that 'Check again' can ask again.
    pub(crate) wanted: Option<Wanted>,
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
    pub(crate) link_page: LinkPage,
    pub(crate) plans: BTreeMap<String, KeptPlan>,
    pub(crate) aws: AwsAccounts,
    pub(crate) seen_permissions: SeenPermissions,
    pub(crate) sign_in_hosts: SignInHosts,
    pub(crate) connection_test: Option<ConnectionTest>,
    pub(crate) connection_test_revision: u32,
    pub(crate) message_texts: MessageTexts,
    pub(crate) diagnosing: Diagnosing,
    /// The support bundle that was previewed last: its link and lines.
    pub(crate) bundle: Option<(String, Vec<String>)>,
}

/// The AWS account in use.
pub(crate) struct Account {
    pub(crate) name: String,
    /// Which of the ways into AWS that are kept here; Practice is none.
    pub(crate) saved_id: Option<String>,
    pub(crate) source: SourceForm,
    /// The Region a person chose; `None` goes by the files and the environment.
    pub(crate) region: Option<String>,
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
            Source::Practice(_) | Source::Environment | Source::Keys(_) | Source::IdentityCenter(_) => None,
        }
    }

    /// The practice service is the one inside the app, whose scenes can be set.
    pub(crate) fn is_embedded_practice(&self) -> bool {
        matches!(self.connection.source(), Source::Practice(_))
    }

    /// The choice that would lead here again.
    pub(crate) fn wanted(&self) -> Wanted {
        let form = contract::UseAwsAccountForm { source: self.source.clone(), region: self.region.clone() };
        Wanted { form, saved_id: self.saved_id.clone() }
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

impl State {
    /// The journal that is worse off.
    pub(crate) fn worse_health(&self) -> &Health {
        let [live, practice] = &self.health;
        if practice.unsaved > live.unsaved { practice } else { live }
    }

    pub(crate) fn new(settings: SettingsView) -> Self {
        Self {
            changes: 0,
            settings,
            account: None,
            connecting: false,
            account_problem: None,
            problem_of: None,
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
            link_page: LinkPage::default(),
            plans: BTreeMap::new(),
            aws: AwsAccounts::default(),
            seen_permissions: SeenPermissions::default(),
            sign_in_hosts: SignInHosts::default(),
            connection_test: None,
            connection_test_revision: 0,
            message_texts: MessageTexts::default(),
            diagnosing: Diagnosing::default(),
            bundle: None,
        }
    }

    /// Marked on this computer as an AWS account where a mistake is dear.
    pub(crate) fn is_production(&self, account: &Account) -> bool {
        self.aws.saved.is_production(&account.identity().account)
    }

    /// Nothing is changed at AWS as this identity: a way into it that is kept
    /// here as read-only is in use.
    pub(crate) fn is_read_only(&self, identity: &Identity) -> bool {
        let in_use = self.account.as_ref().filter(|account| account.identity() == identity);
        match in_use {
            Some(account) => self.saved_of(account).is_some_and(|saved| saved.read_only),
            None => self.aws.saved.0.iter().any(|saved| saved.read_only && saved.stands_for(identity)),
        }
    }

    pub(crate) fn saved_of(&self, account: &Account) -> Option<&SavedAccount> {
        account.saved_id.as_deref().and_then(|id| self.aws.saved.get(id))
    }

    /// Whose links are shown while no AWS account is in use.
    pub(crate) fn remembered(&self) -> Option<&Identity> {
        self.links.identity().filter(|_| self.account.is_none())
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
