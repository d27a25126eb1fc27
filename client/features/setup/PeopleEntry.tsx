import { Button } from '@mantine/core';
import { ClipboardPaste } from 'lucide-react';
import { useCallback, useRef, useState, type ClipboardEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { readCells } from '#client/objects/pasted-cells.ts';
import { MOST_LINES, type JudgedRows, type PeopleRow } from '#client/objects/people-lines.ts';
import { PeopleLines } from '#client/objects/PeopleLines.tsx';
import { showToast } from '#client/ui/toast.ts';
import { formatNumber } from '#shared/vietnamese/numbers.ts';
import { pasteRows } from './pasted-rows.ts';
import type { ChangeDraft, SetUpDraft } from './set-up-draft.ts';
import classes from './PeopleEntry.module.css';

interface PeopleEntryProps {
  readonly draft: SetUpDraft;
  readonly onDraft: ChangeDraft;
  readonly judged: JudgedRows;
  /** A line of this name is who sets up. */
  readonly ownName: string;
}

/** The list of people: pasted anywhere in it, typed, changed. A page is not shown the clipboard by itself, so the button says where to paste. */
export function PeopleEntry({ draft, onDraft, judged, ownName }: PeopleEntryProps): ReactElement {
  const { t } = useTranslation();
  const place = useRef<HTMLTextAreaElement>(null);
  const [isAsking, setAsking] = useState(draft.rows.length === 0);
  const [note, setNote] = useState('');
  const changeRows = useCallback(
    (update: (rows: readonly PeopleRow[]) => readonly PeopleRow[]) =>
      onDraft((before) => ({ rows: update(before.rows) })),
    [onDraft],
  );
  const paste = (event: ClipboardEvent): void => {
    const cells =
      readCells(event.clipboardData) ??
      (event.target === place.current ? [[event.clipboardData.getData('text/plain')]] : null);
    if (cells === null) return;
    event.preventDefault();
    const pasted = pasteRows(cells, draft.rows, ownName);
    if (pasted.kind === 'nothing') setNote(t('setup.committee.pastedNothing'));
    if (pasted.kind === 'tooMany') setNote(t('objects.lines.tooMany', { most: formatNumber(MOST_LINES) }));
    if (pasted.kind !== 'added') return;
    const { committee } = draft;
    const added = new Set(pasted.added);
    const { self } = pasted;
    const ownRoles = self === undefined || self.roles.length === 0 ? committee.ownRoles : self.roles;
    onDraft({ rows: pasted.rows, committee: { ...committee, ownRoles } });
    setNote(self === undefined ? '' : t('setup.committee.pastedSelf', { name: self.name }));
    setAsking(false);
    showToast({
      message: t('setup.committee.pasted', { count: pasted.count }),
      action: {
        label: t('setup.committee.undo'),
        run: () => onDraft((before) => ({ rows: before.rows.filter(({ key }) => !added.has(key)), committee })),
      },
    });
  };
  const ask = (): void => {
    setAsking(true);
    place.current?.focus();
  };
  return (
    <div className={classes.entry} onPaste={paste}>
      <div className={classes.head}>
        <h2 className={classes.title}>{t('setup.committee.people')}</h2>
        <Button variant="default" leftSection={<ClipboardPaste size="1.125rem" aria-hidden />} onClick={ask}>
          {t('setup.committee.paste')}
        </Button>
      </div>
      <textarea
        ref={place}
        className={classes.place}
        hidden={!isAsking}
        rows={2}
        value=""
        readOnly={false}
        aria-label={t('setup.committee.pasteHere')}
        placeholder={`${t('setup.committee.pasteHere')}. ${t('setup.committee.pasteHint')}`}
        onChange={() => undefined}
      />
      <output className={classes.note}>{note}</output>
      <PeopleLines label={t('setup.committee.people')} rows={draft.rows} judged={judged} onRows={changeRows} />
    </div>
  );
}
