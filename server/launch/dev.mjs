import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { leave } from './lines.mjs';
import { root } from './folder.mjs';
import { requireNode, requirePackages } from './packages.mjs';
import { watchParent } from './parent.mjs';

/** `npm run dev`: the real server from its sources. A second Node, as the loader of TypeScript must be there from its start. */
try {
  requireNode();
  await requirePackages();
  const program = fileURLToPath(new URL('./dev-server.mjs', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', program], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'development' },
    stdio: 'inherit',
  });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => child.kill(signal));
  await watchParent(() => child.kill('SIGTERM'));
  child.once('error', leave);
  child.once('exit', (code) => process.exit(code ?? 1));
} catch (error) {
  leave(error);
}
