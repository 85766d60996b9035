// Who AWS says the person is.
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';

import type { AccountView } from '../backend/contract';
import { accounts as words } from '../words/accounts';
import { Production } from './production';

export function WhoIAm({ account }: { account: AccountView }) {
  return (
    <Container header={<Header variant="h2">{words.active}</Header>}>
      {account.practice ? (
        words.none
      ) : (
        <SpaceBetween size="s">
          <KeyValuePairs
            columns={4}
            minColumnWidth={180}
            items={[
              { label: words.columns.name, value: <bdi>{account.name}</bdi> },
              { label: words.account, value: account.account },
              { label: words.who, value: <bdi>{account.who}</bdi> },
              { label: words.region, value: `${account.regionName} · ${account.region}` },
            ]}
          />
          <Production account={account} />
        </SpaceBetween>
      )}
    </Container>
  );
}
