import {
  drawnRule,
  layoutProfileOf,
  measureOf,
  type ComponentLook,
  type LayoutProfile,
} from '#shared/document/layout-profile.ts';
import { frameOf, kindAbbreviation, type FrameLine, type ReportHeader } from '#shared/document/paper-frame.ts';
import type { OrganisationFields } from '#shared/protocol/organisation.ts';

/** A line of a paper: its words, how they look, and the line drawn under them as a share of their length. */
export interface PaperLine {
  readonly key: string;
  readonly text: string;
  readonly look: ComponentLook;
  readonly rule: number | undefined;
}

/** What stands around the text of a paper, by columns; `share` are their widths. */
export interface PaperFrame {
  readonly head: { readonly shares: readonly number[]; readonly rows: readonly (readonly (readonly PaperLine[])[])[] };
  readonly foot: {
    readonly shares: readonly number[];
    readonly recipients: readonly PaperLine[];
    readonly authority: readonly PaperLine[];
    readonly signer: PaperLine;
  };
}

const PLAIN: ComponentLook = {};
/** The kind of document that the frame is shown around, folded. */
const REPORT = 'bao cao';

/** The head and the foot of a report of this organisation, by its layout profile. */
export function paperFrame(fields: OrganisationFields): PaperFrame {
  const profile = layoutProfileOf(fields.profile);
  const { header, ending } = frameOf(profile, headerOf(profile, fields));
  if (ending === null) throw new Error('A report has a signature.');
  const { signatureBlock, recipients } = profile.components;
  const line = (key: string, text: string, look: ComponentLook): PaperLine => ({ key, text, look, rule: undefined });
  const atLeft = { align: { value: 'left' } } as const;
  return {
    head: {
      shares: profile.headerBlock.columnsMm.value,
      rows: header.map((row) => row.map((cell) => headLines(profile, cell))),
    },
    foot: {
      shares: signatureBlock.placement.columnsMm.value,
      recipients: [
        line('label', ending.label, { ...recipients.label, ...atLeft }),
        ...ending.recipients.map((text, at) => line(String(at), text, { ...recipients.items, ...atLeft })),
      ],
      authority: [
        line('authority', ending.authority, signatureBlock.authority),
        line('position', ending.position, signatureBlock.position),
      ],
      signer: line('signer', ending.name, signatureBlock.name),
    },
  };
}

function headerOf(profile: LayoutProfile, fields: OrganisationFields): ReportHeader {
  const { signature } = fields;
  const orOpen = (text: string): string | null => (text.trim() === '' ? null : text);
  return {
    parentOrg: orOpen(fields.parentName),
    issuingOrg: fields.name,
    docNumber: {
      number: null,
      type: kindAbbreviation(profile, REPORT) ?? '',
      org: fields.abbreviation,
    },
    place: fields.place,
    date: null,
    draftNumber: null,
    typeName: '',
    subject: '',
    toneStyle: fields.toneStyle,
    ending: {
      form: signature.form,
      body: orOpen(signature.body),
      position: orOpen(signature.position),
      name: orOpen(signature.name),
      recipients: fields.recipients.filter((name) => name.trim() !== ''),
    },
  };
}

/** A line that is only drawn goes to the words above it. */
function headLines(profile: LayoutProfile, cell: readonly FrameLine[]): readonly PaperLine[] {
  return cell.flatMap(({ component, text }, at) => {
    if (text === '') return [];
    const next = cell[at + 1];
    const rule = ruleOf(profile, component) ?? (next?.text === '' ? ruleOf(profile, next.component) : undefined);
    return [{ key: component, text, look: lookOf(profile, component), rule }];
  });
}

function ruleOf(profile: LayoutProfile, component: string): number | undefined {
  switch (component) {
    case 'topTitleRule':
    case 'motto':
    case 'orgSeparator':
      return drawnRule(profile, component)?.ratio;
    default:
      return undefined;
  }
}

function lookOf({ components }: LayoutProfile, component: string): ComponentLook {
  switch (component) {
    case 'topTitle':
    case 'motto':
    case 'parentOrg':
    case 'issuingOrg':
    case 'orgSeparator':
    case 'docNumber':
    case 'placeDate':
      return components[component];
    default:
      return PLAIN;
  }
}

/** How a line is drawn: sizes as multiples of the body's, so that the whole can be as small as one likes. */
export function styleOfLine({ look }: PaperLine, bodyPt: number) {
  const { fontPt, bold, italic, caps, underline, align } = { ...PLAIN, ...look };
  return {
    fontSize: `${String(measureOf(fontPt, bodyPt) / bodyPt)}em`,
    fontWeight: bold?.value === true ? 700 : 400,
    fontStyle: italic?.value === true ? 'italic' : 'normal',
    textTransform: caps?.value === 'all' ? ('uppercase' as const) : ('none' as const),
    textDecoration: underline?.value === true ? 'underline' : 'none',
    textAlign: align?.value ?? ('center' as const),
  };
}
