import {
  drawnRule,
  layoutProfileOf,
  measureOf,
  type ComponentLook,
  type LayoutProfile,
} from '#shared/document/layout-profile.ts';
import type { OrganisationFields } from '#shared/protocol/organisation.ts';
import { foldText } from '#shared/vietnamese/fold.ts';
import { placeTones } from '#shared/vietnamese/tones.ts';

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

/** Room that the pen fills. */
const GAP = '\u00a0'.repeat(6);
const REPORT = 'bao cao';
const PLAIN: ComponentLook = {};

/** The head and the foot of a report of this organisation, by its layout profile. */
export function paperFrame(fields: OrganisationFields): PaperFrame {
  const profile = layoutProfileOf(fields.profile);
  const own = (text: string): string => placeTones(text, fields.toneStyle);
  return { head: headOf(profile, fields, own), foot: footOf(profile, fields, own) };
}

type Spell = (text: string) => string;

function headOf(profile: LayoutProfile, fields: OrganisationFields, own: Spell): PaperFrame['head'] {
  const lines = headLines(profile, fields, own);
  const rows = profile.headerBlock.rows.value;
  const number = rows.findIndex((row) => row.includes('docNumber'));
  // The names stand close under each other in their column, as in print.
  const names = [0, 1].map((at) => rows.slice(0, number).flatMap((row) => lines.get(row[at] ?? '') ?? []));
  const dated = (rows[number] ?? []).map((component) => [...(lines.get(component) ?? [])]);
  return { shares: profile.headerBlock.columnsMm.value, rows: [names, dated] };
}

function headLines(
  profile: LayoutProfile,
  fields: OrganisationFields,
  own: Spell,
): ReadonlyMap<string, readonly PaperLine[]> {
  const { components } = profile;
  const { topTitle, motto, parentOrg, issuingOrg, orgSeparator, docNumber, placeDate } = components;
  const name = fields.name.trim() === '' ? GAP : fields.name;
  const found: readonly (readonly [string, string, ComponentLook, number | undefined])[] = [
    ['topTitle', own(topTitle.text.value), topTitle, drawnRule(profile, 'topTitleRule')?.ratio],
    ['motto', own(motto.text?.value ?? ''), motto, drawnRule(profile, 'motto')?.ratio],
    ['parentOrg', fields.parentName, parentOrg, undefined],
    ['issuingOrg', name, issuingOrg, drawnRule(profile, 'orgSeparator')?.ratio],
    ['orgSeparator', orgSeparator.text?.value ?? '', orgSeparator, undefined],
    ['docNumber', numberOf(profile, fields), docNumber, undefined],
    ['placeDate', dateOf(profile, fields, own), placeDate, undefined],
  ];
  return new Map(
    found.filter(([, text]) => text !== '').map(([key, text, look, rule]) => [key, [{ key, text, look, rule }]]),
  );
}

function numberOf(profile: LayoutProfile, { abbreviation }: OrganisationFields): string {
  const types = Object.entries(profile.typeAbbreviations.value);
  const type = types.find(([name]) => foldText(name) === REPORT)?.[1] ?? '';
  return fill(profile.components.docNumber.pattern.value, { number: GAP, type, org: abbreviation || GAP });
}

function dateOf(profile: LayoutProfile, { place }: OrganisationFields, own: Spell): string {
  const pattern = own(profile.components.placeDate.pattern.value);
  return fill(pattern, { place: place || GAP, dd: GAP, m: GAP, yyyy: GAP });
}

function fill(pattern: string, values: Readonly<Record<string, string>>): string {
  return pattern.replace(/\{(\w+)\}/g, (whole, token: string) => values[token] ?? whole);
}

function footOf(profile: LayoutProfile, fields: OrganisationFields, own: Spell): PaperFrame['foot'] {
  const { signatureBlock, recipients } = profile.components;
  const { form, body, position, name } = fields.signature;
  const sign = signatureBlock.authority.forms.value[form] ?? '';
  const line = (key: string, text: string, look: ComponentLook): PaperLine => ({ key, text, look, rule: undefined });
  return {
    shares: signatureBlock.placement.columnsMm.value,
    recipients: [
      line('label', own(recipients.label.text.value), { ...recipients.label, align: { value: 'left' } }),
      ...recipientLines(profile, fields, own).map((text, at) =>
        line(String(at), text, { ...recipients.items, align: { value: 'left' } }),
      ),
    ],
    authority: [
      line('authority', `${sign} ${body || GAP}`, signatureBlock.authority),
      line('position', position || GAP, signatureBlock.position),
    ],
    signer: line('signer', name || GAP, signatureBlock.name),
  };
}

function recipientLines(profile: LayoutProfile, fields: OrganisationFields, own: Spell): readonly string[] {
  const { pattern, itemEnd, lastEnd, filingLine } = profile.components.recipients.items;
  const named = fields.recipients.map((name) => name.trim()).filter((name) => name !== '');
  // Nobody is asked for the unit that drafted a paper.
  const filing = own(filingLine.value.replace(/,\s*\{unit\}/, ''));
  return [
    ...named.map((name) => `${fill(pattern.value, { name })}${itemEnd.value.trim()}`),
    filing.endsWith(lastEnd.value) ? filing : `${filing}${lastEnd.value}`,
  ];
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
