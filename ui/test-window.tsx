// The whole window on the scripted twin, as a test sees it.
import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

import { App } from './src/app';
import type { DeskView } from './src/backend/contract';
import { goodDay } from './src/backend/samples';
import { ScriptedBackend, type Script } from './src/backend/scripted';
// Loaded beforehand, so that a slow computer does not spend a test's time on it.
import './src/later';

export async function showWindow(view: DeskView, script: Script = {}) {
  const backend = new ScriptedBackend(view, { ...goodDay, ...script });
  const user = userEvent.setup();
  render(<App backend={backend} still={null} />);
  await screen.findByTestId(view.unusable === null ? 'band' : 'unusable');
  return {
    backend,
    user,
    /** The desk's next view. */
    show: (part: Partial<DeskView>) => act(async () => backend.show(part)),
    press: async (testId: string) => user.click(await button(testId)),
    typeInto: async (testId: string, text: string) => user.type(await screen.findByTestId(testId), text),
  };
}

/** A test id stands on a button, on what lies in it or in a tile, or on what holds it. */
export async function button(testId: string): Promise<HTMLElement> {
  const found = await screen.findByTestId(testId);
  const own = found.closest<HTMLElement>('button, a, [role="tab"], [role="button"], label');
  return own ?? found.querySelector<HTMLElement>('[role="menuitem"]') ?? within(found).queryByRole('button') ?? found;
}
