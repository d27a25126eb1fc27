import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { committeeSchema, type Committee } from '#shared/protocol/committees.ts';
import { reportSchema, type OutlineNode, type Report } from '#shared/protocol/reports.ts';
import { meSchema } from '#shared/protocol/session.ts';
import { findBarriers, openJourney, type Journey } from '#test/world/journey.ts';
import { openSection, pageOf, saved, typeAtEnd } from '#test/world/screens.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await openJourney();
});
afterAll(async () => {
  await journey.close();
});

const GIVEN_AWAY = 'Thu, chi ngân sách';
const CLOSED = 'ĐÁNH GIÁ CHUNG';
const UNSENT = 'Câu chưa kịp gửi lên máy chủ.';

test('an owner whose section is given to somebody else while they type can write no more, and reads by whom', async () => {
  const [writer, chair] = await Promise.all([journey.openAs('uyvien1', '/'), journey.openAs('truongban', '/')]);
  await openSection(writer, GIVEN_AWAY);
  await saved(writer).waitFor();
  await typeAtEnd(writer, 'Câu gõ khi còn quyền.');
  await saved(writer).waitFor();
  const typing = writer.keyboard.type(' Gõ tiếp.'.repeat(40), { delay: 20 });

  await giveTo(chair, GIVEN_AWAY, { owner: 'uyvien2', coEditors: ['uyvien9'] });

  await expect.poll(() => pageOf(writer).getAttribute('contenteditable')).toBe('false');
  await writer
    .getByRole('alert')
    .filter({
      hasText: /thu lại lúc .*Nguyễn Thị Minh Hà đã giao mục này cho người khác\. Bạn đọc và bình luận được\./,
    })
    .waitFor();
  await typing;
  await journey.screenshot(writer, '13-withdrawn');
  expect(await findBarriers(writer)).toEqual([]);
  await pageOf(writer).getByText('Câu gõ khi còn quyền.').waitFor();
});

test('words that were not sent when a text closes stay with their author, who takes them along as a file', async () => {
  const [writer, chair] = await Promise.all([journey.openAs('uyvien8', '/'), journey.openAs('truongban', '/')]);
  await openSection(writer, CLOSED);
  await saved(writer).waitFor();
  const stored = await pageOf(writer).locator('p').first().innerText();
  await writer.context().setOffline(true);
  await typeAtEnd(writer, UNSENT);
  await writer
    .getByText(/thay đổi chưa lưu/)
    .first()
    .waitFor();

  await giveTo(chair, CLOSED, { owner: 'uyvien6', coEditors: [] });
  await writer.context().setOffline(false);

  await writer.getByRole('heading', { name: 'Bạn không còn được xem mục này' }).waitFor();
  await writer.getByText(UNSENT).waitFor();
  expect(await writer.getByText(stored).count()).toBe(0);
  await journey.screenshot(writer, '13-closed');
  expect(await findBarriers(writer)).toEqual([]);
  expect(await downloadKept(writer)).toContain(UNSENT);
  await writer.reload();
  await writer.goto(`${journey.server.url}/account`);
  await writer.getByText(UNSENT).waitFor();
  expect(await downloadKept(writer)).toContain(UNSENT);
});

test('the chair takes the bureau from somebody who writes in a part, on the screen of people', async () => {
  const [writer, chair] = await Promise.all([journey.openAs('thuongtruc2', '/'), journey.openAs('truongban', '/')]);
  const { parts } = await readReport(writer);
  await writer.goto(`${journey.server.url}/parts/${parts[0]?.id ?? ''}`);
  await saved(writer).waitFor();
  await typeAtEnd(writer, 'Thường trực gõ khi còn quyền.');
  await saved(writer).waitFor();

  await chair.getByRole('link', { name: 'Người và cài đặt' }).click();
  await chair.getByRole('button', { name: 'Việc khác với Lê Thu Hương' }).click();
  await chair.getByRole('menuitem', { name: 'Đổi vai trò' }).click();
  const dialog = chair.getByRole('dialog');
  await dialog.getByRole('checkbox', { name: /^Thường trực/ }).uncheck();
  await dialog.getByRole('checkbox', { name: /^Tổ giúp việc/ }).check();
  await journey.screenshot(chair, '13-roles');
  await dialog.getByRole('button', { name: 'Lưu vai trò' }).click();

  await expect.poll(() => pageOf(writer).getAttribute('contenteditable')).toBe('false');
  await writer.getByText(/Nguyễn Thị Minh Hà đã đổi vai trò của bạn trong tiểu ban\./).waitFor();
  await chair.getByText('Đã đổi vai trò của Lê Thu Hương').waitFor();
});

test('who owns sections is not taken out of the committee before these are given to others, and the way there is shown', async () => {
  const chair = await journey.openAs('truongban', '/');
  await chair.getByRole('link', { name: 'Người và cài đặt' }).click();
  await chair.getByRole('button', { name: 'Việc khác với Ngô Mạnh Cường' }).click();
  await chair.getByRole('menuitem', { name: 'Đưa khỏi tiểu ban' }).click();

  await chair.getByRole('dialog').getByRole('button', { name: 'Đưa khỏi tiểu ban' }).click();

  const dialog = chair.getByRole('dialog', { name: 'Chưa đưa Ngô Mạnh Cường khỏi tiểu ban được' });
  await dialog.getByText('Người này đang chủ trì 1 mục.').waitFor();
  await journey.screenshot(chair, '13-still-assigned');
  expect(await findBarriers(chair)).toEqual([]);
  await dialog.getByRole('link', { name: 'Quốc phòng, an ninh' }).click();
  await expect.poll(() => chair.url()).toMatch(/\/reports\/[^/?]+\?section=/);
});

test('the screens complained of nothing', () => {
  expect(journey.complaints).toEqual([]);
});

async function downloadKept(page: Page): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Tải về' }).click(),
  ]);
  return readFile(await download.path(), 'utf8');
}

/** Assigns a section anew, as the chair does, by logins. */
async function giveTo(
  chair: Page,
  title: string,
  to: { readonly owner: string; readonly coEditors: readonly string[] },
): Promise<void> {
  const { people } = await readCommittee(chair);
  const idOf = (login: string): string => people.find((one) => one.login === login)?.id ?? '';
  const section = nodesIn((await readReport(chair)).outline).find((node) => node.title === title);
  const answer = await chair.request.put(`${journey.server.url}/api/sections/${section?.id ?? ''}/assignment`, {
    headers: { origin: journey.server.url },
    data: {
      ownerId: idOf(to.owner),
      coEditorIds: to.coEditors.map(idOf),
      approverId: null,
      startOn: section?.startOn ?? null,
      due: section?.due ?? null,
      product: '',
      applyToChildren: false,
    },
  });
  if (!answer.ok()) throw new Error(`${title} could not be given: ${await answer.text()}`);
}

async function readCommittee(page: Page): Promise<Committee> {
  const me = meSchema.parse(await read(page, '/api/me'));
  return committeeSchema.parse(await read(page, `/api/committees/${me.committees[0]?.id ?? ''}`));
}

async function readReport(page: Page): Promise<Report> {
  const { reports } = await readCommittee(page);
  return reportSchema.parse(await read(page, `/api/reports/${reports[0]?.id ?? ''}`));
}

async function read(page: Page, path: string): Promise<unknown> {
  return (await page.request.get(`${journey.server.url}${path}`)).json();
}

function nodesIn(nodes: readonly OutlineNode[]): readonly OutlineNode[] {
  return nodes.flatMap((node) => [node, ...nodesIn(node.children)]);
}
