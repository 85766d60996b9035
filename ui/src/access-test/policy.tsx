// A policy with exactly what Linkwright needs, in three sizes, to copy for the cloud
// team.
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useState } from 'react';

import type { PolicySizeForm } from '../backend/contract';
import { useDesk } from '../desk/desk';
import { useAct } from '../desk/use-act';
import { useQuestion } from '../desk/use-question';
import { CopyAct } from '../problem/copy-act';
import { ProblemPanel } from '../problem/problem-panel';
import { accessTest, policySizes } from '../words/access-test';

const words = accessTest.policy;

export function Policy() {
  const { account } = useDesk();
  const act = useAct();
  const [size, setSize] = useState<PolicySizeForm>('installer');
  const asked = useQuestion('permission_policy', { size }, account === null ? '' : `${account.account} ${account.region}`);
  const problem = act.problem ?? asked.problem;
  const policy = asked.page;
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={words.meaning}
          actions={
            <CopyAct act={act} command="copy_text" form={{ text: policy?.text ?? '' }} testId="copy-policy" disabled={policy === null || asked.asking}>
              {words.copy}
            </CopyAct>
          }
        >
          {words.title}
        </Header>
      }
    >
      <SpaceBetween size="m">
        {problem !== null && <ProblemPanel problem={problem} mild on={{ tryAgain: asked.askAgain }} />}
        <FormField label={words.size} stretch>
          <RadioGroup
            direction="horizontal"
            value={size}
            items={policySizes.map((each) => ({
              value: each.size,
              label: <span data-testid={`policy-${each.size}`}>{each.name}</span>,
              description: each.meaning,
            }))}
            onChange={({ detail }) => {
              const chosen = policySizes.find((each) => each.size === detail.value);
              if (chosen !== undefined) setSize(chosen.size);
            }}
          />
        </FormField>
        {policy === null ? (
          asked.asking && <StatusIndicator type="loading">{words.asking}</StatusIndicator>
        ) : (
          <>
            {/* Scrolled by keyboard as well. */}
            {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
            <pre className="lw-bundle" role="region" tabIndex={0} aria-label={words.text} data-testid="policy-text">
              {policy.text}
            </pre>
            {policy.notes.length > 0 && (
              <ul className="lw-causes">
                {policy.notes.map((note) => (
                  <li key={note}>{note}</li>
                ))}
              </ul>
            )}
          </>
        )}
      </SpaceBetween>
    </Container>
  );
}
