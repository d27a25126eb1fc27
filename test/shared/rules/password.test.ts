import { describe, expect, it } from 'vitest';
import { checkPassword, listCommonPasswords } from '#shared/rules/password.ts';

const HA = { login: 'hantm', name: 'Nguyễn Thị Minh Hà' };

function codeOf(password: string): string {
  const checked = checkPassword(password, HA);
  return checked.ok ? 'good' : checked.code;
}

describe('a password', () => {
  it('needs eight characters and no sign or capital', () => {
    expect([codeOf('ruongla'), codeOf('ruonglua')]).toEqual(['password/too-short', 'good']);
  });

  it('is not one that many people have, whatever its capitals, marks and spaces', () => {
    for (const common of [
      'matkhau123',
      'MatKhau@123',
      'Mật khẩu 1',
      'anhyeuem',
      'Tiểu ban Văn kiện',
      'qwertyuiop',
      'vietnam2020',
    ])
      expect([common, codeOf(common)]).toEqual([common, 'password/common']);
  });

  it('is no run, no repetition and no birthday', () => {
    for (const weak of [
      '12345678',
      '87654321',
      '1234567890',
      'abcdefgh',
      'aaaaaaaa',
      'abcabcabc',
      '01011990',
      '1/12/1985',
      '19850112',
    ])
      expect([weak, codeOf(weak)]).toEqual([weak, 'password/common']);
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
    const different = new Set(listCommonPasswords().filter((one) => one.length >= 8));

    expect(different.size).toBeGreaterThan(1_000);
  });
});
