//! One device of a customer on its way to being registered.

use crate::{
    ClientToken, ConnectorDeviceId, CreateManagedThing, DeviceDiscoveryId, DeviceName, DiscoveredDevice,
    ManagedThingId, Modification, Problem, StartDeviceDiscovery, naming::brand_or_model,
};

/// A found device and what AWS knows of it already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundDevice {
    pub device: DiscoveredDevice,
    pub standing: Standing,
}

/// Whether and where a device is in AWS.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    New,
    /// Made before, on no link.
    InAws(ManagedThingId),
    OnThisLink(ManagedThingId),
    OnAnotherLink(ManagedThingId),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub device: DiscoveredDevice,
    pub standing: Standing,
    pub name: String,
    pub chosen: bool,
    pub progress: Progress,
    /// The device in AWS, once there is one.
    pub thing: Option<ManagedThingId>,
    /// The search that found it; registering names it.
    pub discovery: DeviceDiscoveryId,
    /// A try of making it ended without an answer: AWS may have made it.
    pub may_exist: bool,
    /// The very intent that every try of making this device sends.
    pub creation: Option<CreateManagedThing>,
    /// The search of its own, until it has ended.
    pub search: Option<StartDeviceDiscovery>,
}

/// How far a row is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Progress {
    NotAsked,
    Queued,
    /// Looked for by a search of its own.
    Searching,
    Making,
    /// The device in AWS is looked for, since making it met one.
    Adopting,
    /// The device in AWS is looked for, since the answer to making it may have
    /// been lost: it is made when there is none.
    Seeking,
    Registering,
    Registered,
    Confirmed,
    Failed {
        at: DeviceStep,
        problem: Problem,
    },
}

/// The step at which a row failed and from which it goes on when retried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeviceStep {
    Search,
    Make,
    Register,
    Confirm,
}

impl Row {
    pub(super) fn new(found: FoundDevice, discovery: DeviceDiscoveryId) -> Self {
        let FoundDevice { device, standing } = found;
        let thing = match &standing {
            Standing::New => None,
            Standing::InAws(id) | Standing::OnThisLink(id) | Standing::OnAnotherLink(id) => Some(id.clone()),
        };
        let mut row = Self {
            name: String::new(),
            chosen: false,
            progress: Progress::NotAsked,
            thing,
            discovery,
            may_exist: false,
            creation: None,
            search: None,
            device,
            standing,
        };
        row.chosen = row.is_choosable() && row.standing == Standing::New;
        row.name = row.vendor_name();
        row
    }

    /// The vendor's name as AWS takes it; empty without one.
    pub(super) fn vendor_name(&self) -> String {
        let name = self.device.name.as_deref().and_then(DeviceName::from_vendor);
        name.map_or_else(String::new, |name| name.as_str().to_owned())
    }

    /// May be registered here: not on a link yet, and AWS can be given its id.
    pub fn is_choosable(&self) -> bool {
        match self.standing {
            Standing::New => self.device.authentication_material.is_some() || self.material().is_some(),
            Standing::InAws(_) => true,
            Standing::OnThisLink(_) | Standing::OnAnotherLink(_) => false,
        }
    }

    /// What `CreateManagedThing` takes to know the device: the vendor's own
    /// material untouched, else the id in the documented form, which cannot hold
    /// a dot (service.md section 1.4).
    pub(super) fn material(&self) -> Option<String> {
        if let Some(material) = &self.device.authentication_material {
            // Blank when it was left out on disk and not fetched again.
            return (!material.is_empty()).then(|| material.clone());
        }
        let id = self.device.connector_device_id.as_str();
        (!id.contains('.')).then(|| format!("CLOUD:XXXX:{id}"))
    }

    pub(super) fn creation(&self, token: ClientToken, owner: Option<String>) -> Option<CreateManagedThing> {
        let classification =
            self.device.device_types.first().map(|kind| kind.chars().take(64).collect::<String>());
        Some(CreateManagedThing {
            client_token: token,
            authentication_material: self.material()?,
            name: (!self.name.is_empty()).then(|| self.name.clone()),
            owner,
            brand: self.device.brand.as_deref().and_then(brand_or_model),
            model: self.device.model.as_deref().and_then(brand_or_model),
            classification: classification.filter(|kind| !kind.is_empty()),
        })
    }

    pub fn is_changed(&self) -> bool {
        self.device.modification == Some(Modification::Updated)
    }

    /// AWS took the registration, confirmed or not.
    pub fn is_registered(&self) -> bool {
        match &self.progress {
            Progress::Registered | Progress::Confirmed => true,
            Progress::Failed { at, .. } => *at == DeviceStep::Confirm,
            Progress::NotAsked
            | Progress::Queued
            | Progress::Searching
            | Progress::Making
            | Progress::Adopting
            | Progress::Seeking
            | Progress::Registering => false,
        }
    }

    /// It is on its way to being made or was asked for.
    pub(super) fn may_still_be_made(&self) -> bool {
        match self.progress {
            Progress::Queued | Progress::Making | Progress::Adopting | Progress::Seeking => true,
            Progress::NotAsked
            | Progress::Searching
            | Progress::Registering
            | Progress::Registered
            | Progress::Confirmed
            | Progress::Failed { .. } => false,
        }
    }

    /// Takes what the search lists of this device at this moment; the name and
    /// the tick stay.
    pub(super) fn take_again(&mut self, found: &FoundDevice) {
        self.device = found.device.clone();
        if self.thing.is_some() {
            return;
        }
        self.standing = found.standing.clone();
        self.thing = match &found.standing {
            Standing::New | Standing::OnAnotherLink(_) => None,
            Standing::InAws(id) | Standing::OnThisLink(id) => Some(id.clone()),
        };
    }

    /// Why it failed.
    pub fn problem(&self) -> Option<&Problem> {
        match &self.progress {
            Progress::Failed { problem, .. } => Some(problem),
            Progress::NotAsked
            | Progress::Queued
            | Progress::Searching
            | Progress::Making
            | Progress::Adopting
            | Progress::Seeking
            | Progress::Registering
            | Progress::Registered
            | Progress::Confirmed => None,
        }
    }

    /// No answer came, so that it goes on by itself when network and AWS sign-in
    /// are back.
    pub fn is_unreached(&self) -> bool {
        self.problem().is_some_and(Problem::goes_on_by_itself)
    }

    /// What making this device asks for: the very same again when an earlier try
    /// may have been carried out, else what is wanted at this moment.
    pub(super) fn making(&self, token: ClientToken, owner: Option<String>) -> Option<CreateManagedThing> {
        let wanted = self.creation(token, owner)?;
        let Some(sent) = &self.creation else { return Some(wanted) };
        let same = CreateManagedThing { client_token: sent.client_token.clone(), ..wanted.clone() };
        // What was restored from disk lacks the vendor's material.
        let sent = CreateManagedThing {
            authentication_material: same.authentication_material.clone(),
            ..sent.clone()
        };
        Some(if self.may_exist || same == sent { sent } else { wanted })
    }

    pub(super) fn is(&self, id: &ConnectorDeviceId) -> bool {
        self.device.connector_device_id == *id
    }

    pub(super) fn is_in_flight(&self) -> bool {
        match self.progress {
            Progress::Searching
            | Progress::Making
            | Progress::Adopting
            | Progress::Seeking
            | Progress::Registering => true,
            Progress::NotAsked
            | Progress::Queued
            | Progress::Registered
            | Progress::Confirmed
            | Progress::Failed { .. } => false,
        }
    }
}
