import { expect, test } from 'vitest';
import {
  EXPECTED_ELEMENTS,
  OUTLINE_TEMPLATES,
  WORDS_PER_PAGE,
  type TemplateSection,
} from '#shared/model/outline-templates.ts';

function all(sections: readonly TemplateSection[]): readonly TemplateSection[] {
  return sections.flatMap((section) => [section, ...all(section.children)]);
}

test('the templates have names of their own and hold as many sections as they say', () => {
  expect(OUTLINE_TEMPLATES.map(({ id }) => id)).toEqual(['bcct-phuong-2020', 'bcct-xa-phuong-2025', 'bckd-bch']);
  for (const template of OUTLINE_TEMPLATES) expect(all(template.sections)).toHaveLength(template.sectionCount);
  expect(WORDS_PER_PAGE).toBe(420);
});

test('the pages of a section are those of the sections below it together', () => {
  for (const template of OUTLINE_TEMPLATES) {
    for (const { title, pages, children } of all(template.sections)) {
      const below = children.reduce((sum, child) => sum + child.pages, 0);
      if (children.length > 0) expect(below, title).toBeCloseTo(pages, 1);
    }
  }
});

test('what a text must contain is in the list of elements, and only written sections ask for it', () => {
  const keys = new Set(EXPECTED_ELEMENTS.map(({ key }) => key));
  for (const { expects, children } of OUTLINE_TEMPLATES.flatMap(({ sections }) => all(sections))) {
    expect(expects.filter((key) => !keys.has(key))).toEqual([]);
    expect(children.length === 0 || expects.length === 0).toBe(true);
  }
});
