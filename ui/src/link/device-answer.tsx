// 'Does it answer?': asked when a person presses Ask, and never called a failure
// unless AWS refused the question.
import Button from '@cloudscape-design/components/button';
import StatusIndicator from '@cloudscape-design/components/status-indicator';

import type { DeviceAnswerView, LinkDeviceRow } from '../backend/contract';
import { useNow } from '../desk/clock';
import { useDesk } from '../desk/desk';
import { useReadOnly } from '../desk/where';
import { fill, fillText } from '../words/fill';
import { linkDevices as words } from '../words/link';
import { ago } from '../words/time';
import { isOnLink } from './device-standing';
import type { AskedDevice } from './use-device-answers';

interface DeviceAnswerProps {
  row: LinkDeviceRow;
  asked: AskedDevice | undefined;
  onAsk: () => void;
  /** Nothing can be asked any more. */
  off: boolean;
}

export function DeviceAnswer({ row, asked, onAsk, off }: DeviceAnswerProps) {
  const readOnly = useReadOnly();
  const whyNot = off ? null : readOnly ?? whyNotAsked(row);
  return (
    <span className="lw-answer">
      <span aria-live="polite" data-testid={`answer-${row.managedThingId}`}>
        {whyNot === null ? <Said asked={asked} /> : <span className="lw-row-why">{whyNot}</span>}
      </span>
      {!off && (
        <Button
          variant="inline-link"
          wrapText={false}
          data-testid={`ask-${row.managedThingId}`}
          ariaLabel={fillText(words.askNamed, { name: row.name })}
          disabled={whyNot !== null || asked?.kind === 'asking'}
          onClick={onAsk}
        >
          {words.ask}
        </Button>
      )}
    </span>
  );
}

/** AWS refuses to ask a device that is on no link. */
function whyNotAsked({ standing, otherLinks }: LinkDeviceRow): string | null {
  if (standing === 'beingDeleted') return words.whyNot.beingDeleted;
  return isOnLink(standing) || otherLinks > 0 ? null : words.cannotBeAsked;
}

function Said({ asked }: { asked: AskedDevice | undefined }) {
  if (asked === undefined) return words.notAsked;
  switch (asked.kind) {
    case 'asking':
      return <StatusIndicator type="loading">{words.asking}</StatusIndicator>;
    case 'refused':
      return <StatusIndicator type="error">{fill(words.refused, { why: asked.problem.title })}</StatusIndicator>;
    case 'said':
      return <Answer answer={asked.answer} />;
    default:
      return asked satisfies never;
  }
}

function Answer({ answer }: { answer: DeviceAnswerView }) {
  const now = useNow();
  const { technicalView } = useDesk().settings;
  switch (answer.kind) {
    case 'answered':
      return (
        <>
          <StatusIndicator type="success">{fill(words.answered(ago(answer.at, now)), { state: answer.state })}</StatusIndicator>
          {technicalView &&
            answer.facts.map((fact) => (
              <bdi key={fact.key} className="lw-row-why">
                {`${fact.key}: ${fact.value}`}
              </bdi>
            ))}
        </>
      );
    case 'acceptedNoAnswerYet':
      return (
        <>
          <StatusIndicator type="pending">{words.accepted}</StatusIndicator>
          <span className="lw-row-why">{words.acceptedMeaning}</span>
        </>
      );
    case 'nothingToAsk':
      return <StatusIndicator type="info">{words.nothingToAsk}</StatusIndicator>;
    default:
      return answer satisfies never;
  }
}
