// Every named state of the window looked at by axe, in light and dark.
import { screen } from '@testing-library/react';
import axe from 'axe-core';
import { expect, test } from 'vitest';

import { states, type State } from '../../pictures/states';
import { showWindow } from '../../test-window';

/** jsdom draws nothing, so colours are looked at in the pictures. */
const rules = { 'color-contrast': { enabled: false } };

export function checkAccessibility(belongs: (name: string) => boolean) {
  const named = Object.entries(states).filter(([name]) => belongs(name));
  test.each(named)('%s has no accessibility violation, in light and dark', async (_, state) => {
    const { show } = await walked(state);
    for (const theme of ['light', 'dark'] as const) {
      await show({ settings: { ...state.view.settings, theme } });
      const { violations } = await axe.run(document.body, { rules, resultTypes: ['violations'], preload: false });
      expect(violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
    }
  });
}

async function walked(state: State) {
  const shown = await showWindow(state.view, state.script);
  for (const step of state.steps ?? []) {
    const [id = '', text] = step.split('=');
    const place = id.startsWith('place-') ? document.querySelector(`a[href="#${id.slice('place-'.length)}"]`) : null;
    if (text !== undefined) await shown.typeInto(id, text);
    else if (place !== null) await shown.user.click(place);
    else await shown.press(id);
  }
  await screen.findAllByRole('heading', { level: 1, hidden: true });
  return shown;
}
