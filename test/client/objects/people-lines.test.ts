import { expect, test } from 'vitest';
import { addRows, emptyPerson, judgeRows, linesOf, withRefusal } from '#client/objects/people-lines.ts';

const hương = { ...emptyPerson, name: 'Lê Thu Hương', roles: ['member'] as const };
const roleless = { ...emptyPerson, name: 'Phạm Đức Anh', roleText: 'Phó ban' };

test('rows that are added never share a key with those that are there', () => {
  const rows = addRows(addRows([], [hương, roleless]), [hương]);

  expect(new Set(rows.map(({ key }) => key)).size).toBe(3);
});

test('a blank line is neither good nor wrong', () => {
  const judged = judgeRows(addRows([], [emptyPerson, hương, roleless]), []);

  expect(judged.good).toBe(1);
  expect([...judged.faults.values()]).toEqual([{ roles: 'person/role-missing' }]);
});

test('a list that is pasted a second time is told line by line, also of who is in the committee already', () => {
  const rows = addRows([], [hương, hương, roleless]);

  const judged = judgeRows(rows, [{ name: 'Lê Thu Hương', title: '' }]);

  expect([...judged.faults.values()].map(({ line }) => line)).toEqual([
    'person/already-here',
    'person/line-repeated',
    undefined,
  ]);
});

test('a login that is not given is made, and shown before anything is sent', () => {
  const [row] = addRows([], [hương]);

  expect(judgeRows(row === undefined ? [] : [row], []).logins.get(row?.key ?? -1)).toBe('huonglt');
  expect(linesOf(row === undefined ? [] : [row])).toEqual([
    { name: 'Lê Thu Hương', title: '', roles: ['member'], login: undefined },
  ]);
});

test('what the server refuses stands at the line that was sent', () => {
  const rows = addRows([], [emptyPerson, hương, { ...roleless, roles: ['office'] }]);
  const sent = rows.slice(1);

  const judged = withRefusal(judgeRows(rows, []), sent, [
    { pointer: '/people/1/login', code: 'person/login-taken' },
    { pointer: '/people/0/roles', code: 'of a newer server' },
  ]);

  expect([...judged.faults]).toEqual([[rows[2]?.key, { login: 'person/login-taken' }]]);
  expect(judged.good).toBe(1);
});
