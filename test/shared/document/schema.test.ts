import { expect, test } from 'vitest';
import { ALIGNMENTS, LIST_KINDS, MARK_TYPES } from '#shared/document/document.ts';
import { DOCUMENT_SCHEMA, fitsAttribute, isSafeHref } from '#shared/document/schema.ts';

test('the schema as data and the canonical form name the same marks, lists and alignments', () => {
  expect(Object.keys(DOCUMENT_SCHEMA.marks)).toEqual([...MARK_TYPES]);
  expect(DOCUMENT_SCHEMA.nodes['paragraph']?.attributes['list']?.values).toEqual([...LIST_KINDS]);
  expect(DOCUMENT_SCHEMA.nodes['paragraph']?.attributes['align']?.values).toEqual([...ALIGNMENTS]);
});

test('only web and mail addresses may be linked to', () => {
  for (const href of ['https://hanoi.gov.vn/van-ban?so=1', 'http://10.0.0.1/', 'mailto:vanphong@ngoclam.vn']) {
    expect(isSafeHref(href)).toBe(true);
  }
  for (const href of [
    'javascript:alert(1)',
    ' java\nscript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    '/a',
    '',
  ]) {
    expect(isSafeHref(href)).toBe(false);
  }
});

test('an attribute is judged by its type, its bounds and its bytes', () => {
  const level = { type: 'integer', min: 0, max: 6 } as const;
  expect([0, 6].every((value) => fitsAttribute(level, value))).toBe(true);
  expect([-1, 7, 1.5, '1', {}, NaN].some((value) => fitsAttribute(level, value))).toBe(false);

  const id = { type: 'string', maxBytes: 4 } as const;
  expect(fitsAttribute(id, 'ộ')).toBe(true);
  expect(fitsAttribute(id, 'ộộ')).toBe(false);

  const widths = { type: 'integerList', min: 10, max: 2000, maxLength: 2 } as const;
  expect(fitsAttribute(widths, [10, 2000])).toBe(true);
  expect(fitsAttribute(widths, [10, 20, 30])).toBe(false);
  expect(fitsAttribute(widths, [9])).toBe(false);
  expect(fitsAttribute(widths, 'wide')).toBe(false);
});

test('a missing attribute reads as its default, but a link has to lead somewhere', () => {
  expect(fitsAttribute({ type: 'string' }, null)).toBe(true);
  expect(fitsAttribute({ type: 'href' }, undefined)).toBe(false);
});
