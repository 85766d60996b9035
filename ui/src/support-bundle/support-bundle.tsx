// The support bundle, every line of it, before it is saved.
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Pagination from '@cloudscape-design/components/pagination';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useState } from 'react';

import type { BundleView, LinkView } from '../backend/contract';
import { useAnswer } from '../desk/use-answer';
import { useQuestion } from '../desk/use-question';
import { Dialog } from '../link/dialog';
import { fill } from '../words/fill';
import { links } from '../words/links';
import { bundle as words } from '../words/support-bundle';

const LINES = 200;

export function SupportBundle({ link: { accountAssociationId }, onEnd }: { link: LinkView; onEnd: () => void }) {
  const preview = useQuestion('preview_support_bundle', { accountAssociationId });
  const saved = useAnswer('save_support_bundle');
  return (
    <Dialog
      title={words.title}
      size="large"
      act={words.save}
      keep={words.close}
      testId="save-bundle"
      busy={saved.asking}
      whyNot={preview.page === null ? '' : null}
      problem={preview.problem ?? saved.problem}
      onAct={() => void saved.ask({ accountAssociationId })}
      onEnd={onEnd}
    >
      <p>{words.meaning}</p>
      {preview.page === null ? (
        preview.asking && <StatusIndicator type="loading">{words.loading}</StatusIndicator>
      ) : (
        <Preview bundle={preview.page} />
      )}
      <div aria-live="polite">
        {saved.answer !== null && (
          <StatusIndicator type="success">{fill(words.saved, { path: <code><bdi>{saved.answer.path}</bdi></code> })}</StatusIndicator>
        )}
      </div>
    </Dialog>
  );
}

function Preview({ bundle: { lines, aliases } }: { bundle: BundleView }) {
  const [page, setPage] = useState(1);
  const pages = Math.ceil(lines.length / LINES);
  const from = (page - 1) * LINES;
  return (
    <SpaceBetween size="xs">
      <span className="lw-quiet">{words.lines(lines.length)}</span>
      {/* Scrolled by keyboard as well. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className="lw-bundle" role="region" tabIndex={0} aria-label={words.preview} data-testid="bundle-lines">
        {lines.slice(from, from + LINES).join('\n')}
      </pre>
      {pages > 1 && (
        <Pagination
          currentPageIndex={page}
          pagesCount={pages}
          ariaLabels={{ nextPageLabel: links.nextPage, previousPageLabel: links.previousPage, pageLabel: words.page }}
          onChange={({ detail }) => setPage(detail.currentPageIndex)}
        />
      )}
      {aliases.length > 0 && (
        <ExpandableSection headerText={words.aliases(aliases.length)}>
          <span className="lw-quiet">{words.aliasesMeaning}</span>
          <dl className="lw-facts" data-testid="bundle-aliases">
            {aliases.slice(0, LINES).map(({ key, value }) => (
              <div key={key}>
                <dt>{key}</dt>
                <dd>
                  <bdi>{value}</bdi>
                </dd>
              </div>
            ))}
          </dl>
        </ExpandableSection>
      )}
    </SpaceBetween>
  );
}
