//! Everything that was seen of one link, as values.

use std::{collections::HashSet, time::Duration};

use onboarding::{
    AccountAssociation, AccountAssociationId, AccountAssociationItem, AssociationState, ConnectorDestination,
    ConnectorDeviceId, DeviceDiscoveryStatus, DiscoveredDevice, EventLogConfiguration, ManagedThing,
    ManagedThingAssociationStatus, ManagedThingId, Problem, Timestamp, journey::Channel,
};

use crate::FinalPage;

/// What became of one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seen<T> {
    Yes(T),
    /// It was asked and not answered.
    No(Problem),
    NotAsked,
}

impl<T> Seen<T> {
    pub fn yes(&self) -> Option<&T> {
        match self {
            Self::Yes(seen) => Some(seen),
            Self::No(_) | Self::NotAsked => None,
        }
    }

    pub fn problem(&self) -> Option<&Problem> {
        match self {
            Self::No(problem) => Some(problem),
            Self::Yes(_) | Self::NotAsked => None,
        }
    }
}

impl<T> From<Result<T, Problem>> for Seen<T> {
    fn from(answered: Result<T, Problem>) -> Self {
        match answered {
            Ok(seen) => Self::Yes(seen),
            Err(problem) => Self::No(problem),
        }
    }
}

/// Everything seen of one link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    pub at: Timestamp,
    pub place: Place,
    pub id: AccountAssociationId,
    pub link: Seen<AccountAssociation>,
    /// Whether links can be listed; asked when the link itself cannot be seen.
    pub listed: Seen<()>,
    /// The link's row in the list of links.
    pub item: Option<AccountAssociationItem>,
    pub device_cloud: Seen<ConnectorDestination>,
    /// How its device cloud's links fare, and all others.
    pub fares: Option<Fares>,
    pub registered: Seen<Vec<Registered>>,
    /// Devices in AWS of this device cloud that are on no link and may be this
    /// customer's.
    pub on_no_link: Seen<Vec<ManagedThing>>,
    /// Asked of a link alone that is signed in.
    pub search: Seen<Search>,
    /// Devices that the search found, or that are registered here, and that are
    /// on other links.
    pub on_other_links: Seen<Vec<OnAnotherLink>>,
    pub event_logs: Seen<Vec<EventLogConfiguration>>,
    pub here: Here,
}

impl Evidence {
    /// As AWS says, asked for the link or for the list.
    pub fn state(&self) -> Option<&AssociationState> {
        self.link.yes().map(|link| &link.state).or_else(|| self.item.as_ref().map(|item| &item.state))
    }

    /// The service's words about a failure.
    pub fn error_message(&self) -> Option<&str> {
        let of_link = self.link.yes().and_then(|link| link.error_message.as_deref());
        of_link.or_else(|| self.item.as_ref().and_then(|item| item.error_message.as_deref()))
    }
}

/// Where the link is, for a command that somebody else runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub region: String,
    /// With its scheme; `None` for AWS itself.
    pub endpoint: Option<String>,
}

/// Links that failed or need a new sign-in, and all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fares {
    /// Links of this device cloud, this one among them.
    pub total: usize,
    pub failing: usize,
    pub others_total: usize,
    pub others_failing: usize,
}

impl Fares {
    /// At least ten links, five of them and a fifth failing, and that share at
    /// least twice that of all others, of which there are some.
    pub fn is_marked(&self) -> bool {
        let enough = self.total >= 10 && self.failing >= 5 && self.failing * 5 >= self.total;
        enough
            && self.others_total > 0
            && self.failing * self.others_total >= 2 * self.others_failing * self.total
    }
}

/// A device registered on this link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registered {
    pub id: ManagedThingId,
    pub status: ManagedThingAssociationStatus,
    pub thing: Seen<ManagedThing>,
}

impl Registered {
    pub(super) fn name(&self) -> Option<&str> {
        self.thing.yes()?.name.as_deref()
    }

    pub(super) fn owner(&self) -> Option<&str> {
        self.thing.yes()?.owner.as_deref()
    }

    pub(super) fn connector_device_id(&self) -> Option<&ConnectorDeviceId> {
        self.thing.yes()?.connector_device_id.as_ref()
    }
}

/// A search for devices made for the diagnosis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Search {
    /// `RUNNING` when nobody waited longer.
    pub status: DeviceDiscoveryStatus,
    pub waited: Duration,
    /// What it found, of a search that ended well.
    pub devices: Vec<DiscoveredDevice>,
}

/// A device and the other links it is on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnAnotherLink {
    pub thing: ManagedThingId,
    pub name: Option<String>,
    /// At least one.
    pub links: Vec<OtherLink>,
    /// It is registered on this link as well.
    pub here_too: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherLink {
    pub id: AccountAssociationId,
    pub name: Option<String>,
}

/// What this computer knows from before; AWS keeps no times.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Here {
    /// When this computer first saw the link in the state it is in.
    pub state_since: Option<Timestamp>,
    pub first_seen: Option<Timestamp>,
    /// Of the line in the description, to the day.
    pub made_at: Option<Timestamp>,
    /// How and when the sign-in page was last given out here.
    pub handed_over: Option<(Channel, Timestamp)>,
    /// The last page the customer came to, where somebody pasted its address.
    pub final_page: Option<FinalPage>,
    /// Sign-ins before this one that did not work or were replaced.
    pub earlier_attempts: usize,
    /// How often this computer saw it need a new sign-in.
    pub expired_before: usize,
    /// How long sign-ins at this device cloud took, by what this computer saw.
    pub usual: Option<Usual>,
    /// Devices this computer made in AWS for this link.
    pub made: HashSet<ManagedThingId>,
}

/// How long sign-ins took.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Usual {
    pub median: Duration,
    /// Nine of ten took at most this long.
    pub most: Duration,
    /// How many were seen; at least [`Usual::ENOUGH`].
    pub of: usize,
}

impl Usual {
    /// Fewer say nothing.
    pub const ENOUGH: usize = 5;

    /// `None` for fewer than [`Usual::ENOUGH`].
    pub fn of(mut seen: Vec<Duration>) -> Option<Self> {
        if seen.len() < Self::ENOUGH {
            return None;
        }
        seen.sort_unstable();
        let at = |share: usize| seen[(seen.len() - 1) * share / 100];
        Some(Self { median: at(50), most: at(90), of: seen.len() })
    }
}
