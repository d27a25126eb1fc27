import { expect, test } from 'vitest';
import { layoutProfileOf } from '#shared/document/layout-profile.ts';
import { startNumbering } from '#shared/document/numbering.ts';
import { LAYOUT_PROFILES } from '#shared/model/organisation.ts';
import { frameOf } from '#shared/document/paper-frame.ts';
import {
  alignOfSeparator,
  borders,
  cellAligns,
  columnsMm,
  columnsOf,
  defaults,
  has,
  kindOf,
  listed,
  numberIn,
  only,
  pageMm,
  paragraph,
  ratio,
  recipients,
  rowsWritten,
  turned,
  ruleUnder,
  section,
  styleElement,
  textTable,
  widthMm,
} from '#test/world/paper-facts.ts';
import {
  filled,
  HEADER,
  leavesOf,
  printed,
  value,
  words,
  type Json,
  type Leaf,
  type Paper,
} from '#test/world/printed-paper.ts';
import { all, first, toMm, type ShownParagraph } from '#test/world/word-look.ts';

/** Every value of the profile files is asked of a Word file, or is named here with the reason why none can hold it. */
const NOT_WRITTEN: readonly (readonly [RegExp, string])[] = [
  [/^(id|title|titleEn|regime|schemaVersion)$|^(legalBasis|inForce)\b/, 'says which rule book it is'],
  [/\.(note|about)$/, 'a remark'],
  [/\.example$/, 'shows what the other values make'],
  [/\.(key|alternativeTo)$/, 'names the rule in the file itself'],
  [/(implementation|usage|naming|common|absentFor|many)$/, 'advice in words; the office names its bodies itself'],
  [
    /\.(label|title)\.label$|^components\.(body|table\.\w+|numberedList)\.label$/,
    'a word for who reads the file; the style has its name from styleName or from Word',
  ],
  [/^components\.topTitleRule\.label$/, 'a line that is drawn has no style to be named'],
  [
    /^components\.(appendix\.\w+|recipients\.items|signatureBlock\.(placement|space)|pageNumber|tableOfContents|footnote)\.label$/,
    'a word for who reads the file',
  ],
  [/^headerBlock\.label$/, 'a word for who reads the file'],
  [/\.position$/, 'a place in words; the rows of the header block and the columns of the signature say it as data'],
  [/^page\.marginsBackSideMm/, 'for paper printed on both sides, which a printer is told and not a file'],
  [/^defaultFont\.(fallbackMetricCompatible|encoding)$/, 'what reads the file chooses another face; XML is Unicode'],
  [
    /^components\.(congressTheme|letterSubject|salutation|legalBasisLines|urgencyMark|circulationMark|typistMark|contactLine)\b/,
    'no report of the product bears it',
  ],
  [/^components\.(tableOfContents|footnote)\b/, 'a text holds no contents page and no footnotes'],
  [/^components\.endMark$/, 'the last words are the author’s; the mark is unverified or is a full stop'],
  [
    /^components\.docNumber\.(reset|letterPattern)$/,
    'numbers are given by the office’s register; no letter is written',
  ],
  [/^components\.draftMark\.dateLine$/, 'an option that no office was asked for'],
  [/^components\.recipients\.items\.asAboveFirst$/, 'who receives a paper is typed by the office'],
  [
    /^components\.signatureBlock\.(space\.lines|name\.titles)$/,
    'the room is given in millimetres; the name is as the office typed it',
  ],
  [/^components\.numberedList\.itemEnd$/, 'the author’s own punctuation'],
  [/^headerBlock\.rowsMayMerge$/, 'a leave, of which use is made'],
  [/^(typeAbbreviations|orgAbbreviations)$/, 'the first is asked of an export; the second is typed by the office'],
  [
    /^components\.headings\[(chapter|muc|tieuMuc|article|clause)\]\.(label|title)\.(pattern|ownLine)$/,
    'of regulations: a report has their styles only',
  ],
  [/^toneMarkDefault$/, 'the office chooses when it is set up'],
];

