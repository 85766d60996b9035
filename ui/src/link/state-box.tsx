// The link's state in words, what it means, and the one act it asks for.
import Alert, { type AlertProps } from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';

import type { LinkDevicesPage, LinkStateView, LinkView } from '../backend/contract';
import { usePlaces } from '../desk/places';
import type { Act } from '../desk/use-act';
import { useReadOnly, useWhere } from '../desk/where';
import { fill } from '../words/fill';
import { frame } from '../words/frame';
import { link as words, signedInWithoutDevices, stateBox } from '../words/link';
import { called } from './link-called';

interface StateBoxProps {
  link: LinkView;
  devices: LinkDevicesPage | null;
  act: Act;
  onDiagnose: () => void;
}

export function StateBox({ link, devices, act, onDiagnose }: StateBoxProps) {
  const { state, deviceCloud, errorMessage } = link;
  const withoutDevices = state === 'signedIn' && devices !== null && !devices.loading && devices.problem === null && devices.registered === 0;
  const said = withoutDevices ? signedInWithoutDevices : stateBox(state);
  return (
    <div data-testid="state-box" aria-live="polite">
      <Alert
        type={withoutDevices ? 'warning' : look(state)}
        header={fill(said.title, { name: called(link) })}
        action={<StateAct link={link} act={act} withoutDevices={withoutDevices} onDiagnose={onDiagnose} />}
      >
        <SpaceBetween size="xs">
          <span>{fill(said.meaning, { deviceCloud })}</span>
          {errorMessage !== null && (
            <ExpandableSection variant="inline" headerText={words.details}>
              <span className="lw-label">{words.detailOf}</span>
              <bdi>{errorMessage}</bdi>
            </ExpandableSection>
          )}
        </SpaceBetween>
      </Alert>
    </div>
  );
}

interface StateActProps {
  link: LinkView;
  act: Act;
  withoutDevices: boolean;
  onDiagnose: () => void;
}

function StateAct({ link, act, withoutDevices, onDiagnose }: StateActProps): ReactNode {
  const { go } = usePlaces();
  const { accountAssociationId, state } = link;
  const readOnly = useReadOnly();
  const where = useWhere() ?? frame.practice;
  const off = readOnly !== null;
  const open = async (command: 'open_link' | 'reconnect_link') => {
    if (await act.run(command, { accountAssociationId })) go({ kind: 'wizard' });
  };
  const reconnect = (label: ReactNode, primary: boolean) => (
    <Button
      variant={primary ? 'primary' : 'normal'}
      data-testid="reconnect"
      disabled={off}
      loading={act.busy === 'reconnect_link'}
      onClick={() => void open('reconnect_link')}
    >
      {label}
    </Button>
  );
  const begin = (label: string, testId: string) => (
    <Button variant="primary" data-testid={testId} loading={act.busy === 'open_link'} onClick={() => void open('open_link')}>
      {label}
    </Button>
  );
  const why = off && <span className="lw-quiet">{readOnly}</span>;
  switch (state) {
    case 'needsNewSignIn':
      return (
        <span className="lw-with-why">
          {why}
          {reconnect(fill(words.acts.reconnect, { account: where }), true)}
        </span>
      );
    case 'signInFailed':
      return (
        <SpaceBetween size="xs" direction="horizontal">
          {why}
          {reconnect(words.acts.startAgain, false)}
          <Button variant="primary" data-testid="see-why" onClick={onDiagnose}>
            {words.acts.seeWhy}
          </Button>
        </SpaceBetween>
      );
    case 'waitingForSignIn':
      return begin(words.acts.goOn, 'continue-link');
    case 'signedIn':
      if (withoutDevices) return off ? why : begin(words.acts.findDevices, 'find-link-devices');
      // Something is under way on it here, such as registering.
      return link.journeyId !== null && begin(words.acts.goOn, 'continue-link');
    case 'beingRemoved':
    case 'unknown':
      return (
        <Button
          data-testid="check-link"
          loading={act.busy === 'get_account_association' || link.checking}
          onClick={() => void act.run('get_account_association', { accountAssociationId })}
        >
          {words.acts.checkNow}
        </Button>
      );
    default:
      return state satisfies never;
  }
}

function look(state: LinkStateView): AlertProps.Type {
  switch (state) {
    case 'signedIn':
      return 'success';
    case 'signInFailed':
      return 'error';
    case 'waitingForSignIn':
    case 'beingRemoved':
      return 'info';
    case 'needsNewSignIn':
    case 'unknown':
      return 'warning';
    default:
      return state satisfies never;
  }
}
