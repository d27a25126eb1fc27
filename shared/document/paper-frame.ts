import { foldText } from '#shared/vietnamese/fold.ts';
import { placeTones, type ToneStyle } from '#shared/vietnamese/tones.ts';
import type { LayoutProfile } from './layout-profile.ts';

/** What stands above the text. Names are data of the committee; what is null or empty stays open for the pen. */
export interface ReportHeader {
  readonly parentOrg: string | null;
  readonly issuingOrg: string;
  readonly docNumber: { readonly number: number | null; readonly type: string; readonly org: string };
  readonly place: string;
  readonly date: { readonly day: number; readonly month: number; readonly year: number } | null;
  /** Null for the final text, which bears no draft mark. */
  readonly draftNumber: number | null;
  readonly typeName: string;
  readonly subject: string;
  /** How the profile's own words are spelt. Absent, as its rule book has them. */
  readonly toneStyle?: ToneStyle;
  /** What stands under the text of a whole report. Absent where a part or a section leaves the house alone. */
  readonly ending?: ReportEnding;
}

/** Recipients and signature. What is null is left open for the pen. */
interface ReportEnding {
  /** Key of the profile's forms of authority. */
  readonly form: string;
  /** On whose behalf it is signed, such as the executive committee. */
  readonly body: string | null;
  readonly position: string | null;
  readonly name: string | null;
  /** Without the filing copy, which the profile adds. */
  readonly recipients: readonly string[];
}

/** A line above or under the text: which component of the profile it is, and its words; none where it is only drawn. */
export interface FrameLine {
  readonly component: string;
  readonly text: string;
}

/** The last lines of a whole report: recipients at the left, signature at the right. */
export interface EndingBlock {
  readonly label: string;
  readonly recipients: readonly string[];
  readonly authority: string;
  readonly position: string;
  readonly name: string;
}

/** The block above the title, by rows, cells of a row and lines of a cell. */
export type HeaderBlock = readonly (readonly (readonly FrameLine[])[])[];

/** All that stands around the text of a report. */
export interface ReportFrame {
  /** The draft mark where it stands over the block; else it is a line of it. */
  readonly above: readonly FrameLine[];
  readonly header: HeaderBlock;
  readonly ending: EndingBlock | null;
}

/** Room for what is written in by hand. */
const OPEN = '\u00a0'.repeat(6);

/** What stands around a text, by the profile of its report. Texts are as they were given: who writes a file cleans them for it. */
export function frameOf(profile: LayoutProfile, header: ReportHeader): ReportFrame {
  const rows = profile.headerBlock.rows.value;
  const texts = headerTexts(profile, header);
  const isMarked = rows.some((row) => row.includes('draftMark'));
  return {
    above: isMarked ? [] : linesOf(texts, ['draftMark']),
    header: headerBlock(rows, texts),
    ending: header.ending === undefined ? null : endingBlock(profile, header, header.ending),
  };
}

/** By component; what is absent isn't printed. */
function headerTexts(profile: LayoutProfile, header: ReportHeader): ReadonlyMap<string, string> {
  const { topTitle, motto, orgSeparator, draftMark } = profile.components;
  const own = spelling(header);
  const texts: readonly (readonly [string, string | null | undefined])[] = [
    ['topTitle', own(topTitle.text.value)],
    ['topTitleRule', ''],
    ['motto', motto.text === undefined ? null : own(motto.text.value)],
    ['parentOrg', header.parentOrg],
    ['issuingOrg', said(header.issuingOrg)],
    ['orgSeparator', orgSeparator.text?.value ?? ''],
    ['docNumber', docNumber(profile, header)],
    ['placeDate', placeDate(profile, header)],
    [
      'draftMark',
      header.draftNumber === null ? null : fill(own(draftMark.pattern.value), { n: String(header.draftNumber) }),
    ],
  ];
  return new Map(texts.flatMap(([key, text]) => (typeof text === 'string' ? [[key, text] as const] : [])));
}

/**
 * The rows above the number become one: each column then stands close under its own lines, where a long name on one side would
 * otherwise pull those of the other apart. A body without one above it moves up.
 */