/** The lines of a Word file by the component that says how each looks. */
const PLACES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [
      'topTitle',
      'motto',
      'parentOrg',
      'issuingOrg',
      'docNumber',
      'placeDate',
      'draftMark',
      'typeName',
      'subject',
      'body',
    ].map((name) => [name, name]),
  ),
  'table.caption': 'tableCaption',
  'table.unitLine': 'tableUnit',
  'table.headerRow': 'tableHeader',
  'table.bodyRow': 'tableBody',
  'table.groupRow': 'tableGroup',
  'table.sourceLine': 'tableSource',
  'appendix.label': 'appendixLabel',
  'appendix.title': 'appendix',
  'appendix.reference': 'appendixReference',
  'signatureBlock.authority': 'authority',
  'signatureBlock.position': 'position',
  'signatureBlock.name': 'signer',
  'recipients.label': 'recipients',
  'recipients.items': 'recipientItem',
  orgSeparator: 'orgSeparator',
  subjectSeparator: 'subjectSeparator',
};

type Look = (shown: ShownParagraph, leaf: Leaf) => Json | undefined;

/** What a field of a component is in the file, in the words of the profile. */
const LOOKS: Readonly<Record<string, Look>> = {
  label: (one) => one.styleName,
  styleName: (one) => one.styleName,
  text: (one) => one.text,
  fontPt: (one) => one.sizePt,
  bold: (one) => one.bold,
  italic: (one) => one.italic,
  underline: (one) => one.underline,
  caps: (one) => (one.caps ? 'all' : 'none'),
  align: (one) => (one.align === 'both' ? 'justify' : one.align),
  firstLineIndentMm: (one) => one.firstLineMm,
  leftIndentMm: (one) => one.leftMm,
  spaceBeforePt: (one) => one.beforePt,
  spaceAfterPt: (one) => one.afterPt,
  lineSpacing: (one, leaf) =>
    one.lines.rule === leaf['rule'] ? Math.round(one.lines.value * 100) / 100 : one.lines.rule,
  keepWithNext: (one) => one.keepNext,
  widowControl: (one) => one.widowControl,
};

