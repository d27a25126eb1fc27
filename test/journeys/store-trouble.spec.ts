import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { openScreens, type Screens } from '#test/world/journey.ts';
import { openFullableServer, type FullableServer } from '#test/world/open-server.ts';
import { openSection, pageOf, saved, typeAtEnd } from '#test/world/screens.ts';

let server: FullableServer;
let screens: Screens;
beforeAll(async () => {
  server = await openFullableServer();
  screens = await openScreens(server.url);
});
afterAll(async () => {
  await screens.close();
  await server.close();
});

const SECTION = 'Thu, chi ngân sách';
/** More than the pages of the store's file have room for. */
const PASSAGE = 'Đảng bộ phường lãnh đạo thực hiện đồng bộ các giải pháp. ';
const TIMES = 150;

test('two people write on over a full store, are told how much waits, and have it saved once there is room', async () => {
  const [owner, coEditor] = await Promise.all([screens.openAs('uyvien1', '/'), screens.openAs('uyvien9', '/')]);
  const pages = [owner, coEditor];
  for (const page of pages) await openSection(page, SECTION);
  await typeAtEnd(owner, 'Câu gõ khi còn chỗ.');
  await Promise.all(pages.map((page) => saved(page).waitFor()));

  await server.fill();
  await owner.keyboard.insertText(` ${PASSAGE.repeat(TIMES)}`);
  await Promise.all(pages.map((page) => trouble(page).waitFor()));
  await watchForSaved(owner);
  const pasted = await countWaiting(owner);
  const more = ' Chủ trì gõ tiếp.';
  await owner.keyboard.type(more, { delay: 60 });
  // What they had written before is saved, and may be called so until they write.
  await typeAtEnd(coEditor, 'Người phối hợp');
  await watchForSaved(coEditor);
  await coEditor.keyboard.type(' gõ tiếp.');

  // Each key is a change of its own, and a new paragraph one more.
  await expect.poll(() => countWaiting(owner)).toBe(pasted + more.length);
  await expect.poll(() => countWaiting(coEditor)).toBe('Người phối hợp gõ tiếp.'.length + 1);
  for (const page of pages)
    await page
      .getByText(/thay đổi chưa lưu/)
      .first()
      .waitFor();
  expect(await Promise.all(pages.map(wasCalledSaved))).toEqual([false, false]);
  await screens.screenshot(owner, '12-store-trouble');

  await server.makeRoom();
  for (const page of pages) {
    await saved(page).waitFor();
    await trouble(page).waitFor({ state: 'detached' });
  }
  const reader = await screens.openAs('truongban', '/');
  await openSection(reader, SECTION);
  await pageOf(reader).getByText('Người phối hợp gõ tiếp.').waitFor();
  for (const page of [...pages, reader]) {
    const text = await pageOf(page).innerText();
    const found = ['Câu gõ khi còn chỗ.', PASSAGE.trim(), more.trim(), 'Người phối hợp gõ tiếp.'];
    expect(found.map((words) => text.split(words).length - 1)).toEqual([1, TIMES, 1, 1]);
  }
});

test('the screens complained of nothing', () => {
  expect(screens.complaints).toEqual([]);
});

/** The banner of a store that cannot be written. */
function trouble(page: Page) {
  return page.getByRole('alert').filter({ hasText: 'chưa ghi được xuống đĩa' });
}

/** How many changes it says are waiting on this machine. */
async function countWaiting(page: Page): Promise<number> {
  return Number(/(\d+) thay đổi/.exec((await trouble(page).textContent()) ?? '')?.[1]);
}

/** Notes from now on whether the page ever calls the work saved, be it for a moment. */
async function watchForSaved(page: Page): Promise<void> {
  await page.evaluate(() => {
    const note = () => {
      if (/Đã lưu \d\d:\d\d/.test(document.body.innerText)) document.body.dataset['calledSaved'] = 'yes';
    };
    note();
    new MutationObserver(note).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
}

async function wasCalledSaved(page: Page): Promise<boolean> {
  return page.evaluate(() => document.body.dataset['calledSaved'] === 'yes');
}
