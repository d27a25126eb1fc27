import { afterEach, expect, test } from 'vitest';
import sharp from 'sharp';
import { strFromU8, unzipSync } from 'fflate';
import { openWorkers, type Workers, type WorkersOptions } from '#server/workers/workers.ts';
import type { Block, DocumentContent } from '#shared/document/document.ts';
import { DANG_HD36_2018 } from '#shared/document/layout-profile.ts';
import { idOf } from '#shared/model/ids.ts';

const opened: Workers[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((workers) => workers.close()));
});

function open(options: Partial<WorkersOptions> = {}): Workers {
  const workers = openWorkers({ threads: 1, ...options });
  opened.push(workers);
  return workers;
}

function text(...lines: readonly string[]): DocumentContent {
  return { blocks: lines.map((line, at) => paragraph(`b${at}`, line)) };
}

function paragraph(id: string, line: string): Block {
  return {
    type: 'paragraph',
    id: idOf(id),
    level: 0,
    list: 'none',
    indent: 0,
    align: 'default',
    content: [{ type: 'text', text: line, marks: [] }],
  };
}

const SMALL_MERGE = { base: text('một'), ours: text('một'), theirs: text('một hai') };

/** A first merge compares each block with each: this one takes many seconds. */
function endlessMerge() {
  const words = (seed: number): string =>
    Array.from({ length: 40 }, (_, at) => `từ${(seed * 31 + at * 17) % 997}`).join(' ');
  const side = (name: string, shift: number): DocumentContent => ({
    blocks: Array.from({ length: 6_000 }, (_, at) => paragraph(`${name}${at}`, words(at + shift))),
  });
  return { base: null, ours: side('ours', 0), theirs: side('theirs', 7) };
}

function report(content: DocumentContent, profileId = DANG_HD36_2018.id) {
  return {
    profileId,
    header: {
      parentOrg: null,
      issuingOrg: 'ĐẢNG UỶ PHƯỜNG NGỌC LÂM',
      docNumber: { number: null, type: 'BC', org: 'ĐU' },
      place: 'Ngọc Lâm',
      date: null,
      draftNumber: 1,
      typeName: 'Báo cáo',
      subject: 'thử',
    },
    parts: [{ depth: 0, content }],
    images: {},
    threads: [],
  };
}

const SHORT_WORDS = 'Kinh tế tăng trưởng khá. '.repeat(20);

test('a merge in a thread gives what the merge gives', async () => {
  const staged = await open().run('merge', SMALL_MERGE);

  expect(staged.changes.map((change) => [change.kind, change.blockId])).toEqual([['replace', 'b0']]);
});

test('a report comes back from a thread as a Word file', async () => {
  const bytes = await open().run('docx', report(text('Đoạn văn')));

  expect(strFromU8(unzipSync(bytes)['word/document.xml'] ?? new Uint8Array())).toContain('Đoạn văn');
});

test('a task that takes too long is ended alone, and the next one is done', async () => {
  const workers = open();
  await workers.run('merge', SMALL_MERGE);

  const endless = workers.run('merge', endlessMerge(), { timeoutMs: 300 });
  const next = workers.run('merge', SMALL_MERGE);

  await expect(endless).rejects.toThrow('merge took longer than 300 ms');
  expect((await next).changes).toHaveLength(1);
});

test('a task that takes too much memory is ended alone, and the next one is done', async () => {
  const workers = open({ memoryMb: 64 });
  const long = text(...Array.from({ length: 20_000 }, () => SHORT_WORDS));

  await expect(workers.run('docx', report(long))).rejects.toThrow('The worker');

  expect((await workers.run('merge', SMALL_MERGE)).changes).toHaveLength(1);
});

test('a task that fails says why, and its worker goes on', async () => {
  const workers = open();

  await expect(workers.run('docx', report(text('a'), 'unknown'))).rejects.toThrow('no layout profile unknown');

  expect((await workers.run('merge', SMALL_MERGE)).changes).toHaveLength(1);
});

test('with two threads a short task does not wait for a long one', async () => {
  const workers = open({ threads: 2 });
  let isLongOver = false;
  const long = workers.run('merge', endlessMerge(), { timeoutMs: 15_000 }).finally(() => (isLongOver = true));
  long.catch(() => undefined);

  await workers.run('merge', SMALL_MERGE);

  expect(isLongOver).toBe(false);
});