/** What is asked otherwise than by the look of one line. Gives what the file has where the profile has its value. */
const READERS: readonly (readonly [RegExp, (paper: Paper, path: string, leaf: Leaf) => unknown])[] = [
  [/^page\.size$/, (paper) => (pageMm(paper).join('×') === '210×297' ? 'A4' : pageMm(paper).join('×'))],
  [/^page\.widthMm$/, (paper) => pageMm(paper)[0]],
  [/^page\.heightMm$/, (paper) => pageMm(paper)[1]],
  [/^page\.orientation$/, ({ word }) => section(word, 'w:pgSz').getAttribute('w:orient') ?? 'portrait'],
  [
    /^page\.marginsMm\.\w+$/,
    ({ word }, path) => toMm(section(word, 'w:pgMar').getAttribute(`w:${path.split('.').at(-1) ?? ''}`)),
  ],
  [
    /^page\.headerDistanceMm$|^components\.pageNumber\.distanceFromTopEdgeMm$/,
    ({ word }) => toMm(section(word, 'w:pgMar').getAttribute('w:header')),
  ],
  [/^defaultFont\.family$/, ({ word }) => first(defaults(word), 'w:rFonts').getAttribute('w:ascii')],
  [
    /^defaultFont\.colour$/,
    ({ shown }) => [...new Set(shown.filter((one) => one.text !== '').map((one) => `#${one.colour ?? ''}`))].join(' '),
  ],
  [
    /^defaultFont\.normalisation$/,
    ({ shown }) => (shown.every((one) => one.text === one.text.normalize('NFC')) ? 'NFC' : 'mixed'),
  ],
  [/^defaultFont\.language$/, ({ word }) => first(defaults(word), 'w:lang').getAttribute('w:val')],
  [/^defaultFont\.sizePt$/, ({ word }) => Number(first(defaults(word), 'w:sz').getAttribute('w:val')) / 2],

  [/^components\.topTitle\.noWrap$/, (paper) => widthMm(paper, 'topTitle') <= (columnsMm(paper, 0)[1] ?? 0)],
  [
    /^components\.(topTitleRule|motto)\.applies$/,
    (paper, path) => (path.includes('Rule') ? ruleUnder(paper, 'topTitle') !== undefined : has(paper, 'motto')),
  ],
  [/^components\.topTitleRule\.kind$/, (paper) => kindOf(ruleUnder(paper, 'topTitle'))],
  [/^components\.topTitleRule\.lengthRatio$/, (paper) => ratio(paper, 'topTitle', columnsMm(paper, 0)[1] ?? 0)],
  [/^components\.topTitleRule\.weightPt$/, (paper) => ruleUnder(paper, 'topTitle')?.ruleAbove?.weightPt],
  [/^components\.motto\.hyphenSpaces$/, (paper) => / - /.test(paragraph(paper, 'motto').text)],
  [
    /^components\.motto\.rule$/,
    (paper) => ({
      kind: kindOf(ruleUnder(paper, 'motto')),
      lengthRatio: ratio(paper, 'motto', columnsMm(paper, 0)[1] ?? 0),
    }),
  ],
  [/^components\.motto\.ruleWeightPt$/, (paper) => ruleUnder(paper, 'motto')?.ruleAbove?.weightPt],
  [
    /^components\.orgSeparator\.kind$/,
    (paper) =>
      has(paper, 'orgSeparator') && paragraph(paper, 'orgSeparator').text === '*'
        ? 'asterisk'
        : kindOf(ruleUnder(paper, 'issuingOrg')),
  ],
  [/^components\.orgSeparator\.lengthRatio$/, (paper) => ratio(paper, 'issuingOrg', columnsMm(paper, 0)[0] ?? 0)],
  [/^components\.orgSeparator\.weightPt$/, (paper) => ruleUnder(paper, 'issuingOrg')?.ruleAbove?.weightPt],
  [/^components\.(orgSeparator|subjectSeparator)\.align$/, (paper, path) => alignOfSeparator(paper, path)],
  [
    /^components\.subjectSeparator\.kind$/,
    (paper) =>
      /^-+$/.test(paragraph(paper, 'subjectSeparator').text) ? 'hyphens' : kindOf(paragraph(paper, 'subjectSeparator')),
  ],
  [/^components\.subjectSeparator\.lengthRatio$/, (paper) => ratio(paper, 'subject', 165)],
  [/^components\.subjectSeparator\.weightPt$/, (paper) => paragraph(paper, 'subjectSeparator').ruleAbove?.weightPt],

  [/^components\.docNumber\.colonAfterSo$/, (paper) => paragraph(paper, 'docNumber').text.includes(':')],
  [/^components\.docNumber\.padTo$/, (paper) => /\d+/.exec(paragraph(paper, 'docNumber').text)?.[0].length],
  [/^components\.docNumber\.emptyNumberText$/, (paper, _, leaf) => openNumber(paper, words(leaf))],
  [
    /^components\.placeDate\.pad(Day|Month)Below$/,
    (paper, path) => paddedBelow(paper, path.includes('Day') ? 'day' : 'month'),
  ],
  [
    /^components\.(docNumber|placeDate|draftMark)\.pattern$/,
    (paper, path, leaf) => same(leaf, filled(words(leaf)), paragraph(paper, path.split('.')[1] ?? '').text),
  ],

  [
    /^components\.headings\[\w+\]\.level$/,
    ({ word }, path) => Number(first(styleElement(word, keyOf(path)), 'w:outlineLvl').getAttribute('w:val')) + 1,
  ],
  [
    /^components\.headings\[\w+\]\.(label|title)\.ownLine$/,
    (paper, path) =>
      paragraph(paper, styleAt(path)).text.includes(HEADING_TEXTS[keyOf(path)] ?? '?') !==
      path.includes('[part].label'),
  ],
  [
    /^components\.headings\[(part|roman|arabic|decimal2|point|dash|plus)\]\.label\.pattern$/,
    (paper, path, leaf) =>
      same(
        leaf,
        `${filled(words(leaf))}${path.includes('[part]') ? '' : ` ${HEADING_TEXTS[keyOf(path)] ?? ''}`}`,
        paper.lines.find((one) =>
          one.endsWith(path.includes('[part]') ? filled(words(leaf)) : (HEADING_TEXTS[keyOf(path)] ?? '?')),
        ),
      ),
  ],
  [/^components\.headings\[point\]\.label\.sequence$/, ({ id }) => letters(id)],

  [
    /^components\.numberedList\.levels$/,
    (paper) =>
      ['mục số', 'mục chữ', 'mục gạch', 'mục cộng'].map((text) =>
        paper.lines
          .find((one) => one.endsWith(text))
          ?.replace(text, '')
          .replace('1', '{decimal}')
          .replace(/^a/, '{lowerVi}'),
      ),
  ],
  [/^components\.numberedList\.hangingIndent$/, (paper) => listed(paper).some((one) => one.firstLineMm <= 0)],
  [/^components\.numberedList\.firstLineIndentMm$/, (paper) => only(listed(paper).map((one) => one.firstLineMm))],
  [/^components\.numberedList\.fontPt$/, (paper) => only(listed(paper).map((one) => one.sizePt))],
  [
    /^components\.numberedList\.restart$/,
    (paper, _, leaf) =>
      same(
        leaf,
        '1. mục số lại',
        paper.lines.find((one) => one.endsWith('mục số lại')),
      ),
  ],

  [
    /^components\.table\.(caption|unitLine|sourceLine)\.pattern$|^components\.appendix\.(label|reference)\.pattern$/,
    (paper, path, leaf) =>
      same(
        leaf,
        filled(words(leaf)),
        paragraph(paper, PLACES[path.replace(/^components\.|\.pattern$/g, '')] ?? '').text,
      ),
  ],
  [
    /^components\.table\.headerRow\.verticalAlign$/,
    ({ word }) =>
      first(first(textTable(word), 'w:tc'), 'w:vAlign').getAttribute('w:val') === 'center' ? 'middle' : 'other',
  ],
  [
    /^components\.table\.headerRow\.repeatOnEachPage$/,
    ({ word }) => all(all(textTable(word), 'w:tr')[0] ?? textTable(word), 'w:tblHeader').length > 0,
  ],
  [/^components\.table\.bodyRow\.align$/, ({ word }) => cellAligns(word)],
  [
    /^components\.table\.bodyRow\.cannotSplit$/,
    ({ word }) => all(textTable(word), 'w:tr').every((one) => all(one, 'w:cantSplit').length > 0),
  ],
  [
    /^components\.table\.bodyRow\.cellMarginMm$/,
    ({ word }) =>
      Object.fromEntries(
        ['top', 'bottom', 'left', 'right'].map((side) => [
          side,
          toMm(first(first(textTable(word), 'w:tblCellMar'), `w:${side}`).getAttribute('w:w')),
        ]),
      ),
  ],
  [
    /^components\.table\.borders\.(style|weightPt|colour|inside)$/,
    ({ word }, path) => borders(word, path.split('.').at(-1) ?? ''),
  ],

  [
    /^components\.table\.wideTable\.landscapeSection$/,
    ({ wide }) => turned(wide).join() === 'portrait,landscape,portrait',
  ],

  [/^components\.pageNumber\.format$/, ({ word }) => section(word, 'w:pgNumType').getAttribute('w:fmt') ?? 'decimal'],
  [/^components\.pageNumber\.firstPageShown$/, (paper) => numberIn(paper, 'first')],
  [
    /^components\.pageNumber\.firstShownNumber$/,
    (paper) => Number(section(paper.word, 'w:pgNumType').getAttribute('w:start')) + (numberIn(paper, 'first') ? 0 : 1),
  ],
  [/^components\.pageNumber\.start$/, ({ word }) => Number(section(word, 'w:pgNumType').getAttribute('w:start'))],
  [
    /^components\.pageNumber\.(fontPt|bold|italic)$/,
    (paper, path, leaf) => LOOKS[path.split('.').at(-1) ?? '']?.(paper.word.ofStyle('pageNumber'), leaf),
  ],

  [/^components\.signatureBlock\.placement\.columnsMm$/, (paper) => columnsMm(paper, -1)],
  [
    /^components\.signatureBlock\.placement\.align$/,
    (paper) => only(['authority', 'position', 'signer'].map((id) => paragraph(paper, id).align)),
  ],
  [
    /^components\.signatureBlock\.placement\.keepTogether$/,
    ({ word }) => word.shown(all(word.part('word/document.xml'), 'w:tbl').at(-1)).every((one) => one.keepNext),
  ],
  [
    /^components\.signatureBlock\.placement\.keepWithLastParagraph$/,
    ({ shown }) => shown.find((one) => one.text === 'Hết.')?.keepNext,
  ],
  [
    /^components\.signatureBlock\.authority\.forms$/,
    ({ id }, _, leaf) => Object.fromEntries(Object.keys(value(leaf) as Leaf).map((form) => [form, signedAs(id, form)])),
  ],
  [
    /^components\.signatureBlock\.authority\.dot$/,
    (paper) => paragraph(paper, 'authority').text.split(' ')[0]?.endsWith('.'),
  ],
  [
    /^components\.signatureBlock\.space\.heightMm$/,
    (paper) => Math.round((paragraph(paper, 'signer').beforePt * 25.4) / 72),
  ],

  [/^components\.recipients\.label\.text$/, (paper) => paragraph(paper, 'recipients').text],
  [
    /^components\.recipients\.items\.pattern$/,
    (paper, _, leaf) => same(leaf, true, recipients(paper)[0]?.startsWith(filled(words(leaf)))),
  ],
  [
    /^components\.recipients\.items\.itemEnd$/,
    (paper, _, leaf) => same(leaf, words(leaf).trim(), recipients(paper)[0]?.slice(-1)),
  ],
  [/^components\.recipients\.items\.lastEnd$/, (paper) => recipients(paper).at(-1)?.slice(-1)],
  [
    /^components\.recipients\.items\.filingLine$/,
    (paper, _, leaf) => same(leaf, words(leaf).replace(', {unit}', ''), recipients(paper).at(-1)),
  ],

  [
    /^components\.appendix\.pageNumbering$/,
    ({ word }, _, leaf) =>
      same(
        leaf,
        ['1', '1'],
        all(word.part('word/document.xml'), 'w:pgNumType').map((one) => one.getAttribute('w:start')),
      ),
  ],
  [/^components\.appendix\.startsNewPage$/, ({ word }) => all(word.part('word/document.xml'), 'w:sectPr').length === 2],
  [/^headerBlock\.columnsMm$/, (paper) => columnsMm(paper, 0)],
  [
    /^headerBlock\.rows$/,
    (paper, _, leaf) =>
      same(leaf, columnsOf(value(leaf) as readonly (readonly string[])[]), columnsOf(rowsWritten(paper))),
  ],
];

