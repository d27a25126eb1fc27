import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShownText } from './text-shown.ts';
import styles from './TextSwitch.module.css';

interface TextSwitchProps {
  readonly shown: ShownText;
  readonly onShow: (shown: ShownText) => void;
}

const TEXTS = ['part', 'section'] as const satisfies readonly ShownText[];

/** Turns between the two texts where a screen has no room for both. */
export function TextSwitch({ shown, onShow }: TextSwitchProps): ReactElement {
  const { t } = useTranslation();
  return (
    <span className={styles.switch}>
      {TEXTS.map((text) => (
        <button
          key={text}
          type="button"
          className={styles.choice}
          aria-pressed={text === shown}
          onClick={() => onShow(text)}
        >
          {t(`merge.views.${text}`)}
        </button>
      ))}
    </span>
  );
}
