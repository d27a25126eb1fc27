import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { requireBuilds } from './builds.mjs';
import { root } from './folder.mjs';
import { leave } from './lines.mjs';
import { requireNode, requirePackages } from './packages.mjs';

/** @typedef {{ runCli: (args: readonly string[], env: NodeJS.ProcessEnv) => Promise<number> }} CliProgram */

/** `npm run cli -- COMMAND`: the same care as `npm start`, all of it on stderr, as stdout is the command's. */

try {
  requireNode();
  await requirePackages();
  await requireBuilds(['server']);
  const program = pathToFileURL(join(root, 'dist/server/cli.mjs')).href;
  const { runCli } = /** @type {CliProgram} */ (await import(program));
  process.exitCode = await runCli(process.argv.slice(2), process.env);
} catch (error) {
  leave(error);
}
