import { afterAll, beforeAll, expect, test } from 'vitest';
import { findBarriers, openJourney, type Journey } from '#test/world/journey.ts';
import { openReport, openSection, pageOf, saved, typeAtEnd } from '#test/world/screens.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await openJourney();
});
afterAll(async () => {
  await journey.close();
});

const PHONE = { viewport: { width: 390, height: 844 } };
const SECTION = 'Quốc phòng, an ninh';
const NOTE = 'Số liệu quý III còn chờ công an phường.';
const REASON = 'Nêu rõ nguyên nhân của các vụ cháy.';

test('a member submits, the bureau returns it with a reason, the member corrects it, the bureau receives it', async () => {
  const member = await journey.openAs('uyvien4', '/');
  await journey.screenshot(member, '02-home');
  expect(await findBarriers(member)).toEqual([]);
  await openSection(member, SECTION);
  const otherTab = await member.context().newPage();
  await otherTab.goto(member.url());
  await Promise.all([saved(member).waitFor(), saved(otherTab).waitFor()]);

  await typeAtEnd(member, 'Số liệu quý I đã bổ sung.');
  await member.getByRole('button', { name: 'Nộp', exact: true }).click();
  await member.getByRole('dialog').getByRole('textbox').fill(NOTE);
  await member.getByRole('dialog').getByRole('button', { name: 'Nộp', exact: true }).click();

  for (const page of [member, otherTab]) {
    await page.getByText(/^Đã nộp lúc/).waitFor();
    expect(await pageOf(page).getAttribute('contenteditable')).toBe('false');
  }
  await journey.screenshot(member, '12-submitted');
  expect(await findBarriers(member)).toEqual([]);

  const bureau = await journey.openAs('thuongtruc1', '/');
  await bureau.getByText(`nộp: “${NOTE}”`).waitFor();
  await openReport(bureau);
  await journey.screenshot(bureau, '03-outline');
  expect(await findBarriers(bureau)).toEqual([]);
  await openSection(bureau, SECTION);
  await pageOf(bureau).getByText('Số liệu quý I đã bổ sung.').waitFor();
  await bureau.getByText(/^Đã nộp lúc .* chờ bạn nhận hoặc trả lại\.$/).waitFor();
  await bureau.getByText(`nhắn: “${NOTE}”`).waitFor();
  await bureau.getByRole('button', { name: 'Trả lại', exact: true }).click();
  await bureau.getByRole('dialog').getByRole('textbox').fill(REASON);
  await bureau.getByRole('dialog').getByRole('button', { name: 'Trả lại', exact: true }).click();

  await bureau.getByText('Bạn đã trả lại:').waitFor();
  expect(await bureau.getByText(/Quyền sửa của bạn/).count()).toBe(0);
  await member.getByText(REASON).first().waitFor();
  await expect.poll(() => pageOf(member).getAttribute('contenteditable')).toBe('true');
  await journey.screenshot(member, '12-returned');
  await otherTab.goto(`${journey.server.url}/`);
  await otherTab.getByText(REASON).first().waitFor();
  await pageOf(member).click();
  await member.keyboard.press('Control+z');
  await pageOf(member).getByText('Số liệu quý I đã bổ sung.').waitFor({ state: 'detached' });
  await member.keyboard.press('Control+y');
  await pageOf(member).getByText('Số liệu quý I đã bổ sung.').waitFor();
  await seeOnPhone();
  await typeAtEnd(member, 'Nguyên nhân chính là chập điện.');
  await saved(member).waitFor();
  await member.getByRole('button', { name: 'Nộp lại', exact: true }).click();
  await member.getByRole('dialog').getByRole('button', { name: 'Nộp lại', exact: true }).click();
  await member.getByText(/^Đã nộp lúc/).waitFor();

  await bureau.getByRole('button', { name: 'Nhận', exact: true }).click();

  await member.getByText(/đã nhận mục này/).waitFor();
  await member.getByRole('button', { name: /^(Nộp|Rút lại)/ }).waitFor({ state: 'detached' });
  expect(await pageOf(member).innerText()).toContain('Nguyên nhân chính là chập điện.');
});

/** Too small a screen to type on: the author reads why it was returned, and can submit it again. */
async function seeOnPhone(): Promise<void> {
  const phone = await journey.openAs('uyvien4', '/', PHONE);
  await phone
    .getByRole('link', { name: /^Sửa tiếp/ })
    .first()
    .click();
  await phone.getByText(REASON).first().waitFor();
  await phone.getByText(/^Trên màn hình nhỏ, bạn đọc và bình luận/).waitFor();
  expect(await pageOf(phone).getAttribute('contenteditable')).toBe('false');
  await journey.screenshot(phone, '11-phone-returned');
  expect(await findBarriers(phone)).toEqual([]);
  await phone.getByRole('button', { name: 'Nộp lại', exact: true }).click();
  await phone.getByRole('dialog').getByRole('button', { name: 'Nộp lại', exact: true }).waitFor();
  await phone.getByRole('dialog').getByRole('button', { name: 'Để sau' }).click();
  await phone.context().close();
}

test('an empty reason is refused where it is asked for, and nothing changes', async () => {
  const bureau = await journey.openAs('thuongtruc2', '/');
  await openSection(bureau, 'Văn hóa, việc làm, an sinh xã hội');

  await bureau.getByRole('button', { name: 'Trả lại', exact: true }).click();
  await bureau.getByRole('dialog').getByRole('button', { name: 'Trả lại', exact: true }).click();

  await bureau.getByText('Hãy ghi lý do trả lại để tác giả biết cần sửa gì.').waitFor();
  await bureau.getByRole('dialog').getByRole('button', { name: 'Để sau' }).click();
  await bureau.getByRole('button', { name: 'Nhận', exact: true }).waitFor();
});

test('the screens complained of nothing', () => {
  expect(journey.complaints).toEqual([]);
});
