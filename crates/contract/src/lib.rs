//! What window and core say to each other: commands, forms that come in, views
//! that go out.
//!
//! Nothing here decides anything. Every type that crosses to the window lives
//! here and nowhere else; ids are strings, times are milliseconds since 1970.

mod account_forms;
mod accounts_view;
mod commands;
mod devices_view;
mod diagnosis_view;
mod forms;
mod journey_view;
mod link_forms;
mod link_view;
mod links_view;
mod logs_view;
mod permission_list;
mod problem_catalogue;
mod problem_view;
mod timeline_words;
mod typescript;
mod view;

pub use account_forms::{
    AccessKeysForm, AddAwsAccountForm, EditAwsAccountForm, MessageTextsForm, MfaCodeForm, PolicyForm,
    PolicySizeForm, PortalAccountForm, PortalForm, ReplaceAccessKeysForm, SavedAccountForm, SecretText,
    SourceForm, TeamFileForm, TestConnectionForm, UseAwsAccountForm,
};
pub use accounts_view::{
    AwsAccountsPage, AwsSignInView, AwsSignInWayView, ColourView, ConfirmAccountView, ConnectionTestView,
    KeptKeysView, KeyringView, MessageTextsView, PermissionOutcomeView, PermissionView, PolicyView,
    PortalAccountView, PortalAccountsPage, PortalRolesPage, PortalView, SavedAccountView, TeamFileChange,
    TeamFileCheck, TeamFileView, TestOutcomeView, TestStepKindView, TestStepView,
};
pub use devices_view::{
    DeviceRow, DeviceStatus, DevicesPage, IdsView, ManagedThingRow, ManagedThingStatus, ManagedThingsPage,
};
pub use diagnosis_view::{
    AboutLink, ActivityEntry, ActivityPage, BundleView, CertaintyView, CheckOutcomeView, CheckView,
    DiagnosisView, FinalPageView, FindingActView, FindingView,
};
pub use forms::{
    ChooseDevicesForm, CopyMessageForm, CopyTextForm, CreateAccountAssociationForm, CustomerForm,
    GetAccountAssociationForm, JourneyForm, LinkForm, ListDevicesForm, ListManagedThingsForm, LookUpIdsForm,
    NothingForm, OpenSignInPageForm, RegisterAccountAssociationForm, RegisterManagedThingForm,
    RenameDeviceForm, RenameLinkForm, SceneForm, SetOwnerForm, SettingsForm, TagForm, TrustSignInHostForm,
};
pub use journey_view::{
    AccessView, ChannelView, ComparisonView, CompletionNoteView, CreatingView, CustomerMessageView,
    DiscoveryEndView, IdentityView, JourneyLine, JourneyView, LineState, QrCodeView, SavedFileView,
    SignInAddressView, SignInStateView, StopView, TechnicalView, TimelineEntry, TimelinePage,
};
pub use link_forms::{
    BeginUnlinkForm, EditDeviceForm, EditLinkForm, EditTagsForm, ExportFormatForm, ExportLinksForm,
    FinalPageForm, FindByDeviceForm, LinkDeviceForm, LinkDevicesForm, LinkOrderForm, ListActivityForm,
    ListLinkDevicesForm, ListLinksForm, ListPlanStepsForm, MadeForm, MemoForm, PlanForm, ProductionForm,
    RemoveDeviceForm,
};
pub use link_view::{
    ConnectedView, DeviceAnswerView, DeviceCloudFacts, DeviceCloudShare, DeviceEditCheck, DeviceStandingView,
    LinkDeviceRow, LinkDevicesPage, LinkEditCheck, LinkView, PlanKindView, PlanStateView, PlanStepRow,
    PlanStepStateView, PlanStepsPage, PlanView, RenewalView, TagView, UnlinkView,
};
pub use links_view::{
    CustomerCheck, DestinationView, DestinationsPage, DeviceCloudCount, DeviceCloudWarning, ElsewhereView,
    ExistingLinkView, FieldProblem, FieldView, FoundByDevicePage, FoundByDeviceRow, LinkCounts, LinkRow,
    LinkStateView, LinksPage, SavedLinksView, StateCount,
};
pub use logs_view::{LogFileRow, LogFilesPage, LogLevelView};
pub use permission_list::permission_list;
pub use problem_catalogue::problem_catalogue;
pub use problem_view::{ActionView, ProblemKindView, ProblemView};
pub use timeline_words::timeline_text;
pub use typescript::{capabilities, typescript};
pub use view::{
    AccountView, ClosingView, DeskView, ElsewhereLine, FactView, OfferKindView, OfferView, PracticeView,
    RegionView, SceneView, SettingsView, TextSizeView, ThemeView,
};
