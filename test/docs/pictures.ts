import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { walkFirstRun } from '#test/docs/first-run.ts';
import { takeWordPage } from '#test/docs/word-page.ts';
import { openJourney, openScreens } from '#test/world/journey.ts';
import { root } from '#test/world/root.ts';
import { openConsolidated, openReport, openSection, pageOf, putCaret, saved } from '#test/world/screens.ts';
import { startServerProcess } from '#test/world/server.ts';

/**
 * `npm run pictures`: takes the pictures of `docs/pictures` anew, from the founding example on the built server. Those that show a deed come
 * after those that show how things stand.
 */
const folder = join(root, 'docs', 'pictures');
/** What fades in takes 150 ms at most. */
const SETTLED_MS = 500;
/** White paper on a white page needs an edge. */
const EDGES = { top: 1, right: 1, bottom: 1, left: 1 };
const EDGE_COLOUR = '#bbb';
const PHONE = { viewport: { width: 390, height: 844 } };

await mkdir(folder, { recursive: true });
await takeFirstRun();
const journey = await openJourney();
try {
  for (const take of [
    takeHome,
    takeOutline,
    takePeople,
    takeEditor,
    takePhone,
    takeConsolidated,
    takeMerge,
    takeReturn,
  ])
    await take();
  if (journey.complaints.length > 0) throw new Error(journey.complaints.join('\n'));
} finally {
  await journey.close();
}

/** On an empty server, at the pace of a person; says how long each stretch took. */
async function takeFirstRun(): Promise<void> {
  const server = await startServerProcess();
  const screens = await openScreens(server.url);
  try {
    const [setUpPath = ''] = /\/thiet-lap#\S+/.exec(server.logs()) ?? [];
    const laps = await walkFirstRun({ screens, setUpPath, keep, keepWord });
    for (const { name, seconds } of laps) console.log(`${name}: ${seconds.toFixed(1)} s`);
    if (screens.complaints.length > 0) throw new Error(screens.complaints.join('\n'));
  } finally {
    await screens.close();
    await server.stop();
  }
}

async function takeHome(): Promise<void> {
  const member = await journey.openAs('uyvien2', '/');
  await member.getByText('Bị trả lại', { exact: false }).first().waitFor();
  await keep(member, 'home');
}

async function takeOutline(): Promise<void> {
  const bureau = await journey.openAs('thuongtruc1', '/');
  await openReport(bureau);
  await keep(bureau, 'outline');
  const row = bureau.getByRole('row').filter({ hasText: 'Thu, chi ngân sách' });
  await row.hover();
  await row.getByRole('button', { name: /^Sửa và giao mục/ }).click();
  await bureau.getByRole('combobox', { name: 'Chủ trì' }).waitFor();
  await keep(bureau, 'assign');
}

async function takePeople(): Promise<void> {
  const chair = await journey.openAs('truongban', '/');
  await chair.getByRole('link', { name: 'Người và cài đặt' }).click();
  await chair.getByText('Người trong tiểu ban').waitFor();
  await keep(chair, 'people');
}

/** Two people in one section, with the chair's comments. */
async function takeEditor(): Promise<void> {
  const section = 'Thu, chi ngân sách';
  const [owner, other] = await Promise.all([journey.openAs('uyvien1', '/'), journey.openAs('uyvien9', '/')]);
  await Promise.all([openSection(owner, section), openSection(other, section)]);
  await Promise.all([saved(owner).waitFor(), saved(other).waitFor()]);
  await putCaret(other, pageOf(other).locator('p').nth(1), 'End');
  await other.keyboard.type(' Kết quả này có phần đóng góp của cải cách thủ tục thuế.', { delay: 10 });
  await pageOf(owner).getByText('cải cách thủ tục thuế.').waitFor();
  await saved(owner).waitFor();
  await keep(owner, 'editor');
}

async function takePhone(): Promise<void> {
  const chair = await journey.openAs('truongban', '/', PHONE);
  await chair.getByText('Đang chờ tôi').waitFor();
  await keep(chair, 'phone');
}

async function takeConsolidated(): Promise<void> {
  const bureau = await journey.openAs('thuongtruc1', '/');
  await openConsolidated(bureau);
  await bureau
    .getByText(/mục chờ hợp nhất$/)
    .first()
    .waitFor();
  await keep(bureau, 'consolidated');
  await bureau.getByRole('button', { name: /^Xuất Word Dự thảo lần 2/ }).click();
  const dialog = bureau.getByRole('dialog');
  await dialog.waitFor();
  await keep(bureau, 'export');
  const [download] = await Promise.all([
    bureau.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Xuất', exact: true }).click(),
  ]);
  await keepWord(await download.path(), 'word');
}

async function takeMerge(): Promise<void> {
  const bureau = await journey.openAs('thuongtruc1', '/');
  await openConsolidated(bureau);
  await bureau.getByRole('link', { name: /Giáo dục và đào tạo/ }).click();
  await bureau.getByText('Xung đột: cùng một đoạn, hai bên cùng sửa').waitFor();
  await keep(bureau, 'merge');
}

async function takeReturn(): Promise<void> {
  const bureau = await journey.openAs('thuongtruc1', '/');
  await openSection(bureau, 'Văn hóa, việc làm, an sinh xã hội');
  await bureau.getByRole('button', { name: 'Trả lại', exact: true }).click();
  await bureau.getByRole('dialog').getByRole('textbox').fill('Bổ sung số hộ nghèo cuối năm 2019 và nguồn số liệu.');
  await keep(bureau, 'return');
}

/** Waits until nothing moves any more. */
async function keep(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(SETTLED_MS);
  await keepBytes(await page.screenshot(), name);
}

async function keepWord(file: string, name: string): Promise<void> {
  const page = sharp(await takeWordPage(file));
  await keepBytes(await page.extend({ ...EDGES, background: EDGE_COLOUR }).toBuffer(), name);
}

/** With as few colours as a screen has: a third of the bytes. */
async function keepBytes(bytes: Uint8Array, name: string): Promise<void> {
  const small = await sharp(bytes).png({ palette: true, colours: 128, effort: 10 }).toBuffer();
  await writeFile(join(folder, `${name}.png`), small);
  console.log(`${name}.png ${Math.round(small.length / 1024)} kB`);
}
