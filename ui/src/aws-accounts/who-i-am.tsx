// Who AWS says the person is, how the AWS account is marked here, and how long the
// sign-in lasts.
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';

import type { AccountView, SavedAccountView } from '../backend/contract';
import { useNow } from '../desk/clock';
import { accounts as words } from '../words/accounts';
import { clockOrDay } from '../words/time';
import { Mark } from './mark';
import { Production } from './production';
import { Swatch } from './swatch';

interface WhoIAmProps {
  account: AccountView;
  /** As it is kept here, once listed. */
  saved: SavedAccountView | null;
  testing: boolean;
  onTest: () => void;
  onEdit: (saved: SavedAccountView) => void;
}

export function WhoIAm({ account, saved, testing, onTest, onEdit }: WhoIAmProps) {
  if (account.practice) return <Container header={<Header variant="h2">{words.active}</Header>}>{words.none}</Container>;
  return (
    <div data-testid="who-i-am">
      <Container
        header={
          <Header
            variant="h2"
            actions={
              <SpaceBetween size="xs" direction="horizontal">
                <Button data-testid="test-in-use" loading={testing} onClick={onTest}>
                  {words.test}
                </Button>
                {saved !== null && (
                  <Button data-testid="edit-in-use" onClick={() => onEdit(saved)}>
                    {words.edit}
                  </Button>
                )}
              </SpaceBetween>
            }
          >
            {words.active}
          </Header>
        }
      >
        <SpaceBetween size="s">
          {account.ignoresEnvironmentKeys && <Alert type="info">{words.ignoresKeys}</Alert>}
          <KeyValuePairs
            columns={4}
            minColumnWidth={170}
            items={[
              { label: words.columns.name, value: <Named account={account} /> },
              { label: words.account, value: <span className="lw-nowrap">{account.account}</span> },
              { label: words.who, value: <Who account={account} /> },
              {
                label: words.region,
                value: (
                  <>
                    {account.regionName}
                    <span className="lw-row-why lw-nowrap">{account.region}</span>
                  </>
                ),
              },
            ]}
          />
          <Production account={account} byTeamFile={saved?.fromTeam === true} />
        </SpaceBetween>
      </Container>
    </div>
  );
}

function Named({ account }: { account: AccountView }) {
  return (
    <span className="lw-marks">
      <span className="lw-swatched">
        <Swatch colour={account.colour} />
        <bdi>{account.name}</bdi>
      </span>
      {account.readOnly && <Mark icon="lock-private">{words.marks.readOnly}</Mark>}
    </span>
  );
}

function Who({ account: { who, signedInUntil } }: { account: AccountView }) {
  const now = useNow();
  return (
    <>
      <bdi className="lw-id-like">{who}</bdi>
      {signedInUntil !== null && (
        <span className="lw-row-why" data-testid="signed-in-until">
          {signedInUntil <= now ? words.signInOver : words.signInUntil(clockOrDay(signedInUntil, now))}
        </span>
      )}
    </>
  );
}
