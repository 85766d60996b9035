// Written by `cargo xtask contract` from crates/contract. Do not edit.

export type AccessKeysForm = { accessKeyId: SecretText, secretAccessKey: SecretText, sessionToken: SecretText | null, };

export type AccessView = { "kind": "customerSignsIn" } | { "kind": "companyCredential", authMaterialName: string, };

export type AccountView = { name: string, source: SourceForm, practice: boolean, 
/**
 * Twelve digits.
 */
account: string, 
/**
 * Role or user.
 */
who: string, region: string, regionName: string, savedAccountId: string | null, colour: ColourView, 
/**
 * Marked here as production: removing is confirmed by typing.
 */
production: boolean, 
/**
 * Set here: nothing is changed at AWS.
 */
readOnly: boolean, 
/**
 * When the AWS sign-in is known to end.
 */
signedInUntil: number | null, 
/**
 * The environment has access keys, and the chosen profile goes before them.
 */
ignoresEnvironmentKeys: boolean, 
/**
 * Set when calls go to another host than AWS: shown as a red bar.
 */
customEndpoint: string | null, };

export type ActionView = { "kind": "correctInput", field: string | null, } | { "kind": "tryAgain" } | { "kind": "checkAgain", command: string | null, } | { "kind": "copyForCloudTeam" } | { "kind": "switchRegion" } | { "kind": "removeLink" } | { "kind": "chooseAwsAccount" } | { "kind": "signIn" } | { "kind": "testConnection" } | { "kind": "findAgain" };

export type ActivityEntry = { at: number, name: string | null, accountAssociationId: string | null, identity: IdentityView, text: string, detail: string | null, operation: string | null, requestId: string | null, };

export type ActivityPage = { entries: Array<ActivityEntry>, 
/**
 * Where older ones begin; `None` when there are none.
 */
next: string | null, };

export type AddAwsAccountForm = { name: string, colour: ColourView, source: SourceForm, accessKeys: AccessKeysForm | null, region: string | null, production: boolean, readOnly: boolean, };

export type AwsAccountsPage = { accounts: Array<SavedAccountView>, 
/**
 * Found on this computer and not among `accounts`.
 */
offers: Array<OfferView>, 
/**
 * The Regions AWS documents for managed integrations.
 */
regions: Array<RegionView>, 
/**
 * Sign-in portals the AWS config files name.
 */
portals: Array<PortalView>, 
/**
 * The AWS config files cannot be read.
 */
problem: ProblemView | null, 
/**
 * The team file that was read at start.
 */
teamFile: TeamFileView | null, };

export type AwsSignInView = { 
/**
 * The AWS account's name here, or the portal's address.
 */
name: string, 
/**
 * It was in use and ran out: everything waits, and goes on by itself.
 */
ranOut: boolean, way: AwsSignInWayView, 
/**
 * What went wrong last.
 */
problem: ProblemView | null, };

export type AwsSignInWayView = { "kind": "portal", command: string | null, } | { "kind": "portalOpening" } | { "kind": "portalOpen", userCode: string, host: string, expiresAt: number, } | { "kind": "mfaCode", device: string, refused: boolean, checking: boolean, } | { "kind": "accessKeys", savedAccountId: string, } | { "kind": "keyring" } | { "kind": "terminal", command: string, } | { "kind": "outside" };

export type BeginUnlinkForm = { accountAssociationId: string, devices: number, typed: string, };

export type BundleView = { lines: Array<string>, 
/**
 * Names that were replaced, for the person at this desk alone: alias and name.
 */
aliases: Array<TagView>, };

export type CertaintyView = "fact" | "likely" | "possible";

export type ChannelView = "here" | "qrCode" | "message";

export type CheckOutcomeView = "well" | "found" | "notSeen" | "skipped";

export type CheckView = { 
/**
 * In words: 'The link at AWS'.
 */
name: string, outcome: CheckOutcomeView, problem: ProblemView | null, };

export type ChooseDevicesForm = { journeyId: string, 
/**
 * Empty means every device that can be chosen.
 */
connectorDeviceIds: Array<string>, chosen: boolean, };

export type ClosingView = { 
/**
 * Customers who have not signed in yet. AWS keeps the result.
 */
openSignIns: number, 
/**
 * Journeys in which something is being made or registered; they go on at
 * the next start.
 */
working: number, 
/**
 * What happened is not on disk yet: closing would lose it.
 */
unsaved: boolean, };

export type ColourView = "blue" | "teal" | "green" | "olive" | "orange" | "magenta" | "purple" | "slate";

export type ComparisonView = { known: number, found: number, 
/**
 * Names of the first five that were not found.
 */
notFound: Array<string>, 
/**
 * None of several was found: very likely another account.
 */
anotherAccount: boolean, };

export type CompletionNoteView = { text: string, };

export type ConfirmAccountView = { name: string, beforeAccount: string, beforeRegion: string, beforeWho: string | null, 
/**
 * Host and port calls went to; `None` for AWS itself.
 */
beforeEndpoint: string | null, account: string, who: string, region: string, regionName: string, endpoint: string | null, };

export type ConnectedView = { connected: boolean, at: number | null, };

export type ConnectionTestView = { savedAccountId: string | null, name: string, running: boolean, begunAt: number, steps: Array<TestStepView>, 
/**
 * Empty until AWS has said who we are.
 */
permissions: Array<PermissionView>, 
/**
 * Why listing links works and looking at one does not.
 */
secretNote: string | null, };

export type CopyMessageForm = { journeyId: string, text: string, };

export type CopyTextForm = { text: string, };

