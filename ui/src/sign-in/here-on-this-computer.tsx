// The customer signs in here, in a private window first where there is one.
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';

import { useDesk } from '../desk/desk';
import { fill } from '../words/fill';
import { signIn as words } from '../words/sign-in';
import { Host } from './host';
import { NoPageInSight } from './no-page-in-sight';
import type { WayProps } from './ways';
import { WhatTheCustomerSees } from './what-the-customer-sees';

export function HereOnThisComputer({ journey, stop, host, act, off, onWay }: WayProps) {
  const { privateBrowser, settings } = useDesk();
  const [openings, setOpenings] = useState(0);
  const inPrivate = privateBrowser !== null && settings.privateWindowFirst;
  const open = async (privateWindow: boolean) => {
    if (await act.run('open_sign_in_page', { journeyId: journey.journeyId, privateWindow })) {
      setOpenings((before) => before + 1);
    }
  };

  return (
    <SpaceBetween size="m">
      <Host host={host} />
      <SpaceBetween size="xs">
        <SpaceBetween size="xs" direction="horizontal">
          <Button
            variant="primary"
            iconName="external"
            iconAlign="right"
            data-testid="open-sign-in-page"
            disabled={off}
            loading={act.busy === 'open_sign_in_page'}
            onClick={() => void open(inPrivate)}
          >
            {inPrivate ? words.openPrivate(privateBrowser) : words.open}
          </Button>
          {inPrivate && (
            <Button data-testid="open-usual" disabled={off} onClick={() => void open(false)}>
              {words.openUsual}
            </Button>
          )}
          {!inPrivate && privateBrowser !== null && (
            <Button data-testid="open-private" disabled={off} onClick={() => void open(true)}>
              {words.openPrivate(privateBrowser)}
            </Button>
          )}
        </SpaceBetween>
        <span className="lw-quiet">
          {fill(words.accountOf, { deviceCloud: journey.deviceCloud, customer: journey.customer })}{' '}
          {inPrivate ? words.privateMeaning : words.usualMeaning}
        </span>
      </SpaceBetween>
      <WhatTheCustomerSees blankEnding={stop.blankEnding} />
      <NoPageInSight
        journey={journey}
        act={act}
        off={off}
        openings={openings}
        onOpenAgain={() => void open(inPrivate)}
        onQrCode={() => onWay('give')}
      />
    </SpaceBetween>
  );
}
