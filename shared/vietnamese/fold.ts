const TONES = /[\u0300\u0301\u0303\u0309\u0323]/gu;
const LETTER_MARKS = /[\u0302\u0306\u031b]/gu;
const HAS_TONE = /[\u0300\u0301\u0303\u0309\u0323]/u;
const HAS_LETTER_MARK = /[\u0302\u0306\u031bđ]/u;
/** A tone on the first vowel of a syllable that ends in oa, oe or uy. */
const OLD_PLACEMENT =
  /((?<=o)[\u0300\u0301\u0303\u0309\u0323](?=[ae])|(?<=u)[\u0300\u0301\u0303\u0309\u0323](?=y))([aey])(?![\p{L}\p{M}])/gu;

/** Lower case without any mark: what somebody types who leaves all marks out. */
export function foldText(text: string): string {
  return decompose(text).replace(TONES, '').replace(LETTER_MARKS, '').replaceAll('đ', 'd').normalize('NFC');
}

/** Lower case without tones; ă â ê ô ơ ư and đ stay letters of their own. */
export function foldTones(text: string): string {
  return decompose(text).replace(TONES, '').normalize('NFC');
}

/** Lower case with each tone where the new spelling puts it, so that hòa and hoà are the same text. */
export function foldPlacement(text: string): string {
  return decompose(text).replace(OLD_PLACEMENT, '$2$1').normalize('NFC');
}

/**
 * The folding that a query asks for, for itself and for the texts it looks in: who types marks means them, who types
 * none means any.
 */
export function chooseFold(query: string): (text: string) => string {
  const letters = decompose(query);
  if (HAS_TONE.test(letters)) return foldPlacement;
  return HAS_LETTER_MARK.test(letters) ? foldTones : foldText;
}

/** Whether a reader who looks for `query` would say that `text` has it. */
export function containsText(text: string, query: string): boolean {
  const fold = chooseFold(query);
  return fold(text).includes(fold(query));
}

/** One code point per mark, so that a letter typed in either normal form is the same; lower case first, for Đ. */
function decompose(text: string): string {
  return text.normalize('NFC').toLowerCase().normalize('NFD');
}
