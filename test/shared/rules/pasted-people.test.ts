import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPastedPeople, readRoles, splitCells } from '#shared/rules/pasted-people.ts';

test('columns are known by their heads, in any order, with a headline above them', () => {
  const people = readPastedPeople(
    splitCells(
      [
        'DANH SÁCH TIỂU BAN VĂN KIỆN\t\t\t',
        'STT\tVai trò\tHọ và tên\tChức vụ\tTên đăng nhập',
        '1\tTrưởng tiểu ban\tNguyễn Thị Minh Hà\tBí thư Đảng ủy\thantm',
        '2\tThường trực; Thành viên\tTrần Quốc Bảo\tPhó Bí thư\t',
      ].join('\r\n'),
    ),
  );

  expect(people).toEqual([
    {
      name: 'Nguyễn Thị Minh Hà',
      title: 'Bí thư Đảng ủy',
      roles: ['chair'],
      roleText: 'Trưởng tiểu ban',
      login: 'hantm',
    },
    {
      name: 'Trần Quốc Bảo',
      title: 'Phó Bí thư',
      roles: ['bureau', 'member'],
      roleText: 'Thường trực; Thành viên',
      login: '',
    },
  ]);
});

test('without heads columns are known by what stands in them', () => {
  const people = readPastedPeople([
    ['1', 'Bí thư Đảng ủy', 'Nguyễn Thị Minh Hà', 'Trưởng tiểu ban'],
    ['2', 'Phó Chủ tịch UBND', 'HOÀNG VĂN DŨNG', 'Thành viên'],
    ['3', 'Công chức địa chính', 'Đỗ Thanh Tùng', 'Thư ký'],
  ]);

  expect(people.map(({ name, title, roles }) => [name, title, roles])).toEqual([
    ['Nguyễn Thị Minh Hà', 'Bí thư Đảng ủy', ['chair']],
    ['HOÀNG VĂN DŨNG', 'Phó Chủ tịch UBND', ['member']],
    ['Đỗ Thanh Tùng', 'Công chức địa chính', []],
  ]);
});

test('a list of names alone is a list of names', () => {
  expect(readPastedPeople(splitCells('Lê Thu Hương\nPhạm Đức Anh')).map(({ name }) => name)).toEqual([
    'Lê Thu Hương',
    'Phạm Đức Anh',
  ]);
});

test('family and given name may have a column each', () => {
  const people = readPastedPeople([
    ['TT', 'Họ và tên đệm', 'Tên', 'Chức vụ'],
    ['1', 'Nguyễn Thị Minh', 'Hà', 'Bí thư'],
  ]);

  expect(people.map(({ name }) => name)).toEqual(['Nguyễn Thị Minh Hà']);
});

test('a role that is not known is left to choose, and what stood there is kept', () => {
  const [person] = readPastedPeople([
    ['Họ tên', 'Vai trò'],
    ['Lê Thu Hương', 'Phó Trưởng tiểu ban'],
  ]);

  expect(person).toMatchObject({ roles: [], roleText: 'Phó Trưởng tiểu ban' });
  expect(readRoles('Thành viên, Phó ban')).toEqual([]);
});

test('a line without tabs is kept under a head too, its words in the place of the name', () => {
  const people = readPastedPeople(
    splitCells(
      'TT\tHọ và tên\tChức vụ\tVai trò\n6\tLê Thu Hương\tBí thư\tThành viên\n7;Ngô Một Cột\nVũ Thị Thiếu\n8\t\t\t\n',
    ),
  );

  expect(people.map(({ name, roles }) => [name, roles])).toEqual([
    ['Lê Thu Hương', ['member']],
    ['7;Ngô Một Cột', []],
    ['Vũ Thị Thiếu', []],
  ]);
});

test('a row without a name is kept with what it says', () => {
  const people = readPastedPeople([
    ['TT', 'Họ tên', 'Chức vụ', 'Vai trò', 'Ghi chú'],
    ['Vũ Thị Thiếu', '', 'Bí thư', '', ''],
    ['2', '', '', 'Thành viên', 'mới'],
    ['3', '', '', '', 'bổ sung sau'],
  ]);

  expect(people.map(({ name, title, roleText }) => [name, title, roleText])).toEqual([
    ['Vũ Thị Thiếu', 'Bí thư', ''],
    ['', '', 'Thành viên'],
    ['bổ sung sau', '', ''],
  ]);
});

test('cells with line ends and quotation marks stay one cell', () => {
  expect(splitCells('"Phó Bí thư\nThường trực"\t"Ông ""Ba"""\nLê\t\n')).toEqual([
    ['Phó Bí thư\nThường trực', 'Ông "Ba"'],
    ['Lê', ''],
  ]);
});

test('any cells come back out of the text that spreadsheets make of them', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'Ế', ' ', '"', '\t', '\n', ',') });
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1 }), (rows) => {
      const quote = (text: string): string => (/["\t\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
      const text = rows.map((row) => row.map(quote).join('\t')).join('\r\n');

      expect(splitCells(`${text}\r\n`)).toEqual(rows);
    }),
  );
});

test('no text whatever stops the reading', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(readPastedPeople(splitCells(text)).length).toBeLessThanOrEqual(text.length);
    }),
  );
});
