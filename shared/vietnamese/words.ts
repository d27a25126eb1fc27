const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

/** As Word counts: what stands between spaces is one word, a dash or a bullet alone is none. */
export function countWords(text: string): number {
  return text.split(/\s+/u).filter((token) => LETTER_OR_DIGIT.test(token)).length;
}
