// AWS accounts: the sign-ins this computer knows, and who they turn out to be.
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';
import { useState } from 'react';

import type { AccountView, OfferView, RegionView, SourceForm } from '../backend/contract';
import { useDesk } from '../desk/desk';
import { useAct } from '../desk/use-act';
import { useQuestion } from '../desk/use-question';
import { CodeBox } from '../problem/code-box';
import { ProblemPanel } from '../problem/problem-panel';
import { accounts as words, offerKind } from '../words/accounts';
import { fill, fillText } from '../words/fill';
import { WhoIAm } from './who-i-am';

export function AwsAccounts() {
  const { account, accountProblem, connecting } = useDesk();
  const listing = useQuestion('list_offers', {});
  const act = useAct();
  const [regions, setRegions] = useState<Record<string, string>>({});
  const [asked, setAsked] = useState<string | null>(null);
  const known = listing.page?.regions ?? [];
  const problem = listing.problem ?? act.problem ?? accountProblem;

  const use = (offer: OfferView) => {
    setAsked(keyOf(offer.source));
    void act.run('use_aws_account', { source: offer.source, region: regionOf(offer, regions, account) });
  };

  return (
    <SpaceBetween size="l">
      <Header
        variant="h1"
        description={words.meaning}
        actions={
          <Button iconName="refresh" data-testid="look-again" onClick={listing.askAgain}>
            {words.lookAgain}
          </Button>
        }
      >
        {words.title}
      </Header>
      {problem !== null && (
        <ProblemPanel
          problem={problem}
          on={{
            checkAgain: () => void act.run('check_aws_account', {}),
            tryAgain: listing.problem === null ? () => void act.run('check_aws_account', {}) : listing.askAgain,
          }}
        />
      )}
      {connecting && <StatusIndicator type="loading">{words.connecting}</StatusIndicator>}
      {account !== null && <WhoIAm account={account} />}
      <Table
        items={listing.page === null ? [] : withPractice(listing.page.offers)}
        trackBy={(offer) => keyOf(offer.source)}
        wrapLines
        contentDensity="compact"
        loading={listing.page === null && listing.asking}
        loadingText={words.listing}
        empty={words.empty}
        ariaLabels={{ tableLabel: words.title }}
        columnDefinitions={[
          { id: 'name', header: words.columns.name, isRowHeader: true, minWidth: 150, cell: (offer) => <Name offer={offer} /> },
          {
            id: 'kind',
            header: words.columns.kind,
            minWidth: 140,
            cell: (offer) => (offer.source.kind === 'practice' ? words.practiceKind : offerKind(offer.kind)),
          },
          {
            id: 'region',
            header: words.columns.region,
            minWidth: 190,
            cell: (offer) =>
              offer.source.kind === 'practice' ? null : (
                <RegionSelect
                  offer={offer}
                  known={known}
                  region={regionOf(offer, regions, account)}
                  onChange={(region) => setRegions((before) => ({ ...before, [keyOf(offer.source)]: region }))}
                />
              ),
          },
          {
            id: 'act',
            header: <span className="lw-hidden">{words.columns.act}</span>,
            minWidth: 110,
            cell: (offer) => (
              <UseOffer
                offer={offer}
                inUse={isInUse(offer, account, regionOf(offer, regions, account))}
                region={regionOf(offer, regions, account)}
                busy={(connecting || act.busy !== null) && asked === keyOf(offer.source)}
                onUse={() => use(offer)}
              />
            ),
          },
        ]}
        footer={
          <SpaceBetween size="xs">
            <Box color="text-body-secondary">{words.addProfile}</Box>
            <CodeBox label={words.command} lines={[words.addCommand]} />
          </SpaceBetween>
        }
      />
    </SpaceBetween>
  );
}

function Name({ offer }: { offer: OfferView }) {
  return (
    <>
      <b>
        <bdi>{nameOf(offer)}</bdi>
      </b>
      {offer.customEndpoint !== null && (
        <StatusIndicator type="warning">{fill(words.endpoint, { host: offer.customEndpoint })}</StatusIndicator>
      )}
    </>
  );
}

function RegionSelect({
  offer,
  known,
  region,
  onChange,
}: {
  offer: OfferView;
  known: RegionView[];
  region: string | null;
  onChange: (region: string) => void;
}) {
  const options = known.map((each) => ({ value: each.region, label: each.name, description: each.region }));
  const selected = options.find((option) => option.value === region);
  // A Region AWS does not document stands by its id; the desk says what is wrong with it.
  const other = region === null ? null : { value: region, label: region };
  return (
    <Select
      ariaLabel={fillText(words.regionOf, { name: nameOf(offer) })}
      data-testid={`region-${keyOf(offer.source)}`}
      options={options}
      selectedOption={selected ?? other}
      placeholder={words.chooseRegion}
      expandToViewport
      onChange={({ detail }) => detail.selectedOption.value !== undefined && onChange(detail.selectedOption.value)}
    />
  );
}

function UseOffer({
  offer,
  inUse,
  region,
  busy,
  onUse,
}: {
  offer: OfferView;
  inUse: boolean;
  region: string | null;
  busy: boolean;
  onUse: () => void;
}) {
  if (inUse) return <StatusIndicator type="success">{words.inUse}</StatusIndicator>;
  const withoutRegion = region === null && offer.source.kind !== 'practice';
  return (
    <span className="lw-with-why">
      <Button
        wrapText={false}
        data-testid={offer.source.kind === 'practice' ? 'use-practice' : `use-${keyOf(offer.source)}`}
        ariaLabel={fillText(words.namedUse, { name: nameOf(offer) })}
        disabled={withoutRegion}
        loading={busy}
        onClick={onUse}
      >
        {words.use}
      </Button>
      {withoutRegion && <span className="lw-quiet">{words.whyRegion}</span>}
    </span>
  );
}

/** Practice comes first, whether it is among the offers or not. */
function withPractice(offers: OfferView[]): OfferView[] {
  const practice: OfferView = {
    source: { kind: 'practice' },
    name: words.practice,
    kind: 'other',
    region: null,
    customEndpoint: null,
  };
  return [practice, ...offers.filter((offer) => offer.source.kind !== 'practice')];
}

function nameOf(offer: OfferView): string {
  switch (offer.source.kind) {
    case 'practice':
      return words.practice;
    case 'environment':
      return words.environment;
    case 'profile':
      return offer.source.name;
    default:
      return offer.source satisfies never;
  }
}

/** The Region chosen here, else the one in use, else the offer's own where it is a documented one. */
function regionOf(offer: OfferView, chosen: Record<string, string>, account: AccountView | null): string | null {
  const here = chosen[keyOf(offer.source)];
  if (here !== undefined) return here;
  if (account !== null && keyOf(account.source) === keyOf(offer.source)) return account.region;
  return offer.region;
}

function isInUse(offer: OfferView, account: AccountView | null, region: string | null): boolean {
  if (account === null || keyOf(account.source) !== keyOf(offer.source)) return false;
  return account.practice || region === account.region;
}

function keyOf(source: SourceForm): string {
  return source.kind === 'profile' ? source.name : source.kind;
}
