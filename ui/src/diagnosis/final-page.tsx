// 'Paste the address of the page the customer ended on': read as text, its error in
// plain words.
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { useState } from 'react';

import type { FinalPageView } from '../backend/contract';
import type { Act } from '../desk/use-act';
import { useAnswer } from '../desk/use-answer';
import { ProblemPanel } from '../problem/problem-panel';
import { diagnosis as words } from '../words/diagnosis';
import { FindingAct, type Ways } from './finding-act';
import { TextsToSend } from './texts-to-send';

interface FinalPageProps {
  accountAssociationId: string | null;
  ways: Ways;
  act: Act;
}

export function FinalPage({ accountAssociationId, ways, act }: FinalPageProps) {
  const [text, setText] = useState('');
  const read = useAnswer('read_final_page');
  const empty = text.trim() === '';
  return (
    <SpaceBetween size="s">
      <FormField label={words.finalPage.label} description={words.finalPage.meaning} stretch>
        <Textarea
          rows={2}
          value={text}
          spellcheck={false}
          onChange={({ detail }) => {
            setText(detail.value);
            read.clear();
          }}
          nativeTextareaAttributes={{ 'data-testid': 'final-page' }}
        />
      </FormField>
      <span className="lw-with-why">
        <Button
          data-testid="read-final-page"
          disabled={empty}
          loading={read.asking}
          onClick={() => {
            // It may carry a code: it stays no longer than it takes to read it.
            setText('');
            void read.ask({ accountAssociationId, text });
          }}
        >
          {words.finalPage.read}
        </Button>
        {empty && read.answer === null && <span className="lw-quiet">{words.finalPage.whyNot}</span>}
      </span>
      {read.problem !== null && <ProblemPanel problem={read.problem} mild />}
      <div aria-live="polite" className="lw-said">
        {read.answer !== null && <ReadPage page={read.answer} ways={ways} act={act} />}
      </div>
    </SpaceBetween>
  );
}

function ReadPage({ page, ways, act }: { page: FinalPageView; ways: Ways; act: Act }) {
  const said = [
    [words.finalPage.error, page.error],
    [words.finalPage.description, page.description],
  ].filter(([, value]) => value !== null);
  return (
    <div data-testid="final-page-read">
      <Alert
        type="info"
        header={<bdi>{page.title}</bdi>}
        action={page.act !== null && <FindingAct of={page.act} ways={ways} act={act} />}
      >
        <SpaceBetween size="xs">
          <bdi>{page.means}</bdi>
          {said.map(([name, value]) => (
            <span key={name} className="lw-row-why">
              {`${name}: `}
              <bdi>{value}</bdi>
            </span>
          ))}
          <TextsToSend forCustomer={page.forCustomer} forCloudTeam={page.forCloudTeam} act={act} />
        </SpaceBetween>
      </Alert>
    </div>
  );
}
