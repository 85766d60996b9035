// 'Found on this computer': ways into AWS that are not kept yet, and Practice.
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';
import { useState } from 'react';

import type { AccountView, AwsAccountsPage, OfferView } from '../backend/contract';
import { useDesk } from '../desk/desk';
import type { Act } from '../desk/use-act';
import { CodeBox } from '../problem/code-box';
import { accounts as words } from '../words/accounts';
import { fill, fillText } from '../words/fill';
import { RegionSelect } from './region-select';
import { howItSignsIn, keyOf, sourceName } from './source-name';

export function FoundHere({ page, asking, act }: { page: AwsAccountsPage | null; asking: boolean; act: Act }) {
  const { account, connecting } = useDesk();
  const [regions, setRegions] = useState<Record<string, string>>({});
  const [asked, setAsked] = useState<string | null>(null);
  const regionOf = (offer: OfferView) => regions[keyOf(offer.source)] ?? offer.region;
  const use = (offer: OfferView) => {
    setAsked(keyOf(offer.source));
    void act.run('use_aws_account', { source: offer.source, region: regionOf(offer) });
  };
  return (
    <Table
      items={page === null ? [] : withPractice(page.offers)}
      trackBy={(offer) => keyOf(offer.source)}
      wrapLines
      contentDensity="compact"
      loading={page === null && asking}
      loadingText={words.listing}
      ariaLabels={{ tableLabel: words.found }}
      header={
        <Header variant="h2" description={words.foundMeaning}>
          {words.found}
        </Header>
      }
      columnDefinitions={[
        { id: 'name', header: words.columns.name, isRowHeader: true, minWidth: 150, cell: (offer) => <Name offer={offer} /> },
        { id: 'kind', header: words.columns.kind, minWidth: 140, cell: (offer) => howItSignsIn(offer.source, offer.kind) },
        {
          id: 'region',
          header: words.columns.region,
          minWidth: 190,
          cell: (offer) =>
            offer.source.kind === 'practice' ? null : (
              <RegionSelect
                testId={`region-${keyOf(offer.source)}`}
                ariaLabel={fillText(words.regionOf, { name: sourceName(offer.source) })}
                known={page?.regions ?? []}
                region={regionOf(offer)}
                onChange={(region) => region !== null && setRegions((before) => ({ ...before, [keyOf(offer.source)]: region }))}
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
              inUse={isInUse(offer, account, regionOf(offer))}
              region={regionOf(offer)}
              busy={(connecting || act.busy === 'use_aws_account') && asked === keyOf(offer.source)}
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
  );
}

function Name({ offer }: { offer: OfferView }) {
  return (
    <>
      <b>
        <bdi>{sourceName(offer.source)}</bdi>
      </b>
      {offer.customEndpoint !== null && (
        <StatusIndicator type="warning">{fill(words.endpoint, { host: offer.customEndpoint })}</StatusIndicator>
      )}
    </>
  );
}

interface UseOfferProps {
  offer: OfferView;
  inUse: boolean;
  region: string | null;
  busy: boolean;
  onUse: () => void;
}

function UseOffer({ offer, inUse, region, busy, onUse }: UseOfferProps) {
  if (inUse) return <StatusIndicator type="success">{words.inUse}</StatusIndicator>;
  const withoutRegion = region === null && offer.source.kind !== 'practice';
  return (
    <span className="lw-with-why">
      <Button
        wrapText={false}
        data-testid={`use-${keyOf(offer.source)}`}
        ariaLabel={fillText(words.namedUse, { name: sourceName(offer.source) })}
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

/** Practice is there, whether it is among the offers or not. */
function withPractice(offers: OfferView[]): OfferView[] {
  const practice: OfferView = { source: { kind: 'practice' }, name: words.practice, kind: 'other', region: null, customEndpoint: null };
  return [...offers.filter((offer) => offer.source.kind !== 'practice'), practice];
}

function isInUse(offer: OfferView, account: AccountView | null, region: string | null): boolean {
  if (account === null || keyOf(account.source) !== keyOf(offer.source)) return false;
  return account.practice || region === account.region;
}
