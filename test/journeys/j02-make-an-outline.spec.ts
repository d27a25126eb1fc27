import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aboutSchema } from '#shared/protocol/session.ts';
import { findBarriers, openJourney, type Journey } from '#test/world/journey.ts';
import { openReport } from '#test/world/screens.ts';

let journey: Journey;
let chair: Page;
beforeAll(async () => {
  journey = await openJourney();
  chair = await journey.openAs('truongban', '/');
});
afterAll(async () => {
  await journey.close();
});

const PHONE = { viewport: { width: 390, height: 844 } };
/** No person waits longer; a machine with much to do may. */
const SOON = { timeout: 20_000 };
/** More rows than are drawn whole. */
const LONG = 160;
const REPORT = 'Báo cáo kiểm điểm nhiệm kỳ';
const LEADING = 'Lãnh đạo phát triển kinh tế - xã hội';
const DEFENCE = 'Lãnh đạo quốc phòng, an ninh';
const ORGANISING = 'Tổ chức, cán bộ, đảng viên';

function row(page: Page, title: string): Locator {
  return page.locator('[data-row]').filter({ has: page.getByText(title) });
}

/** Titles of the rows from top to bottom, each after as many hyphens as it has levels above it. */
async function outlineOf(page: Page): Promise<readonly string[]> {
  return page.locator('[data-row]').evaluateAll((rows) =>
    rows.map((one) => {
      const level = Number(one.getAttribute('aria-level'));
      return '-'.repeat(level - 1) + (one.querySelector('td')?.textContent ?? '');
    }),
  );
}

function dialog(page: Page): Locator {
  return page.getByRole('dialog');
}

async function toast(page: Page, words: string | RegExp): Promise<void> {
  await page.getByText(words).first().waitFor();
}

/** Gives a section out in its sheet; the name is typed as people type it in a hurry. */
async function assign(page: Page, title: string, { search, name, due }: Record<'search' | 'name' | 'due', string>) {
  await row(page, title).hover();
  await row(page, title)
    .getByRole('button', { name: /^Sửa và giao mục/ })
    .click();
  await dialog(page).getByRole('combobox', { name: 'Chủ trì' }).fill(search);
  // The bar of the demo has the same names.
  await page.getByRole('listbox').getByRole('option', { name }).click();
  await dialog(page).getByLabel('Hạn nộp', { exact: true }).fill(due);
  await dialog(page).getByRole('button', { name: 'Lưu', exact: true }).click();
  await dialog(page).waitFor({ state: 'detached' });
}

test('the chair makes a report from a template, with its dates', async () => {
  await chair.getByRole('button', { name: 'Báo cáo mới' }).click();
  await dialog(chair).getByText('Báo cáo kiểm điểm của Ban Chấp hành').click();
  await dialog(chair).getByText('KẾT QUẢ LÃNH ĐẠO, CHỈ ĐẠO').waitFor();
  expect(await dialog(chair).getByText('khoảng 12 trang · 19 mục').count()).toBe(1);
  await dialog(chair).getByLabel('Tên gọi trong tiểu ban').fill(REPORT);
  await dialog(chair).getByRole('button', { name: 'Lập báo cáo' }).click();
  await dialog(chair).getByText('Điền nốt {khóa}, {từ}, {đến}').waitFor();
  await dialog(chair).getByLabel('Trích yếu').fill('kiểm điểm của Ban Chấp hành Đảng bộ phường khóa XXII');
  await dialog(chair).getByLabel('Ngày bắt đầu', { exact: true }).fill('20/3/2020');
  await dialog(chair).getByLabel('Hạn nộp', { exact: true }).fill('10/4/2020');
  await chair.keyboard.press('Tab');
  await journey.screenshot(chair, 'j02-new-report');
  expect(await findBarriers(chair)).toEqual([]);

  await dialog(chair).getByRole('button', { name: 'Lập báo cáo' }).click();

  await chair.getByRole('heading', { level: 1, name: REPORT }).waitFor();
  await row(chair, LEADING).getByText('10/4/2020').waitFor();
  expect(await chair.locator('[data-row]').count()).toBe(24);
  await chair.getByRole('navigation', { name: 'Chính' }).getByRole('link', { name: REPORT }).waitFor();
  await journey.screenshot(chair, 'j02-outline');
  expect(await findBarriers(chair)).toEqual([]);
});