export type CreateAccountAssociationForm = { 
/**
 * Made by the window once per empty wizard.
 */
draftId: string, connectorDestinationId: string, 
/**
 * The person's own spelling, or a job number.
 */
customer: string, jobNumber: string | null, owner: string | null, 
/**
 * Free text for AWS, before our own line in the description.
 */
note: string | null, tags: Array<TagForm>, 
/**
 * Names the company credential; `None` has the customer sign in.
 */
authMaterialName: string | null, 
/**
 * The person wants a further link although a settled one is there.
 */
secondLink: boolean, };

export type CreatingView = "sending" | "looking" | "unclear" | "unreached" | "refused" | "notFound";

export type CustomerCheck = { 
/**
 * `None` while it cannot be stored.
 */
storedName: string | null, 
/**
 * The stored name differs from what was typed.
 */
converted: boolean, 
/**
 * What would be refused; an empty field is not among them.
 */
problems: Array<FieldProblem>, existing: ExistingLinkView | null, };

export type CustomerForm = { connectorDestinationId: string | null, customer: string, jobNumber: string | null, owner: string | null, note: string | null, tags: Array<TagForm>, };

export type CustomerMessageView = { 
/**
 * Holds the place of the address as `[sign-in address]`; Rust puts it in when copying.
 */
text: string, };

export type DeskView = { account: AccountView | null, 
/**
 * An AWS account is being asked who we are.
 */
connecting: boolean, 
/**
 * Why the AWS account last asked for cannot be used.
 */
accountProblem: ProblemView | null, practice: PracticeView | null, 
/**
 * Why this copy can do nothing at all: another one runs, or the journal
 * cannot be used. Shown in place of every page.
 */
unusable: ProblemView | null, 
/**
 * Something to know once, as that a damaged journal was set aside.
 */
notice: ProblemView | null, 
/**
 * The newest 20; `waiting_count` counts all.
 */
waiting: Array<JourneyLine>, waitingCount: number, 
/**
 * Links of this AWS account that wait for a sign-in and that no journey
 * here is on: made at another desk, or before the journal was lost. The
 * first 5; `elsewhere_count` counts all.
 */
elsewhere: Array<ElsewhereLine>, elsewhereCount: number, 
/**
 * Set while somebody asked to close the window and things are under way.
 */
closing: ClosingView | null, open: JourneyView | null, settings: SettingsView, 
/**
 * The browser whose private window can be offered, by its own name.
 */
privateBrowser: string | null, linksRevision: number, 
/**
 * Set while no AWS account is in use and the links known of the one used
 * last are shown.
 */
remembered: IdentityView | null, 
/**
 * Changes with the link that is looked at and with its devices and plans.
 */
linkRevision: number, 
/**
 * Unfinished work of several steps on links; the first 5.
 */
plans: Array<PlanView>, plansCount: number, 
/**
 * The operator's own sign-in at AWS is needed; shown on every page.
 */
awsSignIn: AwsSignInView | null, 
/**
 * To be confirmed before it is used.
 */
confirm: ConfirmAccountView | null, awsAccountsRevision: number, connectionTestRevision: number, };

export type DestinationView = { connectorDestinationId: string, name: string, description: string | null, 
/**
 * At least one; the first is the usual one.
 */
accesses: Array<AccessView>, };

export type DestinationsPage = { destinations: Array<DestinationView>, 
/**
 * The one used last, preselected.
 */
lastUsed: string | null, 
/**
 * Asked only when there is none here.
 */
elsewhere: Array<ElsewhereView>, };

export type DeviceAnswerView = { "kind": "answered", at: number, state: string, facts: Array<TagView>, } | { "kind": "acceptedNoAnswerYet", at: number, lastState: string | null, } | { "kind": "nothingToAsk" };

export type DeviceCloudCount = { connectorDestinationId: string, deviceCloud: string, count: number, 
/**
 * Failed, or in need of a new sign-in.
 */
failing: number, };

export type DeviceCloudFacts = { accesses: Array<AccessView>, renewal: RenewalView, 
/**
 * Where the customer's browser ends; `None`: the last page may stay blank.
 */
completionPage: string | null, 
/**
 * AWS does not know the device cloud any more.
 */
gone: boolean, };

export type DeviceCloudShare = { total: number, 
/**
 * Failed, or in need of a new sign-in.
 */
failing: number, };

export type DeviceCloudWarning = { connectorDestinationId: string, deviceCloud: string, 
/**
 * Links whose sign-in failed or that need a new one.
 */
affected: number, failed: number, needSignIn: number, total: number, };

export type DeviceEditCheck = { nameProblem: string | null, ownerProblem: string | null, };

export type DeviceRow = { 
/**
 * The key for choosing and renaming; shown in Technical view only.
 */
connectorDeviceId: string, managedThingId: string | null, name: string, 
/**
 * Kind, brand and model as the vendor gave them, such as `Light · Brightwell B-100`.
 */
kind: string, chosen: boolean, 
/**
 * May be ticked and renamed.
 */
choosable: boolean, status: DeviceStatus, };

export type DeviceStandingView = "registered" | "beingRegistered" | "notReachable" | "madeNotRegistered" | "isolated" | "beingDeleted" | "deletionFailed" | "unknown";

export type DeviceStatus = { "kind": "new" } | { "kind": "changed" } | { "kind": "inAwsAlready" } | { "kind": "alreadyRegistered" } | { "kind": "onAnotherLink" } | { "kind": "cannotBeMade" } | { "kind": "queued" } | { "kind": "making" } | { "kind": "registering" } | { "kind": "confirming" } | { "kind": "confirmed" } | { "kind": "failed", problem: ProblemView, } | { "kind": "leftOut" };

