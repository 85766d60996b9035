// How the window's content is built and its parts are tested.
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

import { cloudscapeStyles } from './cloudscape-styles.ts';
import { firstFrameWeight } from './first-frame-weight.ts';

export default defineConfig({
  plugins: [react(), cloudscapeStyles(), firstFrameWeight()],
  build: {
    target: ['safari16', 'chrome110'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1200,
  },
  test: {
    environment: 'jsdom',
    setupFiles: ['./test-setup.ts'],
    include: ['src/**/*.test.{ts,tsx}'],
    server: { deps: { inline: [/@cloudscape-design/] } },
    css: false,
    isolate: false,
    maxWorkers: 2,
    testTimeout: 30_000,
  },
});
