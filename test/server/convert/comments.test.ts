import { expect, test } from 'vitest';
import { startComments, type ReportThread } from '#server/convert/comments.ts';
import { idOf, type ThreadId } from '#shared/model/ids.ts';

const A: ThreadId = idOf('a');
const B: ThreadId = idOf('b');

function thread(id: ThreadId, ...texts: readonly string[]): ReportThread {
  return { id, messages: texts.map((text) => ({ author: 'Lê Thu Hương', at: 0, text })) };
}

test('a comment reaches from the first to the last of its words in a paragraph', () => {
  const places = startComments([thread(A, 'một')]);

  const edges = places.next([[], [A], [], [A], []]);

  expect(edges.map(({ begins, ends }) => [begins, ends])).toEqual([
    [[], []],
    [[0], []],
    [[], []],
    [[], [0]],
    [[], []],
  ]);
});

test('comments may overlap', () => {
  const places = startComments([thread(A, 'một'), thread(B, 'hai')]);

  const edges = places.next([[A], [A, B], [B]]);

  expect(edges.map(({ begins, ends }) => [begins, ends])).toEqual([
    [[0], []],
    [[1], [0]],
    [[], [1]],
  ]);
});

test('words that were broken over two paragraphs bear their comment once, at the first', () => {
  const places = startComments([thread(A, 'một')]);

  expect(places.next([[A]])).toEqual([{ begins: [0], ends: [0] }]);
  expect(places.next([[A]])).toEqual([{ begins: [], ends: [] }]);
  expect(places.placed()).toHaveLength(1);
});

test('comments are numbered by their places in the text, each with its answers behind it', () => {
  const places = startComments([thread(B, 'b', 'trả lời b'), thread(A, 'a')]);

  places.next([[A]]);
  places.next([[B]]);

  const numbered = places.placed().map((one) => [one.number, one.answers, one.lines[0]]);
  expect(numbered).toEqual([
    [0, null, 'a'],
    [1, null, 'b'],
    [2, 1, 'trả lời b'],
  ]);
});

test('a thread whose words are gone from the text, one without messages and a mark without a thread leave nothing', () => {
  const places = startComments([thread(A, 'một'), thread(B)]);

  expect(places.next([[B], [idOf('unknown')]])).toEqual([
    { begins: [], ends: [] },
    { begins: [], ends: [] },
  ]);
  expect(places.placed()).toEqual([]);
});