export type DevicesPage = { revision: number, 
/**
 * How many fit the search.
 */
total: number, offset: number, rows: Array<DeviceRow>, };

export type DiagnosisView = { at: number, 
/**
 * The best supported first.
 */
findings: Array<FindingView>, 
/**
 * What was looked at, in order.
 */
checks: Array<CheckView>, };

export type DiscoveryEndView = "noDevices" | "failed" | "timedOut";

export type EditAwsAccountForm = { savedAccountId: string, name: string, colour: ColourView, region: string | null, production: boolean, readOnly: boolean, 
/**
 * Used when Linkwright starts, in place of the one used last.
 */
start: boolean, };

export type EditDeviceForm = { accountAssociationId: string, managedThingId: string, name: string, owner: string, };

export type EditLinkForm = { accountAssociationId: string, name: string, note: string, };

export type EditTagsForm = { accountAssociationId: string, tags: Array<TagForm>, };

export type ElsewhereLine = { accountAssociationId: string, name: string, deviceCloud: string, jobNumber: string | null, 
/**
 * `YYYY-MM-DD`.
 */
madeOn: string | null, author: string | null, };

export type ElsewhereView = { region: string, regionName: string, deviceClouds: number, };

export type ExistingLinkView = { accountAssociationId: string, name: string, state: LinkStateView, 
/**
 * A waiting link is continued, never made a second time.
 */
mustContinue: boolean, };

export type ExportFormatForm = "csv" | "json";

export type ExportLinksForm = { which: ListLinksForm, format: ExportFormatForm, };

export type FactView = { name: string, value: string, };

export type FieldProblem = { field: FieldView, 
/**
 * Position, for tags.
 */
index: number | null, message: string, };

export type FieldView = "deviceCloud" | "customer" | "jobNumber" | "owner" | "note" | "tagKey" | "tagValue";

export type FinalPageForm = { accountAssociationId: string | null, text: string, };

export type FinalPageView = { title: string, means: string, act: FindingActView | null, forCustomer: string | null, forCloudTeam: string | null, 
/**
 * `error` and `error_description` as the vendor sent them.
 */
error: string | null, description: string | null, };

export type FindByDeviceForm = { text: string, };

export type FindingActView = { "kind": "reconnect" } | { "kind": "openSignIn" } | { "kind": "pasteFinalPage" } | { "kind": "findDevices" } | { "kind": "bringDevices", managedThingIds: Array<string>, } | { "kind": "showLink", accountAssociationId: string, } | { "kind": "copyText", text: string, } | { "kind": "copyForCloudTeam" } | { "kind": "removeLink" } | { "kind": "checkAgain" } | { "kind": "showOtherLinks", connectorDestinationId: string, };

export type FindingView = { 
/**
 * A stable name of the finding, such as `needsNewSignIn`.
 */
code: string, certainty: CertaintyView, title: string, 
/**
 * Facts: what AWS or this computer saw.
 */
seen: string, means: string, act: FindingActView | null, forCustomer: string | null, forCloudTeam: string | null, 
/**
 * The service's own words, an id, a request id.
 */
detail: string | null, };

export type FoundByDevicePage = { rows: Array<FoundByDeviceRow>, 
/**
 * Why some of it could not be asked for.
 */
problem: ProblemView | null, };

export type FoundByDeviceRow = { managedThingId: string, device: string, serialNumber: string | null, links: Array<LinkRow>, };

export type GetAccountAssociationForm = { accountAssociationId: string, };

export type IdentityView = { account: string, region: string, regionName: string, practice: boolean, };

export type IdsView = { linkName: string, deviceCloud: string, linkState: LinkStateView, thingName: string, thingKind: string, thingStatus: ManagedThingStatus, 
/**
 * How many devices the search found.
 */
searchFound: number, problem: ProblemView | null, };

export type JourneyForm = { journeyId: string, };

export type JourneyLine = { journeyId: string, customer: string, deviceCloud: string, state: LineState, startedAt: number, 
/**
 * In steps of 10 s.
 */
checkedAt: number | null, jobNumber: string | null, 
/**
 * Set when it belongs to another AWS account or Region than the active one.
 */
otherIdentity: IdentityView | null, };

export type JourneyView = { journeyId: string, 
/**
 * The person's own spelling.
 */
customer: string, 
/**
 * What AWS stores.
 */
storedName: string, jobNumber: string | null, owner: string | null, connectorDestinationId: string, deviceCloud: string, access: AccessView, startedAt: number, accountAssociationId: string | null, 
/**
 * Begun on a link that was already there.
 */
fromExistingLink: boolean, 
/**
 * Set when another AWS account is active: buttons are off and say why.
 */
otherIdentity: IdentityView | null, stop: StopView, 
/**
 * Begun to have the customer sign in anew.
 */
reconnecting: boolean, 
/**
 * What the search found of the devices known before.
 */
comparison: ComparisonView | null, 
/**
 * The name of the device whose place another takes.
 */
replacing: string | null, 
/**
 * Devices in AWS that are brought onto this link.
 */
bringing: number, 
/**
 * Ids, state names, request ids and the same with the AWS CLI; only in Technical view.
 */
technical: TechnicalView | null, };

export type KeptKeysView = { 
/**
 * The last four characters of the access key id, once known.
 */
ending: string | null, 
/**
 * In memory only: gone when Linkwright is closed.
 */
inMemoryOnly: boolean, };

