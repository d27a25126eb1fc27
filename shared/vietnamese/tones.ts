/** Where the tone stands in oa, oe and uy at the end of a syllable: on the first letter, or on the main vowel. */
export type ToneStyle = 'old' | 'new';

const TONE = '[\\u0300\\u0301\\u0303\\u0309\\u0323]';
const NO_MORE = '(?![\\p{L}\\p{M}])';
/** After q the u is a consonant, and the tone has one place only. */
const OLD = new RegExp(`(o)(${TONE})([ae])${NO_MORE}|(?<!q)(u)(${TONE})(y)${NO_MORE}`, 'giu');
const NEW = new RegExp(`(o)([ae])(${TONE})${NO_MORE}|(?<!q)(u)(y)(${TONE})${NO_MORE}`, 'giu');

/**
 * The same words with their tones where the style has them: `hòa` and `hoà`, `ủy` and `uỷ`. Only for words that are the program's own:
 * a person's name keeps the spelling of who bears it. In composed form; linear in the text's length.
 */
export function placeTones(text: string, style: ToneStyle): string {
  const letters = text.normalize('NFD');
  const placed = style === 'new' ? letters.replace(OLD, '$1$3$2$4$6$5') : letters.replace(NEW, '$1$3$2$4$6$5');
  return placed.normalize('NFC');
}
