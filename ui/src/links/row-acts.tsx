// What can be done with a link right in the list.
import Button from '@cloudscape-design/components/button';

import type { LinkRow } from '../backend/contract';
import { useReadOnly } from '../desk/where';
import { fillText } from '../words/fill';
import { links as words } from '../words/links';

interface RowActsProps {
  row: LinkRow;
  busy: boolean;
  /** Comes before what the press does. */
  onPress: () => void;
  onOpen: () => void;
  onReconnect: () => Promise<void>;
}

export function RowActs({ row, busy, onPress, onOpen, onReconnect }: RowActsProps) {
  const { accountAssociationId, name, state } = row;
  const readOnly = useReadOnly();
  return (
    <span className="lw-row-acts">
      {state === 'needsNewSignIn' && (
        <Button
          variant="inline-link"
          wrapText={false}
          data-testid={`reconnect-${accountAssociationId}`}
          ariaLabel={fillText(words.reconnectNamed, { name })}
          disabled={busy || readOnly !== null}
          {...(readOnly === null ? {} : { disabledReason: readOnly })}
          onClick={() => {
            onPress();
            void onReconnect();
          }}
        >
          {words.reconnect}
        </Button>
      )}
      <Button
        variant="inline-link"
        wrapText={false}
        data-testid={`open-link-${accountAssociationId}`}
        ariaLabel={fillText(words.openNamed, { name })}
        disabled={busy}
        onClick={() => {
          onPress();
          onOpen();
        }}
      >
        {words.open}
      </Button>
    </span>
  );
}
