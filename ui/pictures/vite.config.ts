// Builds the pictures page for looking at; `npm run pictures` serves it.
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

import { cloudscapeStyles } from '../cloudscape-styles.ts';

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [react(), cloudscapeStyles()],
  build: {
    outDir: '../node_modules/.pictures',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2000,
  },
});
