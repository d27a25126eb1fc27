// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { readCells } from '#client/objects/pasted-cells.ts';

function clipboard(text: string, html = ''): DataTransfer {
  const data = new DataTransfer();
  data.setData('text/plain', text);
  if (html !== '') data.setData('text/html', html);
  return data;
}

test('a table of Word or a page is taken cell by cell, the lines of a cell kept apart', () => {
  const html = `<style>td { color: red }</style><table style="width:100%">
    <tr><td style="x:y">Họ và\n tên</td><td>Vai trò</td></tr>
    <tr><td><p>Lê Thu</p><p>Hương</p></td><td>Thành viên<br>Thường trực</td></tr>
  </table>`;

  expect(readCells(clipboard('bỏ qua', html))).toEqual([
    ['Họ và tên', 'Vai trò'],
    ['Lê Thu\nHương', 'Thành viên\nThường trực'],
  ]);
});

test('a cell over two columns leaves the columns in line', () => {
  const html = '<table><tr><td colspan="2">Nguyễn Thị</td><td>Bí thư</td></tr></table>';

  expect(readCells(clipboard('', html))).toEqual([['Nguyễn Thị', '', 'Bí thư']]);
});

test('lines with tabs are cells', () => {
  expect(readCells(clipboard('Lê Thu Hương\tPhó Chủ tịch\r\n'))).toEqual([['Lê Thu Hương', 'Phó Chủ tịch']]);
});

test('words without tabs and lines are left to the field in which one types', () => {
  expect(readCells(clipboard('Lê Thu Hương\n', '<p>Lê Thu Hương</p>'))).toBeNull();
});
