// The two texts of the message to the customer: ours, until somebody writes their own.
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Textarea from '@cloudscape-design/components/textarea';

import type { MessageTextsForm, MessageTextsView } from '../backend/contract';
import type { Asked } from '../desk/use-question';
import { ProblemPanel } from '../problem/problem-panel';
import { messageTexts as words } from '../words/settings';

interface MessageTextsProps {
  asked: Asked<'message_texts'>;
  changed: Partial<MessageTextsForm>;
  onChange: (part: Partial<MessageTextsForm>) => void;
}

export function MessageTexts({ asked: { page, asking, problem, askAgain }, changed, onChange }: MessageTextsProps) {
  if (problem !== null) return <ProblemPanel problem={problem} mild on={{ tryAgain: askAgain }} />;
  if (page === null) return asking && <StatusIndicator type="loading">{words.asking}</StatusIndicator>;
  return (
    <SpaceBetween size="m">
      <span className="lw-quiet">{words.places}</span>
      <Text which="first" page={page} changed={changed} onChange={onChange} />
      <Text which="reconnect" page={page} changed={changed} onChange={onChange} />
    </SpaceBetween>
  );
}

interface TextProps {
  which: keyof MessageTextsForm;
  page: MessageTextsView;
  changed: Partial<MessageTextsForm>;
  onChange: (part: Partial<MessageTextsForm>) => void;
}

function Text({ which, page, changed, onChange }: TextProps) {
  const text = changed[which] ?? page[which];
  const ours = which === 'first' ? page.ourFirst : page.ourReconnect;
  const isOurs = text.trim() === '';
  return (
    <FormField
      label={words[which]}
      stretch
      secondaryControl={
        <Button data-testid={`${isOurs ? 'change' : 'use-our'}-${which}`} onClick={() => onChange({ [which]: isOurs ? ours : '' })}>
          {isOurs ? words.change : words.takeOurs}
        </Button>
      }
      constraintText={isOurs ? words.isOurs : ''}
    >
      <Textarea
        rows={7}
        value={text}
        placeholder={ours}
        onChange={({ detail }) => onChange({ [which]: detail.value })}
        nativeTextareaAttributes={{ 'data-testid': `text-${which}` }}
      />
    </FormField>
  );
}
