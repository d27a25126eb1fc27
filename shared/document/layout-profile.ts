import { LAYOUT_PROFILES } from '#shared/model/organisation.ts';
import dangHd05Json from './profiles/dang-hd05-2026.json' with { type: 'json' };
import dangHd36Json from './profiles/dang-hd36-2018.json' with { type: 'json' };
import nhaNuocNd30Json from './profiles/nha-nuoc-nd30-2020.json' with { type: 'json' };

/** A value of the rule book together with where it comes from. */
interface Sourced<T> {
  readonly value: T;
}

/** A value the rule book leaves some room in; writers use the default. */
interface Range {
  readonly default: number;
}

type Measure = Range | Sourced<number>;

/** Points where lines are exactly so high; else how many times as high as the font has them. */
interface LineSpacing {
  readonly rule: 'exact' | 'multiple';
  readonly default: number;
}

type Side = 'top' | 'bottom' | 'left' | 'right';
type ProfileAlign = 'left' | 'center' | 'right' | 'justify';

/** How one kind of line looks. What is absent is as in body text. */
export interface ComponentLook {
  /** What the office calls it. */
  readonly label?: Sourced<string>;
  readonly fontPt?: Measure;
  readonly bold?: Sourced<boolean>;
  readonly italic?: Sourced<boolean>;
  readonly caps?: Sourced<string>;
  readonly underline?: Sourced<boolean>;
  readonly align?: Sourced<ProfileAlign>;
  readonly firstLineIndentMm?: Measure;
  readonly spaceBeforePt?: Measure;
  readonly spaceAfterPt?: Measure;
  readonly lineSpacing?: LineSpacing;
  readonly keepWithNext?: Sourced<boolean>;
}

interface TextComponent extends ComponentLook {
  readonly text: Sourced<string>;
}

interface PatternComponent extends ComponentLook {
  readonly pattern: Sourced<string>;
}

/** What sets one text off from the next: a sign of its own, or a line drawn under the text. */
interface Separator extends ComponentLook {
  readonly text?: Sourced<string>;
  readonly lengthRatio?: Measure;
  readonly weightPt?: Sourced<number>;
}

export interface HeadingRule {
  readonly level: number;
  readonly key: string;
  readonly styleName: Sourced<string>;
  readonly label: PatternComponent & { readonly sequence?: Sourced<string> };
  /** Present where the title stands on its own line under the number. */
  readonly title?: ComponentLook;
}

/** The part of a layout profile that numbering and the writers read. */
export interface LayoutProfile {
  readonly id: string;
  readonly page: {
    readonly widthMm: Sourced<number>;
    readonly heightMm: Sourced<number>;
    readonly marginsMm: Readonly<Record<Side, Measure>>;
    readonly headerDistanceMm: Sourced<number>;
  };
  readonly defaultFont: {
    readonly family: Sourced<string>;
    readonly colour: Sourced<string>;
    readonly language: Sourced<string>;
    readonly sizePt: Range;
  };
  readonly components: {
    readonly topTitle: TextComponent;
    /** Without measures where no line stands under the title itself. */
    readonly topTitleRule: Separator;
    /** Without words where papers bear none. */
    readonly motto: Partial<TextComponent> & {
      readonly rule?: Sourced<{ readonly lengthRatio: number }>;
      readonly ruleWeightPt?: Sourced<number>;
    };
    readonly parentOrg: ComponentLook;
    readonly issuingOrg: ComponentLook;
    readonly orgSeparator: Separator;
    readonly docNumber: PatternComponent & {
      readonly padTo: Sourced<number>;
      /** With the gap that is left for the number. */
      readonly emptyNumberText: Sourced<string>;
    };
    readonly placeDate: PatternComponent & {
      readonly padDayBelow: Sourced<number>;
      readonly padMonthBelow: Sourced<number>;
    };
    readonly typeName: ComponentLook;
    readonly subject: ComponentLook;
    readonly subjectSeparator: Separator;
    readonly draftMark: PatternComponent;
    readonly body: ComponentLook & { readonly lineSpacing: LineSpacing };
    readonly headings: readonly HeadingRule[];
    readonly numberedList: { readonly levels: Sourced<readonly string[]> };
    readonly table: {
      readonly caption: PatternComponent;
      readonly unitLine: PatternComponent;
      readonly sourceLine: PatternComponent;
      readonly headerRow: ComponentLook;
      readonly bodyRow: Pick<ComponentLook, 'fontPt' | 'bold' | 'lineSpacing'> & {
        readonly align: Sourced<Readonly<Record<'text' | 'number' | 'code', ProfileAlign>>>;
        readonly cellMarginMm: Sourced<Readonly<Record<Side, number>>>;
      };
      readonly groupRow: Pick<ComponentLook, 'bold' | 'italic'>;
      readonly borders: { readonly weightPt: Sourced<number> };
      readonly wideTable: { readonly landscapeSection: Sourced<boolean> };
    };
    readonly appendix: Readonly<Record<'label' | 'title' | 'reference', ComponentLook>>;
    readonly pageNumber: ComponentLook;
    readonly signatureBlock: {
      readonly placement: { readonly columnsMm: Sourced<readonly number[]>; readonly align: Sourced<ProfileAlign> };
      readonly authority: ComponentLook & { readonly forms: Sourced<Readonly<Record<string, string>>> };
      readonly position: ComponentLook;
      readonly space: { readonly heightMm: Sourced<number> };
      readonly name: ComponentLook;
    };
    readonly recipients: {
      readonly label: TextComponent;
      readonly items: ComponentLook & {
        readonly pattern: Sourced<string>;
        readonly itemEnd: Sourced<string>;
        readonly lastEnd: Sourced<string>;
        readonly filingLine: Sourced<string>;
      };
    };
  };
  readonly headerBlock: {
    readonly columnsMm: Sourced<readonly number[]>;
    readonly rows: Sourced<readonly (readonly string[])[]>;
  };
  /** What stands for a kind of document in its number, by its name. */
  readonly typeAbbreviations: Sourced<Readonly<Record<string, string>>>;
}

