import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { pageStyle } from '#client/editor/page-style.ts';
import { resolveVariables, theme } from '#client/styles/theme.ts';
import { layoutProfileOf } from '#shared/document/layout-profile.ts';
import { LAYOUT_PROFILES } from '#shared/model/organisation.ts';
import { root } from '#test/world/root.ts';

const styles = join(root, 'client/styles');
const tokens = readStyle('tokens.css');
const light = declarationsIn(tokens.slice(0, tokens.indexOf('[data-mantine-color-scheme')));
const dark = new Map([...light, ...declarationsIn(tokens.slice(tokens.indexOf('[data-mantine-color-scheme')))]);
const paper = declarationsIn(readStyle('paper.css'));

function readStyle(name: string): string {
  return readFileSync(join(styles, name), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
}

function declarationsIn(text: string): ReadonlyMap<string, string> {
  return new Map([...text.matchAll(/(--dt-[\w-]+)['"]?\s*:\s*([^;}]+)/g)].map((one) => [one[1] ?? '', one[2] ?? '']));
}

/** The names that a text of code or styles asks for, template ends (`--dt-${name}`) left out. */
function namesUsedIn(text: string): readonly string[] {
  return [...text.matchAll(/var\(\s*(--dt-[\w-]+)(?=\s*[,)])/g)].map((one) => one[1] ?? '');
}

function valueOf(scheme: ReadonlyMap<string, string>, name: string): string {
  const value = scheme.get(name) ?? '';
  const next = namesUsedIn(value)[0];
  return next === undefined ? value.trim() : valueOf(scheme, next);
}

function luminanceOf(colour: string): number {
  const digits = /^#([\da-f]{6})$/i.exec(colour)?.[1];
  if (digits === undefined) throw new Error(`not a colour of six digits: "${colour}"`);
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
    const part = Number.parseInt(digits.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrastOf(scheme: ReadonlyMap<string, string>, text: string, ground: string): number {
  const [low = 0, high = 0] = [text, ground].map((name) => luminanceOf(valueOf(scheme, name))).sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

const people = Array.from({ length: 12 }, (_, at) => `--dt-p${String(at + 1)}`);
const pairs: readonly (readonly [string, string])[] = [
  ...['ink', 'ink-2', 'ink-3'].flatMap((ink) =>
    ['desk', 'surface', 'sunken', 'raised'].map((ground) => [`--dt-${ink}`, `--dt-${ground}`] as const),
  ),
  ...['warn', 'ok', 'info', 'late'].map((state) => [`--dt-${state}`, `--dt-${state}-tint`] as const),
  ...['warn', 'ok', 'info', 'late'].map((state) => [`--dt-${state}`, '--dt-surface'] as const),
  ...['gold', 'green', 'slate'].map((name) => ['--dt-on-accent', `--dt-${name}-7`] as const),
  ['--dt-accent-text', '--dt-accent-tint'],
  ['--dt-link', '--dt-surface'],
  ['--dt-accent-text', '--dt-surface'],
  ['--dt-on-accent', '--dt-accent'],
  ['--dt-on-accent', '--dt-accent-hover'],
  ['--dt-paper-ink', '--dt-paper'],
  ['--dt-paper-ink-2', '--dt-paper'],
  ...people.map((person) => [person, '--dt-paper'] as const),
  ...people.map((person) => ['--dt-on-accent', person] as const),
];

test.each(pairs)('%s on %s is read in light and in dark', (text, ground) => {
  expect(contrastOf(light, text, ground)).toBeGreaterThanOrEqual(4.5);
  expect(contrastOf(dark, text, ground)).toBeGreaterThanOrEqual(4.5);
});

test('contrast is counted as the guideline counts it', () => {
  const scheme = new Map(Object.entries({ a: '#000000', b: '#ffffff', c: '#767676' }));

  expect(contrastOf(scheme, 'a', 'b')).toBeCloseTo(21, 5);
  expect(contrastOf(scheme, 'c', 'b')).toBeCloseTo(4.54, 2);
});

test('every token that the client asks for is declared', () => {
  const files = readdirSync(join(root, 'client'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(css|tsx?)$/.test(name))
    .map((name) => ({ name, text: readFileSync(join(root, 'client', name), 'utf8') }));
  const declared = new Set(files.flatMap(({ text }) => [...declarationsIn(text).keys()]));

  const missing = files.flatMap(({ name, text }) =>
    namesUsedIn(text)
      .filter((token) => !declared.has(token))
      .map((token) => `${name}: ${token}`),
  );

  expect(missing).toEqual([]);
});

test('the theme names only tokens that exist', () => {
  const { light: inLight, dark: inDark, variables } = resolveVariables(theme as Parameters<typeof resolveVariables>[0]);
  const used = namesUsedIn(JSON.stringify([theme, inLight, inDark, variables]));

  expect(used.length).toBeGreaterThan(80);
  expect(used.filter((name) => !light.has(name))).toEqual([]);
});

test('each ramp has ten different shades', () => {
  for (const name of ['red', 'gold', 'green', 'slate', 'stone']) {
    const shades = theme.colors?.[name] ?? [];
    expect(new Set(shades.map((shade) => valueOf(light, namesUsedIn(shade)[0] ?? ''))).size).toBe(10);
  }
});

test('each face of the paper is installed', () => {
  const imports = [...readStyle('fonts.css').matchAll(/@import '([^']+)'/g)].map((one) => one[1] ?? '');

  expect(imports).toHaveLength(4);
  expect(imports.filter((path) => !existsSync(join(root, 'node_modules', path)))).toEqual([]);
});

test('a sheet is printed with the margins of the page on screen, whatever its profile', () => {
  const margins = LAYOUT_PROFILES.map((id) => {
    const style = pageStyle(layoutProfileOf(id));
    return (['top', 'right', 'bottom', 'left'] as const).map((side) => style[`--dt-page-${side}`]).join(' ');
  });

  expect(margins).toEqual(margins.map(() => margins[0]));
  expect(readStyle('print.css')).toContain(`margin: ${margins[0] ?? ''};`);
});

test('a page is of the profile of 2018 until its own is known', () => {
  expect(Object.fromEntries(paper)).toMatchObject(pageStyle(layoutProfileOf('dang-hd36-2018')));
});

test.each([
  ['dang-hd05-2026', '14pt', '18pt', '6pt', '10mm', '13pt', '1.149'],
  ['dang-hd36-2018', '14pt', '18pt', '6pt', '10mm', '13pt', '1.149'],
  ['nha-nuoc-nd30-2020', '14pt', '1.321', '6pt', '10mm', '13pt', '1.149'],
])('by %s the text on screen has the size, lines, distance and indent of the paper', (id, ...expected) => {
  const style = pageStyle(layoutProfileOf(id));

  expect(
    ['fs', 'lh', 'gap', 'indent', 'table-fs', 'table-lh'].map(
      (name) => style[`--dt-paper-${name}` as keyof typeof style],
    ),
  ).toEqual(expected);
  expect(Object.values(style).slice(0, 6)).toEqual(['210mm', '297mm', '20mm', '15mm', '20mm', '30mm']);
});