export type KeyringView = { 
/**
 * The keyring's own name, such as 'Keychain'.
 */
name: string, 
/**
 * Why it cannot be used: access keys are then kept in memory only.
 */
problem: ProblemView | null, };

export type LineState = { "kind": "creating" } | { "kind": "createUnclear" } | { "kind": "createUnreached" } | { "kind": "createRefused" } | { "kind": "createNotFound" } | { "kind": "askingForSignIn" } | { "kind": "newSignInRefused" } | { "kind": "waitingForSignIn" } | { "kind": "confirming" } | { "kind": "signInFailed" } | { "kind": "needsNewSignIn" } | { "kind": "unknownState" } | { "kind": "findingDevices" } | { "kind": "findingFailed" } | { "kind": "choosingDevices", found: number, } | { "kind": "registering", done: number, total: number, } | { "kind": "paused", done: number, total: number, } | { "kind": "someFailed", done: number, total: number, failed: number, } | { "kind": "finishedInPart", done: number, total: number, } | { "kind": "finishedWithoutDevices" } | { "kind": "removing" } | { "kind": "removalUnclear" } | { "kind": "gone" };

export type LinkCounts = { total: number, needsPerson: number, 
/**
 * States that occur.
 */
byState: Array<StateCount>, 
/**
 * Device clouds that occur, the largest first; at most 50.
 */
byDeviceCloud: Array<DeviceCloudCount>, };

export type LinkDeviceForm = { accountAssociationId: string, managedThingId: string, };

export type LinkDeviceRow = { managedThingId: string, name: string, 
/**
 * It has no name in AWS; `name` stands in for one.
 */
unnamed: boolean, 
/**
 * Brand, model, kind, as far as AWS says.
 */
kind: string | null, owner: string | null, serialNumber: string | null, 
/**
 * The vendor's id, for Technical view.
 */
connectorDeviceId: string | null, standing: DeviceStandingView, 
/**
 * The names AWS uses: association and provisioning status.
 */
associationStatus: string | null, provisioningStatus: string | null, connected: ConnectedView | null, 
/**
 * What it last reported, in words, such as 'on, level 40'.
 */
lastState: string | null, 
/**
 * Other links it is on as well.
 */
otherLinks: number, };

export type LinkDevicesForm = { accountAssociationId: string, managedThingIds: Array<string>, };

export type LinkDevicesPage = { revision: number, total: number, 
/**
 * Registered on this link.
 */
registered: number, 
/**
 * Made and not registered anywhere, for this customer as far as is known.
 */
unfinished: number, 
/**
 * Once on this link or for this customer, and without a link.
 */
isolated: number, offset: number, rows: Array<LinkDeviceRow>, loading: boolean, problem: ProblemView | null, };

export type LinkEditCheck = { storedName: string | null, converted: boolean, 
/**
 * The whole description AWS would store, our line included.
 */
description: string | null, 
/**
 * The name's problem, in words.
 */
nameProblem: string | null, noteProblem: string | null, };

export type LinkForm = { accountAssociationId: string, };

export type LinkOrderForm = "name" | "newestFirst" | "needsPersonFirst";

export type LinkRow = { accountAssociationId: string, 
/**
 * What AWS stores; a stand-in for a link without a name.
 */
name: string, 
/**
 * The link has no name at AWS.
 */
unnamed: boolean, 
/**
 * The person's own spelling where it differs; this computer alone knows it.
 */
spelling: string | null, 
/**
 * A note; this computer alone knows it.
 */
memo: string | null, connectorDestinationId: string | null, deviceCloud: string, state: LinkStateView, 
/**
 * The name AWS uses, for Technical view.
 */
stateName: string, 
/**
 * Since when this computer knows it so.
 */
stateSince: number | null, needsPerson: boolean, jobNumber: string | null, 
/**
 * `YYYY-MM-DD` from the description's line.
 */
madeOn: string | null, author: string | null, 
/**
 * The service's words about a failure, for Technical view.
 */
errorMessage: string | null, 
/**
 * The unfinished journey on it.
 */
journeyId: string | null, };

export type LinkStateView = "waitingForSignIn" | "signInFailed" | "signedIn" | "needsNewSignIn" | "beingRemoved" | "unknown";

export type LinkView = { accountAssociationId: string, 
/**
 * What AWS stores; `None` for a link without a name.
 */
name: string | null, 
/**
 * The person's own spelling, known on this computer alone.
 */
spelling: string | null, 
/**
 * A note kept on this computer alone.
 */
memo: string | null, connectorDestinationId: string | null, deviceCloud: string, state: LinkStateView, 
/**
 * The name AWS uses, for Technical view.
 */
stateName: string, 
/**
 * Since when this computer knows it so; AWS keeps no times.
 */
stateSince: number | null, 
/**
 * When it was last seen signed in here, if it is not.
 */
lastWorked: number | null, 
/**
 * When AWS was last asked for this very link.
 */
checkedAt: number | null, checking: boolean, 
/**
 * AWS does not know it any more; what is shown is what was known.
 */
gone: boolean, jobNumber: string | null, 
/**
 * `YYYY-MM-DD` from the description's line.
 */
madeOn: string | null, author: string | null, 
/**
 * The description without our line.
 */
note: string, 
/**
 * The service's words about a failure, as details.
 */
errorMessage: string | null, 
/**
 * `None` when they could not be read, as without the permission.
 */
tags: Array<TagView> | null, access: AccessView | null, cloud: DeviceCloudFacts | null, 
/**
 * How its device cloud's other links fare.
 */
share: DeviceCloudShare, 
/**
 * The unfinished journey on this link.
 */
journeyId: string | null, plan: PlanView | null, 
/**
 * Why not all of it could be asked for; what is known is shown.
 */
problem: ProblemView | null, technical: TechnicalView | null, devicesRevision: number, };

