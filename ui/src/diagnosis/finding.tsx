// One finding: how certain, what was seen, what it means, one act, texts to send.
import Container from '@cloudscape-design/components/container';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';

import type { CertaintyView, FindingView } from '../backend/contract';
import { useDesk } from '../desk/desk';
import type { Act } from '../desk/use-act';
import { CodeBox } from '../problem/code-box';
import { certainty, diagnosis as words } from '../words/diagnosis';
import { link } from '../words/link';
import { FindingAct, type Ways } from './finding-act';
import { TextsToSend } from './texts-to-send';

/** Its details are the words of AWS or the device cloud; of others they are ids and AWS names. */
const FAILED = 'signInFailed';

interface FindingProps {
  finding: FindingView;
  ways: Ways;
  act: Act;
}

export function Finding({ finding, ways, act }: FindingProps) {
  const { technicalView } = useDesk().settings;
  // A text to copy has its button beside it.
  const way = finding.act?.kind === 'copyText' ? null : finding.act;
  return (
    <div data-testid={`finding-${finding.code}`}>
      <Container
        header={
          <Header
            variant="h3"
            headingTagOverride="h2"
            description={
              <StatusIndicator type={icon(finding.certainty)} colorOverride={finding.certainty === 'fact' ? 'blue' : 'grey'}>
                {certainty(finding.certainty)}
              </StatusIndicator>
            }
          >
            <bdi>{finding.title}</bdi>
          </Header>
        }
      >
        <SpaceBetween size="xs">
          <dl className="lw-facts lw-seen">
            <div>
              <dt>{words.seen}</dt>
              <dd>
                <bdi>{finding.seen}</bdi>
              </dd>
            </div>
            <div>
              <dt>{words.means}</dt>
              <dd>
                <bdi>{finding.means}</bdi>
              </dd>
            </div>
          </dl>
          {finding.act?.kind === 'copyText' && <CodeBox label="" lines={[finding.act.text]} testId="act-copyText" />}
          {finding.detail !== null && (technicalView || finding.code === FAILED) && (
            <ExpandableSection variant="inline" headerText={link.details}>
              <bdi>{finding.detail}</bdi>
            </ExpandableSection>
          )}
          {(way !== null || finding.forCustomer !== null || finding.forCloudTeam !== null) && (
            <span className="lw-row-acts">
              {way !== null && <FindingAct of={way} ways={ways} act={act} primary={finding.certainty === 'fact'} />}
              <TextsToSend forCustomer={finding.forCustomer} forCloudTeam={finding.forCloudTeam} act={act} />
            </span>
          )}
        </SpaceBetween>
      </Container>
    </div>
  );
}

function icon(of: CertaintyView): StatusIndicatorProps.Type {
  switch (of) {
    case 'fact':
      return 'success';
    case 'likely':
      return 'info';
    case 'possible':
      return 'pending';
    default:
      return of satisfies never;
  }
}
