// A link that is known: header, state, facts, and the tabs about it.
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tabs from '@cloudscape-design/components/tabs';
import { useState } from 'react';

import type { LinkView, PlanView, ProblemView } from '../backend/contract';
import type { LinkTab } from '../desk/places';
import { useAct } from '../desk/use-act';
import { useAnswer } from '../desk/use-answer';
import { Diagnosis } from '../diagnosis/diagnosis';
import { isOver } from '../plans/plan-acts';
import { PlanPanel } from '../plans/plan-panel';
import { ProblemPanel } from '../problem/problem-panel';
import { SupportBundle } from '../support-bundle/support-bundle';
import { TechnicalPanel } from '../technical/technical-panel';
import { link as words } from '../words/link';
import { EditLink } from './edit-link';
import { ForgetLink } from './forget-link';
import { LinkDevices } from './link-devices';
import { LinkFacts } from './link-facts';
import { LinkHeader } from './link-header';
import { LinkTimeline } from './link-timeline';
import { Notes } from './notes';
import { StateBox } from './state-box';
import { Unlink } from './unlink';
import { useLinkDevices } from './use-link-devices';

export type LinkDialog = 'edit' | 'unlink' | 'forget' | 'bundle';

const tabs: LinkTab[] = ['devices', 'timeline', 'notes', 'diagnosis'];

interface OneLinkProps {
  link: LinkView;
  problem: ProblemView | null;
  begunTab: LinkTab;
  onBack: () => void;
}

export function OneLink({ link, problem, begunTab, onBack }: OneLinkProps) {
  const act = useAct();
  const diagnosis = useAnswer('diagnose_link');
  const devices = useLinkDevices(link);
  const [tab, setTab] = useState<LinkTab>(begunTab);
  const [dialog, setDialog] = useState<LinkDialog | null>(null);
  const { accountAssociationId, plan } = link;
  const told = problem ?? link.problem;
  const close = () => setDialog(null);
  const diagnose = () => {
    setTab('diagnosis');
    void diagnosis.ask({ accountAssociationId });
  };
  const shared = { link, act, onDialog: setDialog, onDiagnose: diagnose };

  return (
    <div data-testid="link-page">
      <SpaceBetween size="m">
        <LinkHeader {...shared} onBack={onBack} />
        {act.problem !== null && <ProblemPanel problem={act.problem} onDismiss={act.dismiss} />}
        {plan !== null && <PlanPanel plan={plan} />}
        {link.gone ? (
          <Alert
            type="info"
            header={words.gone.title}
            action={
              <Button variant="primary" data-testid="back-to-links" onClick={onBack}>
                {words.backToLinks}
              </Button>
            }
          >
            {words.gone.meaning}
          </Alert>
        ) : (
          !isBeingUnlinked(plan) && <StateBox {...shared} devices={devices.page} />
        )}
        {told !== null && <ProblemPanel problem={told} mild on={{ tryAgain: () => void act.run('get_account_association', { accountAssociationId }) }} />}
        <LinkFacts link={link} />
        <Tabs
          activeTabId={tab}
          ariaLabel={words.tabs.label}
          onChange={({ detail }) => setTab(tabs.find((each) => each === detail.activeTabId) ?? 'devices')}
          tabs={[
            {
              id: 'devices',
              label: <span data-testid="tab-devices">{words.tabs.devices(devices.known?.registered ?? null)}</span>,
              content: <LinkDevices link={link} devices={devices} act={act} />,
            },
            { id: 'timeline', label: <span data-testid="tab-timeline">{words.tabs.timeline}</span>, content: <LinkTimeline link={link} /> },
            { id: 'notes', label: <span data-testid="tab-notes">{words.tabs.notes}</span>, content: <Notes link={link} onEdit={() => setDialog('edit')} /> },
            {
              id: 'diagnosis',
              label: <span data-testid="tab-diagnosis">{words.tabs.diagnosis}</span>,
              content: <Diagnosis link={link} diagnosis={diagnosis} act={act} onDiagnose={diagnose} onDialog={setDialog} />,
            },
          ]}
        />
        {link.technical !== null && <TechnicalPanel technical={link.technical} />}
      </SpaceBetween>
      {dialog === 'edit' && <EditLink link={link} onEnd={close} />}
      {dialog === 'unlink' && <Unlink link={link} onEnd={close} />}
      {dialog === 'forget' && <ForgetLink link={link} act={act} onEnd={close} onForgotten={onBack} />}
      {dialog === 'bundle' && <SupportBundle link={link} onEnd={close} />}
    </div>
  );
}

/** Then the work under way says how the link stands. */
function isBeingUnlinked(plan: PlanView | null): boolean {
  return plan !== null && plan.kind === 'unlink' && !isOver(plan.state);
}
