import { afterAll, beforeAll, expect, test } from 'vitest';
import { findBarriers, openJourney, type Journey } from '#test/world/journey.ts';
import { openSection, pageOf, saved, selectWords } from '#test/world/screens.ts';

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

test('the screens complained of nothing', () => {
  expect(journey.complaints).toEqual([]);
});
