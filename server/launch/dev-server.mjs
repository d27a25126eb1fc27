import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createServer } from 'vite';
import { dataFolder, rememberDataFolder, root } from './folder.mjs';
import { runUntilStopped } from './lifecycle.mjs';
import { leave } from './lines.mjs';

/**
 * @typedef {import('./lifecycle.mjs').RunningServer} RunningServer
 * @typedef {{ clientMiddleware: import('vite').Connect.Server }} Development
 * @typedef {{ startServer: (env: NodeJS.ProcessEnv, dev: Development) => Promise<RunningServer> }} ServerSource
 */

/** What `npm run dev` starts under tsx: the server from its sources, with Vite's middleware for the built client. */
try {
  await rememberDataFolder(dataFolder(process.env));
  await runUntilStopped(async () => {
    const vite = await createServer({
      configFile: join(root, 'client/vite.config.ts'),
      server: { middlewareMode: true },
      appType: 'spa',
    });
    const { startServer } = /** @type {ServerSource} */ (
      await import(pathToFileURL(join(root, 'server/main.ts')).href)
    );
    const server = await startServer(process.env, { clientMiddleware: vite.middlewares });
    return {
      address: server.address,
      async stop() {
        await server.stop();
        await vite.close();
      },
    };
  });
} catch (error) {
  leave(error);
}
