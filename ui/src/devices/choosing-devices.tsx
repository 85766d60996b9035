// Are these the customer's devices? Nothing is made before the person says so.
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Tabs from '@cloudscape-design/components/tabs';
import { useState } from 'react';

import type { JourneyView, StopView } from '../backend/contract';
import { useWhere } from '../desk/where';
import { ProblemPanel } from '../problem/problem-panel';
import { NewSignInPage } from '../sign-in/new-sign-in-page';
import { devices as words } from '../words/devices';
import { fill, fillText } from '../words/fill';
import { frame } from '../words/frame';
import { reconnect } from '../words/reconnect';
import { FinishLater } from '../wizard/finish-later';
import { JourneyStop } from '../wizard/journey-stop';
import type { StopProps } from '../wizard/wizard';
import { AlreadyInAws } from './already-in-aws';
import { Comparison, isNoneFound } from './comparison';
import { FoundDevices } from './found-devices';
import { NotTheirDevices } from './not-their-devices';
import { Owner } from './owner';

type Tab = 'found' | 'alreadyInAws';
export type ChoosingStop = Extract<StopView, { kind: 'choosingDevices' }>;

export function ChoosingDevices({ journey, stop, act, off }: StopProps<ChoosingStop>) {
  const { customer, deviceCloud, journeyId } = journey;
  const [tab, setTab] = useState<Tab>('found');
  const where = useWhere() ?? frame.practice;
  const none = stop.chosen === 0;
  const { replacing, bringing, reconnecting } = journey;
  const noneFound = isNoneFound(journey.comparison);
  const sameAccount = journey.comparison !== null && journey.comparison.found > 0;
  const choosable = stop.choosable > 0;
  const findAgain = () => void act.run('find_devices', { journeyId });

  return (
    <JourneyStop
      id="devices"
      journey={journey}
      act={act}
      title={replacing === null ? words.title.choosing : fillText(reconnect.replacing, { name: replacing })}
      screen="choosing"
      hint={none ? hintOf(journey, choosable && tab === 'found') : undefined}
      acts={
        <>
          {journey.access.kind === 'customerSignsIn' && <NotTheirs journey={journey} act={act} off={off} />}
          <FinishLater />
          {none && (
            <Button
              data-testid="finish"
              variant={!noneFound && (sameAccount || !choosable) ? 'primary' : 'normal'}
              disabled={off}
              loading={act.busy === 'finish'}
              onClick={() => void act.run('finish', { journeyId })}
            >
              {reconnecting ? reconnect.finish : words.finishNone}
            </Button>
          )}
          {choosable && tab === 'found' && (
            <Button
              variant={noneFound || (sameAccount && none) ? 'normal' : 'primary'}
              data-testid="register-devices"
              disabled={off || none}
              loading={act.busy === 'register_devices'}
              onClick={() => void act.run('register_devices', { journeyId })}
            >
              {replacing === null ? fill(words.register(stop.chosen), { customer, account: where }) : fill(reconnect.replaceWith, { name: replacing, account: where })}
            </Button>
          )}
          {noneFound && <NewSignInPage journey={journey} act={act} off={off} variant="primary" />}
        </>
      }
    >
      {stop.problem !== null && <ProblemPanel problem={stop.problem} mild on={{ findAgain, tryAgain: findAgain }} />}
      <Comparison journey={journey} />
      {bringing > 0 && <StatusIndicator type="warning">{reconnect.bringingNotAll(bringing)}</StatusIndicator>}
      {choosable && <Owner journey={journey} off={off} />}
      <Container>
        <Tabs
          activeTabId={tab}
          ariaLabel={words.tabs}
          onChange={({ detail }) => setTab(detail.activeTabId === 'found' ? 'found' : 'alreadyInAws')}
          tabs={[
            {
              id: 'found',
              label: <span data-testid="tab-found">{words.found}</span>,
              content: (
                <FoundDevices
                  journey={journey}
                  revision={stop.rowsRevision}
                  act={act}
                  choosing={off || !choosable ? 'no' : replacing === null ? 'any' : 'one'}
                  header={
                    <Header
                      variant="h2"
                      counter={choosable ? `(${stop.chosen}/${stop.found})` : `(${stop.found})`}
                      description={!choosable ? words.nothingToChoose : replacing === null ? words.question : reconnect.replacingMeaning}
                      actions={
                        <SpaceBetween size="xs" direction="horizontal">
                          {choosable && !off && replacing === null && (
                            <Button
                              data-testid="tick-all"
                              onClick={() =>
                                void act.run('choose_devices', {
                                  journeyId,
                                  connectorDeviceIds: [],
                                  chosen: stop.chosen < stop.choosable,
                                })
                              }
                            >
                              {stop.chosen < stop.choosable ? words.tickAll(stop.choosable) : words.untickAll}
                            </Button>
                          )}
                          <Button iconName="refresh" ariaLabel={words.findAgain} data-testid="find-again" disabled={off} onClick={findAgain} />
                        </SpaceBetween>
                      }
                    >
                      {fill(words.foundAt, { deviceCloud })}
                    </Header>
                  }
                />
              ),
            },
            {
              id: 'alreadyInAws',
              label: <span data-testid="tab-already-in-aws">{words.alreadyInAws}</span>,
              content: <AlreadyInAws journey={journey} revision={stop.rowsRevision} act={act} off={off} />,
            },
          ]}
        />
      </Container>
    </JourneyStop>
  );
}

/** Why nothing can be registered just now, or what finishing means. */
function hintOf({ reconnecting, replacing, comparison }: JourneyView, choosable: boolean): string | undefined {
  if (reconnecting && comparison !== null && comparison.known > 0) {
    const { found, known } = comparison;
    const ends = found === 0 ? reconnect.finishNone : reconnect.finishMeaning(found, known);
    return choosable ? `${ends} ${reconnect.toRegister}` : ends;
  }
  if (!choosable) return undefined;
  return replacing === null ? words.whyNot : reconnect.whyNoReplacement;
}

/** The way back. A link with a history is kept: there the customer signs in again. */
function NotTheirs({ journey, act, off }: Omit<StopProps<ChoosingStop>, 'stop'>) {
  if (journey.replacing !== null || journey.bringing > 0) return null;
  if (!journey.reconnecting) return <NotTheirDevices journey={journey} act={act} off={off} />;
  // Then it is the primary act.
  if (isNoneFound(journey.comparison)) return null;
  return <NewSignInPage journey={journey} act={act} off={off} variant="link" />;
}
