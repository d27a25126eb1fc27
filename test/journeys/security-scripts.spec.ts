import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { listEndpoints } from '#server/http/endpoints.ts';
import { HOSTILE, HOSTILE_TARGETS } from '#test/world/hostile.ts';
import { paragraph, plantHostileWords, type HostileOffice } from '#test/world/hostile-office.ts';
import { openJourney, type Journey } from '#test/world/journey.ts';
import { openClient } from '#test/world/live.ts';
import type { Visitor } from '#test/world/open-server.ts';
import { root } from '#test/world/root.ts';
import { pageOf } from '#test/world/screens.ts';
import { textFieldsOf } from '#test/world/samples.ts';
import { openWatchedPage } from '#test/world/watched-page.ts';
import { faultsOfWord, textOfWord } from '#test/world/word-faults.ts';

/**
 * Every text that people can give is given as words that a careless program would run or load; then every screen is looked at in a real
 * browser, and every file that comes out is read back.
 */
let journey: Journey;
let folder: string;
let office: HostileOffice;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dong-thao-limits-'));
  const limits = { requestsPerSecond: 10_000, requestBurst: 1_000_000, anonymousUpgradesPerMinute: 10_000 };
  await writeFile(join(folder, 'limits.json'), JSON.stringify(limits));
  journey = await openJourney({ LIMITS_FILE: join(folder, 'limits.json') });
  office = await plantHostileWords(journey.server.url, journey.server.logs());
}, 300_000);

afterAll(async () => {
  await journey.close();
  await rm(folder, { recursive: true, force: true });
});

const WAIT = { timeout: 20_000, interval: 10 };

/** Fields that are compared with something and never shown, or that take no words. */
const NEVER_SHOWN = [
  /^(signIn|demoSignIn|changePassword|setUpDemo|lookAtLink|acceptLink|listFreeNames|claimName|lookAtClaim) /,
  // Nothing is kept of it.
  /^checkPeople /,
  // The first account of the office: made with some of the words, and shown where any other person is.
  /^setUp /,
  / (profile|templateId|elements\/0\/key|refused\/0|people\/0\/login|people\/0\/roles\/0|chair\/login)$/,
];

test('T21 hostile words were given in every text of every call', () => {
  const all = listEndpoints().flatMap(({ name, endpoint }) =>
    textFieldsOf(endpoint)
      .filter(({ isId }) => !isId)
      .map(({ path }) => `${name} ${path}`),
  );

  expect(HOSTILE.length).toBeGreaterThanOrEqual(40);
  expect(
    all.filter((field) => !office.given.has(field) && !NEVER_SHOWN.some((pattern) => pattern.test(field))),
  ).toEqual([]);
});

test('T21 nothing runs, loads or is refused on the screen of any text, and the words stand there as they are', async () => {
  const waiting = [...office.sections];
  const work = async (by: Visitor): Promise<readonly string[]> => {
    const { page, visit, follow, look, faults } = await openWatchedPage(journey, by);
    await visit(`/reports/${office.reportId}`);
    for (let section = waiting.shift(); section !== undefined; section = waiting.shift()) {
      await follow(`/sections/${section.id}`);
      await pageOf(page).getByText(section.words).first().waitFor();
      for (const name of ['Bản lưu', 'Thông tin', 'Bình luận']) {
        await page.getByRole('tab', { name }).click();
        await page.getByRole('tabpanel', { name }).getByText(section.words).first().waitFor();
        await look();
      }
    }
    return faults;
  };

  const faults = await Promise.all([work(office.people.owner), work(office.people.chair)]);

  expect(faults.flat()).toEqual([]);
}, 300_000);

/** Every address of the client, as its table of routes has them, with what stands in the places of their parameters. */
async function addresses(): Promise<readonly string[]> {
  const routes = await readFile(join(root, 'client/app/routes.tsx'), 'utf8');
  const parameters: Readonly<Record<string, readonly string[]>> = {
    reportId: [office.reportId],
    committeeId: [office.committeeId],
    sectionId: [office.sections[0]?.id ?? ''],
    partId: [office.partId],
    mergeId: office.merges,
  };
  return [...routes.matchAll(/path: '([^']+)'/g)].flatMap(([, path = '']) => {
    const [, name] = /:(\w+)/.exec(path) ?? [];
    // What opens a way in stands behind the number sign, where no route names it.
    if (path === '/moi') return [path, ...office.secrets.map((secret) => `${path}#${secret}`)];
    if (name === undefined) return [path.replace('*', '/nowhere')];
    const values = parameters[name];
    if (values === undefined) throw new Error(`What stands for ${name} in ${path}?`);
    return values.map((value) => path.replace(/:\w+\??/, value));
  });
}

/** The other sides of a screen: links that change its address behind the question mark alone. */
async function sidesOf(page: Page): Promise<readonly string[]> {
  const here = new URL(page.url()).pathname;
  const links = await page
    .locator('main nav a[href*="?"]')
    .evaluateAll((found) => found.map((link) => link.getAttribute('href') ?? ''));
  return links.filter((link) => new URL(link, page.url()).pathname === here);
}

