// No link fits what is searched and filtered for: the ways on.
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';

import type { Answered } from '../desk/use-answer';
import { links as words } from '../words/links';
import { FindByDevice } from './find-by-device';

interface NoFitProps {
  search: string;
  /** `null` where a device is not looked for. */
  found: Answered<'find_by_device'> | null;
  onClear: () => void;
}

export function NoFit({ search, found, onClear }: NoFitProps) {
  return (
    <Box textAlign="center" padding={{ vertical: 'l' }}>
      <SpaceBetween size="xs">
        <b>{words.noFit}</b>
        <span className="lw-with-why">
          <Button data-testid="show-all-links" onClick={onClear}>
            {words.clear}
          </Button>
          {found !== null && search.trim() !== '' && <FindByDevice search={search} found={found} />}
        </span>
      </SpaceBetween>
    </Box>
  );
}
