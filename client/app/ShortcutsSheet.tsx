import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '#client/ui/Dialog.tsx';
import { KeyHint } from '#client/ui/KeyHint.tsx';
import { useIsPhone } from '#client/ui/use-is-phone.ts';
import { SHORTCUTS } from './shortcuts.ts';
import classes from './ShortcutsSheet.module.css';

interface ShortcutsSheetProps {
  readonly onClose: () => void;
}

/** All keys on one sheet, by screen. */
export function ShortcutsSheet({ onClose }: ShortcutsSheetProps): ReactElement {
  const { t } = useTranslation();
  const isPhone = useIsPhone();
  return (
    <Dialog title={t('keys.shortcuts')} size="xl" fullScreen={isPhone} returnFocus={false} onClose={onClose}>
      <div className={classes.groups}>
        {SHORTCUTS.map(({ screen, shortcuts }) => (
          <section key={screen} className={classes.group} aria-labelledby={`keys-${screen}`}>
            <h3 id={`keys-${screen}`} className={classes.screen}>
              {t(`keys.screens.${screen}`)}
            </h3>
            <dl>
              {shortcuts.map(({ meaning, keys }) => (
                <div key={meaning} className={classes.line}>
                  <dt>{t(`keys.deeds.${meaning}`)}</dt>
                  <dd className={classes.keys}>
                    {keys.map((together) => (
                      <KeyHint key={together.join('+')} keys={together} />
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
