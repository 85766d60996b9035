// 'Start Practice afresh…' and the question before it.
import Button from '@cloudscape-design/components/button';
import { useState } from 'react';

import type { Act } from '../desk/use-act';
import { practice as words } from '../words/practice';
import { Confirm } from '../wizard/confirm';

export function StartAfresh({ act }: { act: Act }) {
  const [asked, setAsked] = useState(false);
  return (
    <>
      <Button data-testid="start-afresh" onClick={() => setAsked(true)}>
        {words.afresh}
      </Button>
      {asked && (
        <Confirm
          title={words.afreshTitle}
          act={words.afreshConfirm}
          keep={words.afreshKeep}
          testId="confirm-start-afresh"
          busy={act.busy !== null}
          onEnd={() => setAsked(false)}
          onConfirm={async () => {
            await act.run('start_practice_afresh', {});
            setAsked(false);
          }}
        >
          <p>{words.afreshMeaning}</p>
          <p>{words.afreshSafe}</p>
        </Confirm>
      )}
    </>
  );
}
