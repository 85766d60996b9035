// What happened, entry by entry; Technical view adds what AWS calls it.
import type { TimelineEntry, TimelinePage } from '../backend/contract';
import { useDesk } from '../desk/desk';
import { useAct } from '../desk/use-act';
import { CopyAct } from '../problem/copy-act';
import { exactly } from '../words/time';
import { timeline as words } from '../words/timeline';

const ROWS = 200;

/** Newest first. */
export function Entries({ page }: { page: TimelinePage }) {
  if (page.entries.length === 0) return <span className="lw-quiet">{words.empty}</span>;
  const entries = page.entries.toReversed().toSorted((one, other) => other.at - one.at);
  const leftOut = page.leftOut + Math.max(0, entries.length - ROWS);
  return (
    <>
      <ol className="lw-timeline">
        {entries.slice(0, ROWS).map((entry, index) => (
          // Several things happen in one moment, and entries have no name of their own.
          // eslint-disable-next-line react/no-array-index-key
          <Entry key={`${entry.at} ${index}`} entry={entry} />
        ))}
      </ol>
      {leftOut > 0 && <span className="lw-quiet">{words.leftOut(leftOut)}</span>}
    </>
  );
}

function Entry({ entry }: { entry: TimelineEntry }) {
  const { technicalView } = useDesk().settings;
  return (
    <li>
      <time className="lw-numbers" dateTime={new Date(entry.at).toISOString()}>
        {exactly(entry.at)}
      </time>
      <span>
        <bdi>{entry.text}</bdi>
        {entry.detail !== null && <bdi className="lw-row-why">{entry.detail}</bdi>}
        {technicalView && <Technical entry={entry} />}
      </span>
    </li>
  );
}

function Technical({ entry: { fact, operation, requestId } }: { entry: TimelineEntry }) {
  const act = useAct();
  const facts = [operation, fact, requestId].filter((each) => each !== null);
  if (facts.length === 0) return null;
  return (
    <span className="lw-timeline-technical">
      <code className="lw-id">{facts.join(' · ')}</code>
      {requestId !== null && (
        <CopyAct act={act} command="copy_text" form={{ text: requestId }} variant="inline-link" ariaLabel={words.copyNamed(requestId)}>
          {words.copy}
        </CopyAct>
      )}
    </span>
  );
}
