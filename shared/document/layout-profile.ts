import dangHd36Json from './profiles/dang-hd36-2018.json' with { type: 'json' };

/** A value of the rule book together with where it comes from. */
interface Sourced<T> {
  readonly value: T;
}

/** A value the rule book leaves some room in; writers use the default. */
interface Range {
  readonly default: number;
}

type ProfileAlign = 'left' | 'center' | 'right' | 'justify';

/** How one kind of line looks. What is absent is as in body text. */
export interface ComponentLook {
  /** What the office calls it. */
  readonly label?: Sourced<string>;
  readonly fontPt?: Range | Sourced<number>;
  readonly bold?: Sourced<boolean>;
  readonly italic?: Sourced<boolean>;
  readonly caps?: Sourced<string>;
  readonly underline?: Sourced<boolean>;
  readonly align?: Sourced<ProfileAlign>;
  readonly firstLineIndentMm?: Sourced<number>;
  readonly spaceBeforePt?: Range | Sourced<number>;
  readonly spaceAfterPt?: Range | Sourced<number>;
  readonly keepWithNext?: Sourced<boolean>;
}

interface TextComponent extends ComponentLook {
  readonly text: Sourced<string>;
}

interface PatternComponent extends ComponentLook {
  readonly pattern: Sourced<string>;
}

export interface HeadingRule {
  readonly level: number;
  readonly key: string;
  /** Set where this form stands in for the usual one of its level. */
  readonly alternativeTo?: string;
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
    readonly marginsMm: Readonly<Record<'top' | 'bottom' | 'left' | 'right', Sourced<number>>>;
    readonly headerDistanceMm: Sourced<number>;
  };
  readonly defaultFont: {
    readonly family: Sourced<string>;
    readonly language: Sourced<string>;
    readonly sizePt: Range;
  };
  readonly components: {
    readonly topTitle: TextComponent;
    readonly topTitleRule: { readonly weightPt: Sourced<number> };
    readonly parentOrg: ComponentLook;
    readonly issuingOrg: ComponentLook;
    readonly orgSeparator: TextComponent;
    readonly docNumber: PatternComponent & { readonly padTo: Sourced<number> };
    readonly placeDate: PatternComponent & {
      readonly padDayBelow: Sourced<number>;
      readonly padMonthBelow: Sourced<number>;
    };
    readonly typeName: ComponentLook;
    readonly subject: ComponentLook;
    readonly subjectSeparator: TextComponent;
    readonly draftMark: PatternComponent;
    readonly body: ComponentLook & { readonly lineSpacing: Range };
    readonly headings: readonly HeadingRule[];
    readonly numberedList: { readonly levels: Sourced<readonly string[]> };
    readonly table: {
      readonly caption: PatternComponent;
      readonly unitLine: PatternComponent;
      readonly sourceLine: PatternComponent;
      readonly headerRow: ComponentLook;
      readonly bodyRow: Pick<ComponentLook, 'fontPt' | 'bold'> & {
        readonly align: Sourced<Readonly<Record<'text' | 'number' | 'code', ProfileAlign>>>;
        readonly cellMarginMm: Sourced<Readonly<Record<'top' | 'bottom' | 'left' | 'right', number>>>;
      };
      readonly groupRow: Pick<ComponentLook, 'bold' | 'italic'>;
      readonly borders: { readonly weightPt: Sourced<number> };
    };
    readonly appendix: { readonly title: ComponentLook };
    readonly pageNumber: ComponentLook;
    readonly signatureBlock: {
      readonly placement: { readonly columnsMm: Sourced<readonly number[]>; readonly align: Sourced<ProfileAlign> };
      readonly authority: ComponentLook & { readonly forms: Sourced<{ readonly onBehalfOfBody: string }> };
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
}

/** Party documents by the guideline of 2018. */
// The JSON's inferred type is a union too wide to compare with; the tests of numbering and export read every field named here.
export const DANG_HD36_2018: LayoutProfile = dangHd36Json as unknown as LayoutProfile;

/** The usual (not alternative) heading rule of a level of the whole report; deeper levels use the deepest rule. */
export function headingRule(profile: LayoutProfile, level: number): HeadingRule {
  const usual = profile.components.headings.filter((rule) => rule.alternativeTo === undefined);
  const rule = usual.find((one) => one.level === level) ?? usual.at(-1);
  if (rule === undefined) throw new Error(`Layout profile ${profile.id} has no headings.`);
  return rule;
}

/** The value a writer uses of a fixed or ranged measure. */
export function measureOf(measure: Range | Sourced<number> | undefined, fallback: number): number {
  if (measure === undefined) return fallback;
  return 'value' in measure ? measure.value : measure.default;
}