const HEADING_TEXTS: Readonly<Record<string, string>> = {
  part: 'Cấp một',
  roman: 'Cấp hai',
  arabic: 'Cấp ba',
  decimal2: 'Cấp bốn',
  point: 'Cấp năm',
  dash: 'Cấp sáu',
  plus: 'Cấp bảy',
};

function keyOf(path: string): string {
  return /\[(\w+)\]/.exec(path)?.[1] ?? '';
}

/** The style of the line that a value speaks of. */
function styleAt(path: string): string {
  const [, key, line] = /^components\.headings\[(\w+)\]\.(label|title|styleName)/.exec(path) ?? [];
  if (key !== undefined) return line === 'title' ? `${key}Title` : key;
  return PLACES[path.replace(/^components\./, '').replace(/\.\w+$/, '')] ?? '';
}

function same(leaf: Leaf, wanted: unknown, found: unknown): unknown {
  return JSON.stringify(wanted) === JSON.stringify(found) ? value(leaf) : { wanted, found };
}

function openNumber({ id, header }: Paper, empty: string): string {
  const [, , org = ''] = /(BC)[-/](\S+)$/.exec(empty) ?? [];
  const frame = frameOf(layoutProfileOf(id), { ...header, docNumber: { number: null, type: 'BC', org } });
  const found = frame.header.flat(2).find((one) => one.component === 'docNumber');
  return found?.text.replaceAll('\u00a0', ' ') ?? '';
}

