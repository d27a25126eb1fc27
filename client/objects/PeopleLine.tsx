import { TriangleAlert, X } from 'lucide-react';
import { useId, type FocusEvent, type KeyboardEvent, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { EditableCell, PeopleRow, RowChange, RowFaults } from './people-lines.ts';
import { RolePicker } from './RolePicker.tsx';
import classes from './PeopleLines.module.css';

interface PeopleLineProps {
  readonly row: PeopleRow;
  /** From 0. */
  readonly index: number;
  readonly faults: RowFaults | undefined;
  /** The login that will be made, shown where the list has logins. */
  readonly login: string | undefined;
  readonly measure: (row: HTMLElement | null) => void;
  readonly onFocus: (event: FocusEvent<HTMLElement>, row: PeopleRow) => void;
  readonly onChange: (key: number, change: RowChange) => void;
  readonly onRemove: (key: number) => void;
  readonly onKey: (event: KeyboardEvent<HTMLElement>, index: number) => void;
}

/** One person to be: every cell is changed in place, and what is wrong stands below them. */
export function PeopleLine(props: PeopleLineProps): ReactElement {
  const { row, index, faults = {}, login, measure, onFocus, onChange, onRemove, onKey } = props;
  const { t } = useTranslation();
  const noteId = useId();
  const number = index + 1;
  const codes = (['line', 'name', 'title', 'login'] as const).flatMap((field) => faults[field] ?? []);
  const cell = (field: EditableCell, hint?: string): ReactElement => (
    <input
      className={classes.input}
      data-cell={field}
      aria-label={t('objects.lines.cell', { field: t(`objects.lines.${field}`), number })}
      aria-invalid={faults[field] !== undefined || faults.line !== undefined}
      aria-describedby={codes.length > 0 ? noteId : undefined}
      placeholder={hint}
      value={row[field]}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => onChange(row.key, { [field]: event.currentTarget.value })}
    />
  );
  return (
    <tr
      ref={measure}
      data-index={index}
      aria-rowindex={index + 2}
      className={classes.row}
      onFocus={(event) => onFocus(event, row)}
      onKeyDown={(event) => onKey(event, index)}
    >
      <td className={classes.number}>{number}</td>
      <td className={classes.name}>
        {cell('name', faults.name === 'person/name-empty' ? t('objects.lines.nameWanted') : undefined)}
        {codes.length > 0 && <Note id={noteId}>{codes.map((code) => t(`errors.${code}`)).join(' ')}</Note>}
      </td>
      <td className={classes.title}>{cell('title')}</td>
      <td className={classes.roles}>
        <RolePicker
          roles={row.roles}
          told={row.roleText}
          wanted={t('objects.lines.chooseRole')}
          label={t('objects.lines.cell', { field: t('objects.lines.roles'), number })}
          onChange={(roles) => onChange(row.key, { roles })}
        />
        {row.roles.length > 0 && faults.roles !== undefined && <Note>{t(`errors.${faults.roles}`)}</Note>}
      </td>
      {login !== undefined && <td className={classes.login}>{cell('login', login)}</td>}
      <td className={classes.end}>
        <button
          type="button"
          className={classes.remove}
          aria-label={t('objects.lines.remove', { number, name: row.name })}
          onClick={() => onRemove(row.key)}
        >
          <X size="1rem" aria-hidden />
        </button>
      </td>
    </tr>
  );
}

function Note({ id, children }: { readonly id?: string; readonly children: ReactNode }): ReactElement {
  return (
    <p className={classes.note} id={id}>
      <TriangleAlert className={classes.sign} aria-hidden />
      {children}
    </p>
  );
}
