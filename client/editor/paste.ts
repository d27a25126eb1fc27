import { isSafeHref } from '#shared/document/schema.ts';

/** One paragraph of the cleaned HTML. */
interface Role {
  readonly level: number;
  readonly list: string;
  readonly indent: number;
  readonly align: string;
}

const BODY: Role = { level: 0, list: 'none', indent: 0, align: 'default' };
const TAG = /<[a-z](?:[^>"']|"[^"]*"|'[^']*')*>/gi;
const BLOCKS =
  'address,article,aside,blockquote,body,center,dd,div,dl,dt,figure,figcaption,footer,form,h1,h2,h3,h4,h5,h6,header,hr,li,main,nav,ol,p,pre,section,table,ul';
const DROPPED =
  'button,embed,head,iframe,img,input,link,meta,noscript,object,picture,script,select,style,svg,template,textarea,title,video';
/** A number that was typed before a heading: ours are computed. */
const TYPED_NUMBER = /^(?:(?:\d+\.)+\d*|\d+[.)-]|[IVXLC]+[.)-])\s+/u;

/**
 * What was copied from Word, Excel or a page, in the schema's own HTML: paragraphs with their role, the marks we have, tables and safe
 * links; nothing else is kept. Our own clipboard is left as it is. `style=` is renamed while it still is text: the content security
 * policy strips it from any document a parser makes, and bold and italic of Word with it.
 */
export function cleanHtml(html: string): string {
  const safe = withoutStyle(html);
  if (/<[^>]+\sdata-pm-slice=/.test(safe)) return safe;
  return blocksOf(parse(html), BODY, false).join('');
}

function withoutStyle(html: string): string {
  return html
    .replace(/<style[\s\S]*?<\/style>/gi, '')
    .replace(TAG, (tag) => tag.replace(/\sstyle\s*=/gi, ' data-style='));
}

function parse(html: string): HTMLElement {
  return new DOMParser().parseFromString(withoutStyle(html), 'text/html').body;
}

/** Whether HTML that is not our own shows pictures, which stay outside: a page names them by addresses, and Word by files of its machine. */
export function hasForeignPicture(html: string): boolean {
  const pictures = [...parse(html).querySelectorAll('img:not([data-imageid]), svg, picture')];
  return pictures.some((one) => !isTrackingPixel(one));
}

export function hasWords(html: string): boolean {
  return (parse(html).textContent ?? '').trim() !== '';
}

function isTrackingPixel(picture: Element): boolean {
  return ['width', 'height'].some((name) => Number(picture.getAttribute(name) ?? 100) <= 2);
}

/** Plain text as it should stand in a document: composed letters, no odd spaces. */
export function cleanText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u00a0\u202f]/gu, ' ')
    .replace(/[\u200b\ufeff\u00ad]/gu, '');
}

function blocksOf(parent: Element, role: Role, inCell: boolean): readonly string[] {
  const blocks: string[] = [];
  let line = '';
  const endLine = (): void => {
    if (line.replace(/<[^>]*>/g, '').trim() !== '') blocks.push(paragraph(line, role));
    line = '';
  };
  for (const child of parent.childNodes) {
    if (!(child instanceof HTMLElement) || !isBlock(child)) {
      line += inlineOf(child);
      continue;
    }
    endLine();
    blocks.push(...blockOf(child, role, inCell));
  }
  endLine();
  return blocks;
}

function isBlock(element: HTMLElement): boolean {
  return element.matches(BLOCKS) || element.querySelector(BLOCKS) !== null;
}

function blockOf(element: HTMLElement, role: Role, inCell: boolean): readonly string[] {
  const name = element.tagName.toLowerCase();
  if (element.matches(DROPPED)) return [];
  if (name === 'table') return inCell ? blocksOf(element, role, true) : [tableOf(element)];
  if (name === 'ul' || name === 'ol') return listOf(element, role, inCell);
  return blocksOf(element, roleOf(element, role), inCell);
}

function roleOf(element: HTMLElement, around: Role): Role {
  const style = element.dataset['style'] ?? '';
  const align = /text-align:\s*(center|right|justify)/i.exec(style)?.[1] ?? element.getAttribute('align');
  const role = {
    ...around,
    align: ['center', 'right', 'justify'].find((one) => one === align?.toLowerCase()) ?? around.align,
  };
  // Before the list: Word numbers its headings by one.
  const heading = /^H([1-6])$/.exec(element.tagName) ?? /mso-outline-level:\s*([1-6])/i.exec(style);
  if (heading !== null) return { ...role, level: Number(heading[1]), align: 'default' };
  const wordList = /mso-list:\s*l\d+\s+level(\d)/i.exec(style);
  return wordList === null ? role : { ...role, ...wordListOf(element, Number(wordList[1])) };
}

