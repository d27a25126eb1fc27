import { readFile } from 'node:fs/promises';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findBarriers, openJourney, type Journey } from '#test/world/journey.ts';
import { openConsolidated } from '#test/world/screens.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await openJourney();
});
afterAll(async () => {
  await journey.close();
});

test('the bureau freezes the third draft and gets it as a Word file with its mark', async () => {
  const bureau = await journey.openAs('thuongtruc1', '/');
  await openConsolidated(bureau);
  await bureau.getByRole('button', { name: 'Chốt Dự thảo lần 3' }).click();
  await bureau.getByRole('dialog').getByText('Bản chốt không sửa được nữa.').waitFor();
  await journey.screenshot(bureau, '12-freeze');
  await bureau.getByRole('button', { name: 'Chốt dự thảo', exact: true }).click();
  await bureau.getByText('Đã chốt Dự thảo lần 3').waitFor();

  await bureau.getByRole('button', { name: 'Xuất Word Dự thảo lần 3' }).click();
  await bureau.getByRole('dialog').waitFor();
  await journey.screenshot(bureau, '12-export');
  expect(await findBarriers(bureau)).toEqual([]);
  const [download] = await Promise.all([
    bureau.waitForEvent('download'),
    bureau.getByRole('dialog').getByRole('button', { name: 'Xuất', exact: true }).click(),
  ]);

  expect(download.suggestedFilename()).toMatch(/\.docx$/);
  const parts = unzipSync(new Uint8Array(await readFile(await download.path())));
  const text = strFromU8(parts['word/document.xml'] ?? new Uint8Array());
  expect(text).toContain('Dự thảo lần 3');
  expect(text).toContain('ĐẢNG CỘNG SẢN VIỆT NAM');
  expect(text).toContain('4.286 học sinh các cấp');
});

test('the screens complained of nothing', () => {
  expect(journey.complaints).toEqual([]);
});
