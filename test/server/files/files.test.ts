import { mkdtemp, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openFiles } from '#server/files/files.ts';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'files-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test('what was put is read back, the last one for an id', async () => {
  const files = openFiles(folder);

  await files.put('export', 'a1', bytes('one'));
  await files.put('export', 'a1', bytes('two'));

  expect(await files.read('export', 'a1')).toEqual(bytes('two'));
});

test('an export and an image of one id are two files', async () => {
  const files = openFiles(folder);

  await files.put('image', 'a1', bytes('picture'));

  expect(await files.read('export', 'a1')).toBeUndefined();
  expect(await files.read('image', 'a1')).toEqual(bytes('picture'));
});

test('a removed file is gone, and removing it again is no failure', async () => {
  const files = openFiles(folder);
  await files.put('image', 'a1', bytes('picture'));

  await files.remove('image', 'a1');
  await files.remove('image', 'a1');

  expect(await files.read('image', 'a1')).toBeUndefined();
});

test('the files of one kind are listed by their ids, without those of another and what is no file of ours', async () => {
  const files = openFiles(folder);
  expect(await files.list('export')).toEqual([]);

  await files.put('export', 'a1', bytes('one'));
  await files.put('export', 'b2', bytes('two'));
  await files.put('image', 'c3', bytes('picture'));
  await writeFile(join(folder, 'exports', 'note.txt'), 'by hand');

  expect([...(await files.list('export'))].sort()).toEqual(['a1', 'b2']);
});

test.each(['../a', 'a/b', 'a\\b', '.', '', 'a.png', 'C:a', 'a\u0000', 'x'.repeat(129)])(
  'a name that is not an id is refused: %j',
  async (name) => {
    const files = openFiles(folder);

    await expect(files.put('image', name, bytes('x'))).rejects.toThrow('called by an id');
    await expect(files.read('image', name)).rejects.toThrow('called by an id');
    await expect(files.remove('image', name)).rejects.toThrow('called by an id');
  },
);

test.skipIf(process.platform === 'win32')('only the own account may read the files', async () => {
  await openFiles(folder).put('export', 'a1', bytes('one'));

  const { mode } = await stat(join(folder, 'exports', 'a1'));
  expect((mode & 0o777).toString(8)).toBe('600');
  expect(((await stat(join(folder, 'exports'))).mode & 0o777).toString(8)).toBe('700');
});

test('many puts of one id at once leave one of them whole, and nothing beside it', async () => {
  const files = openFiles(folder);
  const texts = Array.from({ length: 20 }, (_, at) => String(at).repeat(50_000));

  await Promise.all(texts.map((text) => files.put('export', 'a1', bytes(text))));

  const read = new TextDecoder().decode(await files.read('export', 'a1'));
  expect(texts.includes(read)).toBe(true);
  expect(await readdir(join(folder, 'incoming'))).toEqual([]);
});

test('a put that failed leaves the old file and nothing half-written', async () => {
  const files = openFiles(folder);
  await mkdir(join(folder, 'exports', 'a1'), { recursive: true });
  await writeFile(join(folder, 'exports', 'a1', 'inside'), 'old');

  await expect(files.put('export', 'a1', bytes('new'))).rejects.toThrow();

  expect(await readdir(join(folder, 'exports', 'a1'))).toEqual(['inside']);
  expect(await readdir(join(folder, 'incoming'))).toEqual([]);
});

test('what a crash left half-written is swept at the next opening', async () => {
  await openFiles(folder).put('export', 'a1', bytes('one'));
  await writeFile(join(folder, 'incoming', 'half'), 'ha');

  const files = openFiles(folder);

  expect(await readdir(folder)).toEqual(['exports']);
  expect(await files.read('export', 'a1')).toEqual(bytes('one'));
});
