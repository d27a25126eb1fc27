import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findBarriers, openJourney, type Journey } from '#test/world/journey.ts';
import { openReport, pageOf } from '#test/world/screens.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await openJourney();
});
afterAll(async () => {
  await journey.close();
});

const palette = 'Đi đến mục, người, trang hay việc';

async function openPalette(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog', { name: palette }).getByRole('option').first().waitFor();
}

async function widthsOf(page: Page): Promise<readonly number[]> {
  return page.locator('thead th').evaluateAll((heads) => heads.map((head) => head.getBoundingClientRect().width));
}

test('by keys alone: to a section, the sheet of keys, a person’s sections, and back to the words one was at', async () => {
  const page = await journey.openAs('thuongtruc1', '/');
  await page.getByRole('heading', { level: 1 }).waitFor();

  await openPalette(page);
  expect(await findBarriers(page)).toEqual([]);
  await page.keyboard.type('thu, chi ngan');
  await journey.screenshot(page, '12-palette');
  await page.keyboard.press('Enter');
  await pageOf(page).waitFor();
  await page.waitForURL(/\/sections\//);
  const section = page.url();

  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Phím tắt' });
  await sheet.getByText('Bình luận chữ đang chọn').waitFor();
  await journey.screenshot(page, '12-keys');
  expect(await findBarriers(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'detached' });

  await pageOf(page).focus();
  await openPalette(page);
  await page.keyboard.type('hoang van dung');
  await page.keyboard.press('Enter');
  await page.getByPlaceholder('Tìm trong mục của Hoàng Văn Dũng').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.waitForFunction(() => document.activeElement?.classList.contains('ProseMirror') === true);

  await openPalette(page);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Việc của tôi' }).waitFor();
  await openPalette(page);
  await page.keyboard.press('Enter');
  await page.waitForURL(section);

  expect(journey.complaints).toEqual([]);
});

test('dark and on a phone the palette is as sound', async () => {
  const page = await journey.openAs('uyvien1', '/', {
    colorScheme: 'dark',
    viewport: { width: 390, height: 844 },
  });

  await page.getByRole('button', { name: 'Tìm mục, người, trang' }).click();
  await page.getByRole('dialog', { name: palette }).getByRole('option').first().waitFor();
  await page.keyboard.type('ngan sach');
  await journey.screenshot(page, '12-palette-phone');

  expect(await findBarriers(page)).toEqual([]);
});

test('English comes at once, says so to readers, and goes back', async () => {
  const page = await journey.openAs('thuongtruc1', '/');
  const language = (): Promise<string> => page.evaluate(() => document.documentElement.lang);
  const dayOf = (pattern: RegExp): Promise<void> => page.getByText(pattern).first().waitFor();
  await dayOf(/^Thứ|^Chủ nhật/);

  await openPalette(page);
  await page.keyboard.type('switch to english');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'My work' }).waitFor();
  await dayOf(/^(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day/);
  expect(await language()).toBe('en');
  expect(await findBarriers(page)).toEqual([]);

  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('option').first().waitFor();
  await page.keyboard.type('tieng viet');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Việc của tôi' }).waitFor();
  expect(await language()).toBe('vi');
});

test('titles have the room of the drawing, and what may be done lies over the end of its row', async () => {
  const page = await journey.openAs('thuongtruc1', '/');
  await openReport(page);
  const row = page.locator('tr[data-row]', { hasText: 'Đã nộp' }).first();
  await row.waitFor();
  expect((await widthsOf(page))[0]).toBeGreaterThanOrEqual(400);

  await page.setViewportSize({ width: 1024, height: 768 });
  const before = await widthsOf(page);
  expect(before[0]).toBeGreaterThanOrEqual(340);
  await row.locator('td').nth(1).click();
  const receive = row.getByRole('button', { name: 'Nhận' });
  await receive.waitFor();

  expect(await widthsOf(page)).toEqual(before);
  // Neither cut by its column nor under another: a click that lands elsewhere would throw.
  await receive.click({ trial: true });
  const [end, button] = await Promise.all([row.boundingBox(), receive.boundingBox()]);
  expect((button?.x ?? 0) + (button?.width ?? 0)).toBeLessThanOrEqual((end?.x ?? 0) + (end?.width ?? 0));
  expect(await findBarriers(page)).toEqual([]);
});
