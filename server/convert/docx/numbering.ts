import { LevelFormat, LevelSuffix, type ILevelsOptions, type INumberingOptions } from 'docx';
import {
  headingRule,
  headingRules,
  measureOf,
  type HeadingRule,
  type LayoutProfile,
} from '#shared/document/layout-profile.ts';
import type { NumberLabel } from '#shared/document/numbering.ts';
import type { HeadingList } from '#server/convert/heading-lists.ts';
import type { Report } from '#server/convert/report.ts';
import { twips } from './measure.ts';
import { firstLineIndentMm } from './styles.ts';

const ITEMS = 'items';

/** The lists that the paragraphs of a report point into. */
export function numberingOptions({
  profile,
  headingLists,
}: Pick<Report, 'profile' | 'headingLists'>): INumberingOptions {
  const items = profile.components.numberedList.levels.value;
  return {
    config: [
      ...headingLists.map((list, at) => ({ reference: headingsOf(at), levels: headingLevels(profile, list) })),
      { reference: ITEMS, levels: items.map((pattern, level) => itemLevel(profile, pattern, level)) },
    ],
  };
}

/** Where in the lists a paragraph stands. */
export function numberingOf(number: NumberLabel): { reference: string; level: number; instance: number } {
  return number.family === 'heading'
    ? { reference: headingsOf(number.run), level: number.level - 1, instance: 0 }
    : { reference: ITEMS, level: number.level, instance: number.run };
}

function headingsOf(list: number): string {
  return `headings-${list}`;
}

/** The label as text, where Word cannot say it by itself. */
export function literalLabel(profile: LayoutProfile, number: NumberLabel): string | null {
  return isSaidByWord(patternOf(profile, number)) ? null : number.text;
}

function patternOf(profile: LayoutProfile, number: NumberLabel): string {
  return number.family === 'heading'
    ? headingRule(profile, number.level).label.pattern.value
    : (profile.components.numberedList.levels.value[number.level] ?? '');
}

function headingLevels(profile: LayoutProfile, list: HeadingList): ILevelsOptions[] {
  return headingRules(profile).map((rule) => headingLevel(profile, rule, list[rule.level - 1] ?? 1));
}

/**
 * One list for headings of all levels, so that each level starts again under a higher one in Word itself. Word can't say Vietnamese
 * ordinal words or letters: those levels count unseen, and the label is written as text.
 */
function headingLevel(profile: LayoutProfile, rule: HeadingRule, start: number): ILevelsOptions {
  const level = wordLevel(rule.level - 1, firstForm(rule.label.pattern.value));
  return { ...level, start, style: levelIndent(firstLineIndentMm(profile, rule.label)) };
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
