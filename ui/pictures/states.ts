// Every stop and state of the window by name, for looking at it.
import type { DeskView } from '../src/backend/contract';
import {
  creating,
  DAY,
  desk,
  done,
  elsewhere,
  everyLine,
  expiredSignIn,
  failedDiagnosis,
  foundRows,
  HOUR,
  journey,
  line,
  linkDevices,
  linkDeviceRows,
  linkRow,
  linkRows,
  linksPage,
  linkView,
  listed,
  live,
  liveAccount,
  MINUTE,
  plan,
  problem,
  refreshing,
  refusedCreate,
  choosing,
  registering,
  registeringRows,
  SECOND,
  settings,
  settledRows,
  signIn,
  technical,
  unlink,
  unsafeAddress,
  waiting,
} from '../src/backend/samples';
import { Refusal, type Script } from '../src/backend/scripted';

export interface State {
  view: DeskView;
  script?: Script;
  /** data-testids, pressed one after the other; `testid=text` types. */
  steps?: string[];
}

const open = (stop: Parameters<typeof journey>[0], part: Parameters<typeof journey>[1] = {}, rest: Partial<DeskView> = {}) =>
  desk({ open: journey(stop, part), waiting, waitingCount: waiting.length, ...rest });
const other = { account: '210987654321', region: 'us-east-1', regionName: 'US East (N. Virginia)', practice: false };
const noAnswer = problem({ kind: 'checkNetwork', title: 'No answer from AWS', meaning: "Asked to create the link. Check this computer's network, VPN or proxy. It may or may not have been carried out. Trying again is safe: it cannot be done twice.", operation: 'CreateAccountAssociation' });
const notReached = problem({ kind: 'checkNetwork', title: 'AWS cannot be reached', meaning: "Check this computer's network, VPN or proxy. Nothing was sent.", detail: 'dns error', requestId: null, operation: 'CreateAccountAssociation' });
const alreadyOpen = problem({ kind: 'notPossible', title: 'Linkwright is already open', meaning: 'Another window of Linkwright works with the same journal on this computer. Use that one; this one can be closed.', action: null, detail: null, requestId: null, operation: null });
const setAside = problem({ kind: 'lookAgain', title: 'What Linkwright had written down was damaged', meaning: 'It was set aside and a backup of this morning is used. Links made since are found under Waiting at other desks.', action: null, detail: '/home/ak/.local/share/linkwright/journal.damaged-2026-11-21', requestId: null, operation: null });
const many = (rows: typeof settledRows): Script => ({
  list_devices: ({ offset }) => ({ revision: 1, total: rows.length, offset, rows }),
});
const knownRows = foundRows.map((row) => ({ ...row, chosen: false, choosable: false, status: { kind: 'alreadyRegistered' } as const }));
const reconnecting = { reconnecting: true, fromExistingLink: true };
const existing = (state: 'needsNewSignIn' | 'waitingForSignIn' | 'signedIn', mustContinue: boolean): Script => ({
  check_customer: () => ({
    storedName: 'OBrien Mueller Flat 3',
    converted: true,
    problems: [],
    existing: { accountAssociationId: 'aa-4', name: 'OBrien Mueller Flat 3', state, mustContinue },
  }),
});

