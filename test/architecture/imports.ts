import { dirname, join } from 'node:path/posix';
import { ARROWS, FORBIDDEN_NAMES, PACKAGE_HOMES, SHARED_PACKAGES } from '#test/architecture/rules.ts';

/** Path below the root of the project → text of the file. */
export type Tree = ReadonlyMap<string, string>;

const MODULES = Object.keys(ARROWS).toSorted((one, other) => other.length - one.length);
const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s(?:[^'"`;]*?\sfrom\s)?\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;
const VIETNAMESE = /[À-ỹđĐ]/u;

/** Every breach of the layout in a tree, one sentence each; an empty list is a tree that keeps it. */
export function findBreaches(tree: Tree): readonly string[] {
  const code = [...tree].filter(([path]) => /^(shared|server|client)\/.*\.tsx?$/.test(path) && !isConfiguration(path));
  return [
    ...code.flatMap(([path, text]) => [
      ...homeBreaches(path),
      ...nameBreaches(path),
      ...exportBreaches(path, text),
      ...letterBreaches(path, text),
      ...importsOf(text).flatMap((target) => importBreaches(path, target)),
    ]),
    ...cycleBreaches(new Map(code)),
  ];
}

function isConfiguration(path: string): boolean {
  return path === 'client/vite.config.ts' || path.endsWith('.d.ts');
}

function moduleOf(path: string): string | undefined {
  const feature = /^client\/features\/([^/]+)\//.exec(path);
  if (feature !== null) return `client/features/${feature[1]}`;
  return MODULES.find((module) => path === module || path.startsWith(`${module}/`));
}

function arrowsOf(module: string): readonly string[] {
  return ARROWS[module.startsWith('client/features/') ? 'client/features/*' : module] ?? [];
}

function importsOf(text: string): readonly string[] {
  return [...text.matchAll(IMPORT)].map((match) => match[1] ?? match[2] ?? '');
}

function homeBreaches(path: string): readonly string[] {
  return moduleOf(path) === undefined ? [`${path} has no home in the layout`] : [];
}

function nameBreaches(path: string): readonly string[] {
  const names = path.split('/').map((name) => name.replace(/\.tsx?$/, ''));
  return names.filter((name) => FORBIDDEN_NAMES.includes(name)).map((name) => `${path} is named "${name}"`);
}

function exportBreaches(path: string, text: string): readonly string[] {
  const found: string[] = [];
  if (/^export default\b/m.test(text)) found.push(`${path} has a default export`);
  if (/^export \* from\b/m.test(text)) found.push(`${path} exports everything of another file`);
  return found;
}

function letterBreaches(path: string, text: string): readonly string[] {
  if (path.startsWith('shared/messages/') || path.startsWith('shared/vietnamese/')) return [];
  // The names of Vietnamese terms in comments are documentation, not words on a screen.
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '');
  return VIETNAMESE.test(code) ? [`${path} holds Vietnamese letters`] : [];
}

function importBreaches(path: string, target: string): readonly string[] {
  if (target.startsWith('../')) return [`${path} imports ${target} by a path out of its folder`];
  if (target.startsWith('./') || target.startsWith('#')) return ownImportBreaches(path, resolve(path, target));
  return target.startsWith('node:') ? [] : packageBreaches(path, target);
}

function ownImportBreaches(path: string, target: string): readonly string[] {
  const from = moduleOf(path);
  const to = moduleOf(target);
  if (from === undefined || to === undefined) return [`${path} imports ${target}, which has no home`];
  if (from === to) return [];
  const allowed = arrowsOf(from).some(
    (one) => one === to || (one === 'client/features/*' && to.startsWith('client/features/')),
  );
  if (!allowed) return [`${path} imports ${target}: ${from} may not import ${to}`];
  const inside = target.slice(to.length + 1);
  return inside.includes('/') ? [`${path} imports ${target}, a file in somebody's subfolder`] : [];
}

function packageBreaches(path: string, target: string): readonly string[] {
  const name = target.split('/')[0] ?? target;
  const home = PACKAGE_HOMES[name];
  const module = moduleOf(path) ?? '';
  if (path.startsWith('shared/') && !SHARED_PACKAGES.includes(name)) return [`${path} imports ${target} into shared`];
  return home === undefined || home.includes(module) ? [] : [`${path} imports ${target} outside its home`];
}

function resolve(path: string, target: string): string {
  return target.startsWith('#') ? target.slice(1) : join(dirname(path), target);
}

function cycleBreaches(code: Tree): readonly string[] {
  const done = new Set<string>();
  const open: string[] = [];
  const found: string[] = [];
  const visit = (path: string): void => {
    if (open.includes(path)) {
      found.push(`cycle: ${[...open.slice(open.indexOf(path)), path].join(' → ')}`);
      return;
    }
    const text = code.get(path);
    if (text === undefined || done.has(path)) return;
    open.push(path);
    for (const target of importsOf(text)) if (/^(#|\.\/)/.test(target)) visit(resolve(path, target));
    open.pop();
    done.add(path);
  };
  for (const path of code.keys()) visit(path);
  return found;
}
