import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CallError } from '#client/data/call.ts';
import { useOutlineTemplates, useSaveSection } from '#client/data/outline.ts';
import { useFieldErrors } from './use-field-errors.ts';
import { showToast } from '#client/ui/toast.ts';
import type { SectionDetail } from '#shared/protocol/sections.ts';
import type { OutlineRights } from './outline-rights.ts';
import { changedFields, formOf, planSave, rebase, type SectionField, type SectionForm } from './section-form.ts';

/** What was typed, and the section as it was seen when that began. */
export interface KeptForm {
  readonly base: SectionDetail;
  readonly form: SectionForm;
  /** Fields that somebody else changed meanwhile, in which this person has to choose. */
  readonly conflicts: readonly SectionField[];
}

interface SectionFormOptions {
  /** As the section is now. */
  readonly detail: SectionDetail;
  readonly kept: KeptForm | undefined;
  readonly may: OutlineRights;
  readonly onSaved: () => void;
}

export interface SectionFilling {
  readonly form: SectionForm;
  /** What stands now in the fields of a conflict. */
  readonly theirs: SectionForm;
  readonly conflicts: readonly SectionField[];
  readonly isDirty: boolean;
  readonly isSaving: boolean;
  readonly appliesToChildren: boolean;
  /** Why the last save was refused, where that belongs to no field. */
  readonly error: string | null;
  readonly errorOf: (field: SectionField) => string | null;
  change(this: void, changes: Partial<SectionForm>): void;
  setAppliesToChildren(this: void, applies: boolean): void;
  settle(this: void, field: SectionField, isMine: boolean): void;
  save(this: void): void;
  keep(this: void): KeptForm;
}

/** The fields of a section. When the section changes under them, what this person typed stays and the rest follows. */
export function useSectionForm({ detail, kept, may, onSaved }: SectionFormOptions): SectionFilling {
  const { t } = useTranslation();
  const saving = useSaveSection();
  const known = useOutlineTemplates().data?.elements ?? [];
  const [state, setState] = useState<KeptForm>(kept ?? { base: detail, form: formOf(detail), conflicts: [] });
  const [appliesToChildren, setAppliesToChildren] = useState(false);
  const [isAsked, setAsked] = useState(false);
  const { base, form, conflicts } = state;
  const faults = useFieldErrors(saving.error);

  // The newest answer has come, by a hint or after a refusal: the fields go on from it.
  if (detail.rowVersion > base.rowVersion) {
    const rebased = rebase(formOf(base), form, formOf(detail));
    const open = conflicts.filter((field) => changedFields(rebased.form, formOf(detail)).includes(field));
    setState({ base: detail, form: rebased.form, conflicts: [...new Set([...open, ...rebased.conflicts])] });
  }

  const changed = changedFields(formOf(base), form);
  const isBlank = form.title.trim() === '';
  const isStale = saving.error instanceof CallError && saving.error.code === 'stale';

  function save(): void {
    setAsked(true);
    if (isBlank || saving.isPending) return;
    const { fields, hasAssignment } = planSave(changed, may, appliesToChildren);
    const elements = [...base.elements, ...known].filter(({ key }) => form.elements.includes(key));
    const body = {
      ...form,
      title: form.title.trim(),
      elements: form.elements.flatMap((key) => elements.find((one) => one.key === key) ?? []),
    };
    const { ownerId, coEditorIds, approverId, startOn, due, product } = form;
    saving.mutate(
      {
        seen: base,
        fields: fields.length === 0 ? null : Object.fromEntries(fields.map((field) => [field, body[field]])),
        assignment: hasAssignment
          ? {
              ownerId,
              coEditorIds: [...coEditorIds],
              approverId,
              startOn,
              due,
              product,
              applyToChildren: appliesToChildren,
            }
          : null,
        onKept: (saved) => setState((before) => ({ ...before, base: saved })),
      },
      {
        onSuccess: ({ section }) => {
          showToast({ message: t('outline.sheet.saved', { title: section.title }) });
          onSaved();
        },
      },
    );
  }

  return {
    form,
    theirs: formOf(base),
    conflicts,
    isDirty: changed.length > 0 || appliesToChildren,
    isSaving: saving.isPending,
    appliesToChildren,
    error: isStale ? t(conflicts.length > 0 ? 'outline.sheet.choose' : 'outline.sheet.rebased') : faults.general,
    errorOf: (field) => (field === 'title' && isAsked && isBlank ? t('outline.titleNeeded') : faults.of(field)),
    change: (changes) => setState((before) => ({ ...before, form: { ...before.form, ...changes } })),
    setAppliesToChildren,
    settle: (field, isMine) =>
      setState((before) => ({
        ...before,
        form: isMine ? before.form : { ...before.form, [field]: formOf(before.base)[field] },
        conflicts: before.conflicts.filter((one) => one !== field),
      })),
    save,
    keep: () => state,
  };
}
