// One named state on the screen, with the steps that lead there walked.
import { createRoot, type Root } from 'react-dom/client';

import { App } from '../src/app';
import { goodDay } from '../src/backend/samples';
import { ScriptedBackend } from '../src/backend/scripted';
import { states } from './states';

export type Theme = 'light' | 'dark';

let root: Root | null = null;
let backend: ScriptedBackend | null = null;

export async function show(name: string, theme: Theme): Promise<void> {
  const holder = document.getElementById('root');
  const state = states[name];
  if (holder === null || state === undefined) throw new Error(`there is no state ${name}`);
  root?.unmount();
  delete document.documentElement.dataset['ready'];
  const view = { ...state.view, settings: { ...state.view.settings, theme } };
  backend = new ScriptedBackend(view, { ...goodDay, ...state.script });
  root = createRoot(holder);
  root.render(<App backend={backend} still={null} />);
  for (const step of state.steps ?? []) {
    const [id = '', text] = step.split('=');
    const target = await found(id);
    if (text === undefined) pressable(target).dispatchEvent(new MouseEvent('click', { bubbles: true }));
    else type(target as HTMLInputElement | HTMLTextAreaElement, text);
    await quiet();
  }
  // A place that is still being loaded hides the one before it.
  while (![...document.querySelectorAll('[data-ready] h1')].some((each) => each.checkVisibility())) await pause(TICK);
  await quiet();
}

/** The same state in other colours. */
export async function paint(theme: Theme): Promise<void> {
  if (backend === null) throw new Error('nothing is shown');
  backend.show({ settings: { ...backend.view.settings, theme } });
  while (document.body.classList.contains('awsui-dark-mode') !== (theme === 'dark')) await pause(TICK);
  await quiet();
}

/** The same state where the page has got another size: a menu opens where there is room, so the steps are walked again. */
export async function fit(name: string, theme: Theme): Promise<void> {
  const isWalked = (states[name]?.steps ?? []).length > 0;
  await (isWalked ? show(name, theme) : paint(theme));
}

const TICK = 20;
const QUIET_TICKS = 6;
const MOST_TICKS = 80;

/**
 * Until nothing changed, slid or faded for a while; what turns for ever is let
 * turn. Counted in turns of the page, not in time, so that a busy computer waits longer.
 */
export async function quiet(): Promise<void> {
  let still = 0;
  const watch = new MutationObserver(() => {
    still = 0;
  });
  watch.observe(document.documentElement, { subtree: true, childList: true, attributes: true, characterData: true });
  const isMoving = () =>
    document.getAnimations().some((each) => each.playState === 'running' && each.effect?.getComputedTiming().endTime !== Infinity);
  for (let ticks = 0; still < QUIET_TICKS && ticks < MOST_TICKS; ticks += 1) {
    await pause(TICK);
    still = isMoving() ? 0 : still + 1;
  }
  watch.disconnect();
}

async function found(id: string): Promise<HTMLElement> {
  const place = id.startsWith('place-') ? `a[href="#${id.slice('place-'.length)}"]` : `[data-testid="${id}"]`;
  for (let waited = 0; waited < 10_000; waited += 20) {
    const target = document.querySelector<HTMLElement>(place);
    if (target !== null) return target;
    await pause(20);
  }
  throw new Error(`waited in vain for ${id}`);
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
