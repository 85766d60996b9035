//! Questions as values: whatever is asked of the service and changes nothing
//! there, each with the answer it gets.
//!
//! One list makes the questions, their answers and the gateway's methods, so
//! that whatever stands between a caller and the service passes every question
//! on without knowing it.

use crate::{
    AccountAssociation, AccountAssociationId, AccountAssociationItem, ConnectorDestination,
    ConnectorDestinationId, ConnectorDestinationSummary, DeviceDiscovery, DeviceDiscoveryId,
    DiscoveredDevice, EndpointState, EventLogConfiguration, Gateway, ManagedThing, ManagedThingAssociation,
    ManagedThingConnectivity, ManagedThingFilter, ManagedThingId, Page, Problem, ProblemKind, ReadState,
};

macro_rules! questions {
    ($(
        $(#[$doc:meta])*
        $operation:ident: $method:ident($($member:ident: $given:ty => $kept:ty),*) -> $answer:ty;
    )*) => {
        /// Everything this program asks the service without changing anything.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum Question {
            $($(#[$doc])* $operation { $($member: $kept),* },)*
        }

        /// What a [`Question`] of the same name is answered with.
        #[derive(Debug, Clone, PartialEq)]
        pub enum Answer {
            $($operation($answer),)*
        }

        impl Question {
            /// The operation's name at AWS.
            pub fn operation(&self) -> &'static str {
                match self {
                    $(Self::$operation { .. } => operation_at_aws(stringify!($operation)),)*
                }
            }
        }

        impl dyn Gateway + '_ {
            $(
                $(#[$doc])*
                ///
                /// # Errors
                /// A [`Problem`]; the same question may be asked again.
                pub async fn $method(&self, $($member: $given),*) -> Result<$answer, Problem> {
                    let question = Question::$operation { $($member: Keep::keep($member)),* };
                    match self.ask(&question).await? {
                        Answer::$operation(answer) => Ok(answer),
                        _ => Err(Problem::before_sending(ProblemKind::NotTheService)),
                    }
                }
            )*
        }
    };
}

questions! {
    /// One page of device clouds.
    ListConnectorDestinations: list_connector_destinations(next: Option<&str> => Option<String>)
        -> Page<ConnectorDestinationSummary>;
    GetConnectorDestination: get_connector_destination(id: &ConnectorDestinationId => ConnectorDestinationId)
        -> ConnectorDestination;
    GetAccountAssociation: get_account_association(id: &AccountAssociationId => AccountAssociationId)
        -> AccountAssociation;
    /// One page of links, of one device cloud or of all.
    ListAccountAssociations: list_account_associations(
        of: Option<&ConnectorDestinationId> => Option<ConnectorDestinationId>,
        next: Option<&str> => Option<String>
    ) -> Page<AccountAssociationItem>;
    GetDeviceDiscovery: get_device_discovery(id: &DeviceDiscoveryId => DeviceDiscoveryId) -> DeviceDiscovery;
    ListDiscoveredDevices: list_discovered_devices(
        id: &DeviceDiscoveryId => DeviceDiscoveryId,
        next: Option<&str> => Option<String>
    ) -> Page<DiscoveredDevice>;
    GetManagedThing: get_managed_thing(id: &ManagedThingId => ManagedThingId) -> ManagedThing;
    ListManagedThings: list_managed_things(
        filter: &ManagedThingFilter => ManagedThingFilter,
        next: Option<&str> => Option<String>
    ) -> Page<ManagedThing>;
    /// One page of registrations, of a device, of a link or of both.
    ListManagedThingAccountAssociations: list_managed_thing_account_associations(
        of_thing: Option<&ManagedThingId> => Option<ManagedThingId>,
        of_association: Option<&AccountAssociationId> => Option<AccountAssociationId>,
        next: Option<&str> => Option<String>
    ) -> Page<ManagedThingAssociation>;
    /// What the device last reported; empty for one that never did.
    GetManagedThingState: get_managed_thing_state(id: &ManagedThingId => ManagedThingId) -> Vec<EndpointState>;
    /// What the device can do, as its endpoints without values.
    GetManagedThingCapabilities: get_managed_thing_capabilities(id: &ManagedThingId => ManagedThingId)
        -> Vec<EndpointState>;
    GetManagedThingConnectivityData: get_managed_thing_connectivity_data(id: &ManagedThingId => ManagedThingId)
        -> ManagedThingConnectivity;
    /// `SendManagedThingCommand` with `ReadState` alone, which changes nothing at
    /// the device: it is asked to report. Answers with the `TraceId`.
    ReadManagedThingState: read_managed_thing_state(ask: &ReadState => ReadState) -> Option<String>;
    /// One page of what AWS logs of its own accord.
    ListEventLogConfigurations: list_event_log_configurations(next: Option<&str> => Option<String>)
        -> Page<EventLogConfiguration>;
}

/// A question is named for its operation, but one.
fn operation_at_aws(question: &'static str) -> &'static str {
    if question == "ReadManagedThingState" { "SendManagedThingCommand" } else { question }
}

/// What a question keeps of what its method is given.
trait Keep<T> {
    fn keep(self) -> T;
}

impl<T: Clone> Keep<T> for &T {
    fn keep(self) -> T {
        self.clone()
    }
}

impl<T: Clone> Keep<Option<T>> for Option<&T> {
    fn keep(self) -> Option<T> {
        self.cloned()
    }
}

impl Keep<Option<String>> for Option<&str> {
    fn keep(self) -> Option<String> {
        self.map(str::to_owned)
    }
}
