// What was done on this computer, newest first, a page at a time.
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';
import { useState } from 'react';

import type { ActivityEntry } from '../backend/contract';
import { useDesk } from '../desk/desk';
import { useNarrow } from '../desk/narrow';
import { usePlaces } from '../desk/places';
import { useAnswer } from '../desk/use-answer';
import { useQuestion } from '../desk/use-question';
import { ProblemPanel } from '../problem/problem-panel';
import { activity as words } from '../words/activity';
import { fill, fillText } from '../words/fill';
import { links } from '../words/links';
import { exactly } from '../words/time';

const ROWS = 200;

export function Activity() {
  const { account } = useDesk();
  const narrow = useNarrow();
  const [behind, setBehind] = useState<string | null>(null);
  const asked = useQuestion('list_activity', { behind });
  const exported = useAnswer('export_activity');
  const problem = asked.problem ?? exported.problem;
  const older = asked.page?.next ?? null;
  const entries = asked.page?.entries.slice(0, ROWS) ?? [];

  return (
    <SpaceBetween size="m">
      <div>
        <Header
          variant="h1"
          description={words.meaning}
          actions={
            <Button iconName="download" data-testid="export-activity" loading={exported.asking} onClick={() => void exported.ask({})}>
              {words.export}
            </Button>
          }
        >
          {words.title}
        </Header>
        <div aria-live="polite" className="lw-said">
          {exported.answer !== null && (
            <StatusIndicator type="success">
              {fill(words.saved(exported.answer.count), { path: <code><bdi>{exported.answer.path}</bdi></code> })}
            </StatusIndicator>
          )}
        </div>
      </div>
      {problem !== null && <ProblemPanel problem={problem} mild on={{ tryAgain: asked.askAgain }} />}
      <Table
        items={entries}
        wrapLines
        contentDensity="compact"
        loading={asked.page === null && asked.asking}
        loadingText={words.loading}
        empty={asked.page === null ? words.loading : words.empty}
        ariaLabels={{ tableLabel: words.title }}
        columnDefinitions={[
          { id: 'at', header: words.columns.at, minWidth: 130, cell: (entry) => <span className="lw-numbers">{exactly(entry.at)}</span> },
          { id: 'what', header: words.columns.what, isRowHeader: true, minWidth: 220, cell: (entry) => <What entry={entry} /> },
          { id: 'link', header: words.columns.link, minWidth: 150, cell: (entry) => <LinkOf entry={entry} mine={isMine(entry, account)} /> },
          ...(narrow ? [] : [{ id: 'where', header: words.columns.where, minWidth: 150, cell: (entry: ActivityEntry) => where(entry) }]),
        ]}
        footer={
          behind !== null || older !== null ? (
            <SpaceBetween size="xs" direction="horizontal">
              {behind !== null && (
                <Button data-testid="newest-activity" onClick={() => setBehind(null)}>
                  {words.newest}
                </Button>
              )}
              {older !== null && (
                <Button data-testid="older-activity" onClick={() => setBehind(older)}>
                  {words.older}
                </Button>
              )}
            </SpaceBetween>
          ) : undefined
        }
      />
    </SpaceBetween>
  );
}

function What({ entry: { text, detail, operation, requestId } }: { entry: ActivityEntry }) {
  const { technicalView } = useDesk().settings;
  const names = [operation, requestId].filter((each) => each !== null);
  return (
    <>
      <bdi>{text}</bdi>
      {detail !== null && <bdi className="lw-row-why">{detail}</bdi>}
      {technicalView && names.length > 0 && <code className="lw-id">{names.join(' · ')}</code>}
    </>
  );
}

function LinkOf({ entry: { name, accountAssociationId }, mine }: { entry: ActivityEntry; mine: boolean }) {
  const { go } = usePlaces();
  if (accountAssociationId === null || !mine) return <bdi>{name ?? links.none}</bdi>;
  return (
    <Button
      variant="inline-link"
      ariaLabel={fillText(words.open, { name: name ?? accountAssociationId })}
      onClick={() => go({ kind: 'link', accountAssociationId })}
    >
      {name ?? links.open}
    </Button>
  );
}

/** A link is opened in the AWS account it is in, and in no other. */
function isMine({ identity }: ActivityEntry, account: { account: string; region: string; practice: boolean } | null): boolean {
  return account !== null && identity.account === account.account && identity.region === account.region && identity.practice === account.practice;
}

function where({ identity }: ActivityEntry): string {
  return identity.practice ? words.practice : words.where(identity.account, identity.regionName);
}
