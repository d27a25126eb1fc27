import { Radio, TextInput } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '#client/ui/FormDialog.tsx';
import { useSplitSection, useTextBlocks } from '#client/data/outline.ts';
import { LoadingLines } from '#client/ui/LoadingLines.tsx';
import { showToast } from '#client/ui/toast.ts';
import type { OutlineNode } from '#shared/protocol/reports.ts';
import { useFailureWords } from '#client/ui/use-failure-words.ts';
import classes from './OutlineLists.module.css';

interface SplitDialogProps {
  readonly node: OutlineNode;
  readonly documentId: string;
  readonly onSplit: (newId: string) => void;
  readonly onClose: () => void;
}

const LONGEST_TITLE = 300;

/** Asks where in a text a new section begins, and what it is called. */
export function SplitDialog({ node, documentId, onSplit, onClose }: SplitDialogProps): ReactElement {
  const { t } = useTranslation();
  const text = useTextBlocks(documentId);
  const splitting = useSplitSection();
  const words = useFailureWords();
  const [blockId, setBlockId] = useState<string | null>(null);
  const [title, setTitle] = useState('');
  const [isAsked, setAsked] = useState(false);
  const isBlank = title.trim() === '';
  // From its first block on there would be nothing left.
  const blocks = (text.data ?? []).slice(1).filter((block) => block.text.trim() !== '');
  const error = splitting.error ?? text.error;

  function split(): void {
    setAsked(true);
    if (isBlank || blockId === null) return;
    splitting.mutate(
      { id: node.id, blockId, title: title.trim() },
      {
        onSuccess: ({ section }) => {
          showToast({ message: t('outline.split.done', { title: section.title }) });
          onSplit(section.id);
          onClose();
        },
      },
    );
  }

  return (
    <FormDialog
      title={t('outline.split.title', { title: node.title })}
      size="xl"
      fault={error ? words(error) : undefined}
      onSubmit={split}
      onClose={onClose}
      submitLabel={t('outline.deeds.split')}
      isBusy={splitting.isPending}
      isDisabled={blocks.length === 0}
    >
      {text.isPending && <LoadingLines lines={5} />}
      {text.isSuccess && blocks.length === 0 && <p>{t('outline.split.tooShort')}</p>}
      {blocks.length > 0 && (
        <>
          <Radio.Group
            label={t('outline.split.where')}
            description={t('outline.split.whereHint')}
            value={blockId}
            error={isAsked && blockId === null ? t('outline.split.whereNeeded') : null}
            onChange={setBlockId}
          >
            <div className={classes.preview}>
              {blocks.map(({ id, text: words }) => (
                <Radio key={id} value={id} label={<span className={classes.excerpt}>{words}</span>} mb="xs" />
              ))}
            </div>
          </Radio.Group>
          <TextInput
            label={t('outline.split.newTitle')}
            value={title}
            maxLength={LONGEST_TITLE}
            error={isAsked && isBlank ? t('outline.titleNeeded') : null}
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
        </>
      )}
    </FormDialog>
  );
}
