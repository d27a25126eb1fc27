import { useCallback, useMemo, useState, type ClipboardEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { CallError } from '#client/data/call.ts';
import { useAddPeople } from '#client/data/people.ts';
import { readCells } from '#client/objects/pasted-cells.ts';
import {
  addRows,
  isBlankRow,
  judgeRows,
  linesOf,
  MOST_LINES,
  withRefusal,
  type PeopleRow,
} from '#client/objects/people-lines.ts';
import { PeopleLines } from '#client/objects/PeopleLines.tsx';
import { FormDialog } from '#client/ui/FormDialog.tsx';
import { useFailureWords } from '#client/ui/use-failure-words.ts';
import type { Member } from '#shared/protocol/people.ts';
import { readPastedPeople } from '#shared/rules/pasted-people.ts';
import { formatNumber } from '#shared/vietnamese/numbers.ts';

interface AddPeopleDialogProps {
  readonly committeeId: string;
  readonly members: readonly Member[];
  /** The lines as they stand; closing the dialog keeps them. */
  readonly rows: readonly PeopleRow[];
  readonly onRows: (update: (rows: readonly PeopleRow[]) => readonly PeopleRow[]) => void;
  readonly onAdded: (added: readonly Member[]) => void;
  readonly onClose: () => void;
}

/** People to be, typed or pasted from a spreadsheet; all of them are added, or nobody and each fault is told. */
export function AddPeopleDialog(props: AddPeopleDialogProps): ReactElement {
  const { committeeId, members, rows, onRows, onAdded, onClose } = props;
  const { t } = useTranslation();
  const failureWords = useFailureWords();
  const add = useAddPeople();
  const { reset } = add;
  const filled = useMemo(() => rows.filter((row) => !isBlankRow(row)), [rows]);
  const [note, setNote] = useState('');
  const [sent, setSent] = useState<readonly PeopleRow[]>([]);
  const judged = useMemo(
    () => withRefusal(judgeRows(rows, members), sent, add.error instanceof CallError ? add.error.fields : []),
    [rows, members, sent, add.error],
  );
  const change = useCallback(
    (update: (rows: readonly PeopleRow[]) => readonly PeopleRow[]): void => {
      reset();
      onRows(update);
    },
    [reset, onRows],
  );
  const paste = (event: ClipboardEvent): void => {
    const cells = readCells(event.clipboardData);
    if (cells === null) return;
    event.preventDefault();
    const all = addRows(filled, readPastedPeople(cells));
    const isTooLong = all.length > MOST_LINES;
    setNote(isTooLong ? t('objects.lines.tooMany', { most: formatNumber(MOST_LINES) }) : '');
    if (!isTooLong) change(() => all);
  };
  const send = (): void => {
    setSent(filled);
    add.mutate({ committeeId, people: linesOf(filled) }, { onSuccess: onAdded });
  };
  const hasFaults = judged.faults.size > 0;
  const refusal = add.isError ? failureWords(add.error) : undefined;
  return (
    <FormDialog
      size="xl"
      title={t('people.addTitle')}
      submitLabel={t('people.addNow', { count: filled.length })}
      isBusy={add.isPending}
      isDisabled={filled.length === 0 || hasFaults}
      fault={hasFaults && filled.length > 0 ? t('people.faultsLeft') : refusal}
      onSubmit={send}
      onClose={onClose}
    >
      <p>{t('people.addHint')}</p>
      <output>{note}</output>
      <div onPaste={paste}>
        <PeopleLines label={t('people.addLabel')} rows={rows} judged={judged} onRows={change} />
      </div>
    </FormDialog>
  );
}
