import { join } from 'node:path';
import { build } from 'vite';
import { leave } from './lines.mjs';
import { root } from './folder.mjs';

/**
 * A process of its own, as the bundler keeps a few hundred megabytes that a server has no use for.
 * Usage: `node build.mjs [client] [server] [--keep]`.
 */
const asked = process.argv.slice(2);
const emptyOutDir = !asked.includes('--keep');

/** Programs of their own: two for people, two that the server starts in threads. */
const entries = {
  main: join(root, 'server/main.ts'),
  cli: join(root, 'server/cli/cli.ts'),
  worker: join(root, 'server/workers/worker.ts'),
  writer: join(root, 'server/storage/sqlite/writer.ts'),
};

try {
  if (asked.includes('client')) await buildClient();
  if (asked.includes('server')) await buildServer();
} catch (error) {
  leave(error);
}

async function buildClient() {
  await build({
    configFile: join(root, 'client/vite.config.ts'),
    mode: 'production',
    logLevel: 'warn',
    build: { emptyOutDir },
  });
}

/**
 * Packages stay outside, JSON goes in. All files lie in one folder, so that `new URL('./writer.mjs', import.meta.url)`
 * finds the same program from whichever of them the code ended up in.
 */
async function buildServer() {
  await build({
    configFile: false,
    root,
    publicDir: false,
    mode: 'production',
    logLevel: 'warn',
    build: {
      ssr: true,
      target: 'node20',
      outDir: join(root, 'dist/server'),
      emptyOutDir,
      minify: false,
      rolldownOptions: {
        input: entries,
        output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: 'part-[name]-[hash].mjs' },
      },
    },
  });
}
