import { screen } from '@testing-library/react';
import axe from 'axe-core';
import { expect, test } from 'vitest';

import { showWindow } from '../test-window';
import { states } from '../pictures/states';

/** jsdom draws nothing, so colours are looked at in the pictures. */
const rules = { 'color-contrast': { enabled: false } };

test.each(Object.entries(states))('%s has no accessibility violation, in light and dark', async (_, state) => {
  const { show, press, user, typeInto } = await showWindow(state.view, state.script);
  for (const step of state.steps ?? []) {
    const [id = '', text] = step.split('=');
    if (text !== undefined) await typeInto(id, text);
    else if (id.startsWith('place-')) await user.click(document.querySelector(`a[href="#${id.slice(6)}"]`) as Element);
    else await press(id);
  }
  await screen.findAllByRole('heading', { level: 1, hidden: true });
  for (const theme of ['light', 'dark'] as const) {
    await show({ settings: { ...state.view.settings, theme } });
    const { violations } = await axe.run(document.body, { rules, resultTypes: ['violations'] });
    expect(violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
  }
});
