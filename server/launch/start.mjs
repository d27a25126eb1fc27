import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { requireBuilds } from './builds.mjs';
import { dataFolder, rememberDataFolder, root } from './folder.mjs';
import { runUntilStopped } from './lifecycle.mjs';
import { leave } from './lines.mjs';
import { requireNode, requirePackages } from './packages.mjs';

/**
 * @typedef {import('./lifecycle.mjs').RunningServer} RunningServer
 * @typedef {{ startServer: (env: NodeJS.ProcessEnv) => Promise<RunningServer> }} ServerProgram
 */

/** `npm start`: packages, build, and the server in this same process, so that signals reach it. */

try {
  requireNode();
  await requirePackages();
  await requireBuilds();
  await rememberDataFolder(dataFolder(process.env));
  const { address } = await runUntilStopped(async () => {
    const program = pathToFileURL(join(root, 'dist/server/main.mjs')).href;
    const { startServer } = /** @type {ServerProgram} */ (await import(program));
    return startServer(process.env);
  });
  // For a program that started us with a channel: with PORT=0 it can't know.
  process.send?.({ address });
} catch (error) {
  leave(error);
}
