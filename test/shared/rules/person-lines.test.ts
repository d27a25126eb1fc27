import { describe, expect, it } from 'vitest';
import { judgePersonLines, type PersonLine } from '#shared/rules/person-lines.ts';

const nobody = { isTaken: () => false, members: [] };

function line(name: string, more: Partial<PersonLine> = {}): PersonLine {
  return { name, title: '', roles: ['member'], ...more };
}

describe('a pasted list of people', () => {
  it('becomes people with logins, in its order', () => {
    const judged = judgePersonLines(
      [
        line('Nguyễn Thị  Hà', { title: 'Bí thư ', roles: ['member', 'chair'] }),
        line('Trần Bảo', { login: 'Bao.Tran' }),
      ],
      nobody,
    );

    expect(judged).toEqual({
      people: [
        { name: 'Nguyễn Thị Hà', title: 'Bí thư', roles: ['chair', 'member'], login: 'hant' },
        { name: 'Trần Bảo', title: '', roles: ['member'], login: 'bao.tran' },
      ],
      logins: ['hant', 'bao.tran'],
      faults: [],
    });
  });

  it('is told for each line and field what is wrong with it', () => {
    const { faults, logins } = judgePersonLines(
      [
        line(''),
        line('Đ'.repeat(81)),
        line('Lan\u202e'),
        line('Lê An', { roles: [] }),
        line('Lê Bình', { roles: ['chair', 'king'] }),
        line('Lê Chi', { title: 'x'.repeat(161) }),
        line('Lê Dũng', { login: 'dũng' }),
        line('Lê Em', { login: 'em' }),
      ],
      { isTaken: (login) => login === 'em', members: [] },
    );

    expect(faults).toEqual([
      { pointer: '/0/name', code: 'person/name-empty' },
      { pointer: '/1/name', code: 'person/name-too-long' },
      { pointer: '/2/name', code: 'person/name-marks' },
      { pointer: '/3/roles', code: 'person/role-missing' },
      { pointer: '/4/roles', code: 'person/role-unknown' },
      { pointer: '/5/title', code: 'person/title-wrong' },
      { pointer: '/6/login', code: 'person/login-shape' },
      { pointer: '/7/login', code: 'person/login-taken' },
    ]);
    expect(logins.slice(0, 4)).toEqual(['', '', '', 'anl']);
  });

  it('may have two people of one name, told apart by their positions and logins', () => {
    const { faults, logins } = judgePersonLines(
      [line('Lê An', { title: 'Văn phòng' }), line('Lê An', { title: 'Địa chính' })],
      nobody,
    );

    expect([faults, logins]).toEqual([[], ['anl', 'anl2']]);
  });

  it('names the line that is there twice, and who is in the committee already', () => {
    const { faults } = judgePersonLines([line('Lê An'), line('LÊ AN'), line('Lê Bình', { title: 'Bí thư' })], {
      ...nobody,
      members: [{ name: 'Lê Bình', title: 'bí thư' }],
    });

    expect(faults).toEqual([
      { pointer: '/1', code: 'person/line-repeated' },
      { pointer: '/2', code: 'person/already-here' },
    ]);
  });

  it('has no login twice, and none that is made takes one that is given', () => {
    const { faults, logins } = judgePersonLines(
      [line('Lê An'), line('Lê Bình', { login: 'anl' }), line('A', { login: 'x1' }), line('B', { login: 'X1' })],
      nobody,
    );

    expect(logins).toEqual(['anl2', 'anl', 'x1', 'x1']);
    expect(faults).toEqual([
      { pointer: '/2/login', code: 'person/login-repeated' },
      { pointer: '/3/login', code: 'person/login-repeated' },
    ]);
  });
});
