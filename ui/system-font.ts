// A Vite plugin: takes Cloudscape's embedded typeface out of its style sheets,
// so that the window uses the system's font and no style holds a data: font.
import type { Plugin } from 'vite';

const FACE = /@font-face\s*\{[^}]*\}/g;
const FAMILY = /["']Open Sans["'],\s*["']Helvetica Neue["'],\s*Roboto,\s*Arial,\s*sans-serif/g;

export function systemFont(): Plugin {
  return {
    name: 'system-font',
    enforce: 'pre',
    transform(code, id) {
      if (!id.includes('@cloudscape-design') || !id.endsWith('.css')) return null;
      return { code: code.replace(FACE, '').replace(FAMILY, 'system-ui, sans-serif'), map: null };
    },
  };
}
