import { describe, expect, it } from 'vitest';
import { checkPassword, listCommonPasswords } from '#shared/rules/password.ts';

const HA = { login: 'hantm', name: 'Nguyễn Thị Minh Hà' };

function codeOf(password: string): string {
  const checked = checkPassword(password, HA);
  return checked.ok ? 'good' : checked.code;
}

describe('a password', () => {
  it('needs twelve characters and no sign or capital', () => {
    expect([codeOf('ruongluabac'), codeOf('ruongluavang')]).toEqual(['password/too-short', 'good']);
  });

  it('is not one that many people have, whatever its capitals, marks and spaces', () => {
    for (const common of [
      'matkhau12345',
      'MatKhau@12345',
      'Mật khẩu 12345',
      'anhyeuem@123',
      'Tiểu ban Văn kiện',
      'qwertyuiop12',
      'vietnam@2020',
    ])
      expect([common, codeOf(common)]).toEqual([common, 'password/common']);
  });

  it('is no run, no repetition and no birthday alone', () => {
    for (const weak of ['123456789012', '987654321098', 'abcdefghijkl', 'aaaaaaaaaaaa', 'abcabcabcabc'])
      expect([weak, codeOf(weak)]).toEqual([weak, 'password/common']);
    expect(codeOf('01/01/1990')).toBe('password/too-short');
  });

  it('does not hold the login or the name of its person', () => {
    expect([codeOf('hantm-ngoclam'), codeOf('nguyenthiminhha7'), codeOf('Nguyễn Thị Minh Hà 7')]).toEqual([
      'password/holds-name',
      'password/holds-name',
      'password/holds-name',
    ]);
  });

  it('may be a sentence of one’s own', () => {
    expect([codeOf('mưa dầm trên mái ngói cũ'), codeOf('tram-hai-muoi-cay-so')]).toEqual(['good', 'good']);
  });
});

describe('the list of common passwords', () => {
  it('has thousands that are long enough to be chosen', () => {
    const different = new Set(listCommonPasswords().filter((one) => one.length >= 12));

    expect(different.size).toBeGreaterThan(1_000);
  });
});
