import { AlignmentType, LineRuleType, type IParagraphStyleOptions, type ISpacingProperties } from 'docx';
import type { Alignment } from '#shared/document/document.ts';
import { measureOf, type ComponentLook, type LayoutProfile } from '#shared/document/layout-profile.ts';
import { twips } from './measure.ts';

/** Real named styles, so that the office can change all headings of one kind at once. */
export function paragraphStyles(profile: LayoutProfile): IParagraphStyleOptions[] {
  const { components } = profile;
  const single = [
    'topTitle',
    'motto',
    'parentOrg',
    'issuingOrg',
    'orgSeparator',
    'docNumber',
    'placeDate',
    'draftMark',
    'typeName',
    'subject',
    'subjectSeparator',
  ] as const;
  const headings = components.headings.flatMap((rule) => {
    const outlineLevel = rule.level - 1;
    const label = textStyle(profile, rule.key, rule.styleName.value, rule.label);
    if (rule.title === undefined) return [withOutline(label, outlineLevel)];
    const title = textStyle(profile, `${rule.key}Title`, `${rule.styleName.value} (2)`, rule.title);
    return [withOutline(label, outlineLevel), title];
  });
  return [
    textStyle(profile, 'body', 'Body Text', components.body),
    ...headings,
    ...appendixStyles(profile),
    ...single.map((key) => plainStyle(profile, key, components[key])),
    plainStyle(profile, 'pageNumber', { align: { value: 'center' }, ...components.pageNumber }),
    plainStyle(profile, 'tableHeader', { ...components.table.headerRow, label: { value: 'Table Heading' } }),
    plainStyle(profile, 'tableBody', {
      ...components.table.bodyRow,
      align: { value: components.table.bodyRow.align.value.text },
      label: { value: 'Table Contents' },
    }),
    plainStyle(profile, 'tableGroup', {
      ...components.table.bodyRow,
      ...components.table.groupRow,
      align: { value: components.table.bodyRow.align.value.text },
      label: { value: 'Table Contents (2)' },
    }),
    ...captionStyles(profile),
    // On exact lines a picture would be cut to the height of one.
    plainStyle(profile, 'picture', {
      align: { value: 'center' },
      spaceBeforePt: { value: measureOf(components.body.spaceBeforePt, 0) },
      label: { value: 'Figure' },
    }),
    ...endingStyles(profile),
  ];
}

/** The last line is as far from the text under it as the title of a part is. */
function appendixStyles(profile: LayoutProfile): IParagraphStyleOptions[] {
  const { appendix, headings } = profile.components;
  const after = headings.find((rule) => rule.title !== undefined)?.title?.spaceAfterPt;
  const title = { ...appendix.title, ...(after === undefined ? {} : { spaceAfterPt: after }) };
  const keepWithNext = { value: true };
  return [
    textStyle(profile, 'appendixLabel', 'Appendix', { ...appendix.label, keepWithNext }),
    withOutline(textStyle(profile, 'appendix', 'Appendix (2)', { ...title, keepWithNext }), 0),
    textStyle(profile, 'appendixReference', 'Appendix (3)', { ...appendix.reference, keepWithNext }),
  ];
}

/** What stands at a table or a picture. The profile leaves the distance open: the one between paragraphs is kept on this side too. */
function captionStyles(profile: LayoutProfile): IParagraphStyleOptions[] {
  const { body, table } = profile.components;
  const gapPt = measureOf(body.spaceBeforePt, 0);
  const after = { value: gapPt };
  const before = { value: gapPt / 2 };
  return [
    textStyle(profile, 'tableCaption', 'Table', { ...table.caption, spaceAfterPt: after }),
    plainStyle(profile, 'tableUnit', { ...table.unitLine, spaceAfterPt: before, label: { value: 'Table (2)' } }),
    plainStyle(profile, 'tableSource', { ...table.sourceLine, spaceBeforePt: before, label: { value: 'Table (3)' } }),
    textStyle(profile, 'pictureCaption', 'Illustration', {
      ...body,
      align: { value: 'center' },
      firstLineIndentMm: { value: 0 },
      spaceAfterPt: after,
    }),
    gapStyle(gapPt),
  ];
}

