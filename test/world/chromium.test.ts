import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { openBrowser } from '#test/world/chromium.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
}, 120_000);
afterAll(async () => {
  await browser.close();
});

test('a page takes Vietnamese from the keyboard', async () => {
  const page = await browser.newPage();
  await page.setContent('<textarea></textarea>');

  await page.locator('textarea').focus();
  await page.keyboard.type('Đồng Thảo');

  expect(await page.locator('textarea').inputValue()).toBe('Đồng Thảo');
  await page.close();
});

test('one origin may not read from another, as with the people who use the product', async () => {
  const other = createServer((_, response) => response.end('secret')).listen(0, '127.0.0.1');
  await new Promise((settle) => other.once('listening', settle));
  const address = `http://127.0.0.1:${(other.address() as AddressInfo).port}/`;
  const page = await browser.newPage();

  const answer = await page.evaluate(
    async (url) =>
      fetch(url).then(
        (r) => r.text(),
        () => 'refused',
      ),
    address,
  );

  expect(answer).toBe('refused');
  await page.close();
  other.close();
});

test('a page that crashes leaves the others alive', async () => {
  const [crashing, other] = [await browser.newPage(), await browser.newPage()];

  const crashed = new Promise((settle) => crashing.once('crash', settle));
  await crashing.goto('chrome://crash').catch(() => undefined);
  await crashed;

  expect(await other.evaluate(() => 1 + 1)).toBe(2);
  await other.close();
});
