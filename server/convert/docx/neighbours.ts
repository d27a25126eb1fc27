import { foldText } from '#shared/vietnamese/fold.ts';
import type { Report, ReportBlock, ReportParagraph } from '#server/convert/report.ts';

/** A block with what its neighbours make of it. */
export interface PlacedBlock<Block extends ReportBlock = ReportBlock> {
  readonly block: Block;
  /** Whether it may not stand alone at the foot of a page. */
  readonly keepNext: boolean;
  /** Whether it begins a page, as a break stands before it. */
  readonly startsPage: boolean;
  /** Whether a table is right below it. */
  readonly isOverTable: boolean;
  /** Whether an appendix begins here, on a page of its own after the signature. */
  readonly startsAppendix: boolean;
  /** Whether it stands on a page that is turned on its side: a table that an upright one has no room for, with its title and source. */
  readonly isTurned: boolean;
}

/** A longer text over a table is no title of it. */
const LONGEST_TITLE = 250;
/** As people write it, for the profile's pattern is one of several forms; folded. */
const UNIT_LINE = /^\(?\s*(don vi|dvt)\b/;
const SOURCE_LINE = /^\(?\s*nguon\b/;
const APPENDIX = /^phu luc\b/;
/** The number alone, with the title on a line of its own under it. */
const BARE_APPENDIX = /^phu luc( (so )?(\d+|[ivx]+))?$/;
const ATTACHED = /^\(kem theo\b/;
const NUMBERED_TITLE = /^(bang|bieu|bieu do|hinh|so do|anh)( so)? (\d|[ivx]+\b)/;

/**
 * The text as a careful typist leaves it: titles of tables and pictures are styled as such and stay with them, so does a heading with what
 * it heads, a line that announces what follows, and the last line with the signature under it.
 */
export function placeBlocks({ blocks, frame: { ending } }: Pick<Report, 'blocks' | 'frame'>): readonly PlacedBlock[] {
  const styled = blocks.map((block, at) => styledBlock(blocks, block, at));
  // An appendix that is exported alone goes on under its title.
  const starts = styled.map((block, at) => (at > 0 || ending !== null) && isAppendixStart(styled, block, at));
  const appendix = starts.indexOf(true);
  const body = appendix === -1 ? styled : styled.slice(0, appendix);
  const last = body.findLastIndex((block) => block.type !== 'pageBreak');
  const turned = turnedBlocks(styled, starts);
  return styled.map((block, at) => ({
    block,
    keepNext: at === last ? ending !== null : staysWith(block, styled[at + 1]),
    isTurned: turned[at] ?? false,
    startsPage: styled[at - 1]?.type === 'pageBreak' && starts[at] !== true,
    isOverTable: styled[at + 1]?.type === 'table',
    startsAppendix: starts[at] ?? false,
  }));
}

/** What stays with a wide table turns with it, from its heading to its source. */
function turnedBlocks(styled: readonly ReportBlock[], starts: readonly boolean[]): readonly boolean[] {
  const turned = styled.map((block) => block.type === 'table' && block.isTurned);
  for (const at of styled.keys()) {
    if (turned[at - 1] === true && styleOf(styled[at]) === 'tableSource') turned[at] = true;
  }
  for (const at of [...styled.keys()].reverse()) {
    const block = styled[at];
    const isBefore = turned[at + 1] === true && starts[at + 1] !== true;
    if (block?.type === 'paragraph' && isBefore && staysWith(block, styled[at + 1])) turned[at] = true;
  }
  return turned;
}

function isAppendixStart(styled: readonly ReportBlock[], block: ReportBlock, at: number): boolean {
  if (styleOf(block) === 'appendixLabel') return true;
  return styleOf(block) === 'appendix' && styleOf(styled[at - 1]) !== 'appendixLabel';
}

function styleOf(block: ReportBlock | undefined): string | undefined {
  return block?.type === 'paragraph' ? block.style : undefined;
}

function styledBlock(blocks: readonly ReportBlock[], block: ReportBlock, at: number): ReportBlock {
  if (!isPlain(block)) return block;
  const style = styleAt(blocks, block, at);
  return style === undefined ? block : { ...block, style };
}

function styleAt(blocks: readonly ReportBlock[], block: ReportParagraph, at: number): string | undefined {
  const appendix = appendixStyle(blocks, block, at);
  if (appendix !== undefined) return appendix;
  const before = blocks[at - 1];
  const next = blocks[at + 1];
  if (next?.type === 'table') {
    if (matches(block, UNIT_LINE)) return 'tableUnit';
    if (isTitle(block)) return 'tableCaption';
  }
  const isOverUnit = isPlain(next) && matches(next, UNIT_LINE) && blocks[at + 2]?.type === 'table';
  if (isOverUnit && isTitle(block)) return 'tableCaption';
  const isUnderFigure = before?.type === 'table' || before?.type === 'picture';
  if (isUnderFigure && matches(block, SOURCE_LINE)) return 'tableSource';
  return before?.type === 'picture' && isTitle(block) ? 'pictureCaption' : undefined;
}

/** The number of an appendix, its title and what it is attached to, one under the other. */
function appendixStyle(blocks: readonly ReportBlock[], block: ReportParagraph, at: number): string | undefined {
  if (isAppendixTitle(blocks, block, at)) return matches(block, BARE_APPENDIX) ? 'appendixLabel' : 'appendix';
  const before = blocks[at - 1];
  const above = isPlain(before) ? appendixStyle(blocks, before, at - 1) : undefined;
  if (above === undefined || above === 'appendixReference' || block.align !== 'center') return undefined;
  if (matches(block, ATTACHED)) return 'appendixReference';
  return above === 'appendixLabel' && isTitle(block) ? 'appendix' : undefined;
}

/** A centred title that says so, with no main heading of the report after it. */
function isAppendixTitle(blocks: readonly ReportBlock[], block: ReportParagraph, at: number): boolean {
  if (block.align !== 'center' || !isTitle(block) || !matches(block, APPENDIX)) return false;
  return !blocks
    .slice(at)
    .some((one) => one.type === 'paragraph' && one.number?.family === 'heading' && one.number.level === 1);
}

function isPlain(block: ReportBlock | undefined): block is ReportParagraph {
  return block?.type === 'paragraph' && block.style === 'body' && block.number === null;
}

/** Centred, or all in bold, or numbered as a table or a picture is. */
function isTitle(block: ReportParagraph): boolean {
  const text = textOf(block);
  if (text === '' || text.length > LONGEST_TITLE || text.endsWith(':')) return false;
  const isBold = block.runs.every((run) => run.bold || run.text.trim() === '');
  return block.align === 'center' || isBold || matches(block, NUMBERED_TITLE);
}

function matches(block: ReportParagraph, pattern: RegExp): boolean {
  return pattern.test(foldText(textOf(block)));
}

function textOf(block: ReportParagraph): string {
  return block.runs
    .map((run) => (run.isBreak ? ' ' : run.text))
    .join('')
    .trim();
}

function staysWith(block: ReportBlock, next: ReportBlock | undefined): boolean {
  switch (block.type) {
    case 'pageBreak':
      return false;
    case 'table':
    case 'picture':
      return next?.type === 'paragraph' && (next.style === 'tableSource' || next.style === 'pictureCaption');
    case 'paragraph':
      return paragraphStaysWith(block, next);
  }
}

function paragraphStaysWith(block: ReportParagraph, next: ReportBlock | undefined): boolean {
  if (next === undefined || next.type === 'pageBreak') return false;
  if (block.style === 'tableCaption' || block.style === 'tableUnit' || block.style.startsWith('appendix')) return true;
  if (textOf(block).endsWith(':')) return true;
  if (block.number?.family === 'heading') return !isHeadingOver(next, block.number.level);
  return next.type === 'picture' && isPlain(block) && isTitle(block);
}

/** A point or a dash that only lists something is followed by its like. */
function isHeadingOver(next: ReportBlock, level: number): boolean {
  return next.type === 'paragraph' && next.number?.family === 'heading' && next.number.level <= level;
}
