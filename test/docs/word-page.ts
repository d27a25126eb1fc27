import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '#test/world/root.ts';

const run = promisify(execFile);
const WITHIN_MS = 120_000;

/** Tinos is as wide as Times New Roman letter by letter, those of Vietnamese too; a substitute without these breaks lines elsewhere. */
const FONTS = `<?xml version="1.0"?>
<fontconfig>
  <dir>${join(root, 'node_modules/@expo-google-fonts/tinos')}</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
  <match target="pattern">
    <test name="family"><string>Times New Roman</string></test>
    <edit name="family" mode="assign" binding="strong"><string>Tinos</string></edit>
  </match>
</fontconfig>`;

/** The first page of a Word file as LibreOffice lays it out, which has to be on this machine with Poppler's `pdftoppm`. */
export async function takeWordPage(file: string): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'dong-thao-word-'));
  try {
    const fonts = join(folder, 'fonts.conf');
    await writeFile(fonts, FONTS);
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    const options = [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder];
    await run('soffice', [...options, file], { timeout: WITHIN_MS, env: { ...process.env, FONTCONFIG_FILE: fonts } });
    const pdf = join(folder, `${basename(file).replace(/\.\w+$/, '')}.pdf`);
    const page = join(folder, 'page');
    await run('pdftoppm', ['-png', '-r', '80', '-f', '1', '-l', '1', '-singlefile', pdf, page], { timeout: WITHIN_MS });
    return await readFile(`${page}.png`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
