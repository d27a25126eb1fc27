import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kysely, sql, SqliteDialect } from 'kysely';
import Database from 'libsql';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type DocumentId, idOf, type PersonId, type ThreadId } from '#shared/model/ids.ts';
import { up as first } from '#server/storage/migrations/0001-documents.ts';
import { up as second } from '#server/storage/migrations/0002-people-and-work.ts';
import { up as third } from '#server/storage/migrations/0003-office.ts';
import { up as fourth } from '#server/storage/migrations/0004-ordinals.ts';
import { openStorage } from '#server/storage/open.ts';
import { insertThread, listThreads, type ThreadRow } from '#server/storage/rows/threads.ts';

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'migrations-'));
  file = join(folder, 'dong-thao.db');
});

afterEach(() => rm(folder, { recursive: true, force: true }));

it('a file of version 1 keeps its texts, and takes people', async () => {
  await makeFirstVersion();

  const storage = await openStorage({ dataDir: folder, databaseUrl: undefined });

  const log = await storage.loadLog(idOf<DocumentId>('text'));
  expect(log).toMatchObject({ lineage: 'first', epoch: 3, updates: [{ seq: 1, bytes: Uint8Array.of(1, 2) }] });
  expect(await storage.rows.selectFrom('people').selectAll().execute()).toEqual([]);
  await storage.close();
});

it('a file of version 3 keeps what was said in one millisecond in the order in which it was said', async () => {
  await makeThirdVersion(['z', 'm', 'a']);

  const storage = await openStorage({ dataDir: folder, databaseUrl: undefined });
  const threads = await storage.transact(async (tx) => {
    await insertThread(tx, thread('b'));
    return listThreads(tx, idOf<DocumentId>('text'));
  });

  expect(threads.map(({ id }) => id)).toEqual(['z', 'm', 'a', 'b']);
  await storage.close();
});

it('a draft of version 4 gets the names and places that it was printed with so far', async () => {
  await makeFourthVersion();

  const storage = await openStorage({ dataDir: folder, databaseUrl: undefined });

  const drafts = await storage.rows.selectFrom('drafts').selectAll().execute();
  expect(JSON.parse(drafts[0]?.office_json ?? '')).toMatchObject({
    name: 'ĐẢNG ỦY PHƯỜNG',
    toneStyle: 'old',
    signature: { form: 'onBehalfOfBody', body: '' },
    recipients: ['Quận ủy'],
  });
  expect(drafts).toMatchObject([{ profile: 'dang-hd36-2018', document_title: 'BÁO CÁO', subject: 'trình Đại hội' }]);
  expect(new Map(JSON.parse(drafts[0]?.headings_json ?? '') as [string, number[]][])).toEqual(
    new Map([
      ['s-intro', []],
      ['s-results', [1]],
      ['s-state', [1, 1]],
      ['s-trade', [1, 1, 1]],
      ['s-secret-held', [1, 1, 2]],
      ['s-remarks', []],
      ['s-city', [1, 2]],
      ['s-plans', [2]],
      ['t-p-results', [1]],
      ['t-p-annexed', []],
    ]),
  );
  const parts = await storage.rows.selectFrom('draft_parts').selectAll().orderBy('position').execute();
  expect(parts.map(({ title, depth, place_json }) => [title, depth, place_json])).toEqual([
    ['KẾT QUẢ', 1, '[1]'],
    ['Phụ lục', 1, '[]'],
  ]);
  await storage.close();
});

it('a draft of version 4 gets the pictures that were its parts’ own, and no other that it names', async () => {
  await makeFourthVersion();

  const storage = await openStorage({ dataDir: folder, databaseUrl: undefined });

  const parts = await storage.rows.selectFrom('draft_parts').select('images_json').orderBy('position').execute();
  expect(parts.map((part) => (JSON.parse(part.images_json) as string[]).toSorted())).toEqual([['merged', 'put'], []]);
  await storage.close();
});

it('what a file held is copied to the backups, readable for its owner alone, before its tables change', async () => {
  await makeFirstVersion();

  await (await openStorage({ dataDir: folder, databaseUrl: undefined })).close();

  const [name, ...others] = await readdir(join(folder, 'backups'));
  const copy = join(folder, 'backups', name ?? '');
  expect(others).toEqual([]);
  expect((await stat(copy)).mode & 0o777).toBe(0o600);
  const database = new Database(copy);
  expect(database.prepare('select count(*) from updates').raw().all([])).toEqual([[1]]);
  expect(database.prepare('pragma user_version').raw().all([])).toEqual([[1]]);
  database.close();
});

