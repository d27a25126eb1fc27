import { describe, expect, it } from 'vitest';
import { openLoginMaker, readLogin } from '#shared/rules/login-names.ts';

const none = (): boolean => false;

describe('a login made from a name', () => {
  it('is the given name with the initials of the others, without marks', () => {
    const make = openLoginMaker(none);

    expect(['Nguyễn Thị Minh Hà', 'Đỗ Thanh Tùng', 'Hà', 'Y Bhăm Niê', 'Trần-Lê Ơn'].map(make)).toEqual([
      'hantm',
      'tungdt',
      'ha',
      'nieyb',
      'ontl',
    ]);
  });

  it('gets a number where somebody has it, and is never given twice', () => {
    const make = openLoginMaker((login) => login === 'hantm' || login === 'hantm3');

    expect([1, 2, 3].map(() => make('Nguyễn Thị Minh Hà'))).toEqual(['hantm2', 'hantm4', 'hantm5']);
  });

  it('can be typed whatever the name is', () => {
    const make = openLoginMaker(none);

    for (const name of ['王小明', 'Đ', 'É', 'A'.repeat(80), `${'Lê '.repeat(26)}Ơ`])
      expect(readLogin(make(name)).ok).toBe(true);
  });

  it('is found at once for thousands of one name', () => {
    const make = openLoginMaker(none);

    const logins = Array.from({ length: 5_000 }, () => make('Nguyễn Văn An'));
    expect(new Set(logins).size).toBe(5_000);
    expect(logins.at(-1)).toBe('annv5000');
  });
});

describe('a login that is given', () => {
  it('is kept in small letters', () => {
    expect(readLogin(' Chi.Lan ')).toEqual({ ok: true, value: 'chi.lan' });
  });

  it('has nothing that not every keyboard has', () => {
    for (const wrong of ['', 'a', 'hà', 'a b', '-an', 'a'.repeat(41), 'an@x', 'an\u202e'])
      expect(readLogin(wrong)).toEqual({ ok: false, code: 'person/login-shape' });
  });
});
