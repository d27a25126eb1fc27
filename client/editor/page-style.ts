import { measureOf, type LayoutProfile } from '#shared/document/layout-profile.ts';

/** How high the font of the paper has a line by itself, by its size: what word processors multiply. */
const FONT_LINE = 1.149;

/** The measures of a page as its profile prints it, under the names that the style sheet reads. */
export function pageStyle({ page, defaultFont, components }: LayoutProfile) {
  const { body, table } = components;
  const mm = (length: number): string => `${String(length)}mm`;
  const pt = (height: number): string => `${String(height)}pt`;
  const { rule, default: height } = body.lineSpacing;
  return {
    '--dt-page-w': mm(page.widthMm.value),
    '--dt-page-h': mm(page.heightMm.value),
    '--dt-page-top': mm(measureOf(page.marginsMm.top)),
    '--dt-page-right': mm(measureOf(page.marginsMm.right)),
    '--dt-page-bottom': mm(measureOf(page.marginsMm.bottom)),
    '--dt-page-left': mm(measureOf(page.marginsMm.left)),
    '--dt-paper-fs': pt(measureOf(body.fontPt, defaultFont.sizePt.default)),
    '--dt-paper-lh': rule === 'exact' ? pt(height) : timesFont(height),
    '--dt-paper-gap': pt(measureOf(body.spaceBeforePt)),
    '--dt-paper-indent': mm(measureOf(body.firstLineIndentMm)),
    '--dt-paper-table-fs': pt(measureOf(table.bodyRow.fontPt, defaultFont.sizePt.default)),
    '--dt-paper-table-lh': timesFont(table.bodyRow.lineSpacing?.default ?? 1),
  };
}

function timesFont(lines: number): string {
  return (lines * FONT_LINE).toFixed(3);
}