/** The first number that is printed without a zero before it. */
function paddedBelow({ id, header }: Paper, name: 'day' | 'month'): number | undefined {
  return Array.from({ length: 12 }, (_, before) => before + 1).find((number) => {
    const date = { day: 20, month: 11, year: 2026, [name]: number };
    const found = frameOf(layoutProfileOf(id), { ...header, date }).header.flat(2);
    return !/ 0\d /.test(found.find((one) => one.component === 'placeDate')?.text ?? '');
  });
}

function letters(id: string): string {
  const numbering = startNumbering(layoutProfileOf(id));
  const points = Array.from({ length: 23 }, () => numbering.next({ level: 5, list: 'none', indent: 0 }, 0)?.text);
  return points.map((one) => one?.replace(')', '').trim()).join(' ');
}

function signedAs(id: string, form: string): string {
  const ending = { form, body: 'X', position: null, name: null, recipients: [] };
  return frameOf(layoutProfileOf(id), { ...HEADER, ending }).ending?.authority.replace(/ X$/, '') ?? '';
}

function readerOf(path: string): ((paper: Paper, leaf: Leaf) => unknown) | undefined {
  const reader = READERS.find(([pattern]) => pattern.test(path))?.[1];
  if (reader !== undefined) return (paper, leaf) => reader(paper, path, leaf);
  const look = LOOKS[path.split('.').at(-1) ?? ''];
  const style = styleAt(path);
  if (look === undefined || style === '') return undefined;
  return (paper, leaf) => look(paragraph(paper, style), leaf);
}

