import { expect, test } from 'vitest';
import { idOf, type SectionId } from '#shared/model/ids.ts';
import { judgeDates, mayHang, usualNumbering, workSpan } from '#shared/rules/outline.ts';

const id = (text: string): SectionId => idOf(text);

/** `b` below `a`, `c` below `b`, and so on, beside a section `x` at the top. */
const CHAIN = [
  { id: id('x'), parentId: null },
  ...['a', 'b', 'c', 'd', 'e'].map((name, at, all) => ({
    id: id(name),
    parentId: at === 0 ? null : id(all[at - 1] ?? ''),
  })),
];

test('a section hangs neither below itself nor below what is below it', () => {
  expect(mayHang(CHAIN, id('a'), id('a'))).toMatchObject({ ok: false, code: 'outline/inside-itself' });
  expect(mayHang(CHAIN, id('a'), id('c'))).toMatchObject({ ok: false, code: 'outline/inside-itself' });
  expect(mayHang(CHAIN, id('c'), id('x'))).toMatchObject({ ok: true, value: { depth: 2 } });
  expect(mayHang(CHAIN, id('c'), null)).toMatchObject({ ok: true, value: { depth: 1 } });
});

test('an outline has six levels, counted with what hangs below the section that moves', () => {
  expect(mayHang(CHAIN, null, id('e'))).toMatchObject({ ok: true, value: { depth: 6 } });
  expect(mayHang(CHAIN, id('x'), id('e'))).toMatchObject({ ok: true });
  expect(mayHang([...CHAIN, { id: id('f'), parentId: id('e') }], null, id('f'))).toMatchObject({
    ok: false,
    code: 'outline/too-deep',
  });
  expect(mayHang([...CHAIN, { id: id('y'), parentId: id('x') }], id('x'), id('e'))).toMatchObject({
    ok: false,
    code: 'outline/too-deep',
  });
});

test('a new section is numbered as its level usually is', () => {
  expect([1, 2, 3, 4, 5, 6].map(usualNumbering)).toEqual(['part', 'roman', 'arabic', 'decimal2', 'none', 'none']);
});

test('work lies between the first day of the committee and the last day of its term', () => {
  const span = workSpan({ startedOn: '2020-03-26', term: 'nhiệm kỳ 2020 - 2025' });

  expect(span).toEqual({ from: '2020-03-26', to: '2025-12-31' });
  expect(judgeDates({ startOn: '2020-03-26', due: '2025-12-31' }, span)).toMatchObject({ ok: true });
  expect(judgeDates({ startOn: '2020-03-25', due: null }, span)).toMatchObject({
    ok: false,
    code: 'section/date-outside',
    details: { field: 'startOn', earliest: '2020-03-26' },
  });
  expect(judgeDates({ startOn: null, due: '2026-01-01' }, span)).toMatchObject({
    ok: false,
    code: 'section/date-outside',
    details: { field: 'due', latest: '2025-12-31' },
  });
});

test('a term without a year ends never', () => {
  const span = workSpan({ startedOn: '2020-03-26', term: '' });

  expect(judgeDates({ startOn: null, due: '2031-01-01' }, span)).toMatchObject({ ok: true });
});

test('the due day does not lie before the start', () => {
  const span = { from: '2020-01-01', to: null };

  expect(judgeDates({ startOn: '2020-04-02', due: '2020-04-01' }, span)).toMatchObject({
    ok: false,
    code: 'section/due-before-start',
    details: { field: 'due' },
  });
  expect(judgeDates({ startOn: '2020-04-02', due: '2020-04-02' }, span)).toMatchObject({ ok: true });
  expect(judgeDates({ startOn: '2020-04-02', due: null }, span)).toMatchObject({ ok: true });
});
