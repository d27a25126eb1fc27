import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { editText, makeText } from '#server/crdt/edit.ts';
import { knownOfDoc } from '#server/crdt/known-state.ts';
import { readContent } from '#server/crdt/materialise.ts';
import { BULK_UPDATE_LIMITS, checkUpdate } from '#server/crdt/update-check.ts';
import type { Block, DocumentContent, Inline, Mark, Paragraph, TableCell } from '#shared/document/document.ts';
import { idOf } from '#shared/model/ids.ts';
import { budget } from '#test/world/budgets.ts';
import { anEdit, copyOf, edit, newDoc, paragraph as yParagraph, rootOf, table as yTable } from './texts.ts';

function paragraph(id: string, text: string, more: Partial<Paragraph> = {}): Paragraph {
  const content: readonly Inline[] = text === '' ? [] : [{ type: 'text', text, marks: [] }];
  return { type: 'paragraph', id: idOf(id), level: 0, list: 'none', indent: 0, align: 'default', content, ...more };
}

function cell(...content: readonly Paragraph[]): TableCell {
  return { header: false, colspan: 1, rowspan: 1, colwidth: null, content };
}

function textOf(content: DocumentContent, clientId = 1): Y.Doc {
  const doc = newDoc(99);
  const update = makeText(content, clientId);
  if (update !== undefined) Y.applyUpdate(doc, update);
  return doc;
}

function edited(doc: Y.Doc, content: DocumentContent): { readonly update: Uint8Array; readonly doc: Y.Doc } {
  const made = editText(doc, content, 55);
  if (made === undefined) return { update: new Uint8Array(), doc };
  expect(checkUpdate(made.update, knownOfDoc(doc), BULK_UPDATE_LIMITS)).toMatchObject({ kind: 'ok', hasNew: true });
  const after = copyOf(doc, 77);
  Y.applyUpdate(after, made.update);
  expect(readContent(after)).toEqual(readContent(made.after));
  return { update: made.update, doc: after };
}

function expectReads(doc: Y.Doc, content: DocumentContent): void {
  expect(readContent(edited(doc, content).doc)).toEqual(content);
}

const comment = (threadId: string): Mark => ({ type: 'comment', threadId: idOf(threadId) });
const run = (text: string, ...marks: readonly Mark[]): Inline => ({ type: 'text', text, marks });

function attributesIn(text: Y.XmlText): object {
  const [first] = text.toDelta() as readonly { readonly attributes: object }[];
  return first?.attributes ?? {};
}

/** What the editor's binding calls a comment of this thread in the document. */
async function nameByTiptap(threadId: string): Promise<string> {
  const { Schema } = await import('@tiptap/pm/model');
  const { prosemirrorJSONToYDoc } = await import('@tiptap/y-tiptap');
  const schema = new Schema({
    nodes: { doc: { content: 'paragraph+' }, paragraph: { content: 'text*' }, text: {} },
    marks: { comment: { attrs: { threadId: {} }, excludes: '' } },
  });
  const content = [{ type: 'text', text: 'x', marks: [{ type: 'comment', attrs: { threadId } }] }];
  const doc = prosemirrorJSONToYDoc(schema, { type: 'doc', content: [{ type: 'paragraph', content }] }, 'default');
  const text = (rootOf(doc).get(0) as Y.XmlElement).get(0) as Y.XmlText;
  return Object.keys(attributesIn(text))[0] ?? '';
}

