import fc from 'fast-check';
import * as encoding from 'lib0/encoding';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { knownOfDoc } from '#server/crdt/known-state.ts';
import {
  BULK_UPDATE_LIMITS,
  checkUpdate,
  LIVE_UPDATE_LIMITS,
  type KnownState,
  type UpdateVerdict,
} from '#server/crdt/update-check.ts';
import { anEdit, copyOf, edit, newDoc, paragraph, rootOf, set, table } from './texts.ts';

const NOTHING: KnownState = { clockOf: () => 0 };

function expectClean(doc: Y.Doc, update: Uint8Array): void {
  const copy = copyOf(doc, 999);
  Y.applyUpdate(copy, update);
  expect(copy.store.pendingStructs).toBe(null);
  expect(copy.store.pendingDs).toBe(null);
  const again = newDoc(998);
  Y.applyUpdate(again, Y.encodeStateAsUpdate(copy));
  expect(rootOf(again).toJSON()).toBe(rootOf(copy).toJSON());
}

/** The update that a foreign client's change makes, on a text that both have. */
function changeOf(doc: Y.Doc, change: (root: Y.XmlFragment, doc: Y.Doc) => void): Uint8Array {
  const other = copyOf(doc, 7);
  change(rootOf(other), other);
  return Y.encodeStateAsUpdate(other, Y.encodeStateVector(doc));
}

/** Whether characters that an update brings are deleted though it does not say so. */
function drownsWhenApplied(doc: Y.Doc, update: Uint8Array): boolean {
  const copy = copyOf(doc, 996);
  const before = Y.decodeStateVector(Y.encodeStateVector(copy));
  Y.applyUpdate(copy, update);
  const { structs, ds } = Y.decodeUpdate(update);
  return structs.some((struct) => {
    if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentString)) return false;
    const { client, clock } = struct.id;
    return Array.from({ length: struct.length }, (_, at) => Y.createID(client, clock + at)).some(
      (id) => id.clock >= (before.get(client) ?? 0) && Y.getItem(copy.store, id).deleted && !Y.isDeleted(ds, id),
    );
  });
}

function aText(): Y.Doc {
  const doc = newDoc(1);
  rootOf(doc).insert(0, [paragraph('Mở đầu', { id: 'a' }), table(['một', 'hai'])]);
  return doc;
}

/** Text with an origin: the one byte here that a number of variable length would not give. */
const TEXT_WITH_ORIGIN = Uint8Array.of(0x84);

function bytesOf(...parts: readonly (number | string | Uint8Array)[]): Uint8Array {
  return encoding.encode((encoder) => {
    for (const part of parts) {
      if (typeof part === 'string') encoding.writeVarString(encoder, part);
      else if (typeof part === 'number') encoding.writeVarUint(encoder, part);
      else encoding.writeUint8Array(encoder, part);
    }
  });
}