export type LinksPage = { revision: number, 
/**
 * Links that fit.
 */
total: number, offset: number, rows: Array<LinkRow>, 
/**
 * The list is being loaded; ask again when the revision changes.
 */
loading: boolean, 
/**
 * Links loaded so far, while it is.
 */
loaded: number, 
/**
 * When the whole list was last loaded; `None` for never.
 */
asOf: number | null, 
/**
 * Why the list may be incomplete.
 */
problem: ProblemView | null, counts: LinkCounts, warnings: Array<DeviceCloudWarning>, };

export type ListActivityForm = { behind: string | null, };

export type ListDevicesForm = { journeyId: string, search: string, offset: number, };

export type ListLinkDevicesForm = { accountAssociationId: string, search: string, offset: number, };

export type ListLinksForm = { 
/**
 * Part of a name, own spelling, job number or note, or a whole id.
 */
search: string, 
/**
 * Empty means every state.
 */
states: Array<LinkStateView>, connectorDestinationId: string | null, made: MadeForm, 
/**
 * Only links that wait for somebody here to act.
 */
needsPerson: boolean, order: LinkOrderForm, offset: number, };

export type ListManagedThingsForm = { journeyId: string, search: string, offset: number, };

export type ListPlanStepsForm = { planId: string, offset: number, };

export type LogFileRow = { name: string, bytes: number, };

export type LogFilesPage = { folder: string, 
/**
 * The newest first.
 */
files: Array<LogFileRow>, totalBytes: number, 
/**
 * Older files than so many are deleted.
 */
kept: number, 
/**
 * Why nothing is written at present.
 */
problem: ProblemView | null, };

export type LogLevelView = "errors" | "usual" | "detailed";

export type LookUpIdsForm = { managedThingId: string, accountAssociationId: string, deviceDiscoveryId: string, };

export type MadeForm = "any" | "last7Days" | "last30Days" | "older" | "unknown";

export type ManagedThingRow = { managedThingId: string, name: string, kind: string, owner: string | null, status: ManagedThingStatus, 
/**
 * Whether the open journey's search found this very device.
 */
found: boolean, 
/**
 * Where it stands in this journey, once asked to register.
 */
progress: DeviceStatus | null, };

export type ManagedThingStatus = "onNoLink" | "prepared" | "cutOff" | "registered" | "beingDeleted" | "unknown";

export type ManagedThingsPage = { total: number, offset: number, rows: Array<ManagedThingRow>, };

export type MemoForm = { accountAssociationId: string, spelling: string, note: string, };

export type MessageTextsForm = { first: string, reconnect: string, };

export type MessageTextsView = { 
/**
 * Empty means ours.
 */
first: string, reconnect: string, ourFirst: string, ourReconnect: string, };

export type MfaCodeForm = { code: SecretText, };

export type NothingForm = Record<symbol, never>;

export type OfferKindView = "identityCenter" | "assumeRole" | "assumeRoleWithMfa" | "credentialProcess" | "webIdentity" | "accessKeys" | "other";

export type OfferView = { source: SourceForm, name: string, kind: OfferKindView, region: string | null, customEndpoint: string | null, };

export type OpenSignInPageForm = { journeyId: string, privateWindow: boolean, };

export type PermissionOutcomeView = "asking" | "allowed" | "refused" | "notTried" | "notKnown";

export type PermissionView = { 
/**
 * As a policy names it: `iotmanagedintegrations:CreateAccountAssociation`.
 */
action: string, whatFor: string, 
/**
 * It changes something at AWS, and is tried by using it only.
 */
isChange: boolean, outcome: PermissionOutcomeView, 
/**
 * When that was seen.
 */
seenAt: number | null, };

export type PlanForm = { planId: string, };

export type PlanKindView = "unlink" | "removeDevices" | "editLink" | "editTags" | "editDevice";

export type PlanStateView = "working" | "paused" | "someFailed" | "unreached" | "done" | "stopped";

export type PlanStepRow = { 
/**
 * In words: 'Take Hall lamp off the link'.
 */
text: string, state: PlanStepStateView, problem: ProblemView | null, operation: string, requestId: string | null, };

export type PlanStepStateView = "waiting" | "working" | "done" | "wasDone" | "failed";

export type PlanStepsPage = { total: number, offset: number, rows: Array<PlanStepRow>, };

export type PlanView = { planId: string, accountAssociationId: string, linkName: string, kind: PlanKindView, total: number, done: number, failed: number, state: PlanStateView, 
/**
 * Devices found that were not there when the work was begun.
 */
foundMore: number, begunAt: number, endedAt: number | null, problem: ProblemView | null, 
/**
 * Another AWS account or Region is in use: buttons are off and say why.
 */
otherIdentity: IdentityView | null, };

export type PolicyForm = { size: PolicySizeForm, };

export type PolicySizeForm = "readOnlySupport" | "installer" | "everything";

export type PolicyView = { text: string, 
/**
 * What to narrow or to know before it is used.
 */
notes: Array<string>, };

export type PortalAccountForm = { startUrl: string, portalRegion: string, account: string, };

export type PortalAccountView = { 
/**
 * Twelve digits.
 */
account: string, name: string, };

export type PortalAccountsPage = { accounts: Array<PortalAccountView>, };

export type PortalForm = { startUrl: string, portalRegion: string, };

export type PortalRolesPage = { roles: Array<string>, };