/** Word joins tables that touch, so each is followed by an empty line, just as low as the distance between paragraphs. */
function gapStyle(gapPt: number): IParagraphStyleOptions {
  return {
    id: 'tableGap',
    name: 'Table Gap',
    basedOn: 'Normal',
    paragraph: { spacing: { before: 0, after: 0, line: gapPt * 20, lineRule: LineRuleType.EXACT } },
  };
}

function endingStyles(profile: LayoutProfile): IParagraphStyleOptions[] {
  const { signatureBlock, recipients } = profile.components;
  const { align } = signatureBlock.placement;
  const name = recipients.label.text.value.replace(/:$/, '');
  return [
    plainStyle(profile, 'recipients', { ...recipients.label, label: { value: name } }),
    plainStyle(profile, 'recipientItem', { ...recipients.items, label: { value: `${name} (2)` } }),
    plainStyle(profile, 'authority', { ...signatureBlock.authority, align }),
    plainStyle(profile, 'position', { ...signatureBlock.position, align }),
    plainStyle(profile, 'signer', { ...signatureBlock.name, align }),
  ];
}

function withOutline(style: IParagraphStyleOptions, outlineLevel: number): IParagraphStyleOptions {
  return { ...style, paragraph: { ...style.paragraph, outlineLevel } };
}

/** A style of the running text: what the component leaves open is as in body text. */
function textStyle(profile: LayoutProfile, id: string, name: string, look: ComponentLook): IParagraphStyleOptions {
  const { body } = profile.components;
  const align = look.align?.value ?? body.align?.value ?? 'justify';
  return {
    id,
    name,
    basedOn: 'Normal',
    quickFormat: true,
    ...(id === 'body' ? {} : { next: 'body' }),
    run: runLook(profile, look),
    paragraph: {
      alignment: alignmentOf(align),
      indent: { firstLine: twips(firstLineIndentMm(profile, look)) },
      spacing: {
        before: measureOf(look.spaceBeforePt, measureOf(body.spaceBeforePt, 0)) * 20,
        after: measureOf(look.spaceAfterPt, measureOf(body.spaceAfterPt, 0)) * 20,
        ...linesOf(look.lineSpacing ?? body.lineSpacing),
      },
      keepNext: look.keepWithNext?.value ?? false,
    },
  };
}

/** What is centred has no indent; the rest has the body's, unless the component says another. */
export function firstLineIndentMm(profile: LayoutProfile, look: ComponentLook): number {
  const { body } = profile.components;
  const align = look.align?.value ?? body.align?.value ?? 'justify';
  return measureOf(look.firstLineIndentMm, align === 'center' ? 0 : measureOf(body.firstLineIndentMm));
}

/** A style of what stands around the running text: single lines, no indent. */
function plainStyle(profile: LayoutProfile, id: string, look: ComponentLook): IParagraphStyleOptions {
  return {
    id,
    name: look.label?.value ?? id,
    basedOn: 'Normal',
    run: runLook(profile, look),
    paragraph: {
      alignment: alignmentOf(look.align?.value ?? 'left'),
      spacing: {
        before: measureOf(look.spaceBeforePt, 0) * 20,
        after: measureOf(look.spaceAfterPt, 0) * 20,
        ...linesOf(look.lineSpacing ?? SINGLE),
      },
    },
  };
}

const SINGLE: NonNullable<ComponentLook['lineSpacing']> = { rule: 'multiple', default: 1 };

/** Word has heights in twentieths of a point, and multiples in 240ths of a line. */
function linesOf(spacing: typeof SINGLE): Pick<ISpacingProperties, 'line' | 'lineRule'> {
  switch (spacing.rule) {
    case 'exact':
      return { line: spacing.default * 20, lineRule: LineRuleType.EXACT };
    case 'multiple':
      return { line: Math.round(spacing.default * 240), lineRule: LineRuleType.AUTO };
  }
}

function runLook(profile: LayoutProfile, look: ComponentLook): NonNullable<IParagraphStyleOptions['run']> {
  return {
    size: measureOf(look.fontPt, profile.defaultFont.sizePt.default) * 2,
    bold: look.bold?.value ?? false,
    italics: look.italic?.value ?? false,
    allCaps: look.caps?.value === 'all',
    ...(look.underline?.value === true ? { underline: {} } : {}),
  };
}

export function alignmentOf(align: Exclude<Alignment, 'default'>): 'left' | 'center' | 'right' | 'both' {
  return align === 'justify' ? AlignmentType.JUSTIFIED : align;
}
