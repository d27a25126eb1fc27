import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { applyAndRescue } from '#client/sync/drowned-text.ts';

function paragraph(text: string): Y.XmlElement {
  const element = new Y.XmlElement('paragraph');
  element.insert(0, [new Y.XmlText(text)]);
  return element;
}

function runAt(doc: Y.Doc, place: number): Y.XmlText {
  const element = doc.getXmlFragment('default').get(place);
  const run = element instanceof Y.XmlElement ? element.get(0) : undefined;
  if (!(run instanceof Y.XmlText)) throw new Error(`There is no text at ${place}`);
  return run;
}

/** A text that the server has, and one's own copy of it. */
function begin(...texts: readonly string[]) {
  const server = new Y.Doc();
  server.getXmlFragment('default').insert(0, texts.map(paragraph));
  const own = new Y.Doc();
  Y.applyUpdate(own, Y.encodeStateAsUpdate(server));
  const vector = Y.decodeStateVector(Y.encodeStateVector(server));
  const hear = () =>
    applyAndRescue(own, Y.encodeStateAsUpdate(server, Y.encodeStateVector(own)), { origin: 'server', vector });
  return { server, own, hear };
}

test('words that the server does not have are given, with their paragraph, when the paragraph goes', () => {
  const { server, own, hear } = begin('Thu ngân sách', 'Chi');
  runAt(own, 0).insert(3, ' và chi');
  server.getXmlFragment('default').delete(0, 1);

  expect(hear()).toEqual({ text: 'Thu và chi ngân sách', added: ' và chi' });
});

test('of several passages that go each is given', () => {
  const { server, own, hear } = begin('một', 'hai', 'ba');
  runAt(own, 0).insert(3, ' của tôi');
  runAt(own, 1).insert(3, ' cũng vậy');
  server.getXmlFragment('default').delete(0, 3);

  expect(hear()).toEqual({ text: 'một của tôi\nhai cũng vậy', added: ' của tôi\n cũng vậy' });
});

test('what stands in a passage that stays, and what one deleted oneself, is not', () => {
  const { server, own, hear } = begin('một', 'hai');
  runAt(own, 0).insert(3, ' của tôi');
  runAt(own, 1).insert(3, ' thôi');
  runAt(own, 1).delete(3, 5);
  runAt(server, 0).delete(0, 2);
  server.getXmlFragment('default').delete(1, 1);

  expect(hear()).toBeUndefined();
});

test('words that the server has are nothing of one’s own any more', () => {
  const { server, hear } = begin('một', 'hai');
  server.getXmlFragment('default').delete(0, 1);

  expect(hear()).toBeUndefined();
});