export type PortalView = { startUrl: string, portalRegion: string, 
/**
 * The `sso-session` it stands under.
 */
session: string | null, };

export type PracticeView = { 
/**
 * `None` when the practice service is a program of its own, whose scenes
 * are set there.
 */
scene: SceneView | null, };

export type ProblemKindView = "correctInput" | "askForPermission" | "signInToAws" | "tryAgain" | "checkNetwork" | "lookAgain" | "switchRegion" | "removeLink" | "anotherAccount" | "notPossible";

export type ProblemView = { kind: ProblemKindView, title: string, meaning: string, action: ActionView | null, forCustomer: string | null, forCloudTeam: string | null, 
/**
 * The service's own words.
 */
detail: string | null, requestId: string | null, operation: string | null, 
/**
 * The id of its entry in the problem catalogue.
 */
entry: string | null, };

export type ProductionForm = { production: boolean, };

export type QrCodeView = { 
/**
 * One string of `0` and `1` per row; 1 is dark.
 */
rows: Array<string>, };

export type RegionView = { region: string, name: string, };

export type RegisterAccountAssociationForm = { managedThingId: string, accountAssociationId: string, deviceDiscoveryId: string, };

export type RegisterManagedThingForm = { journeyId: string, managedThingId: string, };

export type RemoveDeviceForm = { accountAssociationId: string, managedThingId: string, delete: boolean, };

export type RenameDeviceForm = { journeyId: string, connectorDeviceId: string, name: string, };

export type RenameLinkForm = { journeyId: string, customer: string, };

export type RenewalView = { "kind": "unknown" } | { "kind": "off" } | { "kind": "on", daysBefore: number | null, };

export type ReplaceAccessKeysForm = { savedAccountId: string, accessKeys: AccessKeysForm, };

export type SavedAccountForm = { savedAccountId: string, };

export type SavedAccountView = { savedAccountId: string, name: string, colour: ColourView, source: SourceForm, kind: OfferKindView, 
/**
 * `None` goes by the profile or the environment.
 */
region: string | null, 
/**
 * What AWS said it is when it was used last: twelve digits, and role or user.
 */
account: string | null, who: string | null, production: boolean, readOnly: boolean, start: boolean, 
/**
 * From the team file: name, colour and marks are set there.
 */
fromTeam: boolean, inUse: boolean, customEndpoint: string | null, accessKeys: KeptKeysView | null, 
/**
 * The profile is not in the AWS config files, or the environment has no keys.
 */
gone: boolean, };

export type SavedFileView = { path: string, };

export type SavedLinksView = { path: string, count: number, };

export type SceneForm = { scene: SceneView, };

export type SceneView = "allGoesWell" | "customerSaysNo" | "wrongAccount" | "neverFinishes" | "threeDevicesFail" | "signInExpires";

export type SecretText = string;

export type SetOwnerForm = { journeyId: string, owner: string, };

export type SettingsForm = { technicalView: boolean, theme: ThemeView, textSize: TextSizeView, company: string, telephone: string, initials: string, privateWindowFirst: boolean, jobNumberOnly: boolean, 
/**
 * How a link is named at AWS; empty means `{customer}`.
 */
namePattern: string, logLevel: LogLevelView, };

export type SettingsView = { technicalView: boolean, theme: ThemeView, textSize: TextSizeView, company: string, telephone: string, 
/**
 * The author in our line of a link's description.
 */
initials: string, privateWindowFirst: boolean, 
/**
 * AWS gets the job number alone, not the customer's name.
 */
jobNumberOnly: boolean, 
/**
 * How a link is named at AWS, as `{job}-{customer}`; empty means `{customer}`.
 */
namePattern: string, logLevel: LogLevelView, };

export type SignInAddressView = { address: string, };

export type SignInStateView = "waiting" | "failed" | "needsNewSignIn" | "beingRemoved" | "gone" | "unknown";

export type SourceForm = { "kind": "practice" } | { "kind": "environment" } | { "kind": "profile", name: string, } | { "kind": "keys", 
/**
 * The desk's own id of the keys; empty in a form that brings them.
 */
keysId: string, 
/**
 * `arn:aws:iam::123456789012:mfa/anna`, or a hardware device's number.
 */
mfaSerial: string | null, roleArn: string | null, externalId: string | null, } | { "kind": "identityCenter", startUrl: string, 
/**
 * The Region of the sign-in portal, not of the devices.
 */
portalRegion: string, 
/**
 * Twelve digits.
 */
account: string, roleName: string, };

export type StateCount = { state: LinkStateView, count: number, };

