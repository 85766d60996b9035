// The customer's final page, read in the wizard: folded, since it is seldom needed.
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import { useState } from 'react';

import { FinalPage } from '../diagnosis/final-page';
import type { Ways } from '../diagnosis/finding-act';
import { diagnosis as words } from '../words/diagnosis';
import type { StopProps } from '../wizard/wizard';
import type { SignInStop } from './sign-in';

export function FinalPageHere({ journey, act }: Pick<StopProps<SignInStop>, 'journey' | 'act'>) {
  const [opened, setOpened] = useState(false);
  const { journeyId, accountAssociationId } = journey;
  const ways: Ways = { reconnect: () => act.run('new_sign_in_page', { journeyId }) };
  return (
    <div data-testid="final-page-here">
      <ExpandableSection headerText={words.finalPage.offer} expanded={opened} onChange={({ detail }) => setOpened(detail.expanded)}>
        {opened && <FinalPage accountAssociationId={accountAssociationId} ways={ways} act={act} />}
      </ExpandableSection>
    </div>
  );
}
