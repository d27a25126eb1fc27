import { Tabs } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './SidePanel.module.css';

export type PanelTab = 'comments' | 'versions' | 'info';

interface SidePanelProps {
  readonly tab: PanelTab;
  readonly onTab: (tab: PanelTab) => void;
  readonly openThreads: number;
  readonly panels: Readonly<Record<PanelTab, ReactNode>>;
}

const TABS: readonly PanelTab[] = ['comments', 'versions', 'info'];

/** What stands beside the text. */
export function SidePanel({ tab, onTab, openThreads, panels }: SidePanelProps): ReactElement {
  const { t } = useTranslation();
  const choose = (value: string | null): void => onTab(TABS.find((one) => one === value) ?? 'comments');
  return (
    <aside className={classes['panel']} aria-label={t(`writing.tabs.${tab}`)} data-print="hide">
      <Tabs value={tab} onChange={choose} className={classes['tabs']} keepMounted={false}>
        <Tabs.List aria-label={t('writing.panels')}>
          {TABS.map((one) => (
            <Tabs.Tab key={one} value={one} className={classes['tab']}>
              {t(`writing.tabs.${one}`)}
              {one === 'comments' && openThreads > 0 && <span className={classes['count']}>{openThreads}</span>}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {TABS.map((one) => (
          <Tabs.Panel key={one} value={one} className={classes['body']}>
            {panels[one]}
          </Tabs.Panel>
        ))}
      </Tabs>
    </aside>
  );
}
