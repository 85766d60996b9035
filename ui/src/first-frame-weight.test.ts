// What counts as the first frame, and what does not.
import { expect, test } from 'vitest';

import { firstFrame } from '../first-frame-weight';

type Bundle = Parameters<typeof firstFrame>[0];

function chunk(fileName: string, code: string, more: { isEntry?: boolean; imports?: string[]; css?: string[] } = {}) {
  const { isEntry = false, imports = [], css = [] } = more;
  return { type: 'chunk', fileName, code, isEntry, imports, viteMetadata: { importedCss: new Set(css) } };
}

const asset = (fileName: string, source: string) => ({ type: 'asset', fileName, source });

test('the page, its script, what that imports at once and their styles are weighed', () => {
  const parts = [
    asset('index.html', '<html>'),
    chunk('index.js', 'ö', { isEntry: true, imports: ['shared.js'], css: ['index.css'] }),
    chunk('shared.js', 'abc'),
    asset('index.css', 'a{}'),
    chunk('complete-page.js', 'large', { css: ['complete-page.css'] }),
    asset('complete-page.css', 'large'),
  ];
  const bundle = Object.fromEntries(parts.map((part) => [part.fileName, part])) as unknown as Bundle;
  expect(firstFrame(bundle)).toEqual([
    { name: 'index.html', bytes: 6 },
    { name: 'index.js', bytes: 2 },
    { name: 'shared.js', bytes: 3 },
    { name: 'index.css', bytes: 3 },
  ]);
});
