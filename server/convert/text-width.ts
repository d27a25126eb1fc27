/**
 * Letters of Times New Roman Bold by their width in thousandths of the type size, as Tinos and Liberation Serif have them too. Marks over
 * and under a letter take no room of their own; the horn does.
 */
const LETTERS_BY_WIDTH: Readonly<Record<number, string>> = {
  220: '|',
  250: ' \u00a0,.',
  278: "'/\\il",
  333: '!()-:;[]`fjt\u2018\u2019',
  389: 'Is',
  394: '{}',
  400: '\u00b0',
  444: 'cerz',
  500: '#$*0123456789?J_agovxy\u2013\u201c\u201d',
  555: '"\u00b1\u2264\u2265',
  556: 'Sbdhknpqu\u0111',
  570: '+<=>\u00d7',
  611: 'FP',
  667: 'BELTZ',
  722: 'ACDNRUVXYw\u0110',
  778: 'GHKOQ',
  833: '&m',
  944: 'M@',
  1000: '%W\u2014\u2026',
};
const HORN = '\u031b';
const HORN_WIDTH = 60;
/** Of a letter of another alphabet. */
const UNKNOWN_WIDTH = 1000;

const WIDTHS: ReadonlyMap<string, number> = new Map(
  Object.entries(LETTERS_BY_WIDTH).flatMap(([width, letters]) =>
    Array.from(letters, (letter): [string, number] => [letter, Number(width)]),
  ),
);

/** Width of a line in bold; what is not bold is a little narrower. Linear in its length. */
export function boldWidthPt(text: string, sizePt: number): number {
  let width = 0;
  for (const letter of text) width += MEASURED.get(letter) ?? measured(letter);
  return (width * sizePt) / 1000;
}

/** A span of years, `2016 - 2020`, held together as one word. */
export function withWholeSpans(text: string): string {
  return text.replace(/(\d) ([-\u2013]) (?=\d)/g, '$1\u00a0$2\u00a0');
}

/** Letters as they come, with their marks or without, once they were taken apart: a report has few of them, many times over. */
const MEASURED = new Map<string, number>();

function measured(letter: string): number {
  let width = 0;
  for (const piece of letter.normalize('NFD')) width += widthOf(piece);
  MEASURED.set(letter, width);
  return width;
}

function widthOf(piece: string): number {
  if (piece === HORN) return HORN_WIDTH;
  return /\p{M}/u.test(piece) ? 0 : (WIDTHS.get(piece) ?? UNKNOWN_WIDTH);
}
