// The first stop: device cloud and customer, and 'Create link'.
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import Container from '@cloudscape-design/components/container';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useEffect, useRef, useState } from 'react';
import type { InputProps } from '@cloudscape-design/components/input';

import type { ActionView, CustomerCheck, DestinationView, ExistingLinkView } from '../backend/contract';
import { useDesk } from '../desk/desk';
import { usePlaces } from '../desk/places';
import { useAct } from '../desk/use-act';
import { useReadOnly, useWhere } from '../desk/where';
import { useQuestion } from '../desk/use-question';
import { ProblemPanel } from '../problem/problem-panel';
import { customer as words, linkState } from '../words/customer';
import { fill } from '../words/fill';
import { frame } from '../words/frame';
import { firstSteps } from '../wizard/steps';
import { StopFrame } from '../wizard/stop-frame';
import { chosenAccess, customerForm, emptyDraft, filledTags, orNull, type Draft, type Seed } from './draft';
import { DeviceCloudField } from './device-cloud-field';
import { CustomerFields } from './customer-fields';
import { keepTags } from './last-tags';
import { NoDeviceCloud } from './no-device-cloud';
import { useCustomerCheck, type Checked } from './use-customer-check';

export function ChooseDeviceCloud({ seed }: { seed: Seed }) {
  const { account, settings } = useDesk();
  const { go, hold } = usePlaces();
  const identity = account === null ? '' : `${account.account} ${account.region}`;
  const listing = useQuestion('list_connector_destinations', {}, identity);
  const act = useAct();
  const [draft, setDraft] = useState<Draft>(() => emptyDraft(seed));
  const customerInput = useRef<InputProps.Ref>(null);
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));

  const destinations = listing.page?.destinations ?? null;
  const chosen = chosenOf(destinations, draft, listing.page?.lastUsed ?? null);
  const shown: Draft = { ...draft, connectorDestinationId: chosen?.connectorDestinationId ?? null };
  const checked = useCustomerCheck(customerForm(shown));
  const readOnly = useReadOnly();
  const where = useWhere();
  const why = account === null ? words.why.noAccount : readOnly ?? whyNot(shown, destinations, checked, settings.jobNumberOnly);

  // The form is there while the device clouds are still being listed.
  const formShown = destinations === null ? listing.problem === null : destinations.length > 0;
  useEffect(() => {
    if (formShown) customerInput.current?.focus();
  }, [formShown]);

  const create = async () => {
    if (why !== null || chosen === null) return;
    const check = checked.fresh ? checked.check : await checked.checkNow();
    if (check !== null && refuses(check, shown)) return;
    const access = chosenAccess(chosen, shown);
    keepTags(chosen.connectorDestinationId, filledTags(shown));
    hold(true);
    const made = await act.run('create_account_association', {
      draftId: shown.draftId,
      connectorDestinationId: chosen.connectorDestinationId,
      customer: shown.customer,
      jobNumber: orNull(shown.jobNumber),
      owner: orNull(shown.owner),
      note: orNull(shown.note),
      tags: filledTags(shown),
      authMaterialName: access?.kind === 'companyCredential' ? access.authMaterialName : null,
      secondLink: shown.secondLink,
    });
    hold(false);
    if (made) go({ kind: 'wizard' });
  };

  const existing = checked.fresh ? (checked.check?.existing ?? null) : null;
  const problem = act.problem ?? listing.problem;
  return (
    <StopFrame
      stop="customer"
      title={words.title}
      steps={firstSteps()}
      focusOn={formShown ? null : 'first'}
      hint={why}
      acts={
        <>
          <Button variant="link" onClick={() => go({ kind: 'home' })}>
            {words.cancel}
          </Button>
          <Button
            variant="primary"
            data-testid="create-link"
            disabled={why !== null}
            loading={act.busy !== null}
            onClick={() => void create()}
          >
            {fill(words.create, { account: where ?? frame.practice })}
          </Button>
        </>
      }
    >
      <SpaceBetween size="m">
        {problem !== null && (
          <ProblemPanel
            problem={problem}
            on={{
              tryAgain: act.problem === null ? listing.askAgain : () => void create(),
              correctInput: () => focusField(problem.action),
            }}
          />
        )}
        {destinations?.length === 0 && <NoDeviceCloud elsewhere={listing.page?.elsewhere ?? []} onLookAgain={listing.askAgain} />}
        {formShown && (
          <Container>
            <SpaceBetween size="m">
              <DeviceCloudField destinations={destinations} chosen={chosen} draft={shown} onChange={change} />
              <CustomerFields
                draft={shown}
                checked={checked}
                onChange={change}
                onSubmit={() => void create()}
                customerInput={customerInput}
              >
                {existing !== null && (
                  <Existing
                    existing={existing}
                    deviceCloud={chosen?.name ?? ''}
                    secondLink={draft.secondLink}
                    onSecondLink={(secondLink) => change({ secondLink })}
                  />
                )}
              </CustomerFields>
            </SpaceBetween>
          </Container>
        )}
      </SpaceBetween>
    </StopFrame>
  );
}