export const states: Record<string, State> = {
  'first-start': { view: desk({ account: null, practice: null }) },
  'first-start-problem': { view: desk({ account: null, practice: null, accountProblem: expiredSignIn }) },
  'home-empty': { view: desk() },
  home: { view: desk({ waiting, waitingCount: waiting.length }) },
  'home-every-state': { view: live({ waiting: everyLine, waitingCount: 71 }) },
  'home-other-account': {
    view: live({ account: { ...liveAccount, customEndpoint: 'http://10.0.0.5:4566' }, waiting: everyLine.slice(-1), waitingCount: 1 }),
  },
  'home-elsewhere': { view: live({ waiting, waitingCount: waiting.length, elsewhere, elsewhereCount: 15 }) },
  'home-elsewhere-alone': { view: live({ elsewhere, elsewhereCount: elsewhere.length }) },
  'home-notice': { view: live({ notice: setAside, waiting, waitingCount: waiting.length }) },
  unusable: { view: desk({ unusable: alreadyOpen }) },
  closing: { view: desk({ waiting, waitingCount: waiting.length, closing: { openSignIns: 2, working: 1, unsaved: false } }) },
  'closing-unsaved': { view: open(registering(), {}, { closing: { openSignIns: 0, working: 3, unsaved: true } }) },
  'home-expired': { view: live({ accountProblem: expiredSignIn, waiting, waitingCount: 4 }) },
  'home-no-account': { view: desk({ account: null, practice: null, waiting: [line('j-1', 'Miller Flat 3', { kind: 'waitingForSignIn' }, { otherIdentity: { ...other, practice: true } })], waitingCount: 1 }) },
  'customer-empty': { view: desk(), steps: ['new-link'] },
  'customer-typed': { view: desk(), steps: ['new-link', "customer-name=O'Brien Müller, Flat 3", 'job-number=4711', 'owner=C-20417'] },
  'customer-existing': { view: live(), script: existing('needsNewSignIn', false), steps: ['new-link', "customer-name=O'Brien Müller, Flat 3"] },
  'customer-must-continue': { view: live(), script: existing('waitingForSignIn', true), steps: ['new-link', "customer-name=O'Brien Müller, Flat 3"] },
  'customer-wrong': {
    view: desk(),
    steps: ['new-link', 'customer-name=???'],
    script: { check_customer: () => ({ storedName: null, converted: false, problems: [{ field: 'customer', index: null, message: 'Nothing of this can be stored. Use letters or digits.' }], existing: null }) },
  },
  'customer-elsewhere': {
    view: live(),
    steps: ['new-link'],
    script: { list_connector_destinations: () => ({ destinations: [], lastUsed: null, elsewhere: [{ region: 'ca-central-1', regionName: 'Canada (Central)', deviceClouds: 2 }] }) },
  },
  'customer-nowhere': {
    view: live(),
    steps: ['new-link'],
    script: { list_connector_destinations: () => ({ destinations: [], lastUsed: null, elsewhere: [] }) },
  },
  'customer-refused': {
    view: live(),
    steps: ['new-link', 'customer-name=Miller', 'create-link'],
    script: {
      create_account_association: () => {
        throw new Refusal(refusedCreate);
      },
    },
  },
  'customer-two-ways': {
    view: desk(),
    steps: ['new-link'],
    script: {
      list_connector_destinations: () => ({
        destinations: [{ connectorDestinationId: 'cd-northgate', name: 'Northgate Locks', description: null, accesses: [{ kind: 'customerSignsIn' }, { kind: 'companyCredential', authMaterialName: 'northgate-fleet' }] }],
        lastUsed: null,
        elsewhere: [],
      }),
    },
  },
  creating: { view: open(creating('sending')) },
  'creating-unclear': {
    view: open(creating('unclear', noAnswer)),
  },
  'creating-looking': { view: open(creating('looking')) },
  'creating-unreached': { view: open(creating('unreached', notReached)) },
  'creating-not-found': { view: open(creating('notFound')) },
  'creating-give-up': { view: open(creating('notFound')), steps: ['give-up'] },
  'sign-in-confirming': { view: open(signIn({ confirming: true })) },
  'sign-in-happened': { view: open(signIn()), steps: ['timeline'] },
  'sign-in-happened-technical': { view: open(signIn(), {}, { settings: { ...settings, technicalView: true } }), steps: ['timeline'] },
  'sign-in-menu': { view: open(signIn()), steps: ['more'] },
  'sign-in-forget': { view: open(signIn()), steps: ['more', 'forget-customer'] },
  'sign-in-here': { view: open(signIn({ since: Date.now() - 20 * SECOND })) },
  'sign-in-here-usual': { view: open(signIn({ blankEnding: true }), {}, { privateBrowser: null }) },
  'sign-in-here-long': { view: open(signIn({ since: Date.now() - 12 * MINUTE, channel: 'here', handedOverAt: Date.now() - 12 * MINUTE })), steps: ['open-sign-in-page'] },
  'sign-in-give': { view: open(signIn({ channel: 'qrCode' })) },
  'sign-in-give-live': { view: live({ open: journey(signIn({ channel: 'message', handedOverAt: Date.now() - 2 * DAY, since: Date.now() - 2 * DAY })) }), steps: ['show-address'] },
  'sign-in-check-failed': { view: open(signIn({ problem: problem() })) },
  'sign-in-failed': { view: open(signIn({ state: 'failed', errorMessage: 'access_denied: the resource owner denied the request' })) },
  'sign-in-needs-new': { view: open(signIn({ state: 'needsNewSignIn' }), { fromExistingLink: true }) },
  'sign-in-needs-new-confirm': { view: open(signIn({ state: 'needsNewSignIn' }), { fromExistingLink: true }), steps: ['start-again'] },
  'sign-in-gone': { view: open(signIn({ state: 'gone' })) },
  'sign-in-unknown': { view: open(signIn({ state: 'unknown' })) },
  'sign-in-being-removed': { view: open(signIn({ state: 'beingRemoved' })) },
  'sign-in-unsafe': { view: open(signIn({ host: null, problem: unsafeAddress })) },
  'sign-in-company': { view: open(signIn({ host: null }), { access: { kind: 'companyCredential', authMaterialName: 'aria-company' }, deviceCloud: 'Aria Climate' }) },
  'sign-in-technical': { view: open(signIn(), { technical }, { settings: { ...settings, technicalView: true } }) },
  'sign-in-other-account': { view: live({ open: journey(signIn(), { otherIdentity: other }) }) },
  'sign-in-correct-name': { view: open(signIn(), { customer: "O'Brien Müller, Flat 3", storedName: 'OBrien Mueller Flat 3' }), steps: ['correct-name'] },
  'remove-confirm': { view: open(signIn()), steps: ['remove-link'] },
  removing: { view: open({ kind: 'removing', problem: null }) },
  removed: { view: open({ kind: 'removed' }) },
  'devices-finding': { view: open({ kind: 'findingDevices', since: Date.now() - 5 * SECOND, found: 3, end: null, problem: null }) },
  'devices-none': { view: open({ kind: 'findingDevices', since: Date.now() - HOUR, found: 0, end: 'noDevices', problem: null }) },
  'devices-search-failed': { view: open({ kind: 'findingDevices', since: Date.now() - HOUR, found: 0, end: 'failed', problem: null }) },
  'devices-search-timed-out': { view: open({ kind: 'findingDevices', since: Date.now() - HOUR, found: 0, end: 'timedOut', problem: null }) },
  'devices-search-problem': { view: open({ kind: 'findingDevices', since: Date.now() - HOUR, found: 0, end: null, problem: problem({ title: 'AWS could not begin the device search just now' }) }) },
  'devices-choosing': { view: open(choosing()) },
  'devices-none-ticked': { view: open(choosing({ chosen: 0 })) },
  'devices-none-choosable': { view: open(choosing({ chosen: 0, choosable: 0 })) },
  'devices-not-theirs': { view: open(choosing()), steps: ['not-their-devices'] },
  'devices-already-in-aws': { view: open(choosing()), steps: ['tab-already-in-aws'] },
  'devices-technical': { view: open(choosing(), { technical }, { settings: { ...settings, technicalView: true } }) },
  'devices-registering': { view: open(registering()), script: many(registeringRows) },
  'devices-paused': { view: open(registering({ total: 500, done: 312, failed: 2, paused: true })), script: many(registeringRows) },
  'devices-some-failed': { view: open(registering({ total: 20, done: 17, failed: 3, settled: true })), script: many(settledRows) },
  done: { view: open(done()) },
  'done-in-part': { view: open(done({ registered: 17, failed: 3, leftOut: 1 })) },
  'done-without': { view: open(done({ registered: 0 })) },
  'done-saved': { view: open(done()), steps: ['save-note'] },
  links: { view: live(), steps: ['place-links'] },
  'links-loading': {
    view: live(),
    steps: ['place-links'],
    script: { list_account_associations: ({ offset }) => listed({ total: 4021, offset, loading: true, loaded: 3000, asOf: null }) },
  },
  'links-technical': { view: live({ settings: { ...settings, technicalView: true } }), steps: ['place-links'] },
  'links-problem': {
    view: live(),
    steps: ['place-links'],
    script: {
      list_account_associations: () => {
        throw new Refusal(problem({ title: 'AWS could not list the links just now' }));
      },
    },
  },
  'links-warning': {
    view: live(),
    steps: ['place-links'],
    script: {
      list_account_associations: ({ offset }) =>
        listed({ offset, warnings: [{ connectorDestinationId: 'cd-northgate', deviceCloud: 'Northgate Locks', affected: 34, failed: 4, needSignIn: 30, total: 43 }] }),
    },
  },
  'links-affected': {
    view: live(),
    steps: ['place-links', 'show-affected-cd-northgate'],
    script: {
      list_account_associations: (form) => ({
        ...linksPage(form),
        warnings: [{ connectorDestinationId: 'cd-northgate', deviceCloud: 'Northgate Locks', affected: 12, failed: 0, needSignIn: 12, total: 40 }],
      }),
    },
  },
  'links-filtered': { view: live(), steps: ['place-links', 'count-needsNewSignIn'] },
  'links-no-fit': { view: live(), steps: ['place-links', 'link-search=BW-20417'] },
  'links-found-by-device': {
    view: live(),
    steps: ['place-links', 'link-search=BW-20417', 'find-by-device'],
    script: {
      find_by_device: () => ({
        rows: [{ managedThingId: 'mt-1', device: 'Flat 3 Kitchen lamp', serialNumber: 'BW-20417', links: linkRows.slice(3, 4) }, { managedThingId: 'mt-9', device: 'Lamp', serialNumber: null, links: [] }],
        problem: null,
      }),
    },
  },
  'links-unnamed': { view: live(), steps: ['place-links'], script: { list_account_associations: ({ offset }) => listed({ offset, rows: [linkRow('aa-9', 'Link 3f9c', 'signedIn', { unnamed: true, memo: 'who is this?' })] }) } },
  link: { view: live(), steps: ['place-links', 'open-link-aa-4'] },
  'link-practice': { view: desk(), steps: ['place-links', 'open-link-aa-4'] },
  'link-technical': { view: live({ settings: { ...settings, technicalView: true } }), steps: ['place-links', 'open-link-aa-4'], script: { get_link: () => linkView({ technical }) } },
  'link-asked': { view: live(), steps: ['place-links', 'open-link-aa-4', 'ask-mt-1'] },
  'link-no-answer': { view: live(), steps: ['place-links', 'open-link-aa-4', 'ask-mt-1'], script: { ask_device: () => ({ kind: 'acceptedNoAnswerYet', at: Date.now(), lastState: 'on' }) } },
  'link-device-menu': { view: live(), steps: ['place-links', 'open-link-aa-4', 'device-more-mt-3'] },
  'link-device-edit': { view: live(), steps: ['place-links', 'open-link-aa-4', 'device-more-mt-1', 'edit-device'] },
  'link-device-delete': { view: live(), steps: ['place-links', 'open-link-aa-4', 'device-more-mt-1', 'delete-device'] },
  'link-failed': { view: live(), steps: ['place-links', 'open-link-aa-3'], script: { get_link: () => linkView({ accountAssociationId: 'aa-3', name: 'Anders', spelling: null, state: 'signInFailed', errorMessage: 'access_denied: the resource owner denied the request', jobNumber: null, madeOn: null, author: null, lastWorked: null }) } },
  'link-waiting': { view: live(), steps: ['place-links', 'open-link-aa-2'], script: { get_link: () => linkView({ state: 'waitingForSignIn', lastWorked: null }) } },
  'link-signed-in': { view: live(), steps: ['place-links', 'open-link-aa-1'], script: { get_link: () => linkView({ state: 'signedIn', lastWorked: null, share: { total: 40, failing: 0 } }) } },
  'link-without-devices': { view: live(), steps: ['place-links', 'open-link-aa-1'], script: { get_link: () => linkView({ state: 'signedIn' }), list_link_devices: (form) => ({ ...linkDevices(form), rows: [], total: 0, registered: 0, unfinished: 0, isolated: 0 }) } },
  'link-gone': { view: live(), steps: ['place-links', 'open-link-aa-1'], script: { get_link: () => linkView({ gone: true, state: 'signedIn' }) } },
  'link-unknown': { view: live(), steps: ['place-links', 'open-link-aa-6'], script: { get_link: () => linkView({ state: 'unknown', name: null, spelling: null, access: null, cloud: null, tags: null }) } },
  'link-get-refused': {
    view: live(),
    steps: ['place-links', 'open-link-aa-1'],
    script: { get_link: () => linkView({ access: null, cloud: null, tags: null, problem: { ...refusedCreate, title: 'This AWS sign-in may not look at the link' } }) },
  },
  'link-edit': { view: live(), steps: ['place-links', 'open-link-aa-4', 'edit-link'] },
  'link-notes': { view: live(), steps: ['place-links', 'open-link-aa-4', 'tab-notes'] },
  'link-timeline': { view: live(), steps: ['place-links', 'open-link-aa-4', 'tab-timeline'] },
  'link-diagnosis': { view: live(), steps: ['place-links', 'open-link-aa-4', 'link-more', 'diagnose-link'] },
  'link-diagnosis-failed': { view: live(), steps: ['place-links', 'open-link-aa-4', 'link-more', 'diagnose-link'], script: { diagnose_link: () => failedDiagnosis } },
  'link-diagnosis-technical': { view: live({ settings: { ...settings, technicalView: true } }), steps: ['place-links', 'open-link-aa-4', 'tab-diagnosis', 'diagnose', 'checks'] },
  'link-final-page': { view: live(), steps: ['place-links', 'open-link-aa-4', 'tab-diagnosis', 'final-page=https://x.example/?error=access_denied', 'read-final-page'] },
  'link-bundle': { view: live(), steps: ['place-links', 'open-link-aa-4', 'link-more', 'support-bundle'] },
  'link-unlink': { view: live(), steps: ['place-links', 'open-link-aa-4', 'link-more', 'unlink'], script: { plan_unlink: () => unlink({ typeToConfirm: 'OBrien Mueller Flat 3' }) } },
  'link-unlink-plan': { view: live({ plans: [plan()], plansCount: 1 }), steps: ['place-links', 'open-link-aa-4', 'plan-steps'], script: { get_link: () => linkView({ state: 'signedIn', plan: plan() }) } },
  'link-unlink-some-failed': { view: live(), steps: ['place-links', 'open-link-aa-4'], script: { get_link: () => linkView({ state: 'signedIn', plan: plan({ state: 'someFailed', failed: 2, done: 11 }) }) } },
  'link-unlink-found-more': { view: live(), steps: ['place-links', 'open-link-aa-4'], script: { get_link: () => linkView({ state: 'signedIn', plan: plan({ state: 'paused', foundMore: 2, done: 12 }) }) } },
  'link-unlinked': { view: live(), steps: ['place-links', 'open-link-aa-4'], script: { get_link: () => linkView({ gone: true, state: 'beingRemoved', stateSince: null, plan: plan({ state: 'done', done: 13 }) }), list_link_devices: (form) => ({ ...linkDevices(form), rows: [], total: 0 }) } },
  'link-many-devices': {
    view: live(),
    steps: ['place-links', 'open-link-aa-1'],
    script: { list_link_devices: (form) => ({ ...linkDevices(form), rows: Array.from({ length: 50 }, (_, at) => ({ ...(linkDeviceRows[at % 2] ?? linkDeviceRows[0]), managedThingId: `mt-${at}` }) as (typeof linkDeviceRows)[number]), total: 500, registered: 500 }) },
  },
  activity: { view: live(), steps: ['place-help', 'show-activity'] },
  'home-plans': { view: live({ waiting, waitingCount: waiting.length, plans: [plan(), plan({ planId: 'p-2', linkName: 'Anders', state: 'someFailed', failed: 2, done: 4, total: 6 }), plan({ planId: 'p-3', linkName: 'Nakamura', kind: 'removeDevices', state: 'paused', foundMore: 2, done: 1, total: 2 })], plansCount: 7 }) },
  'sign-in-refreshing': { view: open(refreshing(), reconnecting) },
  'sign-in-refreshing-problem': { view: open(refreshing({ problem: problem({ title: 'AWS could not make a new sign-in page just now' }), canGoBack: true }), reconnecting) },
  'sign-in-refreshing-refused': { view: open(refreshing({ problem: problem({ kind: 'removeLink', title: 'AWS refused a new sign-in page', meaning: 'The link is in a state in which AWS takes no new sign-in. Nothing was changed.' }), refused: true, canGoBack: true }), reconnecting) },
  'sign-in-again': { view: open(signIn({ replacedAt: Date.now() - 2 * MINUTE }), reconnecting) },
  'sign-in-again-word': { view: open(signIn({ needsAWord: true }), reconnecting) },
  'sign-in-again-failed': { view: open(signIn({ state: 'failed', errorMessage: 'access_denied' }), reconnecting), steps: ['final-page-here'] },
  'devices-same-account': { view: open(choosing(), { ...reconnecting, comparison: { known: 12, found: 12, notFound: [], anotherAccount: false } }) },
  'devices-some-known': { view: open(choosing(), { ...reconnecting, comparison: { known: 12, found: 10, notFound: ['Flat 3 Hall lamp', 'Flat 3 Porch'], anotherAccount: false } }) },
  'devices-known-and-new': { view: open(choosing({ chosen: 0 }), { ...reconnecting, comparison: { known: 12, found: 12, notFound: [], anotherAccount: false } }), script: many(foundRows.map((row) => ({ ...row, chosen: false }))) },
  'devices-some-known-alone': { view: open(choosing({ found: 10, choosable: 0, chosen: 0 }), { ...reconnecting, comparison: { known: 12, found: 10, notFound: ['Flat 3 Hall lamp', 'Flat 3 Porch'], anotherAccount: false } }), script: many(knownRows) },
  'devices-none-on-reconnect': { view: open({ kind: 'findingDevices', since: Date.now() - HOUR, found: 0, end: 'noDevices', problem: null }, { ...reconnecting, comparison: { known: 12, found: 0, notFound: ['Flat 3 Hall lamp'], anotherAccount: true } }) },
  'devices-another-account': { view: open(choosing({ chosen: 0 }), { ...reconnecting, comparison: { known: 12, found: 0, notFound: ['Flat 3 Hall lamp'], anotherAccount: true } }), script: many(foundRows.map((row) => ({ ...row, chosen: false }))) },
  'devices-replacing': { view: open(choosing({ chosen: 1 }), { fromExistingLink: true, replacing: 'Flat 3 Hall lamp' }), script: many(foundRows.map((row, at) => ({ ...row, chosen: at === 2 }))) },
  'devices-bringing': { view: open({ kind: 'findingDevices', since: Date.now() - 5 * SECOND, found: 3, end: null, problem: null }, { fromExistingLink: true, bringing: 3 }) },
  'devices-bringing-not-all': { view: open(choosing({ chosen: 2 }), { fromExistingLink: true, bringing: 3 }) },
  'done-reconnected': { view: open(done({ registered: 0 }), { ...reconnecting, comparison: { known: 12, found: 12, notFound: [], anotherAccount: false } }) },
  'done-reconnected-some': { view: open(done({ registered: 0 }), { ...reconnecting, comparison: { known: 12, found: 10, notFound: ['Flat 3 Hall lamp', 'Flat 3 Porch'], anotherAccount: false } }) },
  'done-another-account': { view: open(done({ registered: 0 }), { ...reconnecting, comparison: { known: 12, found: 0, notFound: ['Flat 3 Hall lamp'], anotherAccount: true } }) },
  'aws-accounts-production': { view: live({ account: { ...liveAccount, production: true } }), steps: ['place-aws-accounts'] },
  'existing-link': { view: live(), steps: ['existing-link'] },
  'aws-accounts': { view: live(), steps: ['place-aws-accounts'] },
  'aws-accounts-practice': { view: desk(), steps: ['place-aws-accounts'] },
  'aws-accounts-expired': { view: desk({ account: null, practice: null, accountProblem: expiredSignIn }), steps: ['place-aws-accounts'] },
  practice: { view: desk({ practice: { scene: 'threeDevicesFail' } }), steps: ['place-practice'] },
  'practice-afresh': { view: desk(), steps: ['place-practice', 'start-afresh'] },
  'practice-off': { view: live(), steps: ['place-practice'] },
  help: { view: desk(), steps: ['place-help'] },
  settings: { view: desk(), steps: ['settings'] },
};
