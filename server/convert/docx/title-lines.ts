import { measureOf, type ComponentLook, type LayoutProfile } from '#shared/document/layout-profile.ts';
import { boldWidthPt } from '#server/convert/text-width.ts';

const TWIPS_PER_POINT = 20;
const POINTS_PER_MM = 72 / 25.4;
const STEP_PT = 4;
/** A span of years, `2020 - 2025`, that a line would end in. */
const CUT_SPAN = /\d( [-\u2013])?$/;
const REST_OF_SPAN = /^([-\u2013] )?\d/;

/**
 * What a centred title of several lines is set in from both sides, so that its lines are about as long as one another and no year is cut
 * from its span. As many lines as without. Nothing for what fits on one line.
 */
export function evenIndent(
  profile: LayoutProfile,
  look: ComponentLook,
  text: string,
): { readonly left: number; readonly right: number } | undefined {
  const { widthMm, marginsMm } = profile.page;
  const widthPt = (widthMm.value - marginsMm.left.value - marginsMm.right.value) * POINTS_PER_MM;
  const sizePt = measureOf(look.fontPt, profile.defaultFont.sizePt.default);
  const words = (look.caps?.value === 'all' ? text.toUpperCase() : text).split(' ');
  const lines = brokenInto(words, widthPt, sizePt);
  if (lines.length === 1) return undefined;
  const evenPt = evenWidth(words, sizePt, { from: widthPt / lines.length, to: widthPt, lines: lines.length });
  const side = Math.floor(((widthPt - evenPt) / 2) * TWIPS_PER_POINT);
  return side <= 0 ? undefined : { left: side, right: side };
}

function evenWidth(
  words: readonly string[],
  sizePt: number,
  range: { readonly from: number; readonly to: number; readonly lines: number },
): number {
  let fallback = range.to;
  for (let width = range.from; width < range.to; width += STEP_PT) {
    const lines = brokenInto(words, width, sizePt);
    if (lines.length > range.lines) continue;
    // A step more than measured: what is a hair too narrow would make a line more.
    if (!cutsSpan(lines)) return Math.min(range.to, width + STEP_PT);
    fallback = Math.min(fallback, width + STEP_PT);
  }
  return fallback;
}

function cutsSpan(lines: readonly string[]): boolean {
  return lines.some((line, at) => CUT_SPAN.test(line) && REST_OF_SPAN.test(lines[at + 1] ?? ''));
}

/** As every word processor fills lines: each takes the words that fit. */
function brokenInto(words: readonly string[], widthPt: number, sizePt: number): readonly string[] {
  const lines: string[] = [];
  for (const word of words) {
    const line = lines.at(-1);
    const longer = line === undefined ? word : `${line} ${word}`;
    if (line !== undefined && boldWidthPt(longer, sizePt) <= widthPt) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
