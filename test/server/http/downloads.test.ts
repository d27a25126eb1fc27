import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dispositionOf } from '#server/http/downloads.ts';
import { budget } from '#test/world/budgets.ts';

test('an old program gets letters that it knows, a new one the name as it is', () => {
  expect(dispositionOf('Báo cáo chính trị (lần 2).docx')).toBe(
    `attachment; filename="Bao cao chinh tri (lan 2).docx"; filename*=UTF-8''B%C3%A1o%20c%C3%A1o%20ch%C3%ADnh%20tr%E1%BB%8B%20%28l%E1%BA%A7n%202%29.docx`,
  );
});

test('a name with nothing to keep is a file all the same', () => {
  expect(dispositionOf('\r\n\u202e\ud800')).toBe(`attachment; filename="file"; filename*=UTF-8''file`);
});

test('a name of marks alone has a letter for old programs', () => {
  expect(dispositionOf('\u0301')).toBe(`attachment; filename="file"; filename*=UTF-8''%CC%81`);
});

test('no name ends its quotes, its header or its folder', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (name) => {
      expect(dispositionOf(name)).toMatch(/^attachment; filename="[\w .()-]+"; filename\*=UTF-8''[\w.~%-]+$/);
    }),
    { numRuns: budget('lawRuns') },
  );
});
