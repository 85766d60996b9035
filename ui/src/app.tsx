// Subscribes to the desk and draws the window from its views. Until the first
// one has arrived the still frame of index.html stays.
import { I18nProvider } from '@cloudscape-design/components/i18n';
import messages from '@cloudscape-design/components/i18n/messages/all.en';
import { useEffect, useState } from 'react';

import type { Backend } from './backend/backend';
import type { DeskView, ProblemView } from './backend/contract';
import { asProblem } from './backend/problem';
import { Unusable } from './closing/unusable';
import { DeskProvider } from './desk/desk';
import { useLook } from './desk/look';
import { Broken } from './problem/broken';
import { Window } from './window';

export function App({ backend, still }: { backend: Backend; still: Element | null }) {
  const [view, setView] = useState<DeskView | null>(null);
  const [problem, setProblem] = useState<ProblemView | null>(null);

  useEffect(() => {
    let here = true;
    backend.subscribe((next) => here && setView(next)).catch((error: unknown) => here && setProblem(asProblem(error)));
    return () => {
      here = false;
    };
  }, [backend]);
  useLook(view?.settings);
  useReady(backend, view !== null);

  if (problem !== null) return <p role="alert">{`${problem.title}. ${problem.meaning}`}</p>;
  if (view === null) return still === null ? null : <Still of={still} />;
  return (
    <I18nProvider locale="en" messages={[messages]}>
      <DeskProvider view={view} backend={backend}>
        <Broken>
          {view.unusable === null ? <Window /> : <Unusable problem={view.unusable} />}
        </Broken>
      </DeskProvider>
    </I18nProvider>
  );
}

/** Keeps the still frame in place, which the first render would remove. */
function Still({ of }: { of: Element }) {
  return <div className="lw-still" ref={(here) => here?.replaceChildren(of)} />;
}

/**
 * The second frame after the first view was drawn has it on the screen. A hidden
 * page gets no frames, and the window may be hidden until this is said.
 */
function useReady(backend: Backend, drawn: boolean) {
  useEffect(() => {
    if (!drawn) return;
    document.documentElement.dataset['ready'] = 'true';
    const say = () => void backend.windowReady().catch(() => undefined);
    if (document.hidden) say();
    else requestAnimationFrame(() => requestAnimationFrame(say));
  }, [backend, drawn]);
}
