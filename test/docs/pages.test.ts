import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { commandSchema } from '#server/cli/commands.ts';
import { root } from '#test/world/root.ts';

/** What people read is as true as what it names: files, commands and settings are those of the program. */
const names = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' }).map((name) => join('docs', name));
const paths = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...names.filter((name) => name.endsWith('.md'))];
const pages = paths.map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
const all = pages.map(({ text }) => text).join('\n');

/** Paths from the root that the links and pictures of a page lead to, each with its `#place`. */
function leadsOf(path: string, text: string): readonly { readonly target: string; readonly place: string }[] {
  const leads = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, lead = '']) => lead);
  return leads
    .filter((lead) => !/^\w+:/.test(lead))
    .map((lead) => {
      const [file = '', place = ''] = lead.split('#');
      return { target: file === '' ? path : normalize(join(dirname(path), file)), place };
    });
}

/** As the places of headings are named where such pages are shown. */
function placesOf(text: string): readonly string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

test.each(pages)('every link of $path leads somewhere', ({ path, text }) => {
  const lost = leadsOf(path, text).filter(({ target, place }) => {
    if (!existsSync(join(root, target))) return true;
    return place !== '' && !placesOf(readFileSync(join(root, target), 'utf8')).includes(place);
  });

  expect(lost).toEqual([]);
});

test('every picture is shown on some page', () => {
  const shown = pages.flatMap(({ path, text }) => leadsOf(path, text).map(({ target }) => target));
  const pictures = names.filter((name) => name.endsWith('.png'));

  expect(pictures.filter((name) => !shown.includes(name))).toEqual([]);
});

test('every command on the pages is one of the program', () => {
  const manifest = z
    .object({ scripts: z.record(z.string(), z.string()) })
    .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
  const commands: readonly string[] = commandSchema.options.map(({ shape }) => shape.name.value);
  const scripts = [...all.matchAll(/npm(?:\.cmd)? (?:--\S+ \S+ )?run (?:--silent )?([a-z]\w*)/g)].map(
    ([, name = '']) => name,
  );
  const asked = [...all.matchAll(/run (?:--silent )?cli -- ([a-z-]+)/g)].map(([, name = '']) => name);

  expect(scripts.filter((name) => manifest.scripts[name] === undefined)).toEqual([]);
  expect(asked.filter((name) => !commands.includes(name))).toEqual([]);
  expect(commands.filter((name) => !asked.includes(name))).toEqual([]);
});

test('the administrator is told of every setting, and of no other', () => {
  const page = readFileSync(join(root, 'docs', 'admin.md'), 'utf8');
  const source = readFileSync(join(root, 'server', 'config.ts'), 'utf8');
  const settings = [...source.matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(([, name = '']) => name);
  const rows = [...page.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name = '']) => name);

  expect(settings.length).toBeGreaterThan(8);
  expect(settings.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  expect(rows.filter((name) => !settings.includes(name))).toEqual([]);
});