export type StopView = { "kind": "creating", phase: CreatingView, problem: ProblemView | null, } | { "kind": "refreshing", since: number, problem: ProblemView | null, 
/**
 * AWS refused it as things stand: remove the link and make a new one.
 */
refused: boolean, 
/**
 * There is a former sign-in page to go back to.
 */
canGoBack: boolean, } | { "kind": "signIn", state: SignInStateView, since: number, 
/**
 * Who the sign-in page belongs to; `None` when there is no page to open.
 */
host: string | null, 
/**
 * The host that pages of this device cloud belonged to when they were given
 * out here; set when this one is another, and nothing is given out until
 * `trust_sign_in_host`.
 */
hostBefore: string | null, 
/**
 * How the page was last given out.
 */
channel: ChannelView | null, handedOverAt: number | null, checkedAt: number | null, checking: boolean, 
/**
 * The list of links says that it settled; one more look confirms it.
 */
confirming: boolean, 
/**
 * The link worked before, so that AWS's state cannot tell: somebody has
 * to say that the customer has signed in.
 */
needsAWord: boolean, 
/**
 * When a page given out before was replaced by this one.
 */
replacedAt: number | null, 
/**
 * The vendor has no last page of its own, so it may stay blank.
 */
blankEnding: boolean, 
/**
 * The service's own words about a failure.
 */
errorMessage: string | null, 
/**
 * Why the last look or the page itself went wrong.
 */
problem: ProblemView | null, } | { "kind": "findingDevices", since: number, found: number, 
/**
 * Set when the search ended badly.
 */
end: DiscoveryEndView | null, problem: ProblemView | null, } | { "kind": "choosingDevices", found: number, 
/**
 * How many can be ticked at all.
 */
choosable: number, chosen: number, rowsRevision: number, problem: ProblemView | null, } | { "kind": "registering", total: number, done: number, failed: number, 
/**
 * Every row has ended, well or badly.
 */
settled: boolean, 
/**
 * Somebody paused it; what was sent already still ends.
 */
paused: boolean, rowsRevision: number, problem: ProblemView | null, } | { "kind": "done", registered: number, failed: number, leftOut: number, finishedAt: number, rowsRevision: number, } | { "kind": "removing", problem: ProblemView | null, } | { "kind": "removed" };

export type TagForm = { key: string, value: string, };

export type TagView = { key: string, value: string, };

export type TeamFileChange = { 
/**
 * Its name here until then.
 */
name: string, 
/**
 * Ready to show, the gravest first: `AWS account 111122223333 → 444455556666`.
 */
what: Array<string>, };

export type TeamFileCheck = { added: Array<string>, changed: Array<TeamFileChange>, 
/**
 * Set by the file that was read at start: one taken by hand leaves them.
 */
left: Array<string>, unchanged: number, 
/**
 * Company, telephone, name pattern and message texts it sets, in words.
 */
settings: Array<string>, };

export type TeamFileForm = { text: string, };

export type TeamFileView = { path: string, accounts: number, 
/**
 * Why it was not taken; it names the line.
 */
problem: ProblemView | null, };

export type TechnicalView = { facts: Array<FactView>, 
/**
 * The same with the AWS CLI, one command a line.
 */
cli: Array<string>, };

export type TestConnectionForm = { savedAccountId: string | null, };

export type TestOutcomeView = "working" | "good" | "warning" | "failed" | "notNeeded" | "notReached";

export type TestStepKindView = "name" | "proxy" | "connection" | "certificate" | "clock" | "identity" | "region";

export type TestStepView = { step: TestStepKindView, 
/**
 * Whom it was about.
 */
host: string | null, outcome: TestOutcomeView, 
/**
 * Ready to show.
 */
text: string, problem: ProblemView | null, };

export type TextSizeView = "normal" | "large" | "largest";

export type ThemeView = "system" | "light" | "dark";

export type TimelineEntry = { at: number, 
/**
 * In words, ready to show.
 */
text: string, 
/**
 * What the service said when something failed.
 */
detail: string | null, 
/**
 * An id or the name of a state in AWS, for Technical view.
 */
fact: string | null, operation: string | null, requestId: string | null, };

export type TimelinePage = { entries: Array<TimelineEntry>, 
/**
 * Entries that were left out because there are too many.
 */
leftOut: number, };

export type TrustSignInHostForm = { journeyId: string, host: string, };

export type UnlinkView = { accountAssociationId: string, name: string, devices: number, 
/**
 * Names of the first five.
 */
deviceNames: Array<string>, 
/**
 * What has to be typed first, in an AWS account marked as production.
 */
typeToConfirm: string | null, };

export type UseAwsAccountForm = { source: SourceForm, region: string | null, };

