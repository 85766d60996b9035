// The open wizard: shows the stop that the desk says it is at.
import SpaceBetween from '@cloudscape-design/components/space-between';

import type { JourneyView } from '../backend/contract';
import { useDesk } from '../desk/desk';
import { useAct, type Act } from '../desk/use-act';
import { useReadOnly } from '../desk/where';
import { ChoosingDevices } from '../devices/choosing-devices';
import { FindingDevices } from '../devices/finding-devices';
import { Registering } from '../devices/registering';
import { Done } from '../done/done';
import { Refreshing } from '../sign-in/refreshing';
import { SignIn } from '../sign-in/sign-in';
import { wizard } from '../words/wizard';
import { Creating } from './creating';
import { Removed } from './removed';
import { Removing } from './removing';

export interface StopProps<S extends JourneyView['stop']> {
  journey: JourneyView;
  stop: S;
  act: Act;
  /** Nothing can be done: it belongs to another AWS account, or that is read-only here. */
  off: boolean;
}

export function Wizard() {
  const { open } = useDesk();
  if (open === null) return <p className="lw-loading">{wizard.opening}</p>;
  return <OpenWizard key={open.journeyId} journey={open} />;
}

function OpenWizard({ journey }: { journey: JourneyView }) {
  const act = useAct();
  return (
    <SpaceBetween size="m">
      <Stop journey={journey} act={act} />
    </SpaceBetween>
  );
}

function Stop({ journey, act }: { journey: JourneyView; act: Act }) {
  const { stop } = journey;
  const readOnly = useReadOnly();
  const common = { journey, act, off: journey.otherIdentity !== null || readOnly !== null };
  switch (stop.kind) {
    case 'creating':
      return <Creating {...common} stop={stop} />;
    case 'refreshing':
      return <Refreshing {...common} stop={stop} />;
    case 'signIn':
      return <SignIn {...common} stop={stop} />;
    case 'findingDevices':
      return <FindingDevices {...common} stop={stop} />;
    case 'choosingDevices':
      return <ChoosingDevices {...common} stop={stop} />;
    case 'registering':
      return <Registering {...common} stop={stop} />;
    case 'done':
      return <Done {...common} stop={stop} />;
    case 'removing':
      return <Removing {...common} stop={stop} />;
    case 'removed':
      return <Removed {...common} stop={stop} />;
    default:
      return stop satisfies never;
  }
}