describe('what honest clients send is let in', () => {
  test('every live update and every step 2 of two people who write at once', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), anEdit, fc.boolean()), { maxLength: 40 }), (steps) => {
        const server = aText();
        const people = [copyOf(server, 11), copyOf(server, 12)] as const;
        for (const [second, one, sends] of steps) {
          const person = people[second ? 1 : 0];
          edit(person, one);
          if (!sends) continue;
          const update = Y.encodeStateAsUpdate(person, Y.encodeStateVector(server));
          for (const known of [knownOfDoc(server), { clockOf: knownOfDoc(server).clockOf }]) {
            expect(checkUpdate(update, known, LIVE_UPDATE_LIMITS).kind).toBe('ok');
          }
          const verdict = checkUpdate(update, knownOfDoc(server), LIVE_UPDATE_LIMITS);
          expect(verdict).toMatchObject({ drowns: drownsWhenApplied(server, update) });
          expectClean(server, update);
          Y.applyUpdate(server, update);
          expect(checkUpdate(update, knownOfDoc(server), LIVE_UPDATE_LIMITS)).toMatchObject({ hasNew: false });
          Y.applyUpdate(person, Y.encodeStateAsUpdate(server));
        }
        const whole = Y.encodeStateAsUpdate(server);
        expect(checkUpdate(whole, NOTHING, BULK_UPDATE_LIMITS).kind).toBe('ok');
      }),
      { seed: 5, numRuns: 60 },
    );
  });

  test('[C6] words in a passage that went drown, wherever they stand in it, unless their author deleted them, too', () => {
    const doc = aText();
    const other = copyOf(doc, 7);
    rootOf(doc).delete(0, 1);
    const textOf = (element: unknown): Y.XmlText => {
      const text = element instanceof Y.XmlElement ? element.get(0) : undefined;
      if (!(text instanceof Y.XmlText)) throw new Error('There is no text');
      return text;
    };
    const drowns = (): UpdateVerdict => {
      const update = Y.encodeStateAsUpdate(other, Y.encodeStateVector(doc));
      return checkUpdate(update, knownOfDoc(doc), LIVE_UPDATE_LIMITS);
    };

    rootOf(other).insert(2, [paragraph('đoạn mới')]);
    expect(drowns()).toMatchObject({ kind: 'ok', drowns: false });
    textOf(rootOf(other).get(0)).insert(2, 'giữa');
    expect(drowns()).toMatchObject({ kind: 'ok', drowns: true });
    textOf(rootOf(other).get(0)).delete(2, 4);
    expect(drowns()).toMatchObject({ kind: 'ok', drowns: false });
  });

  test('an empty update has nothing new', () => {
    expect(checkUpdate(bytesOf(0, 0), NOTHING, LIVE_UPDATE_LIMITS)).toEqual({
      kind: 'ok',
      structs: 0,
      deleteRanges: 0,
      newClients: [],
      clients: [],
      hasNew: false,
      growth: { characters: 0, blocks: 0 },
      drowns: false,
    });
  });

  test('new clients are named and stored structs are not counted again', () => {
    const doc = aText();
    const other = copyOf(doc, 7);
    rootOf(other).push([paragraph('x')]);
    expect(checkUpdate(Y.encodeStateAsUpdate(other), knownOfDoc(doc), LIVE_UPDATE_LIMITS)).toEqual({
      kind: 'ok',
      structs: 3,
      deleteRanges: 0,
      newClients: [7],
      clients: [7],
      hasNew: true,
      growth: { characters: 1, blocks: 1 },
      drowns: false,
    });
  });
});

test('whatever bytes are let in apply without an error and leave nothing pending', () => {
  const doc = aText();
  let taken = 0;
  fc.assert(
    fc.property(
      fc.array(anEdit, { minLength: 1, maxLength: 6 }),
      fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { minLength: 1, maxLength: 3 }),
      (edits, changes) => {
        const update = changeOf(doc, (_root, other) => {
          for (const one of edits) edit(other, one);
        }).slice();
        for (const [at, byte] of changes) update[at % update.length] = byte;
        const verdict = checkUpdate(update, knownOfDoc(doc), LIVE_UPDATE_LIMITS);
        if (verdict.kind !== 'ok') return;
        taken += 1;
        expectClean(doc, update);
      },
    ),
    { seed: 6, numRuns: 3000 },
  );
  expect(taken).toBeGreaterThan(50);
});

describe('what would wait is a gap', () => {
  test('a clock beyond the stored one', () => {
    const doc = aText();
    const other = copyOf(doc, 7);
    rootOf(other).push([paragraph('x')]);
    const between = Y.encodeStateVector(other);
    rootOf(other).push([paragraph('y')]);
    const late = Y.encodeStateAsUpdate(other, between);
    expect(checkUpdate(late, knownOfDoc(doc), LIVE_UPDATE_LIMITS)).toEqual({ kind: 'gap' });
  });

  test.each([
    ['a skip', bytesOf(1, 1, 7, 0, 10, 3, 0)],
    ['an origin nobody has', bytesOf(1, 1, 7, 0, TEXT_WITH_ORIGIN, 9, 0, 'x', 0)],
    ['a delete beyond the known clock', bytesOf(0, 1, 7, 1, 0, 5)],
    ['a parent nobody has', bytesOf(1, 1, 7, 0, 4, 0, 9, 0, 'x', 0)],
  ])('%s', (_name, bytes) => {
    expect(checkUpdate(bytes, NOTHING, LIVE_UPDATE_LIMITS)).toEqual({ kind: 'gap' });
  });
});

