import { Check, CircleDashed, Pencil, Send, Undo2, type LucideIcon } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Chip, type ChipTone } from '#client/ui/Chip.tsx';
import type { SectionState } from '#shared/model/section.ts';

const LOOKS: Readonly<Record<SectionState, { readonly tone: ChipTone; readonly icon: LucideIcon }>> = {
  assigned: { tone: 'open', icon: CircleDashed },
  drafting: { tone: 'plain', icon: Pencil },
  submitted: { tone: 'info', icon: Send },
  returned: { tone: 'warn', icon: Undo2 },
  received: { tone: 'ok', icon: Check },
};

export interface StateChipProps {
  readonly state: SectionState;
  /** Nothing is given to nobody: before it is begun, a section without an owner is not assigned yet. */
  readonly hasOwner: boolean;
}

/** The state of a section. */
export function StateChip({ state, hasOwner }: StateChipProps): ReactElement {
  const { t } = useTranslation();
  return (
    <Chip {...LOOKS[state]}>
      {state === 'assigned' && !hasOwner ? t('objects.unassigned') : t(`objects.states.${state}`)}
    </Chip>
  );
}