function Existing({
  existing,
  deviceCloud,
  secondLink,
  onSecondLink,
}: {
  existing: ExistingLinkView;
  deviceCloud: string;
  secondLink: boolean;
  onSecondLink: (secondLink: boolean) => void;
}) {
  const act = useAct();
  const { go } = usePlaces();
  const readOnly = useReadOnly();
  const open = async () => {
    const command = existing.state === 'needsNewSignIn' ? 'reconnect_link' : 'open_link';
    if (await act.run(command, { accountAssociationId: existing.accountAssociationId })) {
      go({ kind: 'wizard' });
    }
  };
  return (
    <SpaceBetween size="s">
      {act.problem !== null && <ProblemPanel problem={act.problem} onDismiss={act.dismiss} />}
      <Alert
        type="info"
        header={words.existing}
        action={
          <Button
            data-testid="open-existing"
            disabled={readOnly !== null && existing.state === 'needsNewSignIn'}
            loading={act.busy !== null}
            onClick={() => void open()}
          >
            {existing.state === 'needsNewSignIn' ? words.reconnectIt : existing.mustContinue ? words.continueIt : words.openIt}
          </Button>
        }
      >
        <SpaceBetween size="xs">
          <span>
            {fill(words.existingMeaning, { name: existing.name, deviceCloud, state: linkState(existing.state) })}
          </span>
          {!existing.mustContinue && (
            <Checkbox
              checked={secondLink}
              description={words.secondLinkMeaning}
              onChange={({ detail }) => onSecondLink(detail.checked)}
              nativeInputAttributes={{ 'data-testid': 'second-link' }}
            >
              {words.secondLink}
            </Checkbox>
          )}
        </SpaceBetween>
      </Alert>
    </SpaceBetween>
  );
}

function chosenOf(
  destinations: DestinationView[] | null,
  draft: Draft,
  lastUsed: string | null,
): DestinationView | null {
  if (destinations === null) return null;
  const byId = (id: string | null) => destinations.find((each) => each.connectorDestinationId === id);
  const only = destinations.length === 1 ? destinations[0] : undefined;
  return byId(draft.connectorDestinationId) ?? byId(lastUsed) ?? only ?? null;
}

/** Fields carry the names the desk calls them by. */
function focusField(action: ActionView | null) {
  const name = action?.kind === 'correctInput' && action.field !== null ? action.field : 'customer';
  document.querySelector<HTMLElement>(`[name="${CSS.escape(name)}"]`)?.focus();
}

/** Why the link cannot be created yet; null when it can. */
function whyNot(
  draft: Draft,
  destinations: DestinationView[] | null,
  { check, fresh }: Checked,
  jobNumberOnly: boolean,
): string | null {
  if (destinations === null) return words.why.loading;
  if (draft.connectorDestinationId === null) return words.why.noDeviceCloud;
  if (draft.customer.trim() === '') return words.why.noCustomer;
  if (jobNumberOnly && draft.jobNumber.trim() === '') return words.why.noJobNumber;
  if (!fresh || check === null) return null;
  if (check.problems.length > 0) return words.why.problems;
  if (check.existing?.mustContinue === true) return words.why.mustContinue;
  if (check.existing !== null && !draft.secondLink) return words.why.existing;
  return null;
}

function refuses(check: CustomerCheck, draft: Draft): boolean {
  return check.problems.length > 0 || (check.existing !== null && (check.existing.mustContinue || !draft.secondLink));
}
