import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { budget } from '#test/world/budgets.ts';
import { typeThroughKills } from '#test/world/kills.ts';
import { DOCUMENT, openClient, OTHER_DOCUMENT, STORE_FILE } from '#test/world/live.ts';
import { root } from '#test/world/root.ts';

const KILLS = budget('kills');
const WRITERS = ['lan', 'minh', 'nam', 'thu'] as const;

test(
  'no kill loses what was acknowledged or seen, and what was typed comes again',
  { timeout: 60_000 + KILLS * 20_000 },
  async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'dong-thao-kill-'));
    let child: ChildProcess | undefined;
    let port = 0;
    const start = async (): Promise<void> => {
      child = fork(join(root, 'test/world/live-child.ts'), {
        execArgv: ['--import', 'tsx'],
        env: { ...process.env, DATA_DIR: dataDir, PORT: String(port) },
      });
      const [message] = (await once(child, 'message')) as [{ readonly url: string }];
      port = Number(new URL(message.url).port);
    };
    const kill = async (): Promise<void> => {
      const ended = child?.exitCode === null && child.signalCode === null ? once(child, 'exit') : undefined;
      child?.kill('SIGKILL');
      await ended;
    };
    try {
      await start();

      const figures = await typeThroughKills(
        {
          storeFile: join(dataDir, STORE_FILE),
          documentIds: [DOCUMENT, OTHER_DOCUMENT],
          open: (at, options) => openClient(`ws://127.0.0.1:${port}/sync`, WRITERS[(at >> 2) % 4] ?? '', options),
          kill,
          start,
        },
        KILLS,
      );

      expect(figures.acknowledged).toBeGreaterThan(KILLS);
      if (process.env['BUDGET'] === 'soak') process.stderr.write(`${JSON.stringify(figures)}\n`);
    } finally {
      await kill();
      await rm(dataDir, { recursive: true, force: true });
    }
  },
);
