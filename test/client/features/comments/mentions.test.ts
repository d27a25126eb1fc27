import { expect, test } from 'vitest';
import { mentionedIn, openMention, splitMentions, suggestPeople } from '#client/features/comments/mentions.ts';
import { idOf, type PersonId } from '#shared/model/ids.ts';

const people = [
  { id: idOf<PersonId>('p1'), login: 'a', name: 'Hoàng Văn Dũng', roles: [] },
  { id: idOf<PersonId>('p2'), login: 'b', name: 'Đỗ Thanh Tùng', roles: [] },
];

test('an @ opens the list of people, with what was typed after it', () => {
  expect(openMention('Nhờ @Hoàng V', 12)).toEqual({ from: 4, query: 'Hoàng V' });
  expect(openMention('thư a@b.vn', 10)).toBeNull();
});

test('people are found without marks, by any of their names', () => {
  expect(suggestPeople(people, 'tung').map((one) => one.name)).toEqual(['Đỗ Thanh Tùng']);
  expect(suggestPeople(people, '')).toHaveLength(2);
});

test('only a whole name calls its person', () => {
  expect(mentionedIn('@Hoàng Văn Dũng và @Đỗ Thanh', people)).toEqual(['p1']);
});

test('a message is cut at the names that it calls', () => {
  expect(splitMentions('Nhờ @Đỗ Thanh Tùng xem', ['Đỗ Thanh Tùng'])).toEqual([
    { at: 0, text: 'Nhờ ', isMention: false },
    { at: 4, text: '@Đỗ Thanh Tùng', isMention: true },
    { at: 18, text: ' xem', isMention: false },
  ]);
});