// The JSON's inferred types are unions too wide to compare with; the tests of numbering and export read every field named here.
const PROFILES: Readonly<Record<(typeof LAYOUT_PROFILES)[number], LayoutProfile>> = {
  'dang-hd36-2018': dangHd36Json as unknown as LayoutProfile,
  'dang-hd05-2026': dangHd05Json as unknown as LayoutProfile,
  'nha-nuoc-nd30-2020': nhaNuocNd30Json as unknown as LayoutProfile,
};

/** Party documents by the guideline of 2018. */
export const DANG_HD36_2018: LayoutProfile = PROFILES['dang-hd36-2018'];

/** The profile of a report. Throws for an id that no report can have. */
export function layoutProfileOf(id: string): LayoutProfile {
  const known = LAYOUT_PROFILES.find((one) => one === id);
  if (known === undefined) throw new Error(`There is no layout profile ${id}`);
  return PROFILES[known];
}

/** The headings of a report by level, from 1; the others are of regulations. */
const REPORT_HEADINGS: readonly string[] = ['part', 'roman', 'arabic', 'decimal2', 'point', 'dash', 'plus'];

/** The rules of a report's headings, from the highest. */
export function headingRules(profile: LayoutProfile): readonly HeadingRule[] {
  return profile.components.headings.filter((rule) => REPORT_HEADINGS.includes(rule.key));
}

/** The heading rule of a level of the whole report; deeper levels use the deepest rule. */
export function headingRule(profile: LayoutProfile, level: number): HeadingRule {
  const rules = headingRules(profile);
  const rule = rules.find((one) => one.level === level) ?? rules.at(-1);
  if (rule === undefined) throw new Error(`Layout profile ${profile.id} has no headings.`);
  return rule;
}

/** The value a writer uses of a fixed or ranged measure. */
export function measureOf(measure: Measure | undefined, fallback = 0): number {
  if (measure === undefined) return fallback;
  return 'value' in measure ? measure.value : measure.default;
}

/** Width of the lines of text between the margins. */
export function textWidthMm({ page }: LayoutProfile): number {
  return page.widthMm.value - measureOf(page.marginsMm.left) - measureOf(page.marginsMm.right);
}

/** The same on a page that is turned on its side: the margins stay where they are for who holds it so. */
export function turnedTextWidthMm({ page }: LayoutProfile): number {
  return page.heightMm.value - measureOf(page.marginsMm.left) - measureOf(page.marginsMm.right);
}

/** Height of the text between the margins. */
export function textHeightMm({ page }: LayoutProfile): number {
  return page.heightMm.value - measureOf(page.marginsMm.top) - measureOf(page.marginsMm.bottom);
}

/** A line drawn under a text. */
export interface DrawnRule {
  /** Its length as a share of the text's. */
  readonly ratio: number;
  readonly weightPt: number;
}

/** The line that a component draws; undefined where it is none, or has a sign of its own. */
export function drawnRule(
  { components }: LayoutProfile,
  component: 'topTitleRule' | 'motto' | 'orgSeparator' | 'subjectSeparator',
): DrawnRule | undefined {
  if (component === 'motto') {
    const { rule, ruleWeightPt } = components.motto;
    return ruleOf(rule && { value: rule.value.lengthRatio }, ruleWeightPt);
  }
  const { lengthRatio, weightPt } = components[component];
  return ruleOf(lengthRatio, weightPt);
}

function ruleOf(length: Measure | undefined, weight: Sourced<number> | undefined): DrawnRule | undefined {
  if (length === undefined || weight === undefined) return undefined;
  return { ratio: measureOf(length), weightPt: weight.value };
}
