// The window: band on top, places at the side, and the place the person is in.
import AppLayout from '@cloudscape-design/components/app-layout';
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';

import { Announcer } from './band/announcer';
import { Band } from './band/band';
import { PlaceList } from './band/place-list';
import { useBackend, useDesk } from './desk/desk';
import { focusOnHeading, useFocusNeverLost, useFocusOnArrival } from './desk/focus';
import { PlacesContext, type Place } from './desk/places';
import { useNarrow } from './desk/narrow';
import { useNavigationOpen } from './desk/navigation-open';
import { FirstStart } from './home/first-start';
import { useHelpOver } from './help/help-over';
import { Home } from './home/home';
import { frame } from './words/frame';

const laterPlaces = () => import('./later');
const AccessTest = lazy(async () => ({ default: (await laterPlaces()).AccessTest }));
const Activity = lazy(async () => ({ default: (await laterPlaces()).Activity }));
const AddAccount = lazy(async () => ({ default: (await laterPlaces()).AddAccount }));
const AwsSignIn = lazy(async () => ({ default: (await laterPlaces()).AwsSignIn }));
const AwsAccounts = lazy(async () => ({ default: (await laterPlaces()).AwsAccounts }));
const ChooseDeviceCloud = lazy(async () => ({ default: (await laterPlaces()).ChooseDeviceCloud }));
const Closing = lazy(async () => ({ default: (await laterPlaces()).Closing }));
const ConfirmAccount = lazy(async () => ({ default: (await laterPlaces()).ConfirmAccount }));
const ExistingLink = lazy(async () => ({ default: (await laterPlaces()).ExistingLink }));
const Help = lazy(async () => ({ default: (await laterPlaces()).Help }));
const LinkPage = lazy(async () => ({ default: (await laterPlaces()).LinkPage }));
const Links = lazy(async () => ({ default: (await laterPlaces()).Links }));
const Notice = lazy(async () => ({ default: (await laterPlaces()).Notice }));
const Practice = lazy(async () => ({ default: (await laterPlaces()).Practice }));
const Settings = lazy(async () => ({ default: (await laterPlaces()).Settings }));
const Wizard = lazy(async () => ({ default: (await laterPlaces()).Wizard }));

/** The rest is fetched while the person looks at the first page. */
const FETCH_REST_AFTER = 300;

export function Window() {
  const { awsSignIn, closing, confirm, notice, open } = useDesk();
  const backend = useBackend();
  const [place, setPlace] = useState<Place>(() => (open === null ? { kind: 'home' } : { kind: 'wizard' }));
  const help = useHelpOver(place, open);
  const { show: showHelp, leave: leaveHelp } = help;
  const [settingsShown, setSettingsShown] = useState(false);
  const narrow = useNarrow();
  const openId = open?.journeyId ?? null;
  const [knownId, setKnownId] = useState(openId);
  const [held, setHeld] = useState(false);

  // Follows the desk: what it opens is shown, what it closes is left.
  if (openId !== knownId && !held) {
    setKnownId(openId);
    if (openId !== null && place.kind !== 'wizard') setPlace({ kind: 'wizard' });
    if (openId === null && place.kind === 'wizard') setPlace({ kind: 'home' });
  }

  useEffect(() => {
    document.documentElement.dataset['narrow'] = String(narrow);
  }, [narrow]);
  const isOpen = useRef(false);
  useEffect(() => {
    isOpen.current = openId !== null;
  }, [openId]);
  const go = useCallback(
    (next: Place) => {
      if (next.kind === 'help') {
        showHelp(next.at ?? { topic: 'firstSteps' });
        return;
      }
      leaveHelp();
      if (next.kind !== 'wizard' && isOpen.current) void backend.invoke('leave_journey', {}).catch(() => undefined);
      setPlace(next);
    },
    [backend, leaveHelp, showHelp],
  );
  const shown: Place = useMemo(() => (help.at === null ? place : { kind: 'help', at: help.at }), [help.at, place]);
  const places = useMemo(() => ({ place: shown, go, hold: setHeld }), [shown, go]);
  useFocusNeverLost();

  useEffect(() => {
    const timer = setTimeout(() => void laterPlaces().catch(() => undefined), FETCH_REST_AFTER);
    return () => clearTimeout(timer);
  }, []);

  const inWizard = place.kind === 'wizard' || place.kind === 'newLink';
  const navigation = useNavigationOpen(!(narrow && inWizard));
  return (
    <PlacesContext value={places}>
      <button type="button" className="lw-skip" data-testid="skip" onClick={focusOnHeading}>
        {frame.skip}
      </button>
      <Band onSettings={() => setSettingsShown(true)} />
      <AppLayout
        headerSelector="#band"
        navigation={<PlaceList />}
        navigationWidth={200}
        navigationOpen={navigation.open}
        onNavigationChange={({ detail }) => navigation.change(detail.open)}
        toolsHide
        notifications={
          notice !== null && (
            <Suspense fallback={null}>
              <Notice notice={notice} />
            </Suspense>
          )
        }
        maxContentWidth={1160}
        ariaLabels={{
          navigation: frame.navigation,
          navigationToggle: frame.openNavigation,
          navigationClose: frame.closeNavigation,
        }}
        content={
          <>
            {awsSignIn !== null && (
              <Suspense fallback={null}>
                <AwsSignIn signIn={awsSignIn} />
              </Suspense>
            )}
            <div className="lw-page" hidden={help.at !== null}>
              <Suspense fallback={<p className="lw-loading">{frame.loading}</p>}>
                <PlaceContent place={place} />
                <Arrival at={place.kind} />
              </Suspense>
            </div>
            {help.at !== null && (
              <Suspense fallback={<p className="lw-loading">{frame.loading}</p>}>
                <Help at={help.at} onBack={help.back} />
              </Suspense>
            )}
          </>
        }
      />
      {settingsShown && (
        <Suspense fallback={null}>
          <Settings onClose={() => setSettingsShown(false)} />
        </Suspense>
      )}
      {confirm !== null && (
        <Suspense fallback={null}>
          <ConfirmAccount confirm={confirm} />
        </Suspense>
      )}
      {closing !== null && (
        <Suspense fallback={null}>
          <Closing closing={closing} />
        </Suspense>
      )}
      <Announcer />
    </PlacesContext>
  );
}

/** Drawn together with the place, so that its heading is there. */
function Arrival({ at }: { at: string }) {
  useFocusOnArrival(at);
  return null;
}

function PlaceContent({ place }: { place: Place }) {
  const { account, waitingCount } = useDesk();
  switch (place.kind) {
    case 'home':
      return account === null && waitingCount === 0 ? <FirstStart /> : <Home />;
    case 'links':
      return <Links key={JSON.stringify(place.query ?? null)} begun={place.query} />;
    case 'link':
      return <LinkPage key={place.accountAssociationId} accountAssociationId={place.accountAssociationId} tab={place.tab} from={place.from} />;
    case 'existingLink':
      return <ExistingLink />;
    case 'newLink':
      return <ChooseDeviceCloud seed={place.seed} />;
    case 'wizard':
      return <Wizard />;
    case 'awsAccounts':
      return <AwsAccounts />;
    case 'addAwsAccount':
      return <AddAccount />;
    case 'accessTest':
      return <AccessTest />;
    case 'practice':
      return <Practice />;
    case 'help':
      return null;
    case 'activity':
      return <Activity />;
    default:
      return place satisfies never;
  }
}
