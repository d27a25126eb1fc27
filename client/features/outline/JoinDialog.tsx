import { Select } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '#client/ui/FormDialog.tsx';
import { useJoinSection } from '#client/data/outline.ts';
import { sectionName } from '#client/objects/section-name.ts';
import { showToast } from '#client/ui/toast.ts';
import type { OutlineNode } from '#shared/protocol/reports.ts';
import { allNodes } from './outline-walk.ts';
import { useFailureWords } from '#client/ui/use-failure-words.ts';

interface JoinDialogProps {
  readonly node: OutlineNode;
  readonly outline: readonly OutlineNode[];
  readonly onClose: () => void;
}

/** Asks which section's text goes to the end of this one. */
export function JoinDialog({ node, outline, onClose }: JoinDialogProps): ReactElement {
  const { t } = useTranslation();
  const joining = useJoinSection();
  const words = useFailureWords();
  const all = allNodes(outline);
  const others = all.filter((one) => one.id !== node.id && one.documentId !== null && one.state !== 'submitted');
  const next = others.find((one) => all.indexOf(one) > all.indexOf(node)) ?? others[0];
  const [otherId, setOtherId] = useState<string | null>(next?.id ?? null);
  const other = others.find(({ id }) => id === otherId);

  function join(): void {
    if (other === undefined) return;
    joining.mutate(
      { id: node.id, otherId: other.id },
      {
        onSuccess: () => {
          showToast({ message: t('outline.join.done', { title: node.title, other: other.title }) });
          onClose();
        },
      },
    );
  }

  return (
    <FormDialog
      title={t('outline.join.title', { title: node.title })}
      fault={joining.error ? words(joining.error) : undefined}
      onSubmit={join}
      onClose={onClose}
      submitLabel={t('outline.deeds.join')}
      isBusy={joining.isPending}
      isDisabled={other === undefined}
    >
      <Select
        label={t('outline.join.which')}
        data={others.map((one) => ({ value: one.id, label: sectionName(one) }))}
        value={otherId}
        searchable
        nothingFoundMessage={t('outline.join.nothing')}
        onChange={setOtherId}
      />
      <p>{t('outline.join.hint')}</p>
    </FormDialog>
  );
}
