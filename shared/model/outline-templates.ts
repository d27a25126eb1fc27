import templatesJson from './outline-templates.json' with { type: 'json' };
import { NUMBERINGS, type Numbering } from './section.ts';

/** Something that a text can be asked to contain. */
export interface ExpectedElement {
  readonly key: string;
  readonly vi: string;
  readonly en: string;
}

/** A section as a template has it. One without sections below it is written; the others hold those together. */
export interface TemplateSection {
  readonly title: string;
  readonly numbering: Numbering;
  readonly guidance: string;
  /** A4 pages as the office sets them; with sections below, theirs together. */
  readonly pages: number;
  /** Keys of elements. */
  readonly expects: readonly string[];
  readonly children: readonly TemplateSection[];
}

/**
 * An outline to begin a report with. What the three have in common is the structure of published reports of party congresses in communes
 * and wards; wording and lengths are our own and meant to be changed by the chair.
 */
export interface OutlineTemplate {
  readonly id: string;
  readonly title: string;
  readonly titleEn: string;
  readonly documentTitle: string;
  /** With `{…}` where the office's own words belong. */
  readonly subjectPattern: string;
  readonly pages: number;
  readonly sectionCount: number;
  readonly sections: readonly TemplateSection[];
}

/** About how many words stand on a page of the office's paper. */
export const WORDS_PER_PAGE: number = templatesJson.wordsPerPage;

export const EXPECTED_ELEMENTS: readonly ExpectedElement[] = templatesJson.elements;

export const OUTLINE_TEMPLATES: readonly OutlineTemplate[] = templatesJson.templates.map((template) => ({
  ...template,
  sections: template.sections.map(sectionOf),
}));

/** As the file has it, in which numberings are any words. */
interface StoredSection {
  readonly title: string;
  readonly numbering: string;
  readonly guidance: string;
  readonly pages: number;
  readonly expects: readonly string[];
  readonly children: readonly StoredSection[];
}

function sectionOf(stored: StoredSection): TemplateSection {
  const numbering = NUMBERINGS.find((one) => one === stored.numbering);
  if (numbering === undefined) throw new Error(`No outline is numbered by ${stored.numbering}`);
  return { ...stored, numbering, children: stored.children.map(sectionOf) };
}