test('sections are put elsewhere by keys, which is said, and the keys stay with the row', async () => {
  await row(chair, DEFENCE).focus();

  await chair.keyboard.press('Alt+ArrowUp');
  await chair
    .getByText(`${DEFENCE}: vị trí 2 trong 1. Lãnh đạo thực hiện nghị quyết đại hội`)
    .waitFor({ state: 'attached' });
  await expect.poll(() => outlineOf(chair), SOON).toContainEqual(`--1.2. ${DEFENCE}`);
  await chair.keyboard.press('Alt+ArrowRight');
  await chair
    .getByText(/Lãnh đạo quốc phòng, an ninh: vị trí 1 trong 1\.1\. Cụ thể hóa/)
    .waitFor({ state: 'attached' });
  await expect.poll(() => row(chair, DEFENCE).getAttribute('aria-level'), SOON).toBe('4');
  await chair.keyboard.press('Alt+ArrowLeft');
  await expect.poll(() => row(chair, DEFENCE).getAttribute('aria-level'), SOON).toBe('3');
  await chair.keyboard.press('Alt+ArrowDown');

  await expect.poll(() => outlineOf(chair), SOON).toContainEqual(`--1.3. ${DEFENCE}`);
  expect(await row(chair, DEFENCE).evaluate((element) => element === document.activeElement)).toBe(true);
});

test('a section is pulled by its handle to where the line shows, and one press takes it back', async () => {
  const before = await outlineOf(chair);
  const from = await row(chair, ORGANISING).locator('[title="Kéo để đổi chỗ"]').boundingBox();
  const target = await row(chair, LEADING).boundingBox();
  if (from === null || target === null) throw new Error('The rows are out of sight');

  await chair.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await chair.mouse.down();
  await chair.mouse.move(from.x + 5, target.y + target.height * 0.5, { steps: 8 });
  await chair.locator('[data-drop="into"]').waitFor();
  await chair.mouse.move(from.x + 5, target.y + target.height * 0.1, { steps: 3 });
  await chair.locator('[data-drop="before"]').waitFor();
  await journey.screenshot(chair, 'j02-drag');
  await chair.mouse.up();

  await expect.poll(() => outlineOf(chair), SOON).toContainEqual(`--1.2. ${ORGANISING}`);
  await chair.getByRole('button', { name: 'Hoàn tác' }).click();
  await expect.poll(() => outlineOf(chair), SOON).toEqual(before);
});

test('Escape leaves a section that is being pulled where it was', async () => {
  const before = await outlineOf(chair);
  const from = await row(chair, ORGANISING).locator('[title="Kéo để đổi chỗ"]').boundingBox();
  const target = await row(chair, LEADING).boundingBox();
  if (from === null || target === null) throw new Error('The rows are out of sight');

  await chair.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await chair.mouse.down();
  await chair.mouse.move(from.x + 5, target.y + target.height * 0.1, { steps: 8 });
  await chair.locator('[data-drop="before"]').waitFor();
  await chair.keyboard.press('Escape');
  await chair.locator('[data-drop]').waitFor({ state: 'detached' });
  await chair.mouse.up();

  expect(await outlineOf(chair)).toEqual(before);
});

