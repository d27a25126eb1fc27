import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findBarriers, openJourney, type Journey } from '#test/world/journey.ts';
import { openSection, pageOf, putCaret, saved, selectWords } from '#test/world/screens.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await openJourney();
});
afterAll(async () => {
  await journey.close();
});

const SECTION = 'Thu, chi ngân sách';

test('the chair comments on a sentence, the member answers and resolves, the chair reopens', async () => {
  const [chair, member] = await Promise.all([journey.openAs('truongban', '/'), journey.openAs('uyvien1', '/')]);
  await Promise.all([openSection(chair, SECTION), openSection(member, SECTION)]);
  await Promise.all([saved(member).waitFor(), pageOf(chair).getByText('bình quân mỗi năm tăng 12,8%').waitFor()]);

  await selectWords(chair, 'bình quân mỗi năm tăng 12,8%');
  await chair.getByRole('toolbar', { name: 'Vùng chọn' }).getByRole('button', { name: 'Bình luận' }).click();
  await chair.getByRole('textbox', { name: 'Bình luận mới' }).fill('Bình quân nhân hay bình quân cộng?');
  await journey.screenshot(chair, '05-new-comment');
  await chair.getByRole('button', { name: 'Gửi' }).click();
  await chair.getByRole('article').filter({ hasText: 'bình quân cộng' }).waitFor();
  expect(await chair.getByRole('toolbar', { name: 'Vùng chọn' }).isVisible()).toBe(false);

  const card = member.getByRole('article', { name: /Nguyễn Thị Minh Hà/ }).filter({ hasText: 'bình quân cộng' });
  await card.waitFor();
  await card.getByRole('button', { name: 'Trả lời' }).click();
  await card.getByRole('textbox').fill('Bình quân nhân, theo Chi cục Thống kê.');
  await card.getByRole('button', { name: 'Trả lời' }).click();
  await chair.getByText('Bình quân nhân, theo Chi cục Thống kê.').waitFor();
  await card.getByRole('button', { name: 'Giải quyết' }).click();
  await card.getByRole('button', { name: 'Mở lại' }).waitFor();

  await chair.getByRole('combobox', { name: 'Lọc bình luận' }).selectOption({ label: 'Đã giải quyết' });
  const resolved = chair.getByRole('article').filter({ hasText: 'bình quân cộng' });
  await resolved.getByRole('button', { name: 'Mở lại' }).click();
  await card.getByRole('button', { name: 'Giải quyết' }).waitFor();
  await journey.screenshot(member, '05-comments');
  expect(await findBarriers(chair)).toEqual([]);
});

test('who may only read chooses words and comments on them by the keys alone', async () => {
  const chair = await journey.openAs('truongban', '/');
  await openSection(chair, SECTION);
  await pageOf(chair).getByText('bình quân mỗi năm tăng 12,8%').waitFor();

  await pageOf(chair).focus();
  await chair.keyboard.press('Control+Home');
  await chair.keyboard.press('ArrowDown');
  await chair.keyboard.press('Home');
  for (let word = 0; word < 3; word += 1) await chair.keyboard.press('Control+Shift+ArrowRight');
  const words = await chosenWords(chair);
  await chair.keyboard.press('Control+Alt+m');
  await chair.getByRole('textbox', { name: 'Bình luận mới' }).waitFor();
  const shown = pageOf(chair).locator('[data-commenting]');
  await shown.first().waitFor();
  expect((await shown.allTextContents()).join('').trim()).toBe(words.trim());
  await chair.keyboard.type('Nêu cả số tuyệt đối.');
  await journey.screenshot(chair, '05-commented-by-keys');
  await chair.keyboard.press('Control+Enter');

  const card = chair.getByRole('article').filter({ hasText: 'Nêu cả số tuyệt đối.' });
  await card.waitFor();
  expect(words.trim().split(/\s+/)).toHaveLength(3);
  expect((await card.getByRole('blockquote').textContent())?.trim()).toBe(words.trim());
  expect(await pageOf(chair).evaluate((page) => page === document.activeElement)).toBe(true);
  expect(await pageOf(chair).getAttribute('contenteditable')).toBe('false');
  expect(await findBarriers(chair)).toEqual([]);
});

test('without chosen words a comment takes the word at the caret, or says what to do', async () => {
  const member = await journey.openAs('uyvien1', '/');
  await openSection(member, SECTION);
  await saved(member).waitFor();
  const button = member.getByRole('toolbar', { name: 'Định dạng' }).getByRole('button', { name: 'Bình luận' });

  await button.click();

  await member.getByText(/^Chọn chữ trên trang trước/).waitFor();
  await putCaret(member, pageOf(member).locator('p').last(), 'Home');
  await member.keyboard.press('ArrowRight');
  await member.keyboard.press('Control+Alt+m');
  await member.getByRole('textbox', { name: 'Bình luận mới' }).fill('Chữ đầu câu.');
  const word = await pageOf(member).locator('[data-commenting]').textContent();
  await member.getByRole('button', { name: 'Gửi' }).click();
  const card = member.getByRole('article').filter({ hasText: 'Chữ đầu câu.' });
  await card.waitFor();
  expect(await card.getByRole('blockquote').textContent()).toBe(word);
  expect(word).toMatch(/^\p{L}+$/u);
});

test('the cards stand in the order of their words, not of their time', async () => {
  const member = await journey.openAs('uyvien1', '/');
  await openSection(member, SECTION);
  const comments = ['Nêu cả số tuyệt đối.', 'Đề nghị nêu thêm tỷ lệ', 'Chữ đầu câu.'];

  await expect
    .poll(async () => {
      const cards = await member.getByRole('article').allTextContents();
      return comments.map((comment) => cards.findIndex((card) => card.includes(comment)));
    })
    .toSatisfy(isAscending);
});

function isAscending(places: readonly number[]): boolean {
  return places.every((place, at) => place > (places[at - 1] ?? -1));
}

/** The words between anchor and head, as the browser shows them. */
async function chosenWords(page: Page): Promise<string> {
  return page.evaluate(() => document.getSelection()?.toString() ?? '');
}

test('the screens complained of nothing', () => {
  expect(journey.complaints).toEqual([]);
});
