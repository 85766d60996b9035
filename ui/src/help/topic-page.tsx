// One page of Help: its parts, and what only this topic has.
import SpaceBetween from '@cloudscape-design/components/space-between';

import type { HelpPart, Topic } from '../words/help';
import { Entry } from './entry';
import { LogFolder } from './log-folder';
import { PermissionList } from './permission-list';
import { ProblemList } from './problem-list';

export function TopicPage({ topic, entry }: { topic: Topic; entry: string | undefined }) {
  return (
    <SpaceBetween size="l">
      {topic.id === 'logs' && <LogFolder />}
      {topic.parts.map((part, index) => (
        // The parts of a topic never change places.
        // eslint-disable-next-line react/no-array-index-key
        <Part key={index} part={part} entry={entry} />
      ))}
      {topic.id === 'permissions' && <PermissionList entry={entry} />}
      {topic.id === 'problems' && <ProblemList entry={entry} />}
    </SpaceBetween>
  );
}

function Part({ part, entry }: { part: HelpPart; entry: string | undefined }) {
  return (
    <div>
      {part.title !== undefined && <h2 className="lw-help-title">{part.title}</h2>}
      {'lines' in part ? (
        <ol className="lw-help-lines">
          {part.lines.map((line) => (
            <li key={line}>
              <Entry marked={entry === line}>{line}</Entry>
            </li>
          ))}
        </ol>
      ) : (
        <dl className="lw-help-rows">
          {part.rows.map(({ name, meaning }) => (
            <div key={name}>
              <dt>
                <Entry marked={entry === name}>{name}</Entry>
              </dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}
