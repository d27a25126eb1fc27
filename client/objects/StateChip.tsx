import { Check, CircleDashed, Pencil, Send, Undo2, type LucideIcon } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { SectionState } from '#shared/model/section.ts';
import classes from './StateChip.module.css';

const ICONS: Readonly<Record<SectionState, LucideIcon>> = {
  assigned: CircleDashed,
  drafting: Pencil,
  submitted: Send,
  returned: Undo2,
  received: Check,
};

export interface StateChipProps {
  readonly state: SectionState;
  /** Nothing is given to nobody: before it is begun, a section without an owner is not assigned yet. */
  readonly hasOwner: boolean;
}

/** The state of a section: its sign and its word, never a colour alone. */
export function StateChip({ state, hasOwner }: StateChipProps): ReactElement {
  const { t } = useTranslation();
  const Icon = ICONS[state];
  return (
    <span className={classes.chip} data-state={state}>
      <Icon size="1em" strokeWidth={2} aria-hidden />
      {state === 'assigned' && !hasOwner ? t('objects.unassigned') : t(`objects.states.${state}`)}
    </span>
  );
}