/** Word prints the sign of an item into the text and marks it as not to be read. */
function wordListOf(element: HTMLElement, level: number): Pick<Role, 'list' | 'indent'> {
  const sign = [...element.querySelectorAll<HTMLElement>('[data-style]')].find((one) =>
    /mso-list:\s*ignore/i.test(one.dataset['style'] ?? ''),
  );
  const text = sign?.textContent.trim() ?? '';
  return { list: listKind(text), indent: Math.max(0, level - 1) };
}

function listKind(sign: string): string {
  if (/^\d/.test(sign)) return 'decimal';
  if (/^\p{L}[.)]/u.test(sign)) return 'alpha';
  return /^[-\u2013\u2014]/u.test(sign) ? 'dash' : 'bullet';
}

function listOf(list: HTMLElement, around: Role, inCell: boolean): readonly string[] {
  const isOrdered = list.tagName === 'OL';
  const letters = /^[a]$/i.test(list.getAttribute('type') ?? '') || /lower-alpha/.test(list.dataset['style'] ?? '');
  const ordered = letters ? 'alpha' : 'decimal';
  const indent = around.list === 'none' ? around.indent : around.indent + 1;
  const role: Role = { ...BODY, list: isOrdered ? ordered : 'bullet', indent: Math.min(8, indent) };
  return [...list.children].flatMap((item) =>
    item.matches('ul,ol') && item instanceof HTMLElement ? listOf(item, role, inCell) : blocksOf(item, role, inCell),
  );
}

function tableOf(table: HTMLElement): string {
  const rows = [...table.querySelectorAll('tr')].filter((row) => row.closest('table') === table);
  const lines = rows
    .map((row) =>
      [...row.children]
        .filter((cell) => cell.matches('td,th'))
        .map(cellOf)
        .join(''),
    )
    .filter((cells) => cells !== '');
  return lines.length === 0 ? '' : `<table>${lines.map((cells) => `<tr>${cells}</tr>`).join('')}</table>`;
}

function cellOf(cell: Element): string {
  const tag = cell.tagName === 'TH' || cell.closest('thead') !== null ? 'th' : 'td';
  const spans = ['colspan', 'rowspan']
    .map((name) => [name, Number(cell.getAttribute(name) ?? 1)] as const)
    .filter(([, span]) => Number.isInteger(span) && span > 1)
    .map(([name, span]) => ` ${name}="${String(span)}"`)
    .join('');
  const content = blocksOf(cell, BODY, true).join('');
  return `<${tag}${spans}>${content === '' ? '<p></p>' : content}</${tag}>`;
}

function paragraph(line: string, role: Role): string {
  const text = role.level > 0 ? line.trim().replace(TYPED_NUMBER, '') : line.trim();
  const attributes = Object.entries(role)
    .filter(([name, value]) => value !== BODY[name as keyof Role])
    .map(([name, value]) => ` data-${name}="${String(value)}"`)
    .join('');
  return `<p${attributes}>${text}</p>`;
}

function inlineOf(node: ChildNode): string {
  if (node.nodeType === Node.TEXT_NODE) return escapeHtml(cleanText(node.textContent ?? '').replace(/\s+/gu, ' '));
  if (!(node instanceof HTMLElement) || node.matches(DROPPED)) return '';
  if (node.tagName === 'BR') return '<br>';
  const style = node.dataset['style'] ?? '';
  if (/mso-list:\s*ignore/i.test(style)) return '';
  const inner = [...node.childNodes].map(inlineOf).join('');
  return marksOf(node, style).reduceRight((text, [open, close]) => `${open}${text}${close}`, inner);
}

function marksOf(element: HTMLElement, style: string): readonly (readonly [string, string])[] {
  const isBold = element.matches('b,strong')
    ? !/(?<![\w-])font-weight:\s*(normal|400)/i.test(style)
    : /(?<![\w-])font-weight:\s*(bold|[6-9]00)/i.test(style);
  const tags = [
    ...(isBold ? ['strong'] : []),
    ...(element.matches('i,em') || /(?<![\w-])font-style:\s*italic/i.test(style) ? ['em'] : []),
    ...(element.matches('u,ins') || /text-decoration[^;]*underline/i.test(style) ? ['u'] : []),
    ...(element.matches('s,del,strike') || /text-decoration[^;]*line-through/i.test(style) ? ['s'] : []),
    ...(element.matches('sup') || /vertical-align:\s*super/i.test(style) ? ['sup'] : []),
    ...(element.matches('sub') || /vertical-align:\s*sub\b/i.test(style) ? ['sub'] : []),
  ];
  const href = element.tagName === 'A' ? (element.getAttribute('href') ?? '') : '';
  const link: readonly (readonly [string, string])[] = isSafeHref(href)
    ? [[`<a href="${escapeHtml(href)}">`, '</a>']]
    : [];
  return [...link, ...tags.map((tag) => [`<${tag}>`, `</${tag}>`] as const)];
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
