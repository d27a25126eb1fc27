import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** One copy of each, or `instanceof` fails silently between the editor, the provider and the offline copy. */
const once = ['yjs', 'lib0', 'y-protocols', '@tiptap/y-tiptap', '@tiptap/core', '@tiptap/pm', 'react', 'react-dom'];

/** Files run whole: what says how schemas are made is in one with what makes them, as it has to run before the first is made. */
const schemas = { name: 'schemas', test: /node_modules[\\/]zod[\\/]|[\\/]app[\\/]without-eval\.ts$/ };

/** The server puts a fresh nonce in place of the placeholder with each answer of `index.html`. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  cacheDir: '../.cache/vite',
  plugins: [react()],
  resolve: { dedupe: once },
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    outDir: '../dist/client',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
    reportCompressedSize: false,
    rolldownOptions: { output: { codeSplitting: { groups: [schemas] } } },
  },
});
