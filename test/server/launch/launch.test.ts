import { once } from 'node:events';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFailed, test } from 'vitest';
import { openLaunchFolder, untilEnd, type LaunchFolder } from '#test/world/launch-folder.ts';

const START = 'server/launch/start.mjs';
const CLI = 'server/launch/cli.mjs';

let folder: LaunchFolder;
beforeAll(async () => {
  folder = await openLaunchFolder();
  await folder.run([START], { START_FAILS: '1' });
}, 60_000);
afterAll(() => folder.remove());

describe('packages', () => {
  const installing = 'Installing';

  test('are installed when they are missing, and then no more', async () => {
    await rm(join(folder.path, 'node_modules'), { recursive: true, force: true });

    const first = await folder.run([CLI, 'a']);
    const second = await folder.run([CLI, 'a']);

    expect(first.err).toContain(installing);
    expect(second.err).toBe('');
    expect([first.out, second.out]).toEqual(['a\n', 'a\n']);
  });

  test('that somebody installed by hand are taken as they are', async () => {
    await rm(join(folder.path, 'node_modules/.dong-thao-packages'));

    expect((await folder.run([CLI, 'a'])).err).toBe('');
  });

  test('are left alone, with one sentence, while a server of this folder answers', async () => {
    const place = process.platform === 'win32' ? String.raw`\\.\pipe\launch-test` : join(folder.path, 'control.sock');
    const server = createServer().listen(place);
    await once(server, 'listening');
    await folder.write('data/control.json', JSON.stringify({ path: place, secret: 's' }));
    await rm(join(folder.path, 'node_modules'), { recursive: true, force: true });

    const refused = await folder.run([CLI, 'a']);
    server.close();
    const after = await folder.run([CLI, 'a']);

    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toContain('a server of this folder is running');
    expect(refused.err.trim().split('\n')).toHaveLength(1);
    expect(after.err).toContain(installing);
  });
});

describe('builds', () => {
  const takeBuilt = async (): Promise<string> => {
    const text = await readFile(join(folder.path, 'built.txt'), 'utf8').catch(() => '');
    await rm(join(folder.path, 'built.txt'), { force: true });
    return text;
  };
  const stop = async (): Promise<void> => {
    const ended = await folder.run([START], { START_FAILS: '1' });
    expect(ended.code).toBe(1);
  };
  beforeEach(async () => {
    await stop();
    await takeBuilt();
  });

  test('are not made again from the same sources', async () => {
    await stop();

    expect(await takeBuilt()).toBe('');
  });

  test.each([
    ['client/a.ts', 'client\n'],
    ['server/a.ts', 'server\n'],
    ['shared/new.ts', 'client server\n'],
    ['package-lock.json', 'client server\n'],
  ])('are made of what changed: %s', async (name, built) => {
    const before = await readFile(join(folder.path, name), 'utf8').catch(() => '');
    await writeFile(join(folder.path, name), `${before}\n`);

    await stop();

    expect(await takeBuilt()).toBe(built);
  });

  test('that failed are tried again', async () => {
    await folder.write('server/a.ts', '// changed');

    const failed = await folder.run([START], { BUILD_FAILS: '1' });
    await stop();

    expect(failed.code).toBe(1);
    expect(failed.err).toContain('The build failed (code 3)');
    expect(await takeBuilt()).toBe('server\n');
  });
});

describe('a start', () => {
  test('that fails says why in one line', async () => {
    expect(await folder.run([START], { START_FAILS: '1' })).toEqual({ code: 1, out: '', err: 'The port is taken\n' });
  });

  test.each(['SIGTERM', 'SIGINT'] as const)('ends cleanly on %s', async (signal) => {
    const child = folder.start([START]);
    const ended = untilEnd(child);
    await once(child.stdout ?? child, 'data');

    child.kill(signal);

    expect(await ended).toEqual({ code: 0, out: 'started\nstopped\n', err: '' });
  });

  test('takes the second Ctrl+C of a terminal and of npm as the same', async () => {
    const child = folder.start([START]);
    const ended = untilEnd(child);
    await once(child.stdout ?? child, 'data');

    child.kill('SIGINT');
    await delay(50);
    child.kill('SIGINT');

    expect(await ended).toEqual({ code: 0, out: 'started\nstopped\n', err: '' });
  });

  test('ends cleanly when what started it for npm is gone', async () => {
    const between = `
      const child = require('node:child_process').spawn(process.execPath, ['${START}'], { stdio: 'inherit' });
      console.log(child.pid);`;
    const npm = folder.start(['-e', between], { npm_lifecycle_event: 'start' });
    // The pipe ends when the last process that holds it has ended.
    const ended = untilEnd(npm);
    const said = await new Promise<string>((settle) => {
      let text = '';
      npm.stdout?.on('data', (chunk: Buffer) => {
        text += chunk.toString();
        if (text.includes('started')) settle(text);
      });
    });
    const pid = Number.parseInt(said, 10);
    onTestFailed(() => {
      process.kill(pid, 'SIGKILL');
    });

    npm.kill('SIGKILL');

    expect((await ended).out).toContain('stopped');
  });
});

test('a command gets its words, and its exit code is the command’s', async () => {
  expect(await folder.run([CLI, 'export', 'a b'])).toEqual({ code: 0, out: 'export|a b\n', err: '' });
  expect(await folder.run([CLI])).toEqual({ code: 2, out: '\n', err: '' });
});
