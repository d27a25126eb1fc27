import { measureOf, textWidthMm, type ComponentLook, type LayoutProfile } from '#shared/document/layout-profile.ts';
import { foldText } from '#shared/vietnamese/fold.ts';
import { boldWidthPt, withWholeSpans } from '#server/convert/text-width.ts';

const TWIPS_PER_POINT = 20;
const POINTS_PER_MM = 72 / 25.4;
const STEP_PT = 4;
/** How much wider than the narrowest the lines may be, to end with the sense. */
const WIDER = 1.3;
/** Folded words before which a reader would pause. */
const JOINING = /^(va|cua|trinh|tai|theo|nhiem ky)\b/;

/**
 * What a centred title of several lines is set in from both sides, so that its lines are about as long as one another and no year is cut
 * from its span. As many lines as without. Nothing for what fits on one line.
 */
export function evenIndent(
  profile: LayoutProfile,
  look: ComponentLook,
  text: string,
  widthMm = textWidthMm(profile),
): { readonly left: number; readonly right: number } | undefined {
  const widthPt = widthMm * POINTS_PER_MM;
  const { words, sizePt } = setIn(profile, look, text);
  const lines = brokenInto(words, widthPt, sizePt);
  if (lines.length === 1) return undefined;
  const evenPt = evenWidth(words, sizePt, { from: widthPt / lines.length, to: widthPt, lines: lines.length });
  const side = Math.floor(((widthPt - evenPt) / 2) * TWIPS_PER_POINT);
  return side <= 0 ? undefined : { left: side, right: side };
}

/** How long the longest line of such a title is. */
export function longestLineMm(profile: LayoutProfile, look: ComponentLook, text: string, widthMm: number): number {
  const { words, sizePt } = setIn(profile, look, text);
  const { left, right } = evenIndent(profile, look, text, widthMm) ?? { left: 0, right: 0 };
  const lines = brokenInto(words, widthMm * POINTS_PER_MM - (left + right) / TWIPS_PER_POINT, sizePt);
  return Math.max(...lines.map((line) => boldWidthPt(line, sizePt))) / POINTS_PER_MM;
}

/** The words as they are printed, and in which size. */
function setIn(
  profile: LayoutProfile,
  look: ComponentLook,
  text: string,
): { readonly words: readonly string[]; readonly sizePt: number } {
  return {
    words: withWholeSpans(look.caps?.value === 'all' ? text.toUpperCase() : text).split(' '),
    sizePt: measureOf(look.fontPt, profile.defaultFont.sizePt.default),
  };
}

/**
 * The narrowest width of as many lines, a little wider where the lines then end with the sense; then as wide as these lines allow, for a
 * font whose letters are wider.
 */
function evenWidth(
  words: readonly string[],
  sizePt: number,
  range: { readonly from: number; readonly to: number; readonly lines: number },
): number {
  let best: { readonly width: number; readonly rank: number } | undefined;
  let narrowest = range.to;
  for (let width = range.from; width + STEP_PT <= range.to; width += STEP_PT) {
    const lines = brokenInto(words, width, sizePt);
    // What is broken otherwise a step further would be a matter of a hair.
    const isSteady = lines.join('\n') === brokenInto(words, width + STEP_PT, sizePt).join('\n');
    if (lines.length > range.lines || !isSteady) continue;
    narrowest = Math.min(narrowest, width);
    const rank = rankOf(lines);
    const isNear = width <= narrowest * WIDER;
    if (best === undefined || (rank < best.rank && isNear)) best = { width, rank };
  }
  return best === undefined ? range.to : widened(words, sizePt, best.width, range.to);
}

function widened(words: readonly string[], sizePt: number, from: number, to: number): number {
  const lines = brokenInto(words, from, sizePt).join('\n');
  let width = from;
  while (width + STEP_PT <= to && brokenInto(words, width + STEP_PT, sizePt).join('\n') === lines) width += STEP_PT;
  return width - STEP_PT / 2;
}

/** The lower, the better the lines read. */
function rankOf(lines: readonly string[]): number {
  const breaks = lines.slice(1).map((next, at) => ({ line: lines[at] ?? '', next }));
  const endsWithSense = breaks.every(({ line, next }) => /[,;:]$/.test(line) || JOINING.test(foldText(next)));
  return endsWithSense ? 0 : 1;
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