test('a section is added, changed in its sheet, taken out and brought back', async () => {
  await row(chair, DEFENCE).getByText('Chưa giao').click();
  await chair.getByRole('button', { name: 'Thêm mục', exact: true }).click();
  await dialog(chair).getByLabel('Tên mục').fill('Lãnh đạo cải cách hành chính');
  await journey.screenshot(chair, 'j02-add');
  expect(await findBarriers(chair)).toEqual([]);
  await chair.keyboard.press('Enter');
  await expect.poll(() => outlineOf(chair), SOON).toContainEqual('--1.4. Lãnh đạo cải cách hành chính');

  const added = row(chair, 'Lãnh đạo cải cách hành chính');
  await added.getByRole('button', { name: /^Sửa và giao mục/ }).click();
  await dialog(chair).getByLabel('Gợi ý viết').fill('Nêu số thủ tục đã cắt giảm.');
  await dialog(chair).getByLabel('Số trang A4').fill('1,5');
  expect(await dialog(chair).getByLabel('Số từ').inputValue()).toBe('630');
  await dialog(chair).getByLabel('Số liệu', { exact: true }).check();
  await journey.screenshot(chair, 'j02-sheet');
  expect(await findBarriers(chair)).toEqual([]);
  await dialog(chair).getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect.poll(() => added.innerText(), SOON).toContain('0 / 630');

  await added.getByRole('button', { name: /^Việc khác với mục/ }).click();
  await chair.getByRole('menuitem', { name: 'Xóa mục' }).click();
  await added.waitFor({ state: 'detached' });
  await toast(chair, 'Đã xóa mục Lãnh đạo cải cách hành chính');
  await chair.getByRole('button', { name: 'Hoàn tác' }).last().click();
  await added.waitFor();
});

test('what was typed stays when the sheet is closed, and dates that won’t do are refused at their field', async () => {
  const section = row(chair, DEFENCE);
  await section.hover();
  await section.getByRole('button', { name: /^Sửa và giao mục/ }).click();
  await dialog(chair).getByLabel('Ngày bắt đầu', { exact: true }).fill('9/4/2020');
  await dialog(chair).getByLabel('Hạn nộp', { exact: true }).fill('1/4/2020');

  await dialog(chair).getByRole('button', { name: 'Lưu', exact: true }).click();
  await dialog(chair).getByText('Hạn nộp phải sau ngày bắt đầu.').waitFor();
  await journey.screenshot(chair, 'j02-refused');
  await dialog(chair).getByRole('button', { name: 'Để sau' }).click();
  await chair.getByRole('button', { name: 'Mở lại' }).click();

  expect(await dialog(chair).getByLabel('Hạn nộp', { exact: true }).inputValue()).toBe('1/4/2020');
  await dialog(chair).getByLabel('Hạn nộp', { exact: true }).fill('12/4/2020');
  await dialog(chair).getByRole('button', { name: 'Lưu', exact: true }).click();
  await section.getByText('12/4/2020').waitFor();
});

test('two who change the same field both see both, and nothing is written over', async () => {
  const bureau = await journey.openAs('thuongtruc1', new URL(chair.url()).pathname);
  for (const page of [chair, bureau]) {
    await row(page, ORGANISING).hover();
    await row(page, ORGANISING)
      .getByRole('button', { name: /^Sửa và giao mục/ })
      .click();
    await dialog(page)
      .getByLabel('Sản phẩm phải nộp')
      .fill(page === chair ? 'Bản in' : 'Dự thảo và bảng số liệu');
  }
  await dialog(bureau).getByRole('button', { name: 'Lưu', exact: true }).click();
  await dialog(bureau).waitFor({ state: 'detached' });

  await dialog(chair).getByText('Người khác vừa sửa mục này.').waitFor();
  await dialog(chair).getByText('Dự thảo và bảng số liệu').waitFor();
  await journey.screenshot(chair, 'j02-both');
  expect(await findBarriers(chair)).toEqual([]);
  await dialog(chair).getByRole('button', { name: 'Lấy bản đang có' }).click();

  expect(await dialog(chair).getByLabel('Sản phẩm phải nộp').inputValue()).toBe('Dự thảo và bảng số liệu');
  await dialog(chair).getByRole('button', { name: 'Để sau' }).click();
  await dialog(chair).waitFor({ state: 'detached' });
  await bureau.context().close();
});

