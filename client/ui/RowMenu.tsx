import { ActionIcon, Menu } from '@mantine/core';
import { Ellipsis } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import classes from './RowMenu.module.css';

interface RowMenuProps {
  /** What it holds and of whom. */
  readonly label: string;
  /** The items, as Mantine has them. */
  readonly children: ReactNode;
}

/** What else is done with a row. */
export function RowMenu({ label, children }: RowMenuProps): ReactElement {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" className={classes.more} aria-label={label}>
          <Ellipsis size="1.125rem" aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  );
}
