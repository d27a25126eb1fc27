import type { Block, Inline, Mark } from '#shared/document/document.ts';

/**
 * The arriving block with the comments that ours holds on words both have: those before the first and after the last difference. A
 * comment on rewritten words stays only on its unchanged part. Only paragraphs; the same object when there is nothing to carry.
 */
export function carryComments(ours: Block, arriving: Block): Block {
  if (ours.type !== 'paragraph' || arriving.type !== 'paragraph') return arriving;
  const from = unitsOf(ours.content);
  if (!from.some((unit) => unit.marks.some((mark) => mark.type === 'comment'))) return arriving;
  const to = unitsOf(arriving.content);
  const most = Math.min(from.length, to.length);
  let head = 0;
  while (head < most && from[head]?.text === to[head]?.text) head += 1;
  let tail = 0;
  while (tail < most - head && from.at(-1 - tail)?.text === to.at(-1 - tail)?.text) tail += 1;
  const carried = to.map((unit, at): Unit => {
    if (at < head) return withComments(unit, from[at]);
    return at >= to.length - tail ? withComments(unit, from[at - to.length + from.length]) : unit;
  });
  return { ...arriving, content: inlinesOf(carried) };
}

/** One code point with its marks, or a hard break (null). */
interface Unit {
  readonly text: string | null;
  readonly marks: readonly Mark[];
}

function unitsOf(content: readonly Inline[]): readonly Unit[] {
  return content.flatMap((inline): readonly Unit[] =>
    inline.type === 'text'
      ? Array.from(inline.text, (text) => ({ text, marks: inline.marks }))
      : [{ text: null, marks: [] }],
  );
}

function withComments(unit: Unit, from: Unit | undefined): Unit {
  if (unit.text === null || from === undefined) return unit;
  const held = new Set(unit.marks.flatMap((mark) => (mark.type === 'comment' ? [mark.threadId] : [])));
  const added = from.marks.filter((mark) => mark.type === 'comment' && !held.has(mark.threadId));
  return added.length === 0 ? unit : { text: unit.text, marks: [...unit.marks, ...added] };
}

function inlinesOf(units: readonly Unit[]): readonly Inline[] {
  const content: Inline[] = [];
  for (const { text, marks } of units) {
    const last = content.at(-1);
    if (text === null) content.push({ type: 'hardBreak' });
    else if (last?.type === 'text' && JSON.stringify(last.marks) === JSON.stringify(marks)) {
      content[content.length - 1] = { ...last, text: last.text + text };
    } else content.push({ type: 'text', text, marks });
  }
  return content;
}
