import { LAYOUT_PROFILES, SIGNATURE_FORMS, TONE_STYLES } from '#shared/model/organisation.ts';
import type { OrganisationFields } from '#shared/protocol/organisation.ts';

/** An organisation that nothing was said of yet. */
export const emptyOrganisation: OrganisationFields = {
  name: '',
  parentName: '',
  place: '',
  abbreviation: '',
  profile: LAYOUT_PROFILES[0],
  toneStyle: TONE_STYLES[0],
  signature: { form: SIGNATURE_FORMS[0], body: '', position: '', name: '' },
  recipients: [],
};

/** Whether they may be sent: everything but the name may be left to the pen. */
export function isOrganisationNamed({ name }: OrganisationFields): boolean {
  return name.trim() !== '';
}

/** As they are sent: without the lines that hold nothing. */
export function tidyOrganisation(fields: OrganisationFields): OrganisationFields {
  return { ...fields, recipients: fields.recipients.map((one) => one.trim()).filter((one) => one !== '') };
}
