import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chromium, type Browser } from 'playwright-core';
import { root } from '#test/world/root.ts';

/** A Chromium of this machine, and what has to be in its environment. */
interface Program {
  readonly path: string;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Not those that the package proposes: they switch off the rule of same origin, and put all pages into one process, so that one
 * that crashes ends the browser.
 */
const args = ['--no-sandbox', '--disable-dev-shm-usage', '--font-render-hinting=none'];

const systemPaths = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Starts a browser without a window; who opens it closes it. Fails when this machine has no Chromium that runs. */
export async function openBrowser(): Promise<Browser> {
  const program = await findChromium();
  return chromium.launch({
    executablePath: program.path,
    args,
    env: { ...definedOnly(process.env), ...program.env },
    timeout: 60_000,
  });
}

/** `CHROME_PATH`, else the system's, else the one in the packages. */
async function findChromium(): Promise<Program> {
  const named = process.env['CHROME_PATH'];
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) throw new Error(`CHROME_PATH names no file: ${named}`);
    return { path: named, env: {} };
  }
  const system = systemPaths.find((path) => existsSync(path));
  return system === undefined ? unpackFromPackages() : { path: system, env: {} };
}

async function unpackFromPackages(): Promise<Program> {
  const script = join(root, 'test/world/unpack-chromium.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [script, join(root, '.cache')], { timeout: 60_000 });
  return {
    path: join(stdout, 'chromium'),
    env: { LD_LIBRARY_PATH: join(stdout, 'al2023/lib'), FONTCONFIG_PATH: join(stdout, 'fonts') },
  };
}

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
