import { describe, expect, it } from 'vitest';
import { readPersonName, readPersonTitle } from '#shared/rules/person-name.ts';

describe('the name of a person', () => {
  it('is kept in one form, with single spaces', () => {
    expect(readPersonName('  Nguyễn\u00a0 Thị\tHà '.normalize('NFD'))).toEqual({ ok: true, value: 'Nguyễn Thị Hà' });
  });

  it('may have eighty letters and no more', () => {
    expect(readPersonName('Đ'.repeat(80)).ok).toBe(true);
    expect(readPersonName('Đ'.repeat(81))).toEqual({ ok: false, code: 'person/name-too-long' });
  });

  it('has a letter', () => {
    for (const empty of ['', '  ', '12', '—'])
      expect(readPersonName(empty)).toEqual({ ok: false, code: 'person/name-empty' });
  });

  it('holds nothing that is not seen or turns the direction of reading', () => {
    for (const mark of ['\u202e', '\u200f', '\u2066', '\u200b', '\u0000', '\u0007', '\u2028'])
      expect(readPersonName(`Hà${mark}Minh`)).toEqual({ ok: false, code: 'person/name-marks' });
  });
});

describe('the position of a person', () => {
  it('may be left out, may be long, and hides nothing', () => {
    expect(readPersonTitle('')).toEqual({ ok: true, value: '' });
    expect(readPersonTitle('P'.repeat(160)).ok).toBe(true);
    expect([readPersonTitle('P'.repeat(161)), readPersonTitle('Bí thư\u202e')]).toEqual([
      { ok: false, code: 'person/title-wrong' },
      { ok: false, code: 'person/title-wrong' },
    ]);
  });
});
