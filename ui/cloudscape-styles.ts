// A Vite plugin for Cloudscape's style sheets. It takes out the embedded
// typeface, so that the window uses the system's font and no style holds a
// data: font, and the default written into every use of a theme's property that
// the theme defines anyway, which is half of the weight.
import { readFileSync } from 'node:fs';

import type { Plugin } from 'vite';

const THEME = 'node_modules/@cloudscape-design/components/internal/base-theme/styles.scoped.css';
const FACE = /@font-face\s*\{[^}]*\}/g;
const FAMILY = /["']Open Sans["'],\s*["']Helvetica Neue["'],\s*Roboto,\s*Arial,\s*sans-serif/g;

export function cloudscapeStyles(): Plugin {
  let defined = new Set<string>();
  return {
    name: 'cloudscape-styles',
    enforce: 'pre',
    configResolved({ root }) {
      const theme = readFileSync(new URL(THEME, `file://${root.replace(/\/pictures$/, '')}/`), 'utf8');
      defined = new Set(theme.match(/--[\w-]+(?=:)/g));
    },
    transform(code, id) {
      if (!id.includes('@cloudscape-design') || !id.endsWith('.css')) return null;
      const own = code.replace(FACE, '').replace(FAMILY, 'system-ui, sans-serif');
      return { code: withoutDefaults(own, defined), map: null };
    },
  };
}

/** `var(--known, anything)` becomes `var(--known)`. */
function withoutDefaults(css: string, defined: Set<string>): string {
  const use = /var\((--[\w-]+),/g;
  let out = '';
  let from = 0;
  for (let match = use.exec(css); match !== null; match = use.exec(css)) {
    if (match[1] === undefined || !defined.has(match[1])) continue;
    const end = closing(css, use.lastIndex);
    out += `${css.slice(from, match.index)}var(${match[1]})`;
    from = end + 1;
    use.lastIndex = from;
  }
  return out + css.slice(from);
}

function closing(css: string, from: number): number {
  let depth = 1;
  for (let at = from; at < css.length; at += 1) {
    if (css[at] === '(') depth += 1;
    if (css[at] === ')') depth -= 1;
    if (depth === 0) return at;
  }
  throw new Error('a parenthesis is not closed');
}
