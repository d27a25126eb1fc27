import { foldText } from '#shared/vietnamese/fold.ts';

/** What is known of a committee when it begins a report. */
export interface CommitteeOfReport {
  readonly organisation: string;
  /** As somebody typed it, with the number of the congress in it. */
  readonly congress: string;
  /** The years between which it works, as somebody typed them. */
  readonly term: string;
}

const SLOT = /\{([^{}]*)\}/g;
/** A number of the congress, behind the word for it or alone. */
const ORDINAL = /(?:\blan thu |^)([ivxlc]+|\d+)\b/;
const YEAR = /\b(?:19|20)\d{2}\b/g;

/** The template for the committee's own term, else the one for the latest; undefined where there is none at all. */
export function chooseTemplate<Template extends { readonly title: string }>(
  templates: readonly Template[],
  { term }: CommitteeOfReport,
): Template | undefined {
  const years = yearsOf(term);
  const own = years === '' ? undefined : templates.find(({ title }) => yearsOf(title) === years);
  return own ?? templates.toSorted((one, other) => yearsOf(other.title).localeCompare(yearsOf(one.title)))[0];
}

/**
 * The subject that a template proposes, with what the committee says of itself: its kind of place where the pattern names several
 * (`{a|b}`), and the number of the congress. What it does not say stays in braces.
 */
export function fillSubject(pattern: string, { organisation, congress }: CommitteeOfReport): string {
  return pattern.replace(SLOT, (slot: string, inside: string) => {
    if (!inside.includes('|')) return (foldText(inside) === 'lan' && ordinalOf(congress)) || slot;
    const named = inside.split('|').filter((one) => hasWord(organisation, one));
    return named.length === 1 ? (named[0] ?? slot) : slot;
  });
}

/** What a subject still has in braces: it belongs to nobody's paper. */
export function openSlots(subject: string): readonly string[] {
  return subject.match(SLOT) ?? [];
}

interface Entry {
  readonly children: readonly Entry[];
}

/** How many of a template's entries will have a text, as outlines are counted: headings only hold the others. */
export function countTexts(outline: readonly Entry[]): number {
  return outline.reduce((sum, { children }) => sum + (children.length === 0 ? 1 : countTexts(children)), 0);
}

function yearsOf(text: string): string {
  return (text.match(YEAR) ?? []).slice(0, 2).join();
}

function ordinalOf(congress: string): string {
  return (ORDINAL.exec(foldText(congress).trim())?.[1] ?? '').toUpperCase();
}

function hasWord(text: string, word: string): boolean {
  return ` ${text.normalize('NFC').toLocaleLowerCase('vi')} `.includes(` ${word} `);
}
