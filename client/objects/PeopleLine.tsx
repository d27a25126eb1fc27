import { TriangleAlert, X } from 'lucide-react';
import { useId, type FocusEvent, type KeyboardEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ErrorCode } from '#shared/model/errors.ts';
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
  const codes = faultsToTell(faults, row);
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
    <tbody ref={measure} data-index={index} className={classes.person}>
      <tr
        aria-rowindex={index + 2}
        className={classes.row}
        onFocus={(event) => onFocus(event, row)}
        onKeyDown={(event) => onKey(event, index)}
      >
        <td className={classes.number}>{number}</td>
        <td className={classes.name}>
          {cell('name', faults.name === 'person/name-empty' ? t('objects.lines.nameWanted') : undefined)}
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
      {codes.length > 0 && (
        <tr className={classes.notes}>
          <td colSpan={ALL_COLUMNS}>
            <p className={classes.note} id={noteId}>
              <TriangleAlert className={classes.sign} aria-hidden />
              {codes.map((code) => t(`errors.${code}`)).join(' ')}
            </p>
          </td>
        </tr>
      )}
    </tbody>
  );
}

const ALL_COLUMNS = 6;

/** What its cell does not say by itself: a role that is missing stands in the place of the role. */
function faultsToTell({ line, name, title, login, roles }: RowFaults, row: PeopleRow): readonly ErrorCode[] {
  const ofRoles = row.roles.length === 0 ? undefined : roles;
  return [line, name, title, login, ofRoles].filter((code) => code !== undefined);
}