test('closing cuts off what runs and what waits, and takes nothing more', async () => {
  const workers = open();
  const running = workers.run('merge', endlessMerge());
  const waiting = workers.run('merge', SMALL_MERGE);
  const both = Promise.allSettled([running, waiting]);

  await workers.close();

  expect((await both).map((one) => one.status === 'rejected' && String(one.reason))).toEqual([
    expect.stringContaining('cut off'),
    expect.stringContaining('cut off'),
  ]);
  await expect(workers.run('merge', SMALL_MERGE)).rejects.toThrow('after the workers were closed');
});

test('when far too much waits already, one more is refused at once', async () => {
  const workers = open();
  const all = Array.from({ length: 202 }, () => workers.run('merge', SMALL_MERGE));

  const results = await Promise.allSettled(all);

  expect(results.filter((one) => one.status === 'fulfilled')).toHaveLength(201);
  expect(results.at(-1)).toMatchObject({ status: 'rejected', reason: { code: 'too_many' } });
});

test('a worker ends when nothing was asked of it for a while, and another starts when something is', async () => {
  const workers = open({ idleMs: 50 });
  await workers.run('merge', SMALL_MERGE);
  const threads = (): number => process.getActiveResourcesInfo().filter((name) => name === 'MessagePort').length;
  const before = threads();

  await expect.poll(threads, { timeout: 5_000 }).toBeLessThan(before);

  expect((await workers.run('merge', SMALL_MERGE)).changes).toHaveLength(1);
});

const CANVAS = { width: 3_000, height: 2_500, channels: 3, background: '#336699' } as const;
const MAX_PIXELS = 40_000_000;

test('a photograph is drawn anew: bounded in size, upright, without what the camera wrote', async () => {
  const photo = await sharp({ create: CANVAS })
    .jpeg()
    .withExif({ IFD0: { Copyright: 'secret place' } })
    .withMetadata({ orientation: 6 })
    .toBuffer();

  const cleaned = await open().run('image', { bytes: photo, maxPixels: MAX_PIXELS });

  if (!cleaned.ok) throw new Error(cleaned.code);
  expect(cleaned.value).toMatchObject({ mime: 'image/jpeg', width: 2_000, height: 2_400 });
  const { format, exif, orientation } = await sharp(cleaned.value.bytes).metadata();
  expect({ format, exif, orientation }).toEqual({ format: 'jpeg', exif: undefined, orientation: undefined });
});

test('a drawing stays a PNG, and a WebP with transparency becomes one', async () => {
  const workers = open();
  const canvas = sharp({ create: { width: 20, height: 10, channels: 4, background: '#33669980' } });
  const results = await Promise.all(
    [await canvas.png().toBuffer(), await canvas.webp().toBuffer()].map((bytes) =>
      workers.run('image', { bytes, maxPixels: MAX_PIXELS }),
    ),
  );

  expect(results.map((one) => one.ok && [one.value.mime, one.value.width, one.value.height])).toEqual([
    ['image/png', 20, 10],
    ['image/png', 20, 10],
  ]);
});

test.each([
  ['a drawing made of text', async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')],
  [
    'a picture of another kind',
    () =>
      sharp({ create: { ...CANVAS, width: 9, height: 9 } })
        .gif()
        .toBuffer(),
  ],
  ['more pixels than allowed', () => sharp({ create: CANVAS }).png().toBuffer()],
  ['half a file', async () => (await sharp({ create: CANVAS }).png().toBuffer()).subarray(0, 200)],
  ['nothing', async () => Buffer.alloc(0)],
])('%s is refused', async (_name, bytes) => {
  const refused = await open().run('image', { bytes: await bytes(), maxPixels: 5_000_000 });

  expect(refused).toEqual({ ok: false, code: 'image/unsupported' });
});

test('a picture that takes too long is ended alone, and the next one is done', async () => {
  const workers = open();
  const small = await sharp({ create: { ...CANVAS, width: 9, height: 9 } })
    .png()
    .toBuffer();

  await expect(workers.run('image', { bytes: small, maxPixels: MAX_PIXELS }, { timeoutMs: 1 })).rejects.toThrow(
    'image took longer than 1 ms',
  );

  expect((await workers.run('image', { bytes: small, maxPixels: MAX_PIXELS })).ok).toBe(true);
});
