// 'Find out what is wrong': findings ranked by what speaks for them, what was looked
// at, and the customer's final page.
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useRef } from 'react';

import type { LinkView } from '../backend/contract';
import { useSaid } from '../desk/clock';
import { usePlaces } from '../desk/places';
import type { Act } from '../desk/use-act';
import type { Answered } from '../desk/use-answer';
import { everyLink } from '../links/link-query';
import type { LinkDialog } from '../link/one-link';
import { ProblemPanel } from '../problem/problem-panel';
import { diagnosis as words } from '../words/diagnosis';
import { ago } from '../words/time';
import { Checks } from './checks';
import { FinalPage } from './final-page';
import { Finding } from './finding';
import type { Ways } from './finding-act';

interface DiagnosisProps {
  link: LinkView;
  diagnosis: Answered<'diagnose_link'>;
  act: Act;
  onDiagnose: () => void;
  onDialog: (dialog: LinkDialog) => void;
}

export function Diagnosis({ link, diagnosis, act, onDiagnose, onDialog }: DiagnosisProps) {
  const { accountAssociationId } = link;
  const { go } = usePlaces();
  const { answer, asking, problem } = diagnosis;
  const finalPage = useRef<HTMLDivElement>(null);
  const opened = async (ran: Promise<boolean>) => {
    if (await ran) go({ kind: 'wizard' });
  };
  const ways: Ways = {
    reconnect: () => opened(act.run('reconnect_link', { accountAssociationId })),
    openSignIn: () => opened(act.run('open_link', { accountAssociationId })),
    findDevices: () => opened(act.run('open_link', { accountAssociationId })),
    bringDevices: ({ managedThingIds }) => opened(act.run('bring_devices', { accountAssociationId, managedThingIds })),
    pasteFinalPage: () => finalPage.current?.querySelector('textarea')?.focus(),
    showLink: (shown) => go({ kind: 'link', accountAssociationId: shown.accountAssociationId }),
    removeLink: () => onDialog('unlink'),
    checkAgain: onDiagnose,
    showOtherLinks: ({ connectorDestinationId }) => go({ kind: 'links', query: { ...everyLink, connectorDestinationId } }),
  };

  return (
    <SpaceBetween size="m">
      <div className="lw-ways">
        <span className="lw-with-why">
          <Button
            variant={answer === null ? 'primary' : 'normal'}
            data-testid="diagnose"
            loading={asking}
            onClick={onDiagnose}
          >
            {answer === null ? words.act : words.again}
          </Button>
          <span className="lw-quiet">{answer === null ? words.meaning : <LookedAt at={answer.at} />}</span>
        </span>
        <div aria-live="polite" className="lw-said">
          {asking && <StatusIndicator type="loading">{words.looking}</StatusIndicator>}
        </div>
      </div>
      {problem !== null && <ProblemPanel problem={problem} mild on={{ tryAgain: onDiagnose }} />}
      {answer !== null && answer.findings.length === 0 && <StatusIndicator type="success">{words.nothing}</StatusIndicator>}
      {answer !== null && (
        <ol className="lw-plain-list lw-findings">
          {answer.findings.map((finding, index) => (
            // One code may stand for several devices.
            // eslint-disable-next-line react/no-array-index-key
            <li key={`${finding.code} ${index}`}>
              <Finding finding={finding} ways={ways} act={act} />
            </li>
          ))}
        </ol>
      )}
      {answer !== null && <Checks checks={answer.checks} />}
      <div ref={finalPage}>
        <Container header={<Header variant="h2">{words.finalPage.title}</Header>}>
          <FinalPage accountAssociationId={accountAssociationId} ways={ways} act={act} />
        </Container>
      </div>
    </SpaceBetween>
  );
}

function LookedAt({ at }: { at: number }) {
  return useSaid((now) => words.at(ago(at, now)));
}
