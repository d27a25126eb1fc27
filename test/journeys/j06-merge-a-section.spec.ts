import { afterAll, beforeAll, expect, test } from 'vitest';
import { findBarriers, openJourney, type Journey } from '#test/world/journey.ts';
import { openConsolidated, pageOf } from '#test/world/screens.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await openJourney();
});
afterAll(async () => {
  await journey.close();
});

test('a new version of a section comes in, the bureau’s own edits stand, what both changed is chosen', async () => {
  const [bureau, colleague] = await Promise.all([
    journey.openAs('thuongtruc1', '/'),
    journey.openAs('thuongtruc2', '/'),
  ]);
  await Promise.all([openConsolidated(bureau), openConsolidated(colleague)]);
  await bureau.getByText('4 mục chờ hợp nhất').waitFor();
  await journey.screenshot(bureau, '03-consolidated');
  expect(await findBarriers(bureau)).toEqual([]);
  await colleague.getByRole('link', { name: /Mở văn bản Phần thứ nhất/ }).click();
  await pageOf(colleague).getByText('toàn phường có 4.286 học sinh các cấp').waitFor();

  await bureau.getByRole('link', { name: /Giáo dục và đào tạo/ }).click();
  await bureau.getByText('Xung đột: cùng một đoạn, hai bên cùng sửa').waitFor();
  await journey.screenshot(bureau, '07-merge');
  expect(await findBarriers(bureau)).toEqual([]);
  expect(await bureau.getByRole('button', { name: /Áp dụng/ }).isDisabled()).toBe(true);
  await bureau.getByText('Quyết xung đột thứ 1 để áp dụng').waitFor();
  await bureau.keyboard.press('2');
  await bureau.getByText('Đã quyết: lấy câu mới của phần').waitFor();
  await bureau.keyboard.press('Control+Enter');

  await pageOf(colleague).getByText('số học sinh các cấp là 4.326 em').waitFor();
  expect(await pageOf(colleague).innerText()).toContain('thuộc nhóm cao nhất của quận');
  await bureau.getByText(/^Đã hợp nhất/).waitFor();
  await bureau.getByRole('button', { name: 'Gỡ lần hợp nhất', exact: true }).last().click();

  await pageOf(colleague).getByText('toàn phường có 4.286 học sinh các cấp').waitFor();
  expect(await pageOf(colleague).innerText()).toContain('thuộc nhóm cao nhất của quận');
});

test('on a phone the bureau sees what waits to be merged, and where to do it', async () => {
  const phone = await journey.openAs('thuongtruc1', '/', { viewport: { width: 390, height: 844 } });
  await openConsolidated(phone);

  await phone.getByText(/^Hợp nhất cần đọc hai văn bản cạnh nhau/).waitFor();

  expect(await phone.getByRole('button', { name: /^Hợp nhất/ }).count()).toBe(0);
  expect(await phone.getByRole('link', { name: /Giáo dục và đào tạo/ }).count()).toBe(0);
  await phone.getByText('Giáo dục và đào tạo').first().waitFor();
  await journey.screenshot(phone, '11-phone-consolidated');
  expect(await findBarriers(phone)).toEqual([]);
  await phone.getByRole('button', { name: 'Các lần hợp nhất' }).click();
  await phone.getByRole('dialog').getByText('Đã áp dụng').first().waitFor();
  expect(await phone.getByRole('dialog').getByRole('link').count()).toBe(0);
});

test('everything that was received and is without conflict comes in at once', async () => {
  const bureau = await journey.openAs('thuongtruc1', '/');
  await openConsolidated(bureau);

  await bureau.getByRole('button', { name: 'Hợp nhất mọi mục đã nhận' }).click();

  await bureau.getByText(/Đã hợp nhất \d+ mục\./).waitFor({ timeout: 60_000 });
  await bureau.getByText(/Còn \d+ mục có xung đột, chờ bạn quyết\./).waitFor();
});

test('the screens complained of nothing', () => {
  expect(journey.complaints).toEqual([]);
});
