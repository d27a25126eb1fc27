import type { CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openJourney, type Journey } from '#test/world/journey.ts';
import { pageOf, saved } from '#test/world/screens.ts';
import sequences from './input-methods.json' with { type: 'json' };

/**
 * What Vietnamese input methods do to a page, step by step: `type` and `back` as Unikey and EVKey rewrite a syllable, `compose` and
 * `commit` as iBus, macOS and Android compose it.
 */
const SECTION = 'Thu, chi ngân sách';

let journey: Journey;
let page: Page;
let keys: CDPSession;

beforeAll(async () => {
  journey = await openJourney();
  page = await journey.openAs('uyvien1', '/');
  await openText(page);
  await saved(page).waitFor();
  keys = await page.context().newCDPSession(page);
});
afterAll(async () => {
  await journey.close();
});

async function openText(of: Page): Promise<void> {
  await of.getByRole('link', { name: SECTION }).first().click();
  await pageOf(of).waitFor();
}

async function play(steps: readonly string[]): Promise<void> {
  for (const step of steps) {
    const [deed = '', ...rest] = step.split(' ');
    const text = rest.join(' ');
    if (deed === 'back') await page.keyboard.press('Backspace');
    else if (deed === 'compose')
      await keys.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
    else await keys.send('Input.insertText', { text });
  }
}

/** An empty paragraph at the end of the text, with the caret in it. */
async function startParagraph(): Promise<void> {
  await pageOf(page).locator('p').last().click();
  await page.keyboard.press('Control+End');
  // The browser tells of a moved caret a moment later; no hand is that fast.
  await page.waitForTimeout(50);
  await page.keyboard.press('Enter');
}

/** The last paragraph without the names of the people who are in it. */
function lastParagraph(of: Page): Promise<string> {
  return pageOf(of)
    .locator('p')
    .last()
    .evaluate((element) => {
      const copy = element.cloneNode(true) as HTMLElement;
      for (const caret of copy.querySelectorAll('[data-caret]')) caret.remove();
      return copy.textContent;
    });
}

test.each(sequences.map(({ id, result, steps }) => [id, result, steps] as const))(
  'what is typed is what stands in the text: %s',
  async (_, result, steps) => {
    await startParagraph();

    await play(steps);

    await expect.poll(() => lastParagraph(page)).toBe(result);
  },
);

test('what another types beside a syllable that is being composed breaks neither', async () => {
  const other = await journey.openAs('uyvien9', '/');
  await openText(other);
  await saved(other).waitFor();
  await startParagraph();
  await page.keyboard.type('Chi ');
  await pageOf(other).locator('p').last().getByText('Chi').waitFor();

  await play(['compose t', 'compose th', 'compose thư', 'compose thươ']);
  await pageOf(other).locator('p').last().click();
  await other.keyboard.press('Home');
  await other.keyboard.type('[A] ');
  await saved(other).waitFor();
  await page.waitForTimeout(400);
  expect(await lastParagraph(page)).toBe('Chi thươ');
  await play(['compose thường', 'commit thường', 'type  xuyên']);

  for (const one of [page, other]) await expect.poll(() => lastParagraph(one)).toBe('[A] Chi thường xuyên');
});

test('undo after a composed word takes the word away, not half a letter', async () => {
  await startParagraph();
  await page.keyboard.type('Tổng ');
  await page.waitForTimeout(700);
  for (const step of ['compose t', 'compose th', 'compose thu']) {
    await play([step]);
    await page.waitForTimeout(350);
  }
  await play(['commit thu']);
  await expect.poll(() => lastParagraph(page)).toBe('Tổng thu');
  await page.waitForTimeout(150);

  await page.keyboard.press('Control+z');

  await expect.poll(() => lastParagraph(page)).toBe('Tổng ');
});
