//! What window and core say to each other: commands, forms that come in, views
//! that go out.
//!
//! Nothing here decides anything. Every type that crosses to the window lives
//! here and nowhere else; ids are strings, times are milliseconds since 1970.

mod commands;
mod devices_view;
mod forms;
mod journey_view;
mod links_view;
mod problem_view;
mod timeline_words;
mod typescript;
mod view;

pub use devices_view::{
    DeviceRow, DeviceStatus, DevicesPage, IdsView, ManagedThingRow, ManagedThingStatus, ManagedThingsPage,
};
pub use forms::{
    ChooseDevicesForm, CopyMessageForm, CopyTextForm, CreateAccountAssociationForm, CustomerForm,
    GetAccountAssociationForm, JourneyForm, LinkForm, ListDevicesForm, ListLinksForm, ListManagedThingsForm,
    LookUpIdsForm, NothingForm, OpenSignInPageForm, RegisterAccountAssociationForm, RegisterManagedThingForm,
    RenameDeviceForm, RenameLinkForm, SceneForm, SetOwnerForm, SettingsForm, SourceForm, TagForm,
    UseAwsAccountForm,
};
pub use journey_view::{
    AccessView, ChannelView, CompletionNoteView, CreatingView, CustomerMessageView, DiscoveryEndView,
    IdentityView, JourneyLine, JourneyView, LineState, QrCodeView, SavedFileView, SignInAddressView,
    SignInStateView, StopView, TechnicalView, TimelineEntry, TimelinePage,
};
pub use links_view::{
    CustomerCheck, DestinationView, DestinationsPage, ElsewhereView, ExistingLinkView, FieldProblem,
    FieldView, LinkRow, LinkStateView, LinksPage,
};
pub use problem_view::{ActionView, ProblemKindView, ProblemView};
pub use timeline_words::timeline_text;
pub use typescript::{capabilities, typescript};
pub use view::{
    AccountView, ClosingView, DeskView, ElsewhereLine, FactView, OfferKindView, OfferView, OffersPage,
    PracticeView, RegionView, SceneView, SettingsView, TextSizeView, ThemeView,
};
