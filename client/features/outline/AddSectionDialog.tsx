import { Checkbox, Radio, Stack, TextInput } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '#client/ui/FormDialog.tsx';
import { useCreateSection } from '#client/data/outline.ts';
import { sectionName } from '#client/objects/section-name.ts';
import { showToast } from '#client/ui/toast.ts';
import type { TreePlace } from '#client/ui/tree-places.ts';
import type { OutlineNode, Report } from '#shared/protocol/reports.ts';
import { placeOf } from './outline-walk.ts';
import { useFailureWords } from '#client/ui/use-failure-words.ts';

const SIDES = ['behind', 'inside', 'end'] as const;
export type AddingSide = (typeof SIDES)[number];

interface AddSectionDialogProps {
  readonly report: Report;
  /** The section beside which the new one is asked for. */
  readonly near: OutlineNode | undefined;
  readonly side: AddingSide;
  readonly onAdded: (id: string) => void;
  readonly onClose: () => void;
}

const LONGEST_TITLE = 300;

/** Asks for a new section: its title, its place, and whether something is to be written in it. */
export function AddSectionDialog({ report, near, side, onAdded, onClose }: AddSectionDialogProps): ReactElement {
  const { t } = useTranslation();
  const creating = useCreateSection(report.id);
  const words = useFailureWords();
  const [title, setTitle] = useState('');
  const [chosen, setChosen] = useState<string>(near === undefined ? 'end' : side);
  const [isHeading, setHeading] = useState(false);
  const [isAsked, setAsked] = useState(false);
  const isBlank = title.trim() === '';

  function add(): void {
    setAsked(true);
    if (isBlank) return;
    creating.mutate(
      { ...placeFor(report.outline, near, chosen), title: title.trim(), hasText: !isHeading },
      {
        onSuccess: ({ section }) => {
          showToast({ message: t('outline.add.done', { title: section.title }) });
          onAdded(section.id);
          onClose();
        },
      },
    );
  }

  return (
    <FormDialog
      title={t('outline.add.section')}
      fault={creating.error ? words(creating.error) : undefined}
      onSubmit={add}
      onClose={onClose}
      submitLabel={t('outline.add.section')}
      isBusy={creating.isPending}
    >
      <TextInput
        label={t('outline.fields.title')}
        value={title}
        maxLength={LONGEST_TITLE}
        error={isAsked && isBlank ? t('outline.titleNeeded') : null}
        onChange={(event) => setTitle(event.currentTarget.value)}
        data-autofocus
      />
      {near !== undefined && (
        <Radio.Group label={t('outline.add.where')} value={chosen} onChange={setChosen}>
          <Stack gap="xs" mt="xs">
            {SIDES.map((one) => (
              <Radio key={one} value={one} label={t(`outline.add.${one}`, { title: sectionName(near) })} />
            ))}
          </Stack>
        </Radio.Group>
      )}
      <Checkbox
        label={t('outline.add.heading')}
        description={t('outline.add.headingHint')}
        checked={isHeading}
        onChange={(event) => setHeading(event.currentTarget.checked)}
      />
    </FormDialog>
  );
}

function placeFor(outline: readonly OutlineNode[], near: OutlineNode | undefined, side: string): TreePlace {
  const at = near === undefined ? null : placeOf(outline, near.id);
  if (near !== undefined && side === 'inside') return { parentId: near.id, position: near.children.length };
  if (at !== null && side === 'behind') return { parentId: at.parentId, position: at.position + 1 };
  return { parentId: null, position: outline.length };
}
