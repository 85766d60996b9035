// Every named state of the window looked at by axe.
import { screen } from '@testing-library/react';
import axe from 'axe-core';
import { expect, test } from 'vitest';

import { states, type State } from '../../pictures/states';
import { showWindow } from '../../test-window';

/** jsdom draws nothing, so colours are looked at in the pictures. */
const rules = { 'color-contrast': { enabled: false } };

/** Light and dark differ in colours alone, so one state of each kind is enough in dark. */
const alsoInDark = [
  'home-notice',
  'creating-give-up',
  'sign-in-happened-technical',
  'first-start',
  'home',
  'customer-typed',
  'sign-in-here',
  'sign-in-give',
  'sign-in-failed',
  'devices-choosing',
  'devices-some-failed',
  'done',
  'links',
  'link',
  'link-diagnosis',
  'link-unlink',
  'devices-another-account',
  'home-plans',
  'aws-accounts',
  'aws-accounts-marks',
  'add-keys',
  'aws-sign-in-open',
  'aws-confirm',
  'band-switcher',
  'access-test',
  'practice',
  'help',
  'settings',
];

export function checkAccessibility(belongs: (name: string) => boolean) {
  const named = Object.entries(states).filter(([name]) => belongs(name));
  const inDark = named.filter(([name]) => alsoInDark.includes(name));
  test.each(named)('%s has no accessibility violation', async (_, state) => check(state, 'light'));
  test.each(inDark)('%s has no accessibility violation in dark', async (_, state) => check(state, 'dark'));
}

async function check(state: State, theme: 'light' | 'dark') {
  await walked({ ...state, view: { ...state.view, settings: { ...state.view.settings, theme } } });
  const { violations } = await axe.run(document.body, { rules, resultTypes: ['violations'], preload: false });
  const found = violations.flatMap(({ id, nodes }) => nodes.map((node) => ({ id, html: node.html })));
  expect(found.filter((each) => !isMenuOfTable(each)).map(({ id, html }) => `${id}: ${html}`)).toEqual([]);
}

/** Such a menu opens at the end of the body, outside of every region, so that the table cannot cut it off. */
function isMenuOfTable({ id, html }: { id: string; html: string }): boolean {
  return id === 'region' && html.includes('data-awsui-referrer-id');
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
}
