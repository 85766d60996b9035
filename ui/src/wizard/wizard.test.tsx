// Making and removing a link, and what went wrong with it.

import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';

import { button, showWindow } from '../../test-window';
import { desk, journey, problem } from '../backend/samples';
import { Refusal } from '../backend/scripted';

test('a link that is being made says so', async () => {
  await showWindow(desk({ open: journey({ kind: 'creating', problem: null }) }));
  expect(await screen.findByText(/Asking AWS to make the link/)).toBeVisible();
  expect(screen.queryByTestId('try-again')).toBeNull();
});

test('a lost answer is tried again, which cannot double anything', async () => {
  const { backend, press } = await showWindow(
    desk({ open: journey({ kind: 'creating', problem: problem({ title: 'No answer from AWS' }) }) }),
  );
  expect(await screen.findByText('No answer from AWS')).toBeVisible();
  expect(screen.getByText('Trying again cannot make a second link.')).toBeVisible();
  await press('try-again');
  expect(backend.formsOf('try_again')).toEqual([{ journeyId: 'j-1' }]);
});

test('a removal under way and its end are told', async () => {
  const { show } = await showWindow(desk({ open: journey({ kind: 'removing', problem: null }) }));
  expect(await screen.findByText(/Asking AWS to remove the link/)).toBeVisible();
  await show({ open: journey({ kind: 'removed' }) });
  expect(await screen.findByRole('heading', { level: 1 })).toHaveTextContent('The link was removed');
  expect(await button('go-home')).toBeVisible();
});

test('a removal that failed is tried again', async () => {
  const { backend, press } = await showWindow(desk({ open: journey({ kind: 'removing', problem: problem() }) }));
  await press('try-again');
  expect(backend.formsOf('try_again')).toHaveLength(1);
});

test('a refused act is shown with details to copy, and goes away', async () => {
  const { backend, press, user } = await showWindow(
    desk({ open: journey({ kind: 'creating', problem: problem() }) }),
    {
      try_again: () => {
        throw new Refusal(problem({ title: 'Not now', requestId: 'r-42' }));
      },
    },
  );
  await press('try-again');
  expect(await screen.findByText('Not now')).toBeVisible();
  await user.click(screen.getAllByText('Copy details')[0] as HTMLElement);
  expect(backend.formsOf('copy_text')[0]?.text).toContain('Request id: r-42');
  await user.click(screen.getByLabelText('Close this message'));
  expect(screen.queryByText('Not now')).toBeNull();
});