test('T21 nothing runs, loads or is refused on any screen, whoever looks', async () => {
  const paths = await addresses();
  const work = async (by: Visitor | undefined): Promise<readonly string[]> => {
    const { page, visit, look, faults } = await openWatchedPage(journey, by);
    for (const path of paths) {
      await visit(path);
      await openMenus(page, look);
      for (const side of await sidesOf(page)) {
        await visit(new URL(side, `${journey.server.url}${path}`).href.slice(journey.server.url.length));
        await openMenus(page, look);
      }
    }
    return faults;
  };

  const faults = await Promise.all([work(office.people.chair), work(office.people.admin), work(undefined)]);

  expect(paths.length).toBeGreaterThan(10);
  expect(faults.flat()).toEqual([]);
}, 300_000);

/** What opens over a screen: its menus, of many alike the first. */
async function openMenus(page: Page, look: () => Promise<void>): Promise<void> {
  const buttons = page.locator('button[aria-haspopup="menu"]:visible');
  for (const at of [0, 1, 2].slice(0, await buttons.count())) {
    await buttons.nth(at).click();
    await page.getByRole('menu').first().waitFor();
    await look();
    await page.keyboard.press('Escape');
    await page.getByRole('menu').first().waitFor({ state: 'hidden' });
  }
}

test.each([
  ['Các lần đề cương', 'reportId'],
  ['Mục đã xóa', 'cutReportId'],
  ['Tên và thể thức báo cáo', 'reportId'],
] as const)('T21 nothing runs, loads or is refused in the dialog “%s”', async (item, report) => {
  const { page, visit, look, faults } = await openWatchedPage(journey, office.people.chair);
  await visit(`/reports/${office[report]}`);

  await page.getByRole('button', { name: 'Việc khác với đề cương' }).click();
  await page.getByRole('menuitem', { name: item }).click();
  await page.getByRole('dialog').waitFor();
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
  await look();

  expect(faults).toEqual([]);
});

test('T21 no file that comes out can do anything, and what was given stands in it as it is', async () => {
  const { reportId, partId, sections } = office;
  const paths = [
    `/api/reports/${reportId}/export?format=docx&comments=open`,
    `/api/reports/${reportId}/export?format=docx&draft=${HOSTILE.length}`,
    `/api/reports/${reportId}/outline/export?format=docx`,
    `/api/parts/${partId}/export?format=docx&comments=open`,
    ...sections.map(({ id }) => `/api/sections/${id}/export?format=docx&comments=open`),
  ];
  const faults: string[] = [];
  for (const path of paths) {
    const answer = await fetch(`${journey.server.url}${path}`, { headers: office.people.chair.headers });
    const name = answer.headers.get('content-disposition') ?? '';
    if (!/^attachment; filename="[\w .()-]+"; filename\*=UTF-8''[\w.~%-]+$/.test(name)) faults.push(`${path}: ${name}`);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    expect([path, answer.status, String.fromCharCode(...bytes.slice(0, 2))]).toEqual([path, 200, 'PK']);
    faults.push(...faultsOfWord(bytes).map((fault) => `${path}: ${fault}`));
    const words = sections.find(({ id }) => path.includes(id))?.words ?? HOSTILE[1] ?? '';
    if (!textOfWord(bytes).includes(words)) faults.push(`${path}: lacks ${words}`);
  }

  expect(faults).toEqual([]);
}, 120_000);

test.each(HOSTILE_TARGETS)('T21 no text takes a link to %j', async (href) => {
  const { documentId = '', id = '' } = office.sections[1] ?? {};
  await office.people.bureau.call('POST', `/api/sections/${id}/reopen`, {});
  const { cookie = '' } = office.people.owner.headers;
  const url = `${journey.server.url.replace('http', 'ws')}/sync`;
  const client = openClient(url, 'owner', { cookie, documentId, ours: true });
  await vi.waitFor(() => expect(client.provider.synced).toBe(true), WAIT);

  client.doc.getXmlFragment('default').insert(0, [paragraph('bad', 'đường dẫn xấu', href)]);

  await vi.waitFor(() => expect(client.closed() ?? client.frames.find(({ kind }) => kind === 'refused')).toBeDefined());
  client.close();
  expect((await office.people.owner.call('GET', `/api/documents/${documentId}/text`)).text).not.toContain(
    'đường dẫn xấu',
  );
});

test('T21 what could run, load or be refused would be seen', async () => {
  const { page, visit, look, faults } = await openWatchedPage(journey, office.people.chair);
  await visit('/account');

  await page.evaluate(() => {
    const words = '<img src="//outside.example/0.png" onerror="ran(0)"><a href="javascript:ran(1)">x</a>';
    document.body.insertAdjacentHTML('beforeend', words);
  });
  await vi.waitFor(() => expect(faults.some((fault) => fault.startsWith('refused: img-src'))).toBe(true), WAIT);
  await look();

  for (const part of ['onerror=ran(0)', 'src=//outside.example/0.png', 'href=javascript:ran(1)'])
    expect(faults.filter((fault) => fault.endsWith(`holds ${part}`))).toHaveLength(1);
});
