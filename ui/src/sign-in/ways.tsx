// Here on this computer, or given to the customer.
import Tabs from '@cloudscape-design/components/tabs';
import { useState } from 'react';

import { signIn as words } from '../words/sign-in';
import type { StopProps } from '../wizard/wizard';
import { Escalation } from './escalation';
import { GiveToCustomer } from './give-to-customer';
import { HereOnThisComputer } from './here-on-this-computer';
import type { SignInStop } from './sign-in';

export type Way = 'here' | 'give';

export interface WayProps extends StopProps<SignInStop> {
  host: string;
  onWay: (way: Way) => void;
}

export function Ways(props: Omit<WayProps, 'onWay'>) {
  const [chosen, setChosen] = useState<Way | null>(null);
  const given = props.stop.channel === 'qrCode' || props.stop.channel === 'message';
  const way = chosen ?? (given ? 'give' : 'here');
  const shared: WayProps = { ...props, onWay: setChosen };
  // The message is below; reminding means looking at it and copying it again.
  const remind = () => {
    setChosen('give');
    requestAnimationFrame(() => document.querySelector<HTMLElement>('[name="message"]')?.focus());
  };
  return (
    <div className="lw-ways">
      <Tabs
        activeTabId={way}
        ariaLabel={words.ways}
        onChange={({ detail }) => setChosen(detail.activeTabId === 'give' ? 'give' : 'here')}
        tabs={[
          { id: 'here', label: <span data-testid="tab-here">{words.here}</span>, content: <HereOnThisComputer {...shared} /> },
          { id: 'give', label: <span data-testid="tab-give">{words.give}</span>, content: <GiveToCustomer {...shared} /> },
        ]}
      />
      <Escalation {...props} onRemind={remind} />
    </div>
  );
}
