import { ArrowRight, FileStack, FileText, PanelsTopLeft, UserRound, Zap, type LucideIcon } from 'lucide-react';
import { useEffect, useRef, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { splitFound, type Entry, type EntryKind } from './entries.ts';
import classes from './Palette.module.css';

const ICONS: Readonly<Record<EntryKind, LucideIcon>> = {
  section: FileText,
  part: FileStack,
  person: UserRound,
  screen: PanelsTopLeft,
  deed: Zap,
};

interface PaletteListProps {
  readonly entries: readonly Entry[];
  readonly query: string;
  readonly activeAt: number;
  readonly onPoint: (at: number) => void;
  readonly onChoose: (entry: Entry) => void;
}

/** What the palette found; the active line is always in sight. */
export function PaletteList({ entries, query, activeAt, onPoint, onChoose }: PaletteListProps): ReactElement {
  const { t } = useTranslation();
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a list of two-line options under a field is no `select`
    <div id="palette-list" className={classes.list} role="listbox" aria-label={t('keys.results')}>
      {entries.map((entry, at) => (
        <Option
          key={entry.id}
          id={`palette-${String(at)}`}
          entry={entry}
          query={query}
          isActive={at === activeAt}
          onPoint={() => onPoint(at)}
          onChoose={() => onChoose(entry)}
        />
      ))}
    </div>
  );
}

interface OptionProps {
  readonly id: string;
  readonly entry: Entry;
  readonly query: string;
  readonly isActive: boolean;
  readonly onPoint: () => void;
  readonly onChoose: () => void;
}

/** The keys stay in the field: an option takes the mouse alone. */
function Option({ id, entry, query, isActive, onPoint, onChoose }: OptionProps): ReactElement {
  const option = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isActive) option.current?.scrollIntoView({ block: 'nearest' });
  }, [isActive]);
  const Icon = ICONS[entry.kind];
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the field takes the keys for it
    <div
      ref={option}
      id={id}
      className={classes.option}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- `option` holds text alone
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      onMouseMove={onPoint}
      onClick={onChoose}
    >
      <Icon className={classes.icon} aria-hidden />
      <span className={classes.words}>
        <span className={classes.name} lang={entry.lang}>
          <Name name={entry.name} query={query} />
        </span>
        <span className={classes.detail}>{entry.detail}</span>
      </span>
      {isActive && <ArrowRight className={classes.icon} aria-hidden />}
    </div>
  );
}

function Name({ name, query }: { readonly name: string; readonly query: string }): ReactElement {
  const pieces = splitFound(name, query);
  return <>{pieces.map(({ from, text, isFound }) => (isFound ? <mark key={from}>{text}</mark> : text))}</>;
}