describe('broken bytes are refused', () => {
  const node = [1, 1, 7, 0, 7, 1, 'default', 3] as const;
  test.each<readonly [string, string, Uint8Array]>([
    ['nothing at all', 'broken number or text', new Uint8Array()],
    ['bytes after the end', 'bytes after the end', bytesOf(0, 0, 0)],
    ['a V2 update', 'length 0', Y.encodeStateAsUpdateV2(aText())],
    ['30 million structs in nine bytes', 'count beyond the bytes', bytesOf(1, 30_000_000, 7, 0, 0)],
    ['a client doubled', 'an empty or doubled client', bytesOf(2, 1, 7, 0, 0, 1, 1, 7, 0, 0, 1, 0)],
    ['a client without structs', 'an empty or doubled client', bytesOf(1, 0, 7, 0, 0, 0)],
    ['a length of 0', 'length 0', bytesOf(1, 1, 7, 0, 0, 0, 0)],
    [
      'an item that is its own origin',
      'items that lean on each other',
      bytesOf(1, 1, 7, 0, TEXT_WITH_ORIGIN, 7, 0, 'x', 0),
    ],
    ['an item that is its own parent', 'items that lean on each other', bytesOf(1, 1, 7, 0, 7, 0, 7, 0, 6, 0)],
    [
      'two parents in a circle',
      'items that lean on each other',
      bytesOf(2, 1, 8, 0, 7, 0, 7, 0, 6, 1, 7, 0, 7, 0, 8, 0, 6, 0),
    ],
    ['another root', 'root name', bytesOf(1, 1, 7, 0, 7, 1, 'other', 3, 'paragraph', 0)],
    ['text under the root', 'content directly under doc', bytesOf(1, 1, 7, 0, 4, 1, 'default', 'x', 0)],
    ['an attribute of the root', 'attribute name', bytesOf(1, 1, 7, 0, 0x28, 1, 'default', 'id', 1, 119, 'x', 0)],
    ['a node name the schema lacks', 'node name', bytesOf(...node, 'script', 0)],
    ['a node named __proto__', 'node name', bytesOf(...node, '__proto__', 0)],
    ['a row without a table', 'content directly under doc', bytesOf(...node, 'tableRow', 0)],
    ['a map', 'type 1', bytesOf(1, 1, 7, 0, 7, 1, 'default', 1, 0)],
    ['a hook', 'type 5', bytesOf(1, 1, 7, 0, 7, 1, 'default', 5, 'x', 0)],
    ['a sub-document', 'content 9', bytesOf(1, 1, 7, 0, 9, 1, 'default', 'guid', 118, 0, 0)],
    ['binary content', 'content 3', bytesOf(1, 1, 7, 0, 3, 1, 'default', 1, 1, 0)],
    ['JSON content', 'content 2', bytesOf(1, 1, 7, 0, 2, 1, 'default', 1, '"x"', 0)],
    ['an embed', 'content 5', bytesOf(1, 1, 7, 0, 5, 1, 'default', '{}', 0)],
  ])('%s', (_name, what, bytes) => {
    expect(checkUpdate(bytes, NOTHING, LIVE_UPDATE_LIMITS)).toEqual({ kind: 'refused', code: 'malformed', what });
  });

  test('an update cut anywhere, also inside a larger buffer', () => {
    const whole = Y.encodeStateAsUpdate(aText());
    for (let length = 0; length < whole.length; length += 1) {
      expect(checkUpdate(whole.subarray(0, length), NOTHING, LIVE_UPDATE_LIMITS).kind).toBe('refused');
    }
  });
});