export type Commands = {
  create_account_association: { form: CreateAccountAssociationForm; answer: null };
  get_account_association: { form: GetAccountAssociationForm; answer: null };
  register_account_association: { form: RegisterAccountAssociationForm; answer: null };
  use_aws_account: { form: UseAwsAccountForm; answer: null };
  check_aws_account: { form: NothingForm; answer: null };
  add_aws_account: { form: AddAwsAccountForm; answer: null };
  edit_aws_account: { form: EditAwsAccountForm; answer: null };
  remove_aws_account: { form: SavedAccountForm; answer: null };
  use_saved_account: { form: SavedAccountForm; answer: null };
  replace_access_keys: { form: ReplaceAccessKeysForm; answer: null };
  confirm_aws_account: { form: NothingForm; answer: null };
  decline_aws_account: { form: NothingForm; answer: null };
  sign_in_to_aws: { form: NothingForm; answer: null };
  sign_in_to_portal: { form: PortalForm; answer: null };
  open_aws_sign_in_page: { form: NothingForm; answer: null };
  copy_aws_sign_in_address: { form: NothingForm; answer: null };
  give_mfa_code: { form: MfaCodeForm; answer: null };
  cancel_aws_sign_in: { form: NothingForm; answer: null };
  test_connection: { form: TestConnectionForm; answer: null };
  import_team_file: { form: TeamFileForm; answer: null };
  save_message_texts: { form: MessageTextsForm; answer: null };
  set_scene: { form: SceneForm; answer: null };
  save_settings: { form: SettingsForm; answer: null };
  open_log_folder: { form: NothingForm; answer: null };
  open_journey: { form: JourneyForm; answer: null };
  leave_journey: { form: NothingForm; answer: null };
  open_link: { form: LinkForm; answer: null };
  rename_link: { form: RenameLinkForm; answer: null };
  set_owner: { form: SetOwnerForm; answer: null };
  remove_link: { form: JourneyForm; answer: null };
  start_again: { form: JourneyForm; answer: null };
  try_again: { form: JourneyForm; answer: null };
  open_sign_in_page: { form: OpenSignInPageForm; answer: null };
  trust_sign_in_host: { form: TrustSignInHostForm; answer: null };
  hand_over: { form: JourneyForm; answer: null };
  copy_sign_in_address: { form: JourneyForm; answer: null };
  copy_message: { form: CopyMessageForm; answer: null };
  find_devices: { form: JourneyForm; answer: null };
  choose_devices: { form: ChooseDevicesForm; answer: null };
  rename_device: { form: RenameDeviceForm; answer: null };
  register_devices: { form: JourneyForm; answer: null };
  register_managed_thing: { form: RegisterManagedThingForm; answer: null };
  retry_failed_devices: { form: JourneyForm; answer: null };
  pause_registering: { form: JourneyForm; answer: null };
  continue_registering: { form: JourneyForm; answer: null };
  finish: { form: JourneyForm; answer: null };
  discard_journey: { form: JourneyForm; answer: null };
  forget_customer: { form: JourneyForm; answer: null };
  dismiss_notice: { form: NothingForm; answer: null };
  start_practice_afresh: { form: NothingForm; answer: null };
  stay_open: { form: NothingForm; answer: null };
  copy_completion_note: { form: JourneyForm; answer: null };
  copy_text: { form: CopyTextForm; answer: null };
  set_production: { form: ProductionForm; answer: null };
  reconnect_link: { form: LinkForm; answer: null };
  new_sign_in_page: { form: JourneyForm; answer: null };
  say_signed_in: { form: JourneyForm; answer: null };
  back_to_sign_in: { form: JourneyForm; answer: null };
  look_at_link: { form: LinkForm; answer: null };
  leave_link: { form: LinkForm; answer: null };
  bring_devices: { form: LinkDevicesForm; answer: null };
  replace_device: { form: LinkDeviceForm; answer: null };
  remove_device: { form: RemoveDeviceForm; answer: null };
  begin_unlink: { form: BeginUnlinkForm; answer: null };
  edit_link: { form: EditLinkForm; answer: null };
  edit_tags: { form: EditTagsForm; answer: null };
  edit_device: { form: EditDeviceForm; answer: null };
  save_memo: { form: MemoForm; answer: null };
  forget_link: { form: LinkForm; answer: null };
  pause_plan: { form: PlanForm; answer: null };
  continue_plan: { form: PlanForm; answer: null };
  retry_plan: { form: PlanForm; answer: null };
  stop_plan: { form: PlanForm; answer: null };
  dismiss_plan: { form: PlanForm; answer: null };
  list_connector_destinations: { form: NothingForm; answer: DestinationsPage };
  check_customer: { form: CustomerForm; answer: CustomerCheck };
  list_account_associations: { form: ListLinksForm; answer: LinksPage };
  list_devices: { form: ListDevicesForm; answer: DevicesPage };
  list_managed_things: { form: ListManagedThingsForm; answer: ManagedThingsPage };
  look_up_ids: { form: LookUpIdsForm; answer: IdsView };
  list_aws_accounts: { form: NothingForm; answer: AwsAccountsPage };
  keyring: { form: NothingForm; answer: KeyringView };
  show_aws_sign_in_qr_code: { form: NothingForm; answer: QrCodeView };
  list_portal_accounts: { form: PortalForm; answer: PortalAccountsPage };
  list_portal_roles: { form: PortalAccountForm; answer: PortalRolesPage };
  connection_test: { form: NothingForm; answer: ConnectionTestView };
  permission_policy: { form: PolicyForm; answer: PolicyView };
  check_team_file: { form: TeamFileForm; answer: TeamFileCheck };
  export_team_file: { form: NothingForm; answer: SavedFileView };
  message_texts: { form: NothingForm; answer: MessageTextsView };
  show_qr_code: { form: JourneyForm; answer: QrCodeView };
  show_sign_in_address: { form: JourneyForm; answer: SignInAddressView };
  customer_message: { form: JourneyForm; answer: CustomerMessageView };
  completion_note: { form: JourneyForm; answer: CompletionNoteView };
  save_completion_note: { form: JourneyForm; answer: SavedFileView };
  list_timeline: { form: JourneyForm; answer: TimelinePage };
  export_links: { form: ExportLinksForm; answer: SavedLinksView };
  find_by_device: { form: FindByDeviceForm; answer: FoundByDevicePage };
  get_link: { form: LinkForm; answer: LinkView };
  list_link_devices: { form: ListLinkDevicesForm; answer: LinkDevicesPage };
  list_link_timeline: { form: LinkForm; answer: TimelinePage };
  ask_device: { form: LinkDeviceForm; answer: DeviceAnswerView };
  check_link_edit: { form: EditLinkForm; answer: LinkEditCheck };
  check_device_edit: { form: EditDeviceForm; answer: DeviceEditCheck };
  plan_unlink: { form: LinkForm; answer: UnlinkView };
  list_plan_steps: { form: ListPlanStepsForm; answer: PlanStepsPage };
  diagnose_link: { form: LinkForm; answer: DiagnosisView };
  read_final_page: { form: FinalPageForm; answer: FinalPageView };
  preview_support_bundle: { form: LinkForm; answer: BundleView };
  save_support_bundle: { form: LinkForm; answer: SavedFileView };
  list_activity: { form: ListActivityForm; answer: ActivityPage };
  export_activity: { form: NothingForm; answer: SavedLinksView };
  list_log_files: { form: NothingForm; answer: LogFilesPage };
};
