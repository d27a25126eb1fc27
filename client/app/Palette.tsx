import { Modal } from '@mantine/core';
import { useState, type KeyboardEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyHint } from '#client/ui/KeyHint.tsx';
import { useIsPhone } from '#client/ui/use-is-phone.ts';
import type { Me } from '#shared/protocol/session.ts';
import { findEntries, type Entry } from './entries.ts';
import { PaletteField } from './PaletteField.tsx';
import { PaletteList } from './PaletteList.tsx';
import type { HouseDeeds } from './use-deed-entries.ts';
import { useEntries } from './use-entries.ts';
import classes from './Palette.module.css';

/** More than anybody reads; whoever wants the next one types another letter. */
const MOST = 50;

interface PaletteProps {
  readonly me: Me;
  /** The address that is open. */
  readonly here: string;
  /** Addresses visited before, newest first. */
  readonly recent: readonly string[];
  readonly deeds: HouseDeeds;
  readonly onGo: (to: string) => void;
  readonly onClose: () => void;
}

interface Person {
  readonly id: string;
  readonly name: string;
}

/** Jumps by name to sections, people, screens and deeds; made from what the screens know anyway, without the words of any text. */
export function Palette(props: PaletteProps): ReactElement {
  const { t } = useTranslation();
  const isPhone = useIsPhone();
  return (
    <Modal.Root opened onClose={props.onClose} size="lg" fullScreen={isPhone} returnFocus={false}>
      <Modal.Overlay />
      <Modal.Content aria-label={t('keys.palette')}>
        <Modal.Body className={classes.body}>
          <Finder {...props} />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

/** The field and what it finds: the arrows go through the list while the caret stays in the field. */
function Finder({ me, here, recent, deeds, onGo, onClose }: PaletteProps): ReactElement {
  const [person, setPerson] = useState<Person | null>(null);
  const [query, setQuery] = useState('');
  const [wanted, setWanted] = useState(0);
  const entries = useEntries(me, deeds, person?.id ?? null);
  // Unasked nobody wants to go where they are.
  const offered = query === '' ? entries.filter(({ id }) => id !== here) : entries;
  const found = findEntries(offered, query, recent);
  const shown = found.slice(0, MOST);
  const at = Math.min(wanted, shown.length - 1);
  const type = (next: string): void => {
    setQuery(next);
    setWanted(0);
  };
  const narrow = (to: Person | null): void => {
    setPerson(to);
    type('');
  };
  const choose = ({ goal }: Entry): void => {
    if (goal.kind === 'person') return narrow({ id: goal.personId, name: goal.name });
    if (goal.kind === 'address') return onGo(goal.to);
    onClose();
    return goal.run();
  };
  const press = (event: KeyboardEvent): void => {
    // An input method ends its word with Enter and moves in its list with the arrows.
    if (event.nativeEvent.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const active = shown[at];
    if (event.key === 'Backspace' && query === '' && person !== null) narrow(null);
    else if (event.key === 'Enter' && active !== undefined) choose(active);
    else if (event.key === 'ArrowDown') setWanted((at + 1) % Math.max(shown.length, 1));
    else if (event.key === 'ArrowUp') setWanted((at - 1 + shown.length) % Math.max(shown.length, 1));
    else return;
    event.preventDefault();
  };
  return (
    <>
      <PaletteField
        query={query}
        person={person?.name ?? null}
        active={shown.length > 0 ? at : null}
        onType={type}
        onBack={() => narrow(null)}
        onKey={press}
        onClose={onClose}
      />
      <PaletteList entries={shown} query={query} activeAt={at} onPoint={setWanted} onChoose={choose} />
      <Foot count={found.length} query={query.trim()} person={person?.name ?? null} />
    </>
  );
}

interface FootProps {
  readonly count: number;
  readonly query: string;
  readonly person: string | null;
}

function Foot({ count, query, person }: FootProps): ReactElement {
  const { t } = useTranslation();
  const nothing = person !== null && query === '' ? t('keys.noSections', { person }) : t('keys.none', { query });
  const counted = count > MOST ? t('keys.more', { shown: MOST, count }) : t('keys.found', { count });
  return (
    <div className={classes.foot}>
      <output>{count === 0 ? nothing : counted}</output>
      <span className={classes.hints}>
        <KeyHint keys={['\u2191', '\u2193']} />
        {t('keys.choose')}
        <KeyHint keys={['Enter']} />
        {t('keys.open')}
        <KeyHint keys={['Esc']} />
        {t('keys.leave')}
      </span>
    </div>
  );
}
