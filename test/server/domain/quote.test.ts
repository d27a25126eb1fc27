import fc from 'fast-check';
import { expect, test } from 'vitest';
import { textOfBlock, type DocumentContent, type Inline } from '#shared/document/document.ts';
import { idOf, type BlockId, type ThreadId } from '#shared/model/ids.ts';
import { markQuote } from '#server/domain/quote.ts';

const BLOCK = idOf<BlockId>('b');
const THREAD = idOf<ThreadId>('t');

function paragraph(...content: readonly Inline[]): DocumentContent {
  return {
    blocks: [{ type: 'paragraph', id: BLOCK, level: 0, list: 'none', indent: 0, align: 'default', content }],
  };
}

function run(text: string, isBold = false): Inline {
  return { type: 'text', text, marks: isBold ? [{ type: 'bold' }] : [] };
}

function inlinesOf(content: DocumentContent): readonly Inline[] {
  const [block] = content.blocks;
  return block?.type === 'paragraph' ? block.content : [];
}

test('a quote may run over differently marked words and a line break', () => {
  const marked = markQuote(
    paragraph(run('Một '), run('hai', true), { type: 'hardBreak' }, run('ba bốn')),
    { blockId: BLOCK, quote: 'hai\nba' },
    THREAD,
  );

  const comment = { type: 'comment', threadId: THREAD };
  expect(marked.ok && inlinesOf(marked.value)).toEqual([
    run('Một '),
    { type: 'text', text: 'hai', marks: [{ type: 'bold' }, comment] },
    { type: 'hardBreak' },
    { type: 'text', text: 'ba', marks: [comment] },
    run(' bốn'),
  ]);
});

test('overlapping occurrences are counted as the places that they are', () => {
  const content = paragraph(run('aaa'));

  expect(markQuote(content, { blockId: BLOCK, quote: 'aa' }, THREAD)).toEqual({
    ok: false,
    code: 'thread/quote-repeated',
    details: { count: 2 },
  });
});

test('marking changes no text and marks exactly the quoted words', () => {
  const texts = fc.array(fc.tuple(fc.string({ minLength: 1, maxLength: 5 }), fc.boolean()), {
    minLength: 1,
    maxLength: 6,
  });
  fc.assert(
    fc.property(texts, fc.nat(), fc.nat(), (parts, from, length) => {
      const content = paragraph(...parts.map(([text, isBold]) => run(text, isBold)));
      const text = textOfBlock(content.blocks[0] ?? { type: 'pageBreak', id: BLOCK });
      const at = from % text.length;
      const quote = text.slice(at, at + 1 + (length % (text.length - at)));

      const marked = markQuote(content, { blockId: BLOCK, quote, at }, THREAD);

      if (!marked.ok) throw new Error(marked.code);
      expect(textOfBlock(marked.value.blocks[0] ?? { type: 'pageBreak', id: BLOCK })).toBe(text);
      let place = 0;
      for (const inline of inlinesOf(marked.value)) {
        if (inline.type !== 'text') continue;
        const isMarked = inline.marks.some((mark) => mark.type === 'comment');
        expect(inline.text).not.toBe('');
        expect(isMarked).toBe(place >= at && place + inline.text.length <= at + quote.length);
        place += inline.text.length;
      }
    }),
  );
});
