import { SegmentedControl } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShownText } from './text-shown.ts';
import styles from './TextSwitch.module.css';

interface TextSwitchProps {
  readonly shown: ShownText;
  readonly onShow: (shown: ShownText) => void;
}

/** Turns between the two texts where a screen has no room for both. */
export function TextSwitch({ shown, onShow }: TextSwitchProps): ReactElement {
  const { t } = useTranslation();
  const texts: { readonly value: ShownText; readonly label: string }[] = [
    { value: 'part', label: t('merge.views.part') },
    { value: 'section', label: t('merge.views.section') },
  ];
  return (
    <SegmentedControl
      className={styles.switch}
      size="xs"
      aria-label={t('merge.views.label')}
      data={texts}
      value={shown}
      onChange={onShow}
    />
  );
}
