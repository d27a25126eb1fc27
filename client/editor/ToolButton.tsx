import { ActionIcon, Tooltip } from '@mantine/core';
import type { LucideIcon } from 'lucide-react';
import type { ComponentPropsWithRef, MouseEvent, ReactElement } from 'react';

/** What a menu or a popover that hangs on the button gives it goes to the button as it is. */
export interface ToolButtonProps extends Omit<ComponentPropsWithRef<'button'>, 'color' | 'style'> {
  readonly icon: LucideIcon;
  readonly label: string;
  /** The keys that do the same, as people write them. */
  readonly keys?: string;
  readonly isOn?: boolean;
  readonly isDisabled?: boolean;
  readonly onPress?: () => void;
}

/** One tool, named in words; pressing it leaves the caret where it is. */
export function ToolButton(props: ToolButtonProps): ReactElement {
  const { icon: Icon, label, keys, isOn, isDisabled, onPress, onClick, ...rest } = props;
  const title = keys === undefined ? label : `${label} (${keys})`;
  const press = (event: MouseEvent<HTMLButtonElement>): void => {
    onClick?.(event);
    onPress?.();
  };
  return (
    <Tooltip label={title} openDelay={500}>
      <ActionIcon
        {...rest}
        variant="subtle"
        color="gray"
        size="var(--dt-h-hit)"
        aria-label={label}
        aria-pressed={isOn}
        data-on={isOn === true || undefined}
        disabled={isDisabled ?? false}
        onMouseDown={keepCaret}
        onClick={press}
      >
        <Icon size="1.125rem" aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}

function keepCaret(event: { preventDefault(): void }): void {
  event.preventDefault();
}
