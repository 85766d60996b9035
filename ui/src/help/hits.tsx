// What the search over all of Help found.
import Header from '@cloudscape-design/components/header';
import LiveRegion from '@cloudscape-design/components/live-region';
import SpaceBetween from '@cloudscape-design/components/space-between';

import type { HelpAt } from '../desk/places';
import { help } from '../words/help';
import type { Hit } from './search';

const MOST = 40;

export function Hits({ found, onOpen }: { found: Hit[]; onOpen: (at: HelpAt) => void }) {
  const told = found.length === 0 ? help.none : help.hits(found.length);
  return (
    <SpaceBetween size="s">
      <LiveRegion hidden>{told}</LiveRegion>
      {found.length === 0 ? <p>{told}</p> : <Header variant="h2">{told}</Header>}
      {found.length > MOST && <span className="lw-quiet">{help.mostHits(MOST)}</span>}
      <ul className="lw-help-hits">
        {found.slice(0, MOST).map(({ at, topic, name, text }) => (
          <li key={`${at.topic} ${at.entry ?? ''}`}>
            <button type="button" data-testid="help-hit" onClick={() => onOpen(at)}>
              <b>{name}</b>
              {text !== '' && <span className="lw-help-text"> {text}</span>}
              <span className="lw-help-of">{topic}</span>
            </button>
          </li>
        ))}
      </ul>
    </SpaceBetween>
  );
}
