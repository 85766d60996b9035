// The end: what was linked, the completion note, and the next customer.
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';

import { ownerPrefix } from '../choose-device-cloud/draft';
import { lastTags } from '../choose-device-cloud/last-tags';
import type { ComparisonView, JourneyView, StopView } from '../backend/contract';
import { usePlaces } from '../desk/places';
import { isNoneFound, NotFound } from '../devices/comparison';
import { FoundDevices } from '../devices/found-devices';
import { NewSignInPage } from '../sign-in/new-sign-in-page';
import { done as words } from '../words/done';
import { fill } from '../words/fill';
import { reconnect } from '../words/reconnect';
import { at } from '../words/time';
import { GoHome } from '../wizard/go-home';
import { JourneyStop } from '../wizard/journey-stop';
import type { StopProps } from '../wizard/wizard';
import { CompletionNote } from './completion-note';

type DoneStop = Extract<StopView, { kind: 'done' }>;

export function Done({ journey, stop, act, off }: StopProps<DoneStop>) {
  const { go } = usePlaces();
  const { customer, deviceCloud, connectorDestinationId, owner } = journey;
  const all = stop.registered + stop.failed;
  const noneFound = isNoneFound(journey.comparison);
  const title = titleOf(journey, stop);

  return (
    <JourneyStop
      id="done"
      journey={journey}
      act={act}
      title={title}
      screen="done"
      hint={words.nextCustomerMeaning}
      acts={
        <>
          <GoHome />
          <SeeLink journey={journey} />
          <GoOn journey={journey} stop={stop} act={act} off={off} />
          <Button
            variant={noneFound ? 'normal' : 'primary'}
            data-testid="next-customer"
            disabled={off}
            onClick={() =>
              go({ kind: 'newLink', seed: { connectorDestinationId, owner: ownerPrefix(owner), tags: lastTags(connectorDestinationId) } })
            }
          >
            {words.nextCustomer}
          </Button>
          {noneFound && <NewSignInPage journey={journey} act={act} off={off} variant="primary" />}
        </>
      }
    >
      <Container
        header={
          <Header variant="h2" description={words.finished(at(stop.finishedAt))}>
            {fill(words.linked, { customer, deviceCloud })}
          </Header>
        }
      >
        <SpaceBetween size="xs">
          {journey.reconnecting && <Reconnected comparison={journey.comparison} />}
          {(!journey.reconnecting || all > 0) && <Summary stop={stop} all={all} />}
          {all > 0 && (
            <ExpandableSection headerText={words.devices(all)}>
              <FoundDevices journey={journey} revision={stop.rowsRevision} act={act} choosing="no" header={null} />
            </ExpandableSection>
          )}
        </SpaceBetween>
      </Container>
      <CompletionNote journeyId={journey.journeyId} />
    </JourneyStop>
  );
}

function titleOf({ reconnecting, comparison }: JourneyView, { registered, failed }: DoneStop): string {
  if (failed > 0) return words.titleInPart;
  if (reconnecting) return isNoneFound(comparison) ? reconnect.doneNone : reconnect.done;
  return registered === 0 ? words.titleWithout : words.title;
}

/** What can still be found out about this link stands on its page. */
function SeeLink({ journey: { accountAssociationId, otherIdentity } }: { journey: JourneyView }) {
  const { go } = usePlaces();
  if (accountAssociationId === null || otherIdentity !== null) return null;
  return (
    <Button data-testid="see-link" onClick={() => go({ kind: 'link', accountAssociationId })}>
      {reconnect.seeLink}
    </Button>
  );
}

function Reconnected({ comparison }: { comparison: ComparisonView | null }) {
  if (comparison === null || comparison.known === 0) return <StatusIndicator type="success">{reconnect.doneWithout}</StatusIndicator>;
  const { known, found } = comparison;
  return (
    <span data-testid="comparison">
      <StatusIndicator type={found < known ? 'warning' : 'success'}>
        {found === 0 ? (
          reconnect.compared.noneFound(known)
        ) : (
          <>
            {reconnect.doneMeaning(found, known)} <NotFound comparison={comparison} />
          </>
        )}
      </StatusIndicator>
    </span>
  );
}

/** What is left for this customer can be taken up at any time. */
function GoOn({ journey, stop, act, off }: StopProps<DoneStop>) {
  const { journeyId } = journey;
  if (stop.failed > 0) {
    return (
      <Button
        data-testid="retry-failed"
        disabled={off}
        loading={act.busy === 'retry_failed_devices'}
        onClick={() => void act.run('retry_failed_devices', { journeyId })}
      >
        {words.retry(stop.failed)}
      </Button>
    );
  }
  if (stop.leftOut === 0 && stop.registered > 0) return null;
  return (
    <Button
      data-testid="find-again"
      disabled={off}
      loading={act.busy === 'find_devices'}
      onClick={() => void act.run('find_devices', { journeyId })}
    >
      {words.addDevices}
    </Button>
  );
}

function Summary({ stop, all }: { stop: DoneStop; all: number }) {
  if (all === 0) return <StatusIndicator type="stopped">{words.withoutDevices}</StatusIndicator>;
  return (
    <SpaceBetween size="xxs">
      <StatusIndicator type={stop.failed > 0 ? 'warning' : 'success'}>{words.registered(stop.registered, all)}</StatusIndicator>
      {stop.failed > 0 && <StatusIndicator type="error">{words.failed(stop.failed)}</StatusIndicator>}
      {stop.leftOut > 0 && <StatusIndicator type="stopped">{words.leftOut(stop.leftOut)}</StatusIndicator>}
    </SpaceBetween>
  );
}
