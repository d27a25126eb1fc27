import {
  AlignmentType,
  BorderStyle,
  Document,
  ExternalHyperlink,
  Header,
  LevelFormat,
  LevelSuffix,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
  type ILevelsOptions,
  type IParagraphStyleOptions,
  type ParagraphChild,
} from 'docx';
import type { Alignment } from '#shared/document/document.ts';
import type { NumberLabel } from '#shared/document/numbering.ts';
import { headingRule, measureOf, type ComponentLook, type LayoutProfile } from '#shared/document/layout-profile.ts';
import type { HeaderCell, Report, ReportParagraph, ReportTable, Run } from '#server/convert/report.ts';

const TWIPS_PER_MM = 1440 / 25.4;
const INDENT_STEP_MM = 10;
const HEADINGS = 'headings';
const ITEMS = 'items';
/** How long the line under the party's name is: as long as the name in 15 pt bold. */
const TITLE_RULE_MM = 73;
const NO_BORDER = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const NO_BORDERS = {
  top: NO_BORDER,
  bottom: NO_BORDER,
  left: NO_BORDER,
  right: NO_BORDER,
  insideHorizontal: NO_BORDER,
  insideVertical: NO_BORDER,
};

/** The report as a Word file. */
export async function writeDocx(report: Report): Promise<Uint8Array> {
  const { profile } = report;
  const { page } = profile;
  const document = new Document({
    title: report.title
      .map((line) => line.text)
      .slice(0, 2)
      .join(' '),
    styles: {
      default: {
        document: {
          run: {
            font: profile.defaultFont.family.value,
            size: profile.defaultFont.sizePt.default * 2,
            language: { value: profile.defaultFont.language.value },
          },
        },
      },
      paragraphStyles: paragraphStyles(profile),
    },
    numbering: {
      config: [
        { reference: HEADINGS, levels: profile.components.headings.flatMap((rule) => headingLevel(profile, rule)) },
        {
          reference: ITEMS,
          levels: profile.components.numberedList.levels.value.map((pattern, level) =>
            itemLevel(profile, pattern, level),
          ),
        },
      ],
    },
    sections: [
      {
        properties: {
          titlePage: true,
          page: {
            size: { width: twips(page.widthMm.value), height: twips(page.heightMm.value) },
            margin: {
              top: twips(page.marginsMm.top.value),
              bottom: twips(page.marginsMm.bottom.value),
              left: twips(page.marginsMm.left.value),
              right: twips(page.marginsMm.right.value),
              header: twips(page.headerDistanceMm.value),
            },
            pageNumbers: { start: 1 },
          },
        },
        headers: {
          default: new Header({
            children: [
              new Paragraph({ style: 'pageNumber', children: [new TextRun({ children: [PageNumber.CURRENT] })] }),
            ],
          }),
          first: new Header({ children: [new Paragraph({ style: 'pageNumber' })] }),
        },
        children: [
          headerTable(report),
          ...report.title.map((line) => new Paragraph({ style: line.component, children: [new TextRun(line.text)] })),
          ...textBlocks(report),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

function textBlocks(report: Report): (Paragraph | Table)[] {
  return report.blocks.flatMap((block, at) => {
    switch (block.type) {
      case 'paragraph':
        return [paragraph(report.profile, block, report.blocks[at - 1]?.type === 'pageBreak')];
      case 'table':
        // Word joins tables that touch, so each is followed by a line.
        return [table(report.profile, block), new Paragraph({ style: 'tableBody' })];
      case 'pageBreak':
        // A paragraph after the break carries it itself, without an empty line at the top of its page.
        if (report.blocks[at + 1]?.type === 'paragraph') return [];
        return [new Paragraph({ style: 'tableBody', pageBreakBefore: true })];
    }
  });
}

function twips(mm: number): number {
  return Math.round(mm * TWIPS_PER_MM);
}

/** Real named styles, so that the office can change all headings of one kind at once. */
function paragraphStyles(profile: LayoutProfile): IParagraphStyleOptions[] {
  const { components } = profile;
  const single = [
    'topTitle',
    'parentOrg',
    'issuingOrg',
    'orgSeparator',
    'docNumber',
    'placeDate',
    'draftMark',
    'typeName',
    'subject',
    'subjectSeparator',
  ] as const;
  const headings = components.headings.flatMap((rule) => {
    const outlineLevel = rule.level - 1;
    const label = textStyle(profile, rule.key, rule.styleName.value, rule.label);
    if (rule.title === undefined) return [withOutline(label, outlineLevel)];
    const title = textStyle(profile, `${rule.key}Title`, `${rule.styleName.value} (2)`, rule.title);
    return [withOutline(label, outlineLevel), title];
  });
  return [
    textStyle(profile, 'body', 'Body Text', components.body),
    ...headings,
    ...single.map((key) => plainStyle(profile, key, components[key])),
    plainStyle(profile, 'pageNumber', { align: { value: 'center' }, ...components.pageNumber }),
    plainStyle(profile, 'tableHeader', components.table.headerRow),
    plainStyle(profile, 'tableBody', {
      ...(components.table.bodyRow.fontPt === undefined ? {} : { fontPt: components.table.bodyRow.fontPt }),
      align: { value: 'left' },
    }),
  ];
}

function withOutline(style: IParagraphStyleOptions, outlineLevel: number): IParagraphStyleOptions {
  return { ...style, paragraph: { ...style.paragraph, outlineLevel } };
}

/** A style of the running text: what the component leaves open is as in body text. */
function textStyle(profile: LayoutProfile, id: string, name: string, look: ComponentLook): IParagraphStyleOptions {
  const { body } = profile.components;
  const align = look.align?.value ?? body.align?.value ?? 'justify';
  return {
    id,
    name,
    basedOn: 'Normal',
    quickFormat: true,
    ...(id === 'body' ? {} : { next: 'body' }),
    run: runLook(profile, look),
    paragraph: {
      alignment: alignmentOf(align),
      indent: { firstLine: twips(firstLineIndentMm(profile, look)) },
      spacing: {
        before: measureOf(look.spaceBeforePt, measureOf(body.spaceBeforePt, 0)) * 20,
        after: measureOf(look.spaceAfterPt, measureOf(body.spaceAfterPt, 0)) * 20,
        line: body.lineSpacing.default * 20,
        lineRule: LineRuleType.EXACT,
      },
      keepNext: look.keepWithNext?.value ?? false,
    },
  };
}

/** What is centred has no indent; the rest has the body's, unless the component says another. */
function firstLineIndentMm(profile: LayoutProfile, look: ComponentLook): number {
  const { body } = profile.components;
  const align = look.align?.value ?? body.align?.value ?? 'justify';
  return look.firstLineIndentMm?.value ?? (align === 'center' ? 0 : measureOf(body.firstLineIndentMm, 0));
}

/** A style of what stands around the running text: single lines, no indent. */
function plainStyle(profile: LayoutProfile, id: string, look: ComponentLook): IParagraphStyleOptions {
  return {
    id,
    name: id,
    basedOn: 'Normal',
    run: runLook(profile, look),
    paragraph: {
      alignment: alignmentOf(look.align?.value ?? 'left'),
      spacing: {
        before: measureOf(look.spaceBeforePt, 0) * 20,
        after: measureOf(look.spaceAfterPt, 0) * 20,
        line: 240,
        lineRule: LineRuleType.AUTO,
      },
    },
  };
}

function runLook(profile: LayoutProfile, look: ComponentLook): NonNullable<IParagraphStyleOptions['run']> {
  return {
    size: measureOf(look.fontPt, profile.defaultFont.sizePt.default) * 2,
    bold: look.bold?.value ?? false,
    italics: look.italic?.value ?? false,
    allCaps: look.caps?.value === 'all',
  };
}

function alignmentOf(align: Exclude<Alignment, 'default'>): 'left' | 'center' | 'right' | 'both' {
  return align === 'justify' ? AlignmentType.JUSTIFIED : align;
}

/**
 * One list for all headings, so that each level starts again under a higher one in Word itself. Word can't say Vietnamese ordinal words
 * or letters: those levels count unseen, and the label is written as text.
 */
function headingLevel(profile: LayoutProfile, rule: LayoutProfile['components']['headings'][number]): ILevelsOptions[] {
  if (rule.alternativeTo !== undefined) return [];
  const level = wordLevel(rule.level - 1, firstForm(rule.label.pattern.value));
  return [{ ...level, style: levelIndent(firstLineIndentMm(profile, rule.label)) }];
}

function itemLevel(profile: LayoutProfile, pattern: string, level: number): ILevelsOptions {
  const indentMm = measureOf(profile.components.body.firstLineIndentMm, 0);
  return { ...wordLevel(level, firstForm(pattern)), style: levelIndent(indentMm) };
}

/** LibreOffice takes a numbered paragraph's indent from its list level, even where the level is silent and the style is not. */
function levelIndent(indentMm: number): NonNullable<ILevelsOptions['style']> {
  return { paragraph: { indent: { left: 0, firstLine: twips(indentMm) } } };
}

function firstForm(pattern: string): string {
  return (pattern.split(' | ')[0] ?? '').trim();
}

function isSaidByWord(pattern: string): boolean {
  return !/\{(ordinalWords|lowerVi)\}/.test(pattern);
}

function wordLevel(level: number, pattern: string): ILevelsOptions {
  if (!isSaidByWord(pattern)) return { level, format: LevelFormat.NONE, text: '', suffix: LevelSuffix.NOTHING };
  const tokens: readonly string[] = pattern.match(/\{\w+\}/g) ?? [];
  let place = level + 1 - tokens.length;
  const text = pattern.replace(/\{\w+\}/g, () => {
    place += 1;
    return `%${place}`;
  });
  const suffix = LevelSuffix.SPACE;
  if (tokens.length === 0) return { level, format: LevelFormat.BULLET, text, suffix };
  return {
    level,
    format: tokens.includes('{upperRoman}') ? LevelFormat.UPPER_ROMAN : LevelFormat.DECIMAL,
    text,
    suffix,
  };
}

function paragraph(profile: LayoutProfile, block: ReportParagraph, startsPage = false): Paragraph {
  const { number } = block;
  const literal = number === null || isSaidByWord(patternOf(profile, number)) ? null : number.text;
  const space = block.runs.length === 0 ? '' : ' ';
  return new Paragraph({
    style: block.style,
    ...(startsPage ? { pageBreakBefore: true } : {}),
    ...(block.align === 'default' ? {} : { alignment: alignmentOf(block.align) }),
    ...(block.indent === 0 ? {} : { indent: { left: twips(block.indent * INDENT_STEP_MM) } }),
    ...(number === null ? {} : { numbering: numberingOf(number) }),
    children: [...(literal === null ? [] : [new TextRun(`${literal}${space}`)]), ...block.runs.map(run)],
  });
}

function patternOf(profile: LayoutProfile, number: NumberLabel): string {
  return number.family === 'heading'
    ? headingRule(profile, number.level).label.pattern.value
    : (profile.components.numberedList.levels.value[number.level] ?? '');
}

function numberingOf(number: NumberLabel): { reference: string; level: number; instance: number } {
  return number.family === 'heading'
    ? { reference: HEADINGS, level: number.level - 1, instance: 0 }
    : { reference: ITEMS, level: number.level, instance: number.run };
}

function run(source: Run): ParagraphChild {
  if (source.isBreak) return new TextRun({ break: 1 });
  const text = new TextRun({
    text: source.text,
    // Only what a person set: a false would take away the bold of a heading's style.
    ...(source.bold ? { bold: true } : {}),
    ...(source.italic ? { italics: true } : {}),
    ...(source.underline ? { underline: {} } : {}),
    ...(source.strike ? { strike: true } : {}),
    ...(source.superscript ? { superScript: true } : {}),
    ...(source.subscript ? { subScript: true } : {}),
  });
  return source.href === null ? text : new ExternalHyperlink({ link: source.href, children: [text] });
}

/** The block above the title, as a table without lines: a table in the text can be edited by hand, unlike one in the page header. */
function headerTable(report: Report): Table {
  const columns = report.profile.headerBlock.columnsMm.value.map(twips);
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: columns.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    columnWidths: columns,
    borders: NO_BORDERS,
    rows: report.header.map(
      (row) =>
        new TableRow({
          children: row.map(
            (cell, at) =>
              new TableCell({
                width: { size: columns[at] ?? 0, type: WidthType.DXA },
                margins: { left: 0, right: 0 },
                children: [headerCell(report.profile, cell, at)],
              }),
          ),
        }),
    ),
  });
}

function headerCell(profile: LayoutProfile, cell: HeaderCell, at: number): Paragraph {
  if (cell.component === 'topTitleRule') {
    const side = twips(Math.max(0, ((profile.headerBlock.columnsMm.value[at] ?? 0) - TITLE_RULE_MM) / 2));
    const line = { style: BorderStyle.SINGLE, size: 6, color: '000000', space: 1 };
    return new Paragraph({ border: { top: line }, indent: { left: side, right: side } });
  }
  if (cell.text === '') return new Paragraph({});
  return new Paragraph({ style: cell.component, children: [new TextRun(cell.text)] });
}

function table(profile: LayoutProfile, source: ReportTable): Table {
  const { page, components } = profile;
  const textWidth = twips(page.widthMm.value - page.marginsMm.left.value - page.marginsMm.right.value);
  const columns = source.columns.map((share) => Math.round(share * textWidth));
  const line = {
    style: BorderStyle.SINGLE,
    size: components.table.borders.weightPt.value * 8,
    color: '000000',
  };
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: textWidth, type: WidthType.DXA },
    columnWidths: columns,
    borders: { top: line, bottom: line, left: line, right: line, insideHorizontal: line, insideVertical: line },
    rows: source.rows.map(
      (row, at) =>
        new TableRow({
          ...(at < source.headerRows ? { tableHeader: true } : {}),
          cantSplit: true,
          children: row.map(
            (cell) =>
              new TableCell({
                columnSpan: cell.colspan,
                rowSpan: cell.rowspan,
                verticalAlign: VerticalAlignTable.CENTER,
                children: cell.paragraphs.map((one) => paragraph(profile, one)),
              }),
          ),
        }),
    ),
  });
}
