import { afterAll, beforeAll, expect, test } from 'vitest';
import { findBarriers, openJourney, type Journey } from '#test/world/journey.ts';
import { openSection, pageOf, putCaret, saved, typeAtEnd } from '#test/world/screens.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await openJourney();
});
afterAll(async () => {
  await journey.close();
});

const SECTION = 'Thu, chi ngân sách';

test('two members write in one section at once on slow links, one with an input method, and nothing is lost', async () => {
  const [owner, coEditor] = await Promise.all([journey.openAs('uyvien1', '/'), journey.openAs('uyvien9', '/')]);
  await Promise.all([openSection(owner, SECTION), openSection(coEditor, SECTION)]);
  await Promise.all([saved(owner).waitFor(), saved(coEditor).waitFor()]);
  for (const page of [owner, coEditor]) {
    const client = await page.context().newCDPSession(page);
    await client.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 150,
      downloadThroughput: 50_000,
      uploadThroughput: 50_000,
    });
  }

  await typeAtEnd(owner, 'Số thu ba tháng đầu năm 2020 đạt 24,8%.');
  await pageOf(coEditor).locator('p').last().getByText('đạt 24,8%').waitFor();
  const ime = await coEditor.context().newCDPSession(coEditor);
  await pageOf(coEditor).locator('p').first().click();
  await coEditor.keyboard.press('Home');
  const typing = owner.keyboard.type(' Tiến độ bảo đảm dự toán.', { delay: 40 });
  for (const word of ['Đ', 'Đồ', 'Đồn', 'Đồng']) {
    await ime.send('Input.imeSetComposition', { text: word, selectionStart: word.length, selectionEnd: word.length });
    await coEditor.waitForTimeout(60);
  }
  await ime.send('Input.insertText', { text: 'Đồng ' });
  await typing;

  for (const page of [owner, coEditor]) {
    await pageOf(page).getByText('Tiến độ bảo đảm dự toán.').waitFor();
    await expect
      .poll(() => pageOf(page).locator('p').first().textContent(), { timeout: 10_000 })
      .toMatch(/^(.*\s)?Đồng /);
    await saved(page).waitFor();
  }
  expect(await pageOf(owner).innerText()).toContain('Số thu ba tháng đầu năm 2020 đạt 24,8%. Tiến độ bảo đảm dự toán.');
  await owner.getByText('Đinh Xuân Trường').first().waitFor({ state: 'attached' });
  await journey.screenshot(owner, '05-editor');
  expect(await findBarriers(owner)).toEqual([]);
});

test('two people who write in one paragraph keep their words whole', async () => {
  const [owner, coEditor] = await Promise.all([journey.openAs('uyvien1', '/'), journey.openAs('uyvien9', '/')]);
  await Promise.all([openSection(owner, SECTION), openSection(coEditor, SECTION)]);
  await Promise.all([saved(owner).waitFor(), saved(coEditor).waitFor()]);
  const isParagraph = { hasText: 'Phường thực hiện khoán chi' };
  await putCaret(owner, pageOf(owner).locator('p', isParagraph), 'Home');
  await putCaret(coEditor, pageOf(coEditor).locator('p', isParagraph), 'End');

  await Promise.all([
    owner.keyboard.type('Trong cả nhiệm kỳ, dù còn khó khăn, ', { delay: 70 }),
    coEditor.keyboard.type(' Việc này được Nhân dân đồng tình.', { delay: 80 }),
  ]);

  for (const page of [owner, coEditor]) {
    await pageOf(page).getByText('Trong cả nhiệm kỳ, dù còn khó khăn,').waitFor();
    await pageOf(page).getByText('Việc này được Nhân dân đồng tình.').waitFor();
  }
});

test('the screen counts what is not saved while the server is gone, and sends it when it is back', async () => {
  const page = await journey.openAs('uyvien1', '/');
  await openSection(page, SECTION);
  await saved(page).waitFor();
  await typeAtEnd(page, 'Câu gõ trước khi mất điện.');
  await saved(page).waitFor();

  await journey.server.kill9();
  await page.keyboard.type(' Câu gõ khi máy chủ không còn.');

  await page
    .getByText(/thay đổi chưa lưu/)
    .first()
    .waitFor();
  await page.getByText(/Mất kết nối từ/).waitFor();
  await journey.screenshot(page, '12-offline');
  await journey.restart();
  await saved(page).waitFor({ timeout: 60_000 });
  const reader = await journey.openAs('truongban', '/');
  await openSection(reader, SECTION);
  await pageOf(reader).getByText('Câu gõ trước khi mất điện. Câu gõ khi máy chủ không còn.').waitFor();
});

test('undo takes back only one’s own change', async () => {
  const [owner, coEditor] = await Promise.all([journey.openAs('uyvien1', '/'), journey.openAs('uyvien9', '/')]);
  await Promise.all([openSection(owner, SECTION), openSection(coEditor, SECTION)]);
  await Promise.all([saved(owner).waitFor(), saved(coEditor).waitFor()]);
  await typeAtEnd(owner, 'Câu của chủ trì.');
  await pageOf(coEditor).getByText('Câu của chủ trì.').waitFor();
  await typeAtEnd(coEditor, 'Câu của người phối hợp.');
  await pageOf(owner).getByText('Câu của người phối hợp.').waitFor();

  await owner.keyboard.press('Control+z');

  await pageOf(coEditor).getByText('Câu của chủ trì.').waitFor({ state: 'detached' });
  expect(await pageOf(owner).innerText()).toContain('Câu của người phối hợp.');
});

test('the screens complained of nothing', () => {
  expect(journey.complaints).toEqual([]);
});
