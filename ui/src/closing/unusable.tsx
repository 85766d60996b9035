// Stands in place of every page when this copy can do nothing, as when Linkwright
// is already open.
import Button from '@cloudscape-design/components/button';
import { useEffect, useRef } from 'react';

import type { ProblemView } from '../backend/contract';
import { unusable as words } from '../words/closing';
import { useClose } from './use-close';

export function Unusable({ problem }: { problem: ProblemView }) {
  const { close, closing } = useClose();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <main className="lw-unusable" data-testid="unusable">
      <h1 ref={heading} tabIndex={-1}>
        <bdi>{problem.title}</bdi>
      </h1>
      <p>
        <bdi>{problem.meaning}</bdi>
      </p>
      {problem.detail !== null && (
        <p className="lw-quiet">
          <bdi>{problem.detail}</bdi>
        </p>
      )}
      <Button variant="primary" data-testid="close-window" loading={closing} onClick={close}>
        {words.close}
      </Button>
    </main>
  );
}
