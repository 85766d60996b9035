// A serial number or a device's id: AWS is asked for the device, and for the links
// it is on.
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';

import type { FoundByDeviceRow, LinkRow } from '../backend/contract';
import type { Answered } from '../desk/use-answer';
import { ProblemPanel } from '../problem/problem-panel';
import { fill, fillText } from '../words/fill';
import { links as words } from '../words/links';
import { LinkState } from './link-state';

interface FindByDeviceProps {
  search: string;
  found: Answered<'find_by_device'>;
}

/** The button alone; what was found stands in `FoundByDevice`. */
export function FindByDevice({ search, found }: FindByDeviceProps) {
  return (
    <Button iconName="search" data-testid="find-by-device" loading={found.asking} onClick={() => void found.ask({ text: search.trim() })}>
      {words.byDevice.act}
    </Button>
  );
}

export function FoundByDevice({ found, onOpen }: { found: Answered<'find_by_device'>; onOpen: (link: LinkRow) => void }) {
  const { answer, problem } = found;
  const told = problem ?? answer?.problem ?? null;
  if (answer === null && told === null) return null;
  return (
    <div data-testid="found-by-device" aria-live="polite">
      <SpaceBetween size="s">
        {told !== null && <ProblemPanel problem={told} mild />}
        {answer !== null && (
          <Container header={<Header variant="h2" counter={`(${answer.rows.length})`}>{words.byDevice.title}</Header>}>
            {answer.rows.length === 0 ? (
              words.byDevice.none
            ) : (
              <ul className="lw-plain-list">
                {answer.rows.slice(0, 50).map((row) => (
                  <Found key={row.managedThingId} row={row} onOpen={onOpen} />
                ))}
              </ul>
            )}
          </Container>
        )}
      </SpaceBetween>
    </div>
  );
}

function Found({ row, onOpen }: { row: FoundByDeviceRow; onOpen: (link: LinkRow) => void }) {
  return (
    <li>
      <b>
        <bdi className="lw-name">{row.device}</bdi>
      </b>
      {row.serialNumber !== null && (
        <span className="lw-row-why">{fill(words.byDevice.serialNumber, { serialNumber: row.serialNumber })}</span>
      )}
      <ul className="lw-plain-list lw-found-links">
        {row.links.length === 0 && <li className="lw-quiet">{words.byDevice.onNoLink}</li>}
        {row.links.map((link) => (
          <li key={link.accountAssociationId} className="lw-with-why">
            <Button
              variant="inline-link"
              data-testid={`open-found-${link.accountAssociationId}`}
              ariaLabel={fillText(words.byDevice.open, { name: link.name })}
              onClick={() => onOpen(link)}
            >
              {link.name}
            </Button>
            <bdi>{link.deviceCloud}</bdi>
            <LinkState state={link.state} />
          </li>
        ))}
      </ul>
    </li>
  );
}
