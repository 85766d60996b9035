// What else can be done about this customer: forgetting everything about them on
// this computer.
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import { useState } from 'react';

import type { JourneyView } from '../backend/contract';
import { usePlaces } from '../desk/places';
import type { Act } from '../desk/use-act';
import { fill } from '../words/fill';
import { forget as words } from '../words/forget';
import { wizard } from '../words/wizard';
import { Confirm } from './confirm';

export function ForgetCustomer({ journey, act }: { journey: JourneyView; act: Act }) {
  const { go } = usePlaces();
  const [asked, setAsked] = useState(false);
  const { customer, journeyId, stop } = journey;
  return (
    <>
      <ButtonDropdown
        variant="icon"
        ariaLabel={wizard.more}
        data-testid="more"
        items={[{ id: 'forget-customer', text: words.act }]}
        onItemClick={() => setAsked(true)}
      />
      {asked && (
        <Confirm
          title={fill(words.title, { customer })}
          act={words.confirm}
          keep={words.keep}
          testId="confirm-forget"
          busy={act.busy !== null}
          onEnd={() => setAsked(false)}
          onConfirm={async () => {
            const forgotten = await act.run('forget_customer', { journeyId });
            setAsked(false);
            if (forgotten) go({ kind: 'home' });
          }}
        >
          <p>{words.goes}</p>
          <ul className="lw-causes">
            {words.goesWhat.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
          <p>{words.stays}</p>
          <ul className="lw-causes">
            {words.staysWhat.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
          {stop.kind !== 'done' && stop.kind !== 'removed' && <p>{words.underWay}</p>}
        </Confirm>
      )}
    </>
  );
}
