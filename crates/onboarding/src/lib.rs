//! The journey of one onboarding: what may happen next and what to ask of the
//! world.
//!
//! Everything here is pure: no Tauri, AWS SDK, serde, SQL, files, environment,
//! clock or randomness. Time, ids and answers arrive as values.

mod association;
mod destination;
mod device;
mod device_state;
mod gateway;
mod identifiers;
mod identity;
mod intent;
pub mod journey;
mod marker;
mod naming;
mod operations;
mod problem;
mod question;
mod service_text;
mod shell_word;
mod sign_in_address;

pub use association::{AccountAssociation, AccountAssociationItem, AssociationState};
pub use destination::{Access, ConnectorDestination, ConnectorDestinationSummary, ProactiveRefresh};
pub use device::{
    DeviceDiscovery, DeviceDiscoveryStatus, DiscoveredDevice, ManagedThing, ManagedThingAssociation,
    ManagedThingAssociationStatus, ManagedThingFilter, Modification, ProvisioningStatus,
};
pub use device_state::{
    CapabilityState, EndpointState, EventLogConfiguration, ManagedThingConnectivity, PropertyState, ReadState,
};
pub use gateway::{Gateway, Page, Performed};
pub use identifiers::{
    AccountAssociationId, ClientToken, ConnectorDestinationId, ConnectorDeviceId, DeviceDiscoveryId,
    InvalidIdentifier, ManagedThingId,
};
pub use identity::{DOCUMENTED_REGIONS, Identity, Timestamp};
pub use intent::{
    CreateAccountAssociation, CreateManagedThing, CreatedAccountAssociation, DeregisterAccountAssociation,
    Intent, Outcome, RegisterAccountAssociation, SignInAgain, StartDeviceDiscovery, TagResource,
    UntagResource, UpdateAccountAssociation, UpdateManagedThing,
};
pub use journey::{Customer, Journey};
pub use marker::{DescriptionLine, Marker};
pub use naming::{
    ACCOUNT_ASSOCIATION_NAME_MAX, AccountAssociationName, DeviceName, InvalidName, InvalidPattern,
    NamePattern, Owner, Tag, description_text, description_word,
};
pub use operations::{operation_named, operations, request_member_named};
pub use problem::{
    CERTIFICATE_EXPIRED, CERTIFICATE_NOT_TRUSTED, CERTIFICATE_OF_ANOTHER_HOST, CLOCK_IS_OFF, Mismatch,
    NAME_NOT_FOUND, PROXY_NOT_REACHED, PROXY_WANTS_PASSWORD, Problem, ProblemKind, is_refused_for_clock,
};
pub use question::{Answer, Question};
pub use service_text::{cut_to_show, fit_to_show, without_controls};
pub use shell_word::shell_word;
pub use sign_in_address::{AddressPolicy, AddressRefusal, SIGN_IN_ADDRESS_MAX, SignInAddress};
