import type { Report } from '#shared/protocol/reports.ts';
import type { SectionField, SectionForm } from './section-form.ts';

/** What every group of fields in the sheet of a section is drawn from. */
export interface SectionFieldsProps {
  readonly report: Report;
  readonly form: SectionForm;
  readonly errorOf: (field: SectionField) => string | null;
  readonly onChange: (changes: Partial<SectionForm>) => void;
}
