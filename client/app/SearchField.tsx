import { Search } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyHint } from '#client/ui/KeyHint.tsx';
import { useHouse } from './HouseKeys.tsx';
import classes from './SearchField.module.css';

/** Looks like a field and opens the palette, where the typing is done; where room is short, the sign alone. */
export function SearchField(): ReactElement {
  const { t } = useTranslation();
  const house = useHouse();
  return (
    <button
      type="button"
      className={classes.field}
      aria-haspopup="dialog"
      aria-keyshortcuts="Control+K"
      title={t('keys.field')}
      onMouseEnter={house.prepare}
      onFocus={house.prepare}
      onClick={() => house.open('palette')}
    >
      <Search className={classes.icon} aria-hidden />
      <span className={classes.words}>{t('keys.field')}</span>
      <span className={classes.keys} aria-hidden>
        <KeyHint keys={['Ctrl K']} />
      </span>
    </button>
  );
}