describe('an edit', () => {
  const long = 'Năm năm qua, Đảng bộ đã đạt được nhiều kết quả quan trọng trên các lĩnh vực. '.repeat(20).trim();
  const before = { blocks: [paragraph('a', 'Mở đầu'), paragraph('b', long), paragraph('c', 'Kết luận')] };

  test('of one word is a small update and keeps every other block', () => {
    const doc = textOf(before);
    const blocks = [...before.blocks];
    blocks[1] = paragraph('b', long.replace('quan trọng', 'to lớn'));

    const { update, doc: after } = edited(doc, { blocks });

    expect(readContent(after)).toEqual({ blocks });
    expect(update.length).toBeLessThan(80);
    const items = (one: Y.Doc): unknown =>
      rootOf(one)
        .toArray()
        .map((child) => child._item?.id);
    expect(items(after)).toEqual(items(doc));
  });

  test('of nothing is none', () => {
    expect(editText(textOf(before), before, 55)).toBeUndefined();
  });

  test('of two words far apart keeps what another writes between them', () => {
    const doc = textOf({ blocks: [paragraph('a', 'một hai ba bốn năm')] });
    const other = copyOf(doc, 8);
    const text = (rootOf(other).get(0) as Y.XmlElement).get(0) as Y.XmlText;
    text.insert(10, ' rưỡi');

    const { doc: after } = edited(doc, { blocks: [paragraph('a', '1 hai ba bốn 5')] });
    Y.applyUpdate(after, Y.encodeStateAsUpdate(other));

    expect(readContent(after)).toMatchObject({ blocks: [{ content: [{ text: '1 hai ba rưỡi bốn 5' }] }] });
  });

  test('that adds comments over one another is formatting alone, named as y-tiptap names it', async () => {
    const doc = textOf({ blocks: [paragraph('a', 'số liệu năm 2025')] });
    const content = [run('số ', comment('t1')), run('liệu', comment('t1'), comment('t2')), run(' năm 2025')];

    const { doc: after } = edited(doc, { blocks: [paragraph('a', '', { content })] });

    expect(readContent(after).blocks[0]).toMatchObject({ content });
    const text = (rootOf(after).get(0) as Y.XmlElement).get(0) as Y.XmlText;
    expect(Object.keys(attributesIn(text))).toEqual([await nameByTiptap('t1')]);
    expect(text._item?.id).toEqual(((rootOf(doc).get(0) as Y.XmlElement).get(0) as Y.XmlText)._item?.id);
  });

  test('in one cell leaves the others', () => {
    const table = (one: string): Block => ({
      type: 'table',
      id: idOf('t'),
      rows: [{ cells: [cell(paragraph('p', one)), cell(paragraph('q', 'hai'))] }],
    });
    const doc = textOf({ blocks: [table('một')] });

    const { update } = edited(doc, { blocks: [table('một trăm')] });

    expectReads(doc, { blocks: [table('một trăm')] });
    expect(update.length).toBeLessThan(50);
  });

  test('keeps the derived name of a block without an id, also when it is moved', () => {
    const doc = newDoc(1);
    rootOf(doc).insert(0, [yParagraph('x'), yTable(['y']), yParagraph('z')]);
    const { blocks } = readContent(doc);

    expectReads(doc, { blocks: blocks.toReversed() });
  });

  test('makes the name of a doubled block its own', () => {
    const doc = newDoc(1);
    rootOf(doc).insert(0, [yParagraph('x', { id: 'a' }), yParagraph('y', { id: 'a' }), yParagraph('z', { id: 'b' })]);
    const { blocks } = readContent(doc);

    expect(new Set(blocks.map((block) => block.id)).size).toBe(3);
    expectReads(doc, { blocks: blocks.slice(1) });
  });

  test('does not split a character of two units', () => {
    const doc = textOf({ blocks: [paragraph('a', 'x😀y')] });
    expectReads(doc, { blocks: [paragraph('a', 'x😁y')] });
  });

  test('adds, moves and removes hard breaks', () => {
    const lines = (...texts: readonly string[]): DocumentContent => ({
      blocks: [
        paragraph('a', '', {
          content: texts.flatMap((text, at): Inline[] => [
            ...(at > 0 ? [{ type: 'hardBreak' as const }] : []),
            ...(text === '' ? [] : [run(text)]),
          ]),
        }),
      ],
    });
    for (const [from, to] of [
      [
        ['a', 'b', 'c'],
        ['b', 'c'],
      ],
      [
        ['b', 'c'],
        ['a', 'b', 'c'],
      ],
      [
        ['', ''],
        ['x', '', 'y'],
      ],
      [['a', 'b'], ['']],
      [[''], ['', 'b', '']],
    ] as const) {
      expectReads(textOf(lines(...from)), lines(...to));
    }
  });
});

const aRun: fc.Arbitrary<Inline> = fc.oneof(
  { arbitrary: fc.constant<Inline>({ type: 'hardBreak' }), weight: 1 },
  {
    arbitrary: fc
      .tuple(
        fc.constantFrom('một ', 'hai', ' ba', 'Đảng bộ ', '😀', ' \n', 'x'),
        fc.subarray<Mark>([
          { type: 'bold' },
          { type: 'italic' },
          { type: 'link', href: 'https://a.vn/' },
          comment('t1'),
          comment('t2'),
        ]),
      )
      .map(([text, marks]) => run(text, ...marks)),
    weight: 5,
  },
);

const aParagraph: fc.Arbitrary<Paragraph> = fc
  .tuple(fc.nat(12), fc.array(aRun, { maxLength: 5 }), fc.constantFrom(0 as const, 2 as const), fc.nat(3))
  .map(([id, content, level, indent]) => paragraph(`p${id}`, '', { content, level, indent }));

const aBlock: fc.Arbitrary<Block> = fc.oneof(
  { arbitrary: aParagraph, weight: 6 },
  { arbitrary: fc.nat(3).map((id): Block => ({ type: 'pageBreak', id: idOf(`k${id}`) })), weight: 1 },
  {
    arbitrary: fc.tuple(fc.nat(3), fc.nat(2)).map(([id, width]): Block => ({
      type: 'image',
      id: idOf(`i${id}`),
      imageId: idOf(`f${width}`),
      alt: 'ảnh',
      widthPercent: 50 + width,
    })),
    weight: 1,
  },
  {
    arbitrary: fc
      .tuple(fc.nat(2), fc.array(fc.tuple(aParagraph, fc.boolean()), { minLength: 1, maxLength: 3 }))
      .map(([id, cells]): Block => ({
        type: 'table',
        id: idOf(`t${id}`),
        rows: [{ cells: cells.map(([one, header]) => ({ ...cell(one), header, colwidth: header ? [100] : null })) }],
      })),
    weight: 2,
  },
);

/** In normal form: what a text written from it reads as. */
const aContent: fc.Arbitrary<DocumentContent> = fc
  .array(aBlock, { maxLength: 8 })
  .map((blocks) => readContent(textOf({ blocks })));

test('any text becomes any other by one update that an honest client could send', () => {
  fc.assert(
    fc.property(aContent, aContent, (from, to) => expectReads(textOf(from), to)),
    { seed: 11, numRuns: budget('lawRuns') },
  );
});

test('a text that clients wrote becomes any other, and itself by none', () => {
  fc.assert(
    fc.property(fc.array(anEdit, { maxLength: 20 }), aContent, fc.boolean(), (edits, wanted, keeps) => {
      const doc = newDoc(1);
      rootOf(doc).insert(0, [yParagraph('Mở đầu')]);
      for (const one of edits) edit(doc, one);
      const now = readContent(doc);
      const ids = new Set(now.blocks.map((block) => block.id));
      const to = keeps
        ? { blocks: [...now.blocks, ...wanted.blocks.filter((one) => one.type !== 'table' && !ids.has(one.id))] }
        : wanted;

      expectReads(doc, to);
      for (const block of readContent(edited(doc, now).doc).blocks) expect(ids.has(block.id)).toBe(true);
    }),
    { seed: 12, numRuns: budget('lawRuns') },
  );
});