test('the chair gives the sections out and approves; each member finds theirs on Home', async () => {
  await assign(chair, LEADING, { search: 'hoang van dung', name: 'Hoàng Văn Dũng', due: '5/4/2020' });
  await assign(chair, DEFENCE, { search: 'Ngô', name: 'Ngô Mạnh Cường', due: '15/4/2020' });

  await chair.getByRole('button', { name: 'Việc khác với đề cương' }).click();
  await chair.getByRole('menuitem', { name: 'Duyệt đề cương' }).click();
  await dialog(chair).getByLabel('Ghi chú').fill('Theo kết luận họp ngày 18/3');
  await dialog(chair).getByRole('button', { name: 'Duyệt đề cương' }).click();

  await chair.getByText(/^Đề cương lần 1, Trưởng tiểu ban duyệt \d+\/\d+\/\d{4}$/).waitFor();
  await journey.screenshot(chair, 'j02-approved');
  for (const [name, title] of [
    ['Hoàng Văn Dũng', LEADING],
    ['Ngô Mạnh Cường', DEFENCE],
  ] as const) {
    const member = await journey.openAs(await loginOf(name), '/');
    await member.getByRole('link', { name: title }).first().waitFor();
    await member.context().close();
  }
});

/** The demo's people are signed in by their logins. */
async function loginOf(name: string): Promise<string> {
  const answer = await chair.context().request.get(`${journey.server.url}/api/about`);
  const about = aboutSchema.parse(await answer.json());
  const person = about.demoPeople.find((one) => one.name === name);
  if (person === undefined) throw new Error(`Nobody is called ${name}`);
  return person.login;
}

test('the bureau proposes, the chair is asked on the screen and approves there', async () => {
  const bureau = await journey.openAs('thuongtruc1', new URL(chair.url()).pathname);
  await bureau.getByRole('button', { name: 'Việc khác với đề cương' }).click();
  await bureau.getByRole('menuitem', { name: 'Trình duyệt đề cương' }).click();
  await dialog(bureau).getByRole('button', { name: 'Trình duyệt đề cương' }).click();
  await bureau.getByText(/^Đề cương lần 2 chờ Trưởng tiểu ban duyệt/).waitFor();
  expect(await bureau.getByRole('button', { name: 'Duyệt', exact: true }).count()).toBe(0);

  await chair.getByText(/^Đề cương lần 2 chờ bạn duyệt/).waitFor();
  await journey.screenshot(chair, 'j02-to-approve');
  expect(await findBarriers(chair)).toEqual([]);
  await chair.getByRole('button', { name: 'Duyệt', exact: true }).click();

  await bureau.getByText(/^Đề cương lần 2, Trưởng tiểu ban duyệt/).waitFor();
  await bureau.getByRole('button', { name: 'Việc khác với đề cương' }).click();
  await bureau.getByRole('menuitem', { name: 'Các lần đề cương' }).click();
  await dialog(bureau).getByText('Ngô Mạnh Cường, 15/4/2020').waitFor();
  await journey.screenshot(bureau, 'j02-versions');
  expect(await findBarriers(bureau)).toEqual([]);
  await bureau.context().close();
});

test('the outline is saved as a Word file', async () => {
  const [download] = await Promise.all([
    chair.waitForEvent('download'),
    chair.getByRole('button', { name: 'Xuất đề cương' }).click(),
  ]);

  expect(download.suggestedFilename()).toMatch(/\.docx$/);
});

test('a text is split where its new section begins, and joined again', async () => {
  await openReport(chair);
  const section = row(chair, 'Giáo dục và đào tạo');
  await section.hover();
  await section.getByRole('button', { name: /^Việc khác với mục/ }).click();
  await chair.getByRole('menuitem', { name: 'Tách mục' }).click();
  await dialog(chair).getByRole('radio').nth(1).check();
  await dialog(chair).getByLabel('Tên mục mới').fill('Khuyến học');
  await journey.screenshot(chair, 'j02-split');
  expect(await findBarriers(chair)).toEqual([]);
  await dialog(chair).getByRole('button', { name: 'Tách mục' }).click();
  await expect.poll(() => outlineOf(chair), SOON).toContainEqual('---4.2. Khuyến học');

  await section.hover();
  await section.getByRole('button', { name: /^Việc khác với mục/ }).click();
  await chair.getByRole('menuitem', { name: 'Gộp mục khác vào đây' }).click();
  expect(await dialog(chair).getByRole('combobox').inputValue()).toContain('Khuyến học');
  await journey.screenshot(chair, 'j02-join');
  await dialog(chair).getByRole('button', { name: 'Gộp mục khác vào đây' }).click();

  await expect.poll(() => outlineOf(chair), SOON).not.toContainEqual(expect.stringContaining('Khuyến học'));
});

