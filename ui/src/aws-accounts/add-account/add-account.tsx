// Adding an AWS account: how it signs in, then what it is called here.
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Tiles from '@cloudscape-design/components/tiles';
import { useState } from 'react';

import type { AwsAccountsPage, ColourView } from '../../backend/contract';
import { useDesk } from '../../desk/desk';
import { usePlaces } from '../../desk/places';
import { useAct } from '../../desk/use-act';
import { useQuestion } from '../../desk/use-question';
import { ProblemPanel } from '../../problem/problem-panel';
import { accountFields, accounts, accessKeys, colours } from '../../words/accounts';
import { addAccount as words } from '../../words/add-account';
import { useAccessKeys } from '../access-keys-fields';
import { AccountFields, type Fields } from '../account-fields';
import { EnvironmentSource } from './environment-source';
import { IdentityCenterSource } from './identity-center-source';
import { KeysSource } from './keys-source';
import { ProfileSource } from './profile-source';
import { emptyDraft, sourceOf, suggestedName, type Draft, type Way } from './draft';

const ways: { way: Way; testId: string }[] = [
  { way: 'profile', testId: 'way-profile' },
  { way: 'identityCenter', testId: 'way-identity-center' },
  { way: 'keys', testId: 'way-keys' },
  { way: 'environment', testId: 'way-environment' },
];

export function AddAccount() {
  const { awsAccountsRevision } = useDesk();
  const { go } = usePlaces();
  const listing = useQuestion('list_aws_accounts', {}, awsAccountsRevision);
  const toAccounts = () => go({ kind: 'awsAccounts' });
  return (
    <SpaceBetween size="l">
      <div className="lw-link-header">
        <Button variant="inline-link" iconName="arrow-left" data-testid="back-to-accounts" onClick={toAccounts}>
          {words.back}
        </Button>
        <Header variant="h1" description={words.meaning}>
          {words.title}
        </Header>
      </div>
      {listing.problem !== null && <ProblemPanel problem={listing.problem} on={{ tryAgain: listing.askAgain }} />}
      {listing.page === null ? (
        listing.asking && <StatusIndicator type="loading">{accounts.listing}</StatusIndicator>
      ) : (
        <AddForm page={listing.page} onEnd={toAccounts} />
      )}
    </SpaceBetween>
  );
}

function AddForm({ page, onEnd }: { page: AwsAccountsPage; onEnd: () => void }) {
  const act = useAct();
  const keys = useAccessKeys();
  const [way, setWay] = useState<Way>('profile');
  const [draft, setDraft] = useState<Draft>(() => emptyDraft(page));
  // What was typed over a suggestion stays.
  const [given, setGiven] = useState<Partial<Fields>>({});
  const changeDraft = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));

  const offer = page.offers.find(({ source }) => (way === 'profile' ? source.kind === 'profile' && source.name === draft.profile : source.kind === way));
  const byItself = offer === undefined || offer.region === null ? null : (way === 'profile' ? accountFields.byProfile : accountFields.byEnvironment)(offer.region);
  const fields: Fields = {
    name: suggestedName(way, draft),
    colour: unusedColour(page),
    region: null,
    production: false,
    readOnly: false,
    ...given,
  };
  const whyNot = whyNotAdded();

  function whyNotAdded(): string | null {
    switch (way) {
      case 'profile':
        if (draft.profile === null) return words.why.profile;
        break;
      case 'environment':
        if (offer === undefined) return words.why.environment;
        break;
      case 'identityCenter':
        if (draft.signedInAt === null) return words.why.signIn;
        if (draft.account === null || draft.role === null) return words.why.portalAccount;
        break;
      case 'keys':
        if (!keys.complete) return accessKeys.why;
        break;
      default:
        return way satisfies never;
    }
    if (fields.name.trim() === '') return accountFields.whyName;
    return fields.region === null && byItself === null ? accounts.whyRegion : null;
  }

  const add = async () => {
    const source = sourceOf(way, draft);
    if (whyNot !== null || source === null) return;
    if (await act.run('add_aws_account', { ...fields, source, accessKeys: way === 'keys' ? keys.take() : null })) onEnd();
  };

  return (
    <SpaceBetween size="m">
      {act.problem !== null && <ProblemPanel problem={act.problem} onDismiss={act.dismiss} />}
      <Container>
        <SpaceBetween size="m">
          <FormField label={words.ways} stretch>
            <Tiles
              columns={2}
              value={way}
              items={ways.map(({ way: value, testId }) => ({
                value,
                label: <span data-testid={testId}>{words[value].title}</span>,
                description: words[value].meaning,
              }))}
              onChange={({ detail }) => {
                const chosen = ways.find((each) => each.way === detail.value);
                if (chosen === undefined) return;
                // Keys belong to their way alone.
                keys.take();
                setWay(chosen.way);
              }}
            />
          </FormField>
          {way === 'profile' && <ProfileSource page={page} profile={draft.profile} onChange={(profile) => changeDraft({ profile })} />}
          {way === 'identityCenter' && <IdentityCenterSource portals={page.portals} draft={draft} onChange={changeDraft} />}
          {way === 'keys' && <KeysSource keys={keys} draft={draft} onChange={changeDraft} onSubmit={() => void add()} />}
          {way === 'environment' && <EnvironmentSource there={offer !== undefined} />}
        </SpaceBetween>
      </Container>
      <Container>
        <AccountFields
          fields={fields}
          regions={page.regions}
          byItself={byItself}
          onChange={(part) => setGiven((before) => ({ ...before, ...part }))}
          onSubmit={() => void add()}
        />
      </Container>
      <div className="lw-dialog-acts">
        {whyNot !== null && act.busy === null && <span className="lw-quiet">{whyNot}</span>}
        <Button variant="link" onClick={onEnd}>
          {words.cancel}
        </Button>
        <Button
          variant="primary"
          data-testid="add-and-use"
          disabled={whyNot !== null && act.busy === null}
          loading={act.busy !== null}
          onClick={() => void add()}
        >
          {words.add}
        </Button>
      </div>
    </SpaceBetween>
  );
}

/** Two AWS accounts should not look alike as long as there are colours. */
function unusedColour({ accounts: kept }: AwsAccountsPage): ColourView {
  return colours.find((each) => !kept.some(({ colour }) => colour === each)) ?? 'blue';
}
