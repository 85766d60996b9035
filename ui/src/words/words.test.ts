// House rules for what a person reads.

import { readdirSync, readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

import { fillText } from './fill';
import { ago, checkedLately, date, span } from './time';

const FORBIDDEN = /\b(services?|associations?|destinations?|journeys?|tokens?|connections?)\b/i;
/** The two places that may use AWS's own terms; the pages of Help are in the folder help/. */
const MAY = ['help.ts', 'technical.ts'];

/** AWS's own names: of its API, for the cloud team alone, and of what AWS_SESSION_TOKEN holds, which people have to find again. */
const EXCEPTIONS = ['CreateConnectorDestination', "'Session token'"];

const files = readdirSync(import.meta.dirname).filter((name) => /\.tsx?$/.test(name) && !name.includes('.test.'));

test.each(files.filter((name) => !MAY.includes(name)))("%s has none of AWS's own words", (name) => {
  const source = readFileSync(`${import.meta.dirname}/${name}`, 'utf8')
    .replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
    .replaceAll(/^import .*$/gm, '')
    .replaceAll(/\bcase '\w+':/g, '');
  const texts = source.match(/'[^'\n]*'|"[^"\n]*"|`[^`]*`/g) ?? [];
  const wrong = texts.filter((text) => FORBIDDEN.test(text) && !EXCEPTIONS.some((each) => text.includes(each)));
  expect(wrong).toEqual([]);
});

test('Help and Technical view are the exceptions, and they exist', () => {
  expect(files).toEqual(expect.arrayContaining(MAY));
});

test('a span of time is told in its largest unit', () => {
  expect([0, 59_000, 60_000, 3_600_000, 86_400_000, 200_000_000].map(span)).toEqual(['0 s', '59 s', '1 min', '1 h', '1 day', '2 days']);
  expect(ago(1000, 1500)).toBe('just now');
  expect(date('2026-11-21')).toBe('21 Nov 2026');
  expect(date('unknown')).toBe('unknown');
});

test('a place without a value stays as it is', () => {
  expect(fillText('Edit {name} {other}', { name: 'Hall' })).toBe('Edit Hall {other}');
});

test('a line of many tells when it was checked in steps', () => {
  expect([0, 14_999, 15_000, 20_000, 59_000, 60_000, 3_600_000].map((since) => checkedLately(0, since))).toEqual([
    'checked just now',
    'checked just now',
    'checked 10 s ago',
    'checked 20 s ago',
    'checked 50 s ago',
    'checked 1 min ago',
    'checked 1 h ago',
  ]);
});
