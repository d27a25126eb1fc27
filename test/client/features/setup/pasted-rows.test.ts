import { expect, test } from 'vitest';
import { pasteRows } from '#client/features/setup/pasted-rows.ts';
import { addRows, emptyPerson, MOST_LINES } from '#client/objects/people-lines.ts';

const HEAD = ['Họ và tên', 'Chức vụ', 'Vai trò'];

test('people are put behind those that are there; blank lines make room', () => {
  const before = addRows([], [{ ...emptyPerson, name: 'An' }, emptyPerson]);

  const pasted = pasteRows([HEAD, ['Bình', '', 'Thành viên']], before, 'Tùng');

  expect(pasted).toMatchObject({ kind: 'added', count: 1, rows: [{ name: 'An' }, { name: 'Bình' }] });
});

test('the line of who sets up makes no second account: only its roles are taken', () => {
  const pasted = pasteRows(
    [HEAD, ['đỗ thanh  TÙNG', 'Chánh Văn phòng', 'Văn phòng'], ['An', '', '']],
    [],
    'Đỗ Thanh Tùng',
  );

  expect(pasted).toMatchObject({ kind: 'added', self: { roles: ['office'] }, rows: [{ name: 'An' }] });
});

test('more than the server takes at once is refused whole', () => {
  const cells = Array.from({ length: MOST_LINES + 1 }, (_, at) => [`Người ${at}`]);

  expect(pasteRows(cells, [], '').kind).toBe('tooMany');
});

test('a text in which there is nobody adds nobody', () => {
  expect(pasteRows([HEAD], [], '').kind).toBe('nothing');
});
