import type { Locator, Page } from 'playwright-core';

/** Where things are on the screens, by the words people read. */

/** The page of a live text. */
export function pageOf(page: Page): Locator {
  return page.locator('.ProseMirror');
}

/** What the header says about the saving of the text. */
export function saved(page: Page): Locator {
  return page.getByText(/^Đã lưu \d\d:\d\d$/);
}

/** Opens the text of a section from the outline of the only report. */
export async function openSection(page: Page, title: string): Promise<void> {
  await openReport(page);
  await page.getByRole('link', { name: title }).first().click();
  await pageOf(page).waitFor();
}

/** Opens the only report, on the tab of the outline. */
export async function openReport(page: Page): Promise<void> {
  await page
    .getByRole('navigation')
    .getByRole('link', { name: /Báo cáo chính trị/ })
    .first()
    .click();
  await page.getByRole('link', { name: /^Đề cương/ }).waitFor();
}

export async function openConsolidated(page: Page): Promise<void> {
  await openReport(page);
  await page.getByRole('link', { name: /^Báo cáo tổng hợp/ }).click();
}

/** Types at the end of the text, as a new paragraph. */
export async function typeAtEnd(page: Page, text: string): Promise<void> {
  await putCaret(page, pageOf(page).locator('p').last(), 'Control+End');
  await page.keyboard.press('Enter');
  await page.keyboard.type(text, { delay: 10 });
}

/** Clicks a paragraph and presses a key that moves the caret. */
export async function putCaret(page: Page, paragraph: Locator, key: string): Promise<void> {
  await paragraph.click();
  await untilDrawn(page);
  await page.keyboard.press(key);
  await untilDrawn(page);
}

/** The browser tells the editor of a new caret with the next picture; no person is faster. */
async function untilDrawn(page: Page): Promise<void> {
  await page.evaluate(
    () => new Promise((settle) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(settle, 0)))),
  );
}

/** Selects words inside one paragraph, as a mouse dragged over them would. */
export async function selectWords(page: Page, words: string): Promise<void> {
  const paragraph = pageOf(page).locator('p', { hasText: words }).first();
  await paragraph.scrollIntoViewIfNeeded();
  const box = await paragraph.evaluate((element, wanted) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const at = node.textContent?.indexOf(wanted) ?? -1;
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + wanted.length);
      const [first] = range.getClientRects();
      const last = [...range.getClientRects()].at(-1);
      if (first === undefined || last === undefined) return null;
      return {
        x1: first.left + 1,
        y1: first.top + first.height / 2,
        x2: last.right - 1,
        y2: last.top + last.height / 2,
      };
    }
    return null;
  }, words);
  if (box === null) throw new Error(`Not in one run of the text: ${words}`);
  await page.mouse.move(box.x1, box.y1);
  await page.mouse.down();
  await page.mouse.move(box.x2, box.y2, { steps: 5 });
  await page.mouse.up();
}
