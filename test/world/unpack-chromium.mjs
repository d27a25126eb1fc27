import { createRequire } from 'node:module';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Unpacks the Chromium of the packages and prints its folder. A process of its own: the package reads these two names when it
 * is imported and then changes the environment. Usage: `node unpack-chromium.mjs FOLDER`.
 *
 * Unpacked aside and renamed, so that nobody ever starts a file that is still being written, and two may do it at once.
 */
const within = process.argv[2] ?? '.';
const packageFile = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '../../package.json');
const { version } = /** @type {{ version: string }} */ (JSON.parse(readFileSync(packageFile, 'utf8')));
const wanted = join(within, `chromium-${version}`);

mkdirSync(within, { recursive: true });
if (!existsSync(join(wanted, 'done'))) await unpack();
process.stdout.write(wanted);

async function unpack() {
  const aside = mkdtempSync(`${wanted}.`);
  process.env['TMPDIR'] = aside;
  // Makes it bring the libraries that a bare Debian lacks.
  process.env['AWS_EXECUTION_ENV'] = 'AWS_Lambda_nodejs20.x';
  const { default: chromium } = await import('@sparticuz/chromium');
  await chromium.executablePath();
  writeFileSync(join(aside, 'fonts/fonts.conf'), fontsAt(wanted));
  writeFileSync(join(aside, 'done'), '');
  try {
    renameSync(aside, wanted);
  } catch (error) {
    rmSync(aside, { recursive: true });
    if (!existsSync(join(wanted, 'done'))) throw error;
  }
}

/**
 * The package's own file looks for fonts in fixed places, and without any font a page that draws a letter crashes.
 * @param {string} folder
 */
function fontsAt(folder) {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(folder, 'fonts')}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${join(folder, 'fonts-cache')}</cachedir>
</fontconfig>
`;
}
