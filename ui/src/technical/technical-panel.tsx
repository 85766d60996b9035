// Technical view of the open wizard: ids, state names, request ids, and the same
// with the AWS CLI.
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import SpaceBetween from '@cloudscape-design/components/space-between';

import type { TechnicalView } from '../backend/contract';
import { CodeBox } from '../problem/code-box';
import { technical as words } from '../words/technical';

export function TechnicalPanel({ technical }: { technical: TechnicalView }) {
  return (
    <ExpandableSection variant="container" headerText={words.title} defaultExpanded>
      <SpaceBetween size="m">
        <dl className="lw-facts">
          {technical.facts.map((fact) => (
            <div key={fact.name}>
              <dt>{fact.name}</dt>
              <dd>
                <bdi>{fact.value}</bdi>
              </dd>
            </div>
          ))}
        </dl>
        {technical.cli.length > 0 && <CodeBox label={words.cli} lines={technical.cli} />}
      </SpaceBetween>
    </ExpandableSection>
  );
}
