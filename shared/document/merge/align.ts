import { type Block, textOfBlock } from '#shared/document/document.ts';

type Id = Block['id'];

const LEAST_LIKENESS = 0.5;

/**
 * For a first merge: which block of ours (key) is the same passage as which of theirs (value), by likeness of their words alone and in
 * the same order on both sides, so that the likenesses have the greatest sum. Takes time in the product of the two lengths.
 */
export function alignByLikeness(ours: readonly Block[], theirs: readonly Block[]): ReadonlyMap<Id, Id> {
  const numbers = new Map<string, number>();
  const left = ours.map((block) => passageOf(block, numbers));
  const right = theirs.map((block) => passageOf(block, numbers));
  const width = right.length + 1;
  const likenesses = new Float64Array((left.length + 1) * width);
  const sums = new Float64Array((left.length + 1) * width);
  for (let i = left.length - 1; i >= 0; i -= 1) {
    for (let j = right.length - 1; j >= 0; j -= 1) {
      const likeness = likenessOf(left[i], right[j]);
      const paired = likeness < LEAST_LIKENESS ? 0 : likeness + (sums[(i + 1) * width + j + 1] ?? 0);
      likenesses[i * width + j] = likeness;
      sums[i * width + j] = Math.max(paired, sums[(i + 1) * width + j] ?? 0, sums[i * width + j + 1] ?? 0);
    }
  }
  return pairsAlong(left, right, likenesses, sums);
}

interface Passage {
  readonly id: Id;
  readonly type: Block['type'];
  /** Sorted numbers of its words: comparing numbers instead of letters makes a long first merge several times faster. */
  readonly words: Int32Array;
}

function passageOf(block: Block, numbers: Map<string, number>): Passage {
  const text = block.type === 'image' ? block.imageId : textOfBlock(block).toLowerCase();
  const words = text.split(/[^\p{L}\p{M}\p{N}]+/u).filter((word) => word !== '');
  return { id: block.id, type: block.type, words: Int32Array.from(words, (word) => numberOf(word, numbers)).sort() };
}

function numberOf(word: string, numbers: Map<string, number>): number {
  const number = numbers.get(word) ?? numbers.size;
  numbers.set(word, number);
  return number;
}

/** Dice's coefficient of the two bags of words (L. R. Dice, 1945), 0 for different kinds of blocks. */
function likenessOf(one: Passage | undefined, other: Passage | undefined): number {
  if (one === undefined || other === undefined || one.type !== other.type) return 0;
  const total = one.words.length + other.words.length;
  const most = (2 * Math.min(one.words.length, other.words.length)) / total;
  if (total === 0 || most < LEAST_LIKENESS) return 0;
  let common = 0;
  for (let i = 0, j = 0; i < one.words.length && j < other.words.length;) {
    const step = (one.words[i] ?? 0) - (other.words[j] ?? 0);
    if (step === 0) common += 1;
    if (step <= 0) i += 1;
    if (step >= 0) j += 1;
  }
  return (2 * common) / total;
}

function pairsAlong(
  left: readonly Passage[],
  right: readonly Passage[],
  likenesses: Float64Array,
  sums: Float64Array,
): ReadonlyMap<Id, Id> {
  const width = right.length + 1;
  const pairs = new Map<Id, Id>();
  let i = 0;
  let j = 0;
  for (let one = left[i], other = right[j]; one && other; one = left[i], other = right[j]) {
    const here = sums[i * width + j] ?? 0;
    const likeness = likenesses[i * width + j] ?? 0;
    if (likeness >= LEAST_LIKENESS && here === likeness + (sums[(i + 1) * width + j + 1] ?? 0)) {
      pairs.set(one.id, other.id);
      i += 1;
      j += 1;
    } else if (here === (sums[(i + 1) * width + j] ?? 0)) i += 1;
    else j += 1;
  }
  return pairs;
}