const papers = new Map(await Promise.all(LAYOUT_PROFILES.map(async (id) => [id, await printed(id)] as const)));

const GROUPS = LAYOUT_PROFILES.flatMap((id) => {
  const paths = leavesOf(papers.get(id)?.profile ?? null).map(([path]) => groupOf(path));
  return [...new Set(paths)].map((group) => [id, group] as const);
});

function groupOf(path: string): string {
  return path
    .split('.')
    .slice(0, path.startsWith('components.') ? 2 : 1)
    .join('.');
}

test.each(GROUPS)('%s: %s is in the Word file as the profile has it', (id, group) => {
  const paper = papers.get(id);
  if (paper === undefined) throw new Error(`${id} was not printed`);
  const found: Record<string, unknown> = {};
  const wanted: Record<string, unknown> = {};
  for (const [path, leaf] of leavesOf(paper.profile)) {
    if (groupOf(path) !== group || NOT_WRITTEN.some(([pattern]) => pattern.test(path))) continue;
    wanted[path] = value(leaf);
    const read = readerOf(path);
    found[path] = read === undefined ? 'nothing reads it: read it, or name it with a reason' : read(paper, leaf);
  }

  expect(found).toEqual(wanted);
});

test('what is named as not written is in a profile', () => {
  const paths = [...papers.values()].flatMap(({ profile }) => leavesOf(profile).map(([path]) => path));

  expect(NOT_WRITTEN.filter(([pattern]) => !paths.some((path) => pattern.test(path)))).toEqual([]);
});
