import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { openBrowser } from '#test/world/chromium.ts';
import { root } from '#test/world/root.ts';

let browser: Browser;
let server: Server;
let person: BrowserContext;

beforeAll(async () => {
  const script = await bundle(join(root, 'test/world/offline-tab.ts'));
  const page = `<!doctype html><title>Tab</title><script type="module">${script.replaceAll('</script', '<\\/script')}</script>`;
  server = createServer((_, response) => response.setHeader('content-type', 'text/html; charset=utf-8').end(page));
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
  browser = await openBrowser();
}, 120_000);

afterAll(async () => {
  await browser.close();
  server.close();
});

beforeEach(async () => {
  await person?.close();
  person = await browser.newContext();
});

async function bundle(entry: string): Promise<string> {
  const built = await build({
    root,
    configFile: false,
    logLevel: 'silent',
    build: { write: false, minify: false, target: 'esnext', lib: { entry, formats: ['es'] } },
  });
  const [first] = Array.isArray(built) ? built : [built];
  const [chunk] = first !== undefined && 'output' in first ? first.output : [];
  if (chunk === undefined) throw new Error('Nothing was built');
  return chunk.code;
}

async function openTab(): Promise<Page> {
  const page = await person.newPage();
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  await page.waitForFunction('globalThis.tab !== undefined');
  return page;
}

const stateOf = (page: Page): Promise<unknown> => page.evaluate('tab.state()');

test('what was written is there when the tab is opened again', async () => {
  const tab = await openTab();
  await tab.evaluate('tab.write("Đồng Thảo")');
  await tab.evaluate('tab.close()');

  expect(await stateOf(await openTab())).toEqual({ text: 'Đồng Thảo', heard: 0, troubles: 0, keeps: true });
});

test('a tab whose copy another took away says so, and its words go on to the server', async () => {
  const [one, other] = [await openTab(), await openTab()];
  await other.evaluate('tab.write("trước ")');

  await one.evaluate('tab.clear()');
  await vi.waitFor(async () => expect(await stateOf(other)).toMatchObject({ troubles: 1, keeps: false }), 10_000);
  await other.evaluate('tab.write("sau ")');

  expect(await stateOf(other)).toEqual({ text: 'sau trước ', heard: 2, troubles: 1, keeps: false });
});
