// Home: a new link, an existing one, and what is waiting for the person.
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';

import { useDesk } from '../desk/desk';
import { usePlaces } from '../desk/places';
import { useReadOnly } from '../desk/where';
import { ProblemPanel } from '../problem/problem-panel';
import { home } from '../words/home';
import { Elsewhere } from './elsewhere';
import { Plans } from './plans';
import { Waiting } from './waiting';

export function Home() {
  const { account, accountProblem } = useDesk();
  const { go } = usePlaces();
  const readOnly = useReadOnly();
  const [search, setSearch] = useState('');
  const withoutAccount = account === null;
  const whyNot = withoutAccount ? home.noAccount : readOnly;
  const why = whyNot !== null && (
    <Box color="text-status-inactive" padding={{ vertical: 'xxs' }}>
      {whyNot}
    </Box>
  );

  return (
    <SpaceBetween size="l">
      <Header
        variant="h1"
        actions={
          <SpaceBetween size="xs" direction="horizontal">
            {withoutAccount && why}
            <Button data-testid="existing-link" disabled={withoutAccount} onClick={() => go({ kind: 'existingLink' })}>
              {home.existingLink}
            </Button>
            {!withoutAccount && why}
            <Button
              variant="primary"
              data-testid="new-link"
              disabled={whyNot !== null}
              onClick={() => go({ kind: 'newLink', seed: {} })}
            >
              {home.newLink}
            </Button>
          </SpaceBetween>
        }
      >
        {home.title}
      </Header>
      {accountProblem !== null && <ProblemPanel problem={accountProblem} />}
      <div className="lw-search">
        <Input
          type="search"
          value={search}
          placeholder={home.search}
          ariaLabel={home.searchLabel}
          disabled={withoutAccount}
          onChange={({ detail }) => setSearch(detail.value)}
          onKeyDown={({ detail }) => detail.key === 'Enter' && go({ kind: 'links', query: { search } })}
          nativeInputAttributes={{ 'data-testid': 'home-search' }}
        />
      </div>
      <Plans />
      <Waiting />
      <Elsewhere />
    </SpaceBetween>
  );
}