describe('what the schema lacks is refused', () => {
  const nested = `${'['.repeat(9)}${']'.repeat(9)}`;
  test.each<readonly [string, (root: Y.XmlFragment) => void]>([
    ['an unknown attribute', (root) => set(root.get(0) as Y.XmlElement, 'onclick', 'x')],
    ['an attribute of another type', (root) => set(root.get(0) as Y.XmlElement, 'level', 'x')],
    ['an object as attribute', (root) => set(root.get(0) as Y.XmlElement, 'align', { a: 1 })],
    ['an attribute out of bounds', (root) => set(root.get(0) as Y.XmlElement, 'level', 7)],
    ['an attribute named __proto__', (root) => set(root.get(0) as Y.XmlElement, '__proto__', 'x')],
    ['a paragraph in a paragraph', (root) => (root.get(0) as Y.XmlElement).push([paragraph('x')])],
    ['text beside a paragraph', (root) => root.push([new Y.XmlText('x')])],
    ['a row beside a paragraph', (root) => root.push([new Y.XmlElement('tableRow')])],
    ['an unknown mark', (root) => textOf(root).format(0, 2, { blink: {} })],
    ['a mark with an unknown attribute', (root) => textOf(root).format(0, 2, { bold: { onclick: 'x' } })],
    ['a mark nested too deep', (root) => textOf(root).format(0, 2, { bold: JSON.parse(nested) as object })],
    ['a link that runs a script', (root) => textOf(root).format(0, 2, { link: { href: 'javascript:alert(1)' } })],
    ['a doubled bold', (root) => textOf(root).format(0, 2, { 'bold--AAAAAAAA': {} })],
    ['an embed in the text', (root) => textOf(root).insertEmbed(0, { image: 'x' })],
  ])('%s', (_name, change) => {
    const doc = aText();
    expect(checkUpdate(changeOf(doc, change), knownOfDoc(doc), LIVE_UPDATE_LIMITS)).toMatchObject({
      kind: 'refused',
      code: 'malformed',
    });
  });
});

describe('at the limit it is let in, one more is refused', () => {
  test('structs', () => {
    const update = Y.encodeStateAsUpdate(aText());
    const all = checkUpdate(update, NOTHING, LIVE_UPDATE_LIMITS);
    const structs = all.kind === 'ok' ? all.structs : 0;
    expect(checkUpdate(update, NOTHING, { ...LIVE_UPDATE_LIMITS, structs }).kind).toBe('ok');
    expect(checkUpdate(update, NOTHING, { ...LIVE_UPDATE_LIMITS, structs: structs - 1 })).toMatchObject({
      code: 'too_large',
    });
  });

  test('one run of text', () => {
    const update = (length: number): Uint8Array =>
      bytesOf(2, 1, 8, 0, 4, 0, 7, 1, 'x'.repeat(length), 2, 7, 0, 7, 1, 'default', 3, 'paragraph', 7, 0, 7, 0, 6, 0);
    expect(checkUpdate(update(100), NOTHING, { ...LIVE_UPDATE_LIMITS, textBytes: 100 }).kind).toBe('ok');
    expect(checkUpdate(update(101), NOTHING, { ...LIVE_UPDATE_LIMITS, textBytes: 100 })).toMatchObject({
      code: 'too_large',
    });
  });

  test('new clients', () => {
    const update = (clients: number): Uint8Array =>
      bytesOf(clients, ...Array.from({ length: clients }, (_, client) => [1, client + 1, 0, 0, 1]).flat(), 0);
    expect(checkUpdate(update(20), NOTHING, LIVE_UPDATE_LIMITS).kind).toBe('ok');
    expect(checkUpdate(update(21), NOTHING, LIVE_UPDATE_LIMITS)).toMatchObject({ code: 'too_many' });
  });

  test('delete ranges, of which stored ones do not count', () => {
    const doc = aText();
    const client = 1;
    const ranges = bytesOf(0, 1, client, 2, 0, 1, 2, 1);
    expect(checkUpdate(ranges, knownOfDoc(doc), { ...LIVE_UPDATE_LIMITS, deleteRanges: 2 }).kind).toBe('ok');
    const one = { ...LIVE_UPDATE_LIMITS, deleteRanges: 1 };
    expect(checkUpdate(ranges, knownOfDoc(doc), one)).toMatchObject({ code: 'too_large' });
    expect(checkUpdate(ranges, { clockOf: knownOfDoc(doc).clockOf, isDeleted: () => true }, one).kind).toBe('ok');
  });

  test('the clock advance of work undone offline', () => {
    expect(checkUpdate(bytesOf(1, 1, 7, 0, 0, 2_000_000, 0), NOTHING, LIVE_UPDATE_LIMITS).kind).toBe('ok');
    expect(checkUpdate(bytesOf(1, 1, 7, 0, 0, 2_000_001, 0), NOTHING, LIVE_UPDATE_LIMITS)).toMatchObject({
      code: 'too_large',
    });
  });
});

function textOf(root: Y.XmlFragment): Y.XmlText {
  return (root.get(0) as Y.XmlElement).get(0) as Y.XmlText;
}
