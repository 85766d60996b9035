// 'Your AWS accounts': those kept on this computer, each with its marks and acts.
import Button from '@cloudscape-design/components/button';
import ButtonDropdown, { type ButtonDropdownProps } from '@cloudscape-design/components/button-dropdown';
import Header from '@cloudscape-design/components/header';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';
import { useState } from 'react';

import type { AwsAccountsPage, RegionView, SavedAccountView } from '../backend/contract';
import { useDesk } from '../desk/desk';
import { useNarrow } from '../desk/narrow';
import type { Act } from '../desk/use-act';
import { accounts as words } from '../words/accounts';
import { fill, fillText } from '../words/fill';
import type { AccountDialog } from './aws-accounts';
import { Mark } from './mark';
import { howItSignsIn, savedKey, sourceName } from './source-name';
import { Swatch } from './swatch';

interface SavedAccountsProps {
  page: AwsAccountsPage | null;
  asking: boolean;
  act: Act;
  onTest: (savedAccountId: string) => void;
  onDialog: (dialog: AccountDialog) => void;
}

export function SavedAccounts({ page, asking, act, onTest, onDialog }: SavedAccountsProps) {
  const { connecting } = useDesk();
  const narrow = useNarrow();
  const [asked, setAsked] = useState<string | null>(null);
  const regions = page?.regions ?? [];
  const use = ({ savedAccountId }: SavedAccountView) => {
    setAsked(savedAccountId);
    void act.run('use_saved_account', { savedAccountId });
  };
  return (
    <Table
      items={page?.accounts ?? []}
      trackBy="savedAccountId"
      wrapLines
      stickyColumns={{ last: 1 }}
      contentDensity="compact"
      loading={page === null && asking}
      loadingText={words.listing}
      empty={words.savedEmpty}
      ariaLabels={{ tableLabel: words.saved }}
      header={
        <Header variant="h2" counter={page === null ? '' : `(${page.accounts.length})`} description={words.savedMeaning}>
          {words.saved}
        </Header>
      }
      columnDefinitions={[
        { id: 'name', header: words.columns.name, isRowHeader: true, minWidth: 150, cell: (saved) => <Name saved={saved} /> },
        { id: 'kind', header: words.columns.kind, minWidth: 130, cell: (saved) => <Kind saved={saved} /> },
        {
          id: 'account',
          header: words.columns.account,
          minWidth: 130,
          cell: (saved) => (
            <>
              <Account saved={saved} />
              {narrow && (
                <span className="lw-row-why">
                  <Region saved={saved} regions={regions} />
                </span>
              )}
            </>
          ),
        },
        ...(narrow
          ? []
          : [{ id: 'region', header: words.columns.region, minWidth: 130, cell: (saved: SavedAccountView) => <Region saved={saved} regions={regions} /> }]),
        {
          id: 'act',
          header: <span className="lw-hidden">{words.columns.act}</span>,
          minWidth: 130,
          cell: (saved) => (
            <span className="lw-account-acts">
              {saved.inUse ? (
                <StatusIndicator type="success">{words.inUse}</StatusIndicator>
              ) : (
                <Button
                  wrapText={false}
                  data-testid={`use-${savedKey(saved)}`}
                  ariaLabel={fillText(words.namedUse, { name: saved.name })}
                  loading={(connecting || act.busy === 'use_saved_account') && asked === saved.savedAccountId}
                  onClick={() => use(saved)}
                >
                  {words.use}
                </Button>
              )}
              <Menu saved={saved} onTest={onTest} onDialog={onDialog} />
            </span>
          ),
        },
      ]}
    />
  );
}

function Name({ saved }: { saved: SavedAccountView }) {
  const { marks } = words;
  return (
    <span className="lw-marks">
      <span className="lw-swatched">
        <Swatch colour={saved.colour} />
        <b>
          <bdi className="lw-name">{saved.name}</bdi>
        </b>
      </span>
      {saved.production && (
        <Mark icon="flag" strong>
          {marks.production}
        </Mark>
      )}
      {saved.readOnly && <Mark icon="lock-private">{marks.readOnly}</Mark>}
      {saved.start && <Mark icon="star">{marks.start}</Mark>}
      {saved.fromTeam && <Mark icon="group">{marks.fromTeam}</Mark>}
      {saved.accessKeys?.inMemoryOnly === true && <StatusIndicator type="info">{marks.inMemoryOnly}</StatusIndicator>}
      {saved.gone && (
        <StatusIndicator type="warning">{saved.source.kind === 'environment' ? marks.environmentGone : marks.gone}</StatusIndicator>
      )}
      {saved.customEndpoint !== null && <StatusIndicator type="warning">{fill(words.endpoint, { host: saved.customEndpoint })}</StatusIndicator>}
    </span>
  );
}

function Kind({ saved: { source, kind, accessKeys } }: { saved: SavedAccountView }) {
  return (
    <>
      {howItSignsIn(source, kind)}
      {source.kind === 'profile' && <span className="lw-row-why">{fill(words.profileNamed, { name: source.name })}</span>}
      {source.kind === 'identityCenter' && <span className="lw-row-why">{fill(words.roleNamed, { name: sourceName(source) })}</span>}
      {accessKeys !== null && accessKeys.ending !== null && <span className="lw-row-why">{words.keysEnding(accessKeys.ending)}</span>}
    </>
  );
}

function Account({ saved: { account, who } }: { saved: SavedAccountView }) {
  if (account === null) return <span className="lw-quiet">{words.notSeen}</span>;
  return (
    <>
      <span className="lw-numbers">{account}</span>
      {who !== null && <bdi className="lw-row-why">{who}</bdi>}
    </>
  );
}

function Region({ saved: { region, source }, regions }: { saved: SavedAccountView; regions: RegionView[] }) {
  if (region === null) return <>{source.kind === 'environment' ? words.regionByEnvironment : words.regionByProfile}</>;
  return <>{regions.find((each) => each.region === region)?.name ?? region}</>;
}

function Menu({ saved, onTest, onDialog }: { saved: SavedAccountView; onTest: SavedAccountsProps['onTest']; onDialog: SavedAccountsProps['onDialog'] }) {
  const { menu } = words;
  const items: ButtonDropdownProps.ItemOrGroup[] = [
    { id: 'test-account', text: menu.test },
    { id: 'edit-account', text: menu.edit },
    ...(saved.source.kind === 'keys' ? [{ id: 'replace-keys', text: menu.replaceKeys }] : []),
    { id: 'remove-account', text: menu.remove },
  ];
  const chosen = (id: string) => {
    if (id === 'test-account') onTest(saved.savedAccountId);
    else if (id === 'edit-account') onDialog({ kind: 'edit', account: saved });
    else if (id === 'replace-keys') onDialog({ kind: 'replaceKeys', account: saved });
    else onDialog({ kind: 'remove', account: saved });
  };
  return (
    <ButtonDropdown
      variant="icon"
      expandToViewport
      data-testid={`account-more-${savedKey(saved)}`}
      ariaLabel={fillText(menu.label, { name: saved.name })}
      items={items}
      onItemClick={({ detail }) => chosen(detail.id)}
    />
  );
}
