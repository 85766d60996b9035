// A Vite plugin that fails the build when the first frame grows: everything the
// window needs before it can show who is waiting, Cloudscape and React not among it.
import type { Plugin, Rolldown } from 'vite';

/** Bytes of index.html with its script and style, as they are loaded. */
export const MOST_BYTES = 20_000;

export function firstFrameWeight(): Plugin {
  return {
    name: 'first-frame-weight',
    enforce: 'post',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const parts = firstFrame(bundle);
        const bytes = parts.reduce((sum, part) => sum + part.bytes, 0);
        if (bytes <= MOST_BYTES) return;
        const list = parts.map((part) => `${part.name} ${part.bytes}`).join(', ');
        this.error(`the first frame has ${bytes} bytes, ${MOST_BYTES} at most are allowed: ${list}`);
      },
    },
  };
}

/** index.html, its script with what that imports at once, and their styles. */
export function firstFrame(bundle: Rolldown.OutputBundle): { name: string; bytes: number }[] {
  const names = new Set<string>();
  const add = (name: string) => {
    if (names.has(name)) return;
    names.add(name);
    const part = bundle[name];
    if (part?.type !== 'chunk') return;
    part.imports.forEach(add);
    part.viteMetadata?.importedCss.forEach((css) => names.add(css));
  };
  for (const part of Object.values(bundle)) {
    if (part.fileName.endsWith('.html') || (part.type === 'chunk' && part.isEntry)) add(part.fileName);
  }
  return [...names].map((name) => ({ name, bytes: bytesOf(bundle[name]) }));
}

function bytesOf(part: Rolldown.OutputAsset | Rolldown.OutputChunk | undefined): number {
  if (part === undefined) return 0;
  const content = part.type === 'chunk' ? part.code : part.source;
  return typeof content === 'string' ? Buffer.byteLength(content) : content.byteLength;
}
