import { ActionIcon, Tooltip } from '@mantine/core';
import type { LucideIcon } from 'lucide-react';
import type { ReactElement } from 'react';

export interface ToolButtonProps {
  readonly icon: LucideIcon;
  readonly label: string;
  /** The keys that do the same, as people write them. */
  readonly keys?: string;
  readonly isOn?: boolean;
  readonly isDisabled?: boolean;
  readonly onPress: () => void;
}

/** One tool, named in words; pressing it leaves the caret where it is. */
export function ToolButton({ icon: Icon, label, keys, isOn, isDisabled, onPress }: ToolButtonProps): ReactElement {
  const title = keys === undefined ? label : `${label} (${keys})`;
  return (
    <Tooltip label={title} openDelay={500}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="var(--dt-h-hit)"
        aria-label={label}
        aria-pressed={isOn}
        data-on={isOn === true || undefined}
        disabled={isDisabled ?? false}
        onMouseDown={keepCaret}
        onClick={onPress}
      >
        <Icon size="1.125rem" aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}

function keepCaret(event: { preventDefault(): void }): void {
  event.preventDefault();
}
