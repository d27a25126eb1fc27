import type { Tree } from '#test/architecture/imports.ts';

/** Each error code has a row in the table of failures and a sentence in each language. */
export function findSpeechlessCodes(tree: Tree): readonly string[] {
  const list = /ERROR_CODES = \[([^\]]*)\]/.exec(tree.get('shared/model/errors.ts') ?? '')?.[1] ?? '';
  const codes = [...list.matchAll(/'([^']+)'/g)].map((match) => match[1] ?? '');
  const rows = tree.get('shared/protocol/failures.ts') ?? '';
  return codes.flatMap((code) => [
    ...(hasKey(rows, code) ? [] : [`${code}: no row in shared/protocol/failures.ts`]),
    ...languagesOf(tree)
      .filter((language) => !hasKey(textOf(tree, `shared/messages/${language}`), code))
      .map((language) => `${code}: no sentence in shared/messages/${language}`),
  ]);
}

/**
 * Texts that nothing asks for. A key counts as used when some code names it in full, or names its beginning in a template that
 * goes on with a value. Forms of number (`_one`, `_other`) belong to the key without them.
 */
export function findUnusedTexts(tree: Tree, keys: readonly string[]): readonly string[] {
  const code = [...tree]
    .filter(([path]) => /\.tsx?$/.test(path) && !/^shared\/messages\/(vi|en)\//.test(path))
    .map(([, text]) => withoutComments(text))
    .join('\n');
  const named = new Set([...code.matchAll(/(['"`])([\w./-]+)\1/g)].map((match) => match[2] ?? ''));
  const begun = [...code.matchAll(/`([\w-]+(?:\.[\w-]+)*\.)\$\{/g)].map((match) => match[1] ?? '');
  return keys
    .map((key) => key.replace(/_(zero|one|two|few|many|other)$/, ''))
    .filter((key) => !named.has(key) && !begun.some((beginning) => key.startsWith(beginning)))
    .map((key) => `${key}: no code uses this text`);
}

/** Colours and sizes come from the tokens, or dark mode and large letters break in one place and not in the others. */
export function findLiteralLooks(tree: Tree): readonly string[] {
  return [...tree]
    .filter(([path]) => path.startsWith('client/') && !path.startsWith('client/styles/'))
    .flatMap(([path, text]) => {
      const form = path.endsWith('.css') ? inStyles : inComponents;
      const found = /\.(css|tsx|ts)$/.test(path) ? form.exec(withoutComments(text)) : null;
      return found === null ? [] : [`${path}: literal colour or pixel size: ${found[0]}`];
    });
}

const inStyles = /#[\da-f]{3,8}\b(?=[^{}]*[;}])|\b(?:rgb|rgba|hsl|hsla|hwb|lab|lch|oklab|oklch)\(|\b\d*\.?\d+px\b/i;
const inComponents =
  /['"`]#(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})['"`]|['"`](?:rgb|rgba|hsl|hsla|oklch)\(|['"`\s(:]\d*\.?\d+px\b/i;

/** Words of a screen stand in the messages, in both languages: none in its markup, and none in the names that readers hear. */
export function findLiteralWords(tree: Tree): readonly string[] {
  return [...tree]
    .filter(([path]) => path.startsWith('client/') && path.endsWith('.tsx'))
    .flatMap(([path, text]) => {
      const code = withoutComments(text);
      const found = [...code.matchAll(betweenTags), ...code.matchAll(behindValue), ...code.matchAll(inNames)];
      return found.map(([, words = '']) => `${path}: words outside the messages: ${words.trim()}`);
    });
}

/** Between two tags, or a tag and a value: `<p>Saved</p>`, `<p>Saved {time}</p>`. A type's `>` has no letter behind it in our layout. */
const betweenTags = /<\/?[A-Za-z][^<>]*>\s*(\p{L}[^<>{}()=;]*)(?=<\/?[A-Za-z]|\{)/gu;
/** Behind a value, before the end of its element: `{count} words</p>`. */
const behindValue = /\}\s*(\p{L}[^<>{}()=;]*)<\//gu;
/** A code or a key is no word: those have two small letters together. */
const inNames =
  /\s(?:aria-label|aria-description|aria-roledescription|title|placeholder|label|alt)="([^"]*\p{Ll}{2}[^"]*)"/gu;

function hasKey(text: string, key: string): boolean {
  const escaped = key.replace(/[/\\^$*+?.()|[\]{}-]/g, String.raw`\$&`);
  return new RegExp(`(?:^|[\\s{,])(?:'${escaped}'|"${escaped}"|${escaped})\\s*:`, 'm').test(text);
}

function languagesOf(tree: Tree): readonly string[] {
  const folders = [...tree.keys()].map((path) => /^shared\/messages\/([^/]+)\//.exec(path)?.[1] ?? '');
  return [...new Set(folders)].filter((language) => language !== '');
}

function textOf(tree: Tree, folder: string): string {
  return [...tree].flatMap(([path, text]) => (path.startsWith(`${folder}/`) ? [text] : [])).join('\n');
}

/**
 * The text with comments blanked, line ends kept. Knows strings, templates and regular expressions well enough for code that
 * Prettier has laid out; words of JSX are taken as they stand.
 */
function withoutComments(text: string): string {
  const token =
    /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\[\s\S]|[^`\\])*`|(?<=[(,=:[!&|?{};]\s*|return )\/(?![/*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\//g;
  return text.replace(token, (found) => (/^\/[/*]/.test(found) ? found.replace(/[^\n]/g, ' ') : found));
}
