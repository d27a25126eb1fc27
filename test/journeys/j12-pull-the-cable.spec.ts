import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { openCable, type Cable } from '#test/world/cable.ts';
import { openJourney, openScreens, type Journey, type Screens } from '#test/world/journey.ts';
import { openSection, pageOf, saved, typeAtEnd } from '#test/world/screens.ts';

let journey: Journey;
let cable: Cable;
/** The screens at the other end of the line. */
let far: Screens;
beforeAll(async () => {
  journey = await openJourney();
  cable = await openCable(journey.server.url);
  far = await openScreens(cable.url);
});
afterAll(async () => {
  await far.close();
  await cable.close();
  await journey.close();
});

const SECTION = 'Quốc phòng, an ninh';
const BEFORE = 'Câu gõ khi còn mạng.';
const WITHOUT = 'Câu gõ khi rút cáp.';

/** A dead line is known by half a minute of silence. */
const SILENCE = { timeout: 240_000 };

test(
  'what is typed after the cable is pulled is there after the tab was closed, and never was called saved before',
  SILENCE,
  async () => {
    const writer = await far.openAs('uyvien4', '/');
    await openSection(writer, SECTION);
    const address = writer.url();
    await saved(writer).waitFor();
    await typeAtEnd(writer, BEFORE);
    await saved(writer).waitFor();

    cable.pull();
    await writer.keyboard.press('Space');
    await saved(writer).waitFor({ state: 'detached' });
    await watchForSaved(writer);
    await writer.keyboard.type(WITHOUT, { delay: 40 });
    // Nobody said that the line is dead: the page finds out by its silence.
    await writer
      .getByText(/thay đổi chưa lưu/)
      .first()
      .waitFor({ timeout: 60_000 });
    await writer.getByText(/Mất kết nối từ .* thay đổi đang giữ trên máy này/).waitFor();
    await journey.screenshot(writer, '12-cable-pulled');
    expect(await wasCalledSaved(writer)).toBe(false);
    const context = writer.context();
    await writer.close();
    expect(await readSection()).not.toContain(WITHOUT);

    cable.plug();
    const again = await context.newPage();
    await again.goto(address);
    await pageOf(again).getByText(`${BEFORE} ${WITHOUT}`).waitFor();
    await saved(again).waitFor({ timeout: 60_000 });

    expect(await readSection()).toContain(`${BEFORE} ${WITHOUT}`);
  },
);

test('a tab that is closed in the middle of a word without a line keeps each letter of it', async () => {
  const writer = await far.openAs('uyvien4', '/');
  await openSection(writer, SECTION);
  const address = writer.url();
  await saved(writer).waitFor();
  await typeAtEnd(writer, 'Dòng dở');

  cable.pull();
  await writer.keyboard.type(' dang');
  const context = writer.context();
  await writer.close();
  cable.plug();
  const again = await context.newPage();
  await again.goto(address);

  await pageOf(again).getByText('Dòng dở dang').waitFor();
  await saved(again).waitFor({ timeout: 60_000 });
  expect((await readSection()).split('Dòng dở dang')).toHaveLength(2);
});

test('the screens complained of nothing', () => {
  expect([...journey.complaints, ...far.complaints]).toEqual([]);
});

/** The text as another person reads it, on a line that was never cut. */
async function readSection(): Promise<string> {
  const reader = await journey.openAs('truongban', '/');
  await openSection(reader, SECTION);
  await pageOf(reader).getByText(BEFORE).waitFor();
  const text = await pageOf(reader).innerText();
  await reader.context().close();
  return text;
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