it('a new file needs no copy', async () => {
  await (await openStorage({ dataDir: folder, databaseUrl: undefined })).close();

  expect(await readdir(folder)).not.toContain('backups');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

it('a file of a later version is refused in one sentence and left as it is', async () => {
  await (await openStorage({ dataDir: folder, databaseUrl: undefined })).close();
  const database = new Database(file);
  database.exec('pragma user_version=99');
  database.close();

  const opening = openStorage({ dataDir: folder, databaseUrl: undefined });

  await expect(opening).rejects.toMatchObject({ code: 'STORE_NEWER' });
});

it('PostgreSQL is refused', async () => {
  const opening = openStorage({ dataDir: folder, databaseUrl: 'postgres://localhost/dongthao' });

  await expect(opening).rejects.toMatchObject({ code: 'STORE_ELSEWHERE' });
});

/** As the first version left it. */
async function makeFirstVersion(): Promise<void> {
  await makeFile(1, async (db) => {
    await first(db);
    await insertText(db);
    await sql`insert into updates values ('text', 1, 'lan', '[7]', x'0102', x'aa', 5, null)`.execute(db);
  });
}

/** With threads of these ids, all of one instant. */
async function makeThirdVersion(ids: readonly string[]): Promise<void> {
  await makeFile(3, async (db) => {
    for (const up of [first, second, third]) await up(db);
    await insertText(db);
    await sql`insert into people (id, login, name, title, admin, demo, created_at) values ('lan', 'lan', '', '', 0, 0, 5)`.execute(
      db,
    );
    for (const id of ids) {
      await db.withTables<{ threads: ThreadRow }>().insertInto('threads').values(thread(id)).execute();
    }
  });
}

/** With a report, one of its closed sections held by a part, and a draft of it. */
async function makeFourthVersion(): Promise<void> {
  await makeFile(4, async (db) => {
    for (const up of [first, second, third, fourth]) await up(db);
    const insert = async (table: string, ...values: readonly Record<string, unknown>[]): Promise<void> => {
      for (const one of values) {
        const columns = sql.join(Object.keys(one).map((name) => sql.ref(name)));
        await sql`insert into ${sql.table(table)} (${columns}) values (${sql.join(Object.values(one))})`.execute(db);
      }
    };
    await sql`pragma foreign_keys = off`.execute(db);
    await insert('reports', {
      id: 'r',
      committee_id: 'c',
      position: 1,
      title: 'Báo cáo',
      document_title: 'BÁO CÁO',
      subject: 'trình Đại hội',
      profile: 'dang-hd36-2018',
    });
    await insert('organisations', {
      id: 'o',
      name: 'ĐẢNG ỦY PHƯỜNG',
      parent_name: 'ĐẢNG BỘ QUẬN',
      place: 'Tân An',
      abbreviation: 'ĐU',
      profile: 'dang-hd36-2018',
      tone_style: 'old',
      recipients_json: '["Quận ủy"]',
    });
    await insert('committees', { id: 'c', organisation_id: 'o', title: '', congress: '', term: '', started_on: '' });
    const section = (id: string, parent: string | null, numbering: string, visibility = 'open') => ({
      id,
      report_id: 'r',
      parent_id: parent,
      title: id,
      numbering,
      visibility,
      state: 'drafting',
      guidance: '',
      elements_json: '[]',
      target_words: 0,
    });
    const sections = [
      section('intro', null, 'none'),
      section('results', null, 'part'),
      section('state', 'results', 'roman'),
      section('trade', 'state', 'arabic'),
      section('secret', 'state', 'arabic', 'closedUntilSubmitted'),
      section('secret-held', 'state', 'arabic', 'closedUntilSubmitted'),
      section('remarks', 'results', 'none'),
      section('city', 'results', 'roman'),
      section('plans', null, 'part'),
    ];
    await insert('sections', ...sections.map((one, position) => ({ ...one, position, document_id: `d-${one.id}` })));
    const image = (id: string, documentId: string) => ({
      id,
      document_id: documentId,
      mime: 'image/png',
      by_id: 'lan',
    });
    const drawn = { width: 1, height: 1, size_bytes: 1, at: 5 };
    const images = [image('put', 'd-p-results'), image('merged', 'd-secret-held'), image('closed', 'd-secret')];
    await insert('images', ...[...images, image('unnamed', 'd-p-results')].map((one) => ({ ...one, ...drawn })));
    const blocks = images.map(({ id }) => ({ type: 'image', id: `b-${id}`, imageId: id }));
    await insert('versions', {
      id: 'v',
      ordinal: 1,
      document_id: 'd-p-results',
      kind: 'draft',
      name: '1',
      at: 5,
      seq: 1,
      words: 0,
      content_json: JSON.stringify({ blocks }),
    });
    const part = (id: string, top: string, title: string, position: number) => ({
      id,
      report_id: 'r',
      position,
      top_section_id: top,
      title,
      document_id: `d-${id}`,
    });
    await insert('parts', part('p-results', 'results', 'KẾT QUẢ', 1), part('p-annexed', 'annexed', 'Phụ lục', 2));
    await insert('drafts', { id: 'draft', report_id: 'r', number: 1, note: '', by_id: 'lan', at: 5 });
    const frozen = { draft_id: 'draft', version_id: 'v' };
    await insert(
      'draft_parts',
      { ...frozen, part_id: 'p-results', position: 0 },
      { ...frozen, part_id: 'p-annexed', position: 1 },
    );
    await insert('merges', {
      id: 'm',
      ordinal: 1,
      report_id: 'r',
      part_id: 'p-results',
      section_id: 'secret-held',
      submission_id: 's',
      state: 'applied',
      theirs_version_id: 'v',
      ours_version_id: 'v',
      staged_json: '',
      decisions_json: '',
      refused_json: '',
      by_id: 'lan',
      at: 5,
    });
  });
}

function thread(id: string): ThreadRow {
  const place = { document_id: idOf<DocumentId>('text'), block_id: 'a', quote: '' };
  const opened = { state: 'open', by_id: idOf<PersonId>('lan'), at: 5, resolved_by: null, resolved_at: null } as const;
  return { id: idOf<ThreadId>(id), ...place, ...opened };
}

async function makeFile(version: number, fill: (db: Kysely<unknown>) => Promise<void>): Promise<void> {
  const database = new Database(file);
  const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database }) });
  await fill(db);
  await sql`pragma user_version=${sql.lit(version)}`.execute(db);
  database.close();
}

async function insertText(db: Kysely<unknown>): Promise<void> {
  await sql`insert into documents values ('text', 'section', 'first', 1, 3, 1)`.execute(db);
}
