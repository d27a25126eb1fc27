import { ActionIcon, Menu } from '@mantine/core';
import {
  ArrowDown,
  ArrowUp,
  Ellipsis,
  ListIndentDecrease,
  ListIndentIncrease,
  ListPlus,
  Merge,
  Pencil,
  Plus,
  Split,
  Trash2,
  type LucideIcon,
} from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { TreeMove } from '#client/ui/tree-places.ts';
import { useIsPhone } from '#client/ui/use-is-phone.ts';
import type { OutlineNode } from '#shared/protocol/reports.ts';
import type { OutlineRights } from './outline-rights.ts';

/** What a row asks to be done with its section. */
export type RowDeed = TreeMove | 'edit' | 'addBehind' | 'addInside' | 'split' | 'join' | 'remove';

/** Whether a deed puts the section elsewhere: for who can neither pull it nor press the keys. */
export function isMove(deed: RowDeed): deed is TreeMove {
  return deed === 'up' || deed === 'down' || deed === 'in' || deed === 'out';
}

interface RowActionsProps {
  readonly node: OutlineNode;
  readonly may: OutlineRights;
  readonly tabIndex: 0 | -1;
  /** The row has other buttons: all of these go into the menu. */
  readonly isShort: boolean;
  readonly onDeed: (deed: RowDeed, node: OutlineNode) => void;
}

interface Entry {
  readonly deed: RowDeed;
  readonly Icon: LucideIcon;
  readonly isOffered: boolean;
}

/** The buttons of a row, for who may change the outline. On a phone a section is given out and dated, and the rest is left to a desk. */
export function RowActions({ node, may, tabIndex, isShort, onDeed }: RowActionsProps): ReactElement | null {
  const { t } = useTranslation();
  const isPhone = useIsPhone();
  if (!may.edit && !may.assign) return null;
  const hasText = node.documentId !== null && node.rights.includes('read') && node.state !== 'submitted';
  const edit = (
    <ActionIcon
      data-icon
      variant="subtle"
      color="gray"
      tabIndex={tabIndex}
      aria-label={t('outline.deeds.editNamed', { title: node.title })}
      title={t('outline.deeds.edit')}
      onClick={() => onDeed('edit', node)}
    >
      <Pencil size="1.125rem" aria-hidden />
    </ActionIcon>
  );
  if (isPhone || !may.edit) return edit;
  const entries: readonly Entry[] = [
    { deed: 'edit', Icon: Pencil, isOffered: true },
    { deed: 'addBehind', Icon: Plus, isOffered: true },
    { deed: 'addInside', Icon: ListPlus, isOffered: true },
    { deed: 'up', Icon: ArrowUp, isOffered: true },
    { deed: 'down', Icon: ArrowDown, isOffered: true },
    { deed: 'in', Icon: ListIndentIncrease, isOffered: true },
    { deed: 'out', Icon: ListIndentDecrease, isOffered: true },
    { deed: 'split', Icon: Split, isOffered: hasText },
    { deed: 'join', Icon: Merge, isOffered: hasText },
    { deed: 'remove', Icon: Trash2, isOffered: true },
  ];
  return (
    <>
      {!isShort && edit}
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon
            data-icon
            variant="subtle"
            color="gray"
            tabIndex={tabIndex}
            aria-label={t('outline.deeds.more', { title: node.title })}
          >
            <Ellipsis size="1.125rem" aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {entries
            .filter(({ isOffered }) => isOffered)
            .map(({ deed, Icon }) => (
              <Menu.Item key={deed} leftSection={<Icon size="1rem" aria-hidden />} onClick={() => onDeed(deed, node)}>
                {t(`outline.deeds.${deed}`)}
              </Menu.Item>
            ))}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
