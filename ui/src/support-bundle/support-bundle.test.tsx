// The support bundle: every line is seen before it is saved.

import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';

import { button, showWindow } from '../../test-window';
import { bundle, live, problem } from '../backend/samples';
import { Refusal, type Script } from '../backend/scripted';

async function atBundle(script: Script = {}) {
  const shown = await showWindow(live(), script);
  await shown.user.click(screen.getByText('Links'));
  await shown.press('open-link-aa-4');
  await shown.press('link-more');
  await shown.press('support-bundle');
  return shown;
}

test('every line and every replaced name is shown, and nothing is saved unasked', async () => {
  const { backend, press } = await atBundle();
  expect((await screen.findByTestId('bundle-lines')).textContent).toBe(bundle.lines.join('\n'));
  expect(screen.getByTestId('bundle-aliases')).toHaveTextContent('Customer-AO’Brien Müller, Flat 3');
  expect(backend.formsOf('save_support_bundle')).toEqual([]);
  await press('save-bundle');
  expect(await screen.findByText(/Saved as/)).toHaveTextContent('/home/ak/Documents/support bundle 2026-11-21.txt');
});

test('a long bundle is shown in pages of two hundred lines, none left out', async () => {
  const lines = Array.from({ length: 450 }, (_, at) => `line ${at + 1}`);
  const { user } = await atBundle({ preview_support_bundle: () => ({ lines, aliases: [] }) });
  expect(await screen.findByText('450 lines')).toBeVisible();
  const shown = () => (screen.getByTestId('bundle-lines').textContent ?? '').split('\n');
  expect(shown()).toEqual(lines.slice(0, 200));
  await user.click(screen.getByLabelText('Lines, page 3'));
  expect(shown()).toEqual(lines.slice(400));
});

test('a bundle that could not be written cannot be saved and says why', async () => {
  await atBundle({
    preview_support_bundle: () => {
      throw new Refusal(problem({ title: 'The journal cannot be read' }));
    },
  });
  expect(await screen.findByText('The journal cannot be read')).toBeVisible();
  expect(await button('save-bundle')).toBeDisabled();
});
