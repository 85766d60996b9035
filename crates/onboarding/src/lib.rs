//! The journey of one onboarding: what may happen next and what to ask of the
//! world.
//!
//! Everything here is pure: no Tauri, AWS SDK, serde, SQL, files, environment,
//! clock or randomness. Time, ids and answers arrive as values.

mod association;
mod destination;
mod device;
mod gateway;
mod identifiers;
mod identity;
mod intent;
pub mod journey;
mod marker;
mod naming;
mod problem;
mod shell_word;
mod sign_in_address;

pub use association::{AccountAssociation, AccountAssociationItem, AssociationState};
pub use destination::{Access, ConnectorDestination, ConnectorDestinationSummary};
pub use device::{
    DeviceDiscovery, DeviceDiscoveryStatus, DiscoveredDevice, ManagedThing, ManagedThingAssociation,
    ManagedThingAssociationStatus, ManagedThingFilter, Modification, ProvisioningStatus,
};
pub use gateway::{Gateway, Page, Performed};
pub use identifiers::{
    AccountAssociationId, ClientToken, ConnectorDestinationId, ConnectorDeviceId, DeviceDiscoveryId,
    InvalidIdentifier, ManagedThingId,
};
pub use identity::{DOCUMENTED_REGIONS, Identity, Timestamp};
pub use intent::{
    CreateAccountAssociation, CreateManagedThing, CreatedAccountAssociation, Intent, Outcome,
    RegisterAccountAssociation, StartDeviceDiscovery, UpdateAccountAssociation,
};
pub use journey::{Customer, Journey};
pub use marker::{DescriptionLine, Marker};
pub use naming::{
    ACCOUNT_ASSOCIATION_NAME_MAX, AccountAssociationName, DeviceName, InvalidName, Owner, Tag,
    description_text, description_word,
};
pub use problem::{Mismatch, Problem, ProblemKind, fit_to_show};
pub use shell_word::shell_word;
pub use sign_in_address::{AddressPolicy, AddressRefusal, SIGN_IN_ADDRESS_MAX, SignInAddress};
