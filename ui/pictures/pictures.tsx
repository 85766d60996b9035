// Shows the window in one named state, `?state=home&theme=dark`. Never shipped.
import '@cloudscape-design/global-styles/index.css';
import '../src/window.css';

import { createRoot } from 'react-dom/client';

import { App } from '../src/app';
import { goodDay } from '../src/backend/samples';
import { ScriptedBackend } from '../src/backend/scripted';
import { states } from './states';

const asked = new URLSearchParams(location.search);
const name = asked.get('state') ?? 'home';
const theme = asked.get('theme') === 'dark' ? 'dark' : 'light';
const size = asked.get('size');

document.addEventListener('securitypolicyviolation', (event) => {
  document.documentElement.dataset['violation'] = `${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`;
});

const root = document.getElementById('root');
const state = states[name];
if (root !== null && state === undefined) {
  root.replaceChildren(
    ...Object.keys(states).map((each) => {
      const link = document.createElement('a');
      link.href = `?state=${each}`;
      link.textContent = `${each} `;
      return link;
    }),
  );
}
if (root !== null && state !== undefined) {
  const view = {
    ...state.view,
    settings: { ...state.view.settings, theme, textSize: size === 'large' || size === 'largest' ? size : 'normal' } as const,
  };
  createRoot(root).render(<App backend={new ScriptedBackend(view, { ...goodDay, ...state.script })} still={null} />);
  void walk(state.steps ?? []);
}

async function walk(steps: string[]) {
  for (const step of steps) {
    const [id = '', text] = step.split('=');
    const target = await found(id);
    if (text === undefined) pressable(target).dispatchEvent(new MouseEvent('click', { bubbles: true }));
    else type(target as HTMLInputElement | HTMLTextAreaElement, text);
    await pause(250);
  }
  while (document.querySelector('[data-ready] h1') === null) await pause(50);
  await pause(300);
  document.documentElement.dataset['walked'] = 'true';
}

async function found(id: string): Promise<HTMLElement> {
  for (;;) {
    const place = id.startsWith('place-') ? `a[href="#${id.slice('place-'.length)}"]` : `[data-testid="${id}"]`;
    const target = document.querySelector<HTMLElement>(place);
    if (target !== null) return target;
    await pause(50);
  }
}

/** A test id stands on what is pressed, on what lies in it, or on what holds it. */
function pressable(target: HTMLElement): Element {
  return target.closest('button, a, label, [role=button]') ?? target.querySelector('button, [role=button], [role=menuitem]') ?? target;
}

function type(input: HTMLInputElement | HTMLTextAreaElement, text: string) {
  const of = input instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype;
  Object.getOwnPropertyDescriptor(of, 'value')?.set?.call(input, text);
  input.dispatchEvent(new Event('input', { bubbles: true }));
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