test('a member reads the outline and is offered no change of it', async () => {
  const member = await journey.openAs('uyvien4', '/');
  await openReport(member);
  await row(member, 'Giáo dục và đào tạo').hover();

  expect(await member.getByRole('button', { name: /Thêm mục|Sửa và giao|Việc khác/ }).count()).toBe(0);
  expect(await member.locator('[title="Kéo để đổi chỗ"]').count()).toBe(0);
  expect(await member.getByRole('button', { name: 'Báo cáo mới' }).count()).toBe(0);
  await member.context().close();
});

test('on a phone the outline is read, and a section given out and dated', async () => {
  const phone = await journey.openAs('truongban', new URL(chair.url()).pathname, PHONE);
  const section = row(phone, 'Giáo dục và đào tạo');
  await section.getByText('Đã nhận').click();
  await journey.screenshot(phone, 'j02-phone');
  expect(await findBarriers(phone)).toEqual([]);
  await section.getByRole('button', { name: /^Sửa và giao mục/ }).click();
  await dialog(phone).getByLabel('Hạn nộp', { exact: true }).fill('20/4/2020');
  await journey.screenshot(phone, 'j02-phone-sheet');
  expect(await findBarriers(phone)).toEqual([]);
  expect(await dialog(phone).getByLabel('Gợi ý viết').count()).toBe(0);
  await dialog(phone).getByRole('button', { name: 'Lưu', exact: true }).click();

  await section.getByText('20/4/2020').waitFor();
  await phone.context().close();
});

test('an empty outline says the next step; a long one draws what is near the screen and goes by keys to its end', async () => {
  await chair.getByRole('button', { name: 'Báo cáo mới' }).click();
  await dialog(chair).getByText('Đề cương trống').click();
  await dialog(chair).getByLabel('Tên gọi trong tiểu ban').fill('Báo cáo dài');
  await dialog(chair).getByLabel('Tên in trên văn bản').fill('BÁO CÁO');
  await dialog(chair).getByRole('button', { name: 'Lập báo cáo' }).click();
  await chair.getByText('Đề cương chưa có mục nào').waitFor();
  await journey.screenshot(chair, 'j02-empty');
  expect(await findBarriers(chair)).toEqual([]);
  await chair.getByRole('button', { name: 'Thêm mục đầu tiên' }).click();
  await dialog(chair).getByLabel('Tên mục').fill('Mục 1');
  await chair.keyboard.press('Enter');
  await row(chair, 'Mục 1').waitFor();
  const reportId = new URL(chair.url()).pathname.split('/').at(-1) ?? '';
  const address = chair.url();
  // A page that is told of each one would ask for all of them as often.
  await chair.goto('about:blank');
  for (let at = 2; at <= LONG; at += 1) {
    const answer = await chair.context().request.post(`${journey.server.url}/api/reports/${reportId}/sections`, {
      data: { parentId: null, position: at, title: `Mục ${String(at)}`, hasText: false },
      headers: { origin: journey.server.url },
    });
    expect(answer.status()).toBe(201);
  }

  await chair.goto(address);
  await row(chair, 'Mục 1').first().waitFor();
  expect(await chair.locator('[data-row]').count()).toBeLessThan(100);
  await chair.locator('[data-row]').first().focus();
  await chair.keyboard.press('End');

  await chair.locator('[data-row]:focus', { hasText: `Mục ${String(LONG)}` }).waitFor();
  await journey.screenshot(chair, 'j02-long');
  await chair.keyboard.press('Alt+ArrowUp');
  await chair
    .getByText(`Mục ${String(LONG)}: vị trí ${String(LONG - 1)} ở cấp cao nhất`)
    .waitFor({ state: 'attached' });
  await chair.keyboard.press('Home');
  await chair.locator('[data-row]:focus', { hasText: 'Mục 1' }).waitFor();
});

test('the screens complained of nothing', () => {
  expect(journey.complaints).toEqual([]);
});
