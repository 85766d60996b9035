// The first frame, drawn without the window.

import { readFileSync } from 'node:fs';

import { beforeEach, expect, test } from 'vitest';

import { desk, elsewhere, live, problem, settings, waiting } from './backend/samples';
import { showFirstFrame } from './first-frame';

const root = document.createElement('div');
beforeEach(() => {
  const page = new DOMParser().parseFromString(readFileSync('index.html', 'utf8'), 'text/html');
  root.replaceChildren(...(page.getElementById('root')?.children ?? []));
});

test('the first frame says where the person works and what is waiting', () => {
  showFirstFrame(root, live({ waiting, waitingCount: 4 }));
  expect(root).toHaveTextContent('ACME Prod · Installer/ak · Europe (Ireland)');
  expect(root).toHaveTextContent('Waiting for you (4)');
  expect(root).toHaveTextContent('Miller Flat 3');
});

test('links of other desks have a group of their own', () => {
  showFirstFrame(root, live({ waiting, waitingCount: 4, elsewhere, elsewhereCount: 15 }));
  expect(root).toHaveTextContent('Waiting at other desks (15)');
  expect(root).toHaveTextContent('Weaver Row 4Northgate Locks20 Nov 2026');
});

test('a copy that can do nothing says why from the first frame on', () => {
  showFirstFrame(root, desk({ unusable: problem({ title: 'Linkwright is already open' }), waiting, waitingCount: 4 }));
  expect(root).toHaveTextContent('Linkwright is already open');
  expect(root).not.toHaveTextContent('Waiting for you');
});

test('in practice it says so from the first frame on', () => {
  showFirstFrame(root, desk());
  expect(root).toHaveTextContent('PRACTICE nothing here reaches AWS');
});

test('names are shown as text', () => {
  const line = { ...waiting[0]!, customer: '<img src=x>' };
  showFirstFrame(root, desk({ waiting: [line], waitingCount: 1 }));
  expect(root.querySelector('img')).toBeNull();
  expect(root).toHaveTextContent('<img src=x>');
});

test('the theme is the chosen one', () => {
  showFirstFrame(root, desk({ settings: { ...settings, theme: 'dark' } }));
  expect(root.querySelector('.first-frame-dark')).not.toBeNull();
});