function headerBlock(rows: readonly (readonly string[])[], texts: ReadonlyMap<string, string>): HeaderBlock {
  const number = rows.findIndex((row) => row.includes('docNumber'));
  const columns = rows[number]?.map((_, at) => at) ?? [];
  const names = columns.map((at) => rows.slice(0, number).flatMap((row) => row[at] ?? []));
  return [
    names.map((cell) => linesOf(texts, cell)),
    ...rows.slice(number).map((row) => row.map((one) => linesOf(texts, [one]))),
  ].filter((row) => row.some((cell) => cell.length > 0));
}

function linesOf(texts: ReadonlyMap<string, string>, components: readonly string[]): readonly FrameLine[] {
  return components.flatMap((component) => {
    const text = texts.get(component);
    return text === undefined ? [] : [{ component, text }];
  });
}

function docNumber(profile: LayoutProfile, header: ReportHeader): string {
  const { pattern, padTo, emptyNumberText } = profile.components.docNumber;
  const { number, type, org } = header.docNumber;
  return fill(pattern.value, {
    // The pattern brings the first of the spaces itself.
    number:
      number === null
        ? OPEN.charAt(0).repeat(gapOf(emptyNumberText.value) - 1)
        : String(number).padStart(padTo.value, '0'),
    type: said(type),
    org: said(org),
  });
}

function gapOf(text: string): number {
  return /\s+/.exec(text)?.[0].length ?? 0;
}

function placeDate(profile: LayoutProfile, header: ReportHeader): string {
  const { pattern, padDayBelow, padMonthBelow } = profile.components.placeDate;
  const { date, place } = header;
  return fill(pattern.value, {
    place: said(place),
    dd: date === null ? OPEN : padBelow(date.day, padDayBelow.value),
    m: date === null ? OPEN : padBelow(date.month, padMonthBelow.value),
    yyyy: date === null ? OPEN : String(date.year),
  });
}

function padBelow(value: number, bound: number): string {
  return value < bound ? `0${value}` : String(value);
}

function fill(pattern: string, values: Readonly<Record<string, string>>): string {
  return pattern.replace(/\{(\w+)\}/g, (whole, token: string) => values[token] ?? whole);
}

function endingBlock(profile: LayoutProfile, header: ReportHeader, ending: ReportEnding): EndingBlock {
  const { signatureBlock, recipients } = profile.components;
  const { pattern, itemEnd, lastEnd } = recipients.items;
  const own = spelling(header);
  const filing = own(filingLine(profile));
  const forms = signatureBlock.authority.forms.value;
  // A form that the profile's regime does not have is the usual one of it.
  const form = forms[ending.form] ?? forms['onBehalfOfBody'] ?? '';
  return {
    label: own(recipients.label.text.value),
    recipients: [
      // The profile's end of the last item is the filing line's own.
      ...ending.recipients.map((name) => `${fill(pattern.value, { name })}${itemEnd.value.trim()}`),
      filing.endsWith(lastEnd.value) ? filing : `${filing}${lastEnd.value}`,
    ],
    authority: `${form} ${ending.body ?? OPEN}`,
    position: ending.position ?? OPEN,
    name: ending.name ?? OPEN,
  };
}

/** Without the unit that drafted the paper, which nobody is asked for: the files are kept by the office all the same. */
function filingLine(profile: LayoutProfile): string {
  return profile.components.recipients.items.filingLine.value.replace(/,\s*\{unit\}/, '');
}

function said(text: string): string {
  return text.trim() === '' ? OPEN : text;
}

function spelling({ toneStyle }: ReportHeader): (text: string) => string {
  return (text) => (toneStyle === undefined ? text : placeTones(text, toneStyle));
}

/** What stands for a kind of document in its number, by the longest name that its title begins with; undefined where none does. */
export function kindAbbreviation({ typeAbbreviations }: LayoutProfile, title: string): string | undefined {
  const folded = `${foldText(title)} `;
  const names = Object.keys(typeAbbreviations.value).filter((name) => folded.startsWith(`${foldText(name)} `));
  const longest = names.reduce((best, name) => (name.length > best.length ? name : best), '');
  return typeAbbreviations.value[longest];
}
