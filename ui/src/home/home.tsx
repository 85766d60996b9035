// Home: a new link, an existing one, and what is waiting for the person.
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';

import { useDesk } from '../desk/desk';
import { usePlaces } from '../desk/places';
import { ProblemPanel } from '../problem/problem-panel';
import { home } from '../words/home';
import { Elsewhere } from './elsewhere';
import { Plans } from './plans';
import { Waiting } from './waiting';

export function Home() {
  const { account, accountProblem } = useDesk();
  const { go } = usePlaces();
  const [search, setSearch] = useState('');
  const withoutAccount = account === null;

  return (
    <SpaceBetween size="l">
      <Header
        variant="h1"
        actions={
          <SpaceBetween size="xs" direction="horizontal">
            {withoutAccount && <Box color="text-status-inactive" padding={{ vertical: 'xxs' }}>{home.noAccount}</Box>}
            <Button data-testid="existing-link" disabled={withoutAccount} onClick={() => go({ kind: 'existingLink' })}>
              {home.existingLink}
            </Button>
            <Button
              variant="primary"
              data-testid="new-link"
              disabled={withoutAccount}
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
