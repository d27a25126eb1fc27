import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { openBrowser } from '#test/world/chromium.ts';
import { root } from '#test/world/root.ts';
import { startServerProcess, type ServerProcess } from '#test/world/server.ts';

/** A browser in which the people of the founding example work on a server. */
export interface Screens {
  /** What pages complained about: errors of scripts, refusals of the content policy. */
  readonly complaints: readonly string[];
  /** A window of its own, signed in as a person of the founding example, at a path. */
  openAs(login: string, path: string, options?: BrowserContextOptions): Promise<Page>;
  /** A window in which nobody is signed in. */
  openAnonymous(path: string, options?: BrowserContextOptions): Promise<Page>;
  /** Kept in an ignored folder, to be looked at beside the drawn screens. */
  screenshot(page: Page, name: string): Promise<void>;
  close(): Promise<void>;
}

/** The built server with the founding example, and its screens. */
export interface Journey extends Screens {
  readonly server: ServerProcess;
  /** Starts the server again on the same data and the same port after it was ended. */
  restart(): Promise<void>;
}

const SCREEN = { width: 1366, height: 768 };
const screenshots = join(root, '.cache', 'screens');
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export async function openJourney(env: Readonly<Record<string, string>> = {}): Promise<Journey> {
  const dataDir = await mkdtemp(join(tmpdir(), 'dong-thao-journey-'));
  const start = (more: Readonly<Record<string, string>> = {}): Promise<ServerProcess> =>
    startServerProcess({ dataDir, env: { DEMO: '1', ...env, ...more } });
  const first = await start();
  let server = first;
  const screens = await openScreens(first.url);
  return {
    ...screens,
    get server() {
      return server;
    },
    async restart() {
      server = await start({ PORT: new URL(first.url).port });
    },
    async close() {
      await screens.close();
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** The screens of a server that is there already. */
export async function openScreens(url: string): Promise<Screens> {
  const browser = await openBrowser();
  const complaints: string[] = [];
  return {
    complaints,
    async openAs(login, path, contextOptions) {
      const context = await openContext(browser, contextOptions);
      const answer = await context.request.post(`${url}/api/demo/session`, {
        data: { login },
        headers: { origin: url },
      });
      if (answer.status() !== 204) throw new Error(`${login} could not sign in: ${await answer.text()}`);
      return openPage(context, `${url}${path}`, complaints);
    },
    async openAnonymous(path, contextOptions) {
      return openPage(await openContext(browser, contextOptions), `${url}${path}`, complaints);
    },
    async screenshot(page, name) {
      await mkdir(screenshots, { recursive: true });
      await page.screenshot({ path: join(screenshots, `${name}.png`) });
    },
    close: () => browser.close(),
  };
}

async function openContext(browser: Browser, options: BrowserContextOptions = {}): Promise<BrowserContext> {
  return browser.newContext({
    viewport: SCREEN,
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    reducedMotion: 'reduce',
    ...options,
  });
}

async function openPage(context: BrowserContext, address: string, complaints: string[]): Promise<Page> {
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
  page.on('console', (message) => {
    // What the network did is the browser's own note: losing the server is part of several journeys.
    if (message.type() === 'error' && !/Failed to load resource|WebSocket connection|net::ERR/.test(message.text()))
      complaints.push(`${page.url()}: ${message.text()}`);
  });
  await page.goto(address);
  return page;
}

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
  }[];
}

/** What axe finds wrong with the page as it stands, one line each. */
export async function findBarriers(page: Page): Promise<readonly string[]> {
  await page.evaluate(axeSource);
  const result = await page.evaluate<AxeResult>(
    `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })`,
  );
  return result.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 200)} ${node.failureSummary ?? ''}`),
  );
}
