import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { findNode } from '#client/data/outline-places.ts';
import { showToast } from '#client/ui/toast.ts';
import type { TreeMove } from '#client/ui/tree-places.ts';
import type { OutlineNode, Report } from '#shared/protocol/reports.ts';
import { AddSectionDialog } from './AddSectionDialog.tsx';
import { JoinDialog } from './JoinDialog.tsx';
import type { RowDeed } from './RowActions.tsx';
import { SectionSheet } from './SectionSheet.tsx';
import { SplitDialog } from './SplitDialog.tsx';
import type { KeptForm } from './use-section-form.ts';

/** What a row asked for that needs a word more. */
export interface RowAsking {
  readonly kind: Exclude<RowDeed, TreeMove | 'remove'>;
  readonly node: OutlineNode;
}

interface RowDialogsProps {
  readonly report: Report;
  readonly asking: RowAsking | null;
  readonly onAsk: (asking: RowAsking | null) => void;
  readonly onChoose: (id: string) => void;
}

/** The dialogs and the sheet of a row. What was typed in a sheet and not saved is there again when it is opened again. */
export function RowDialogs({ report, asking, onAsk, onChoose }: RowDialogsProps): ReactElement | null {
  const { t } = useTranslation();
  const [kept, setKept] = useState<ReadonlyMap<string, KeptForm>>(new Map());
  if (asking === null) return null;
  // As it is now; where it is gone, as it was last.
  const node = findNode(report.outline, asking.node.id) ?? asking.node;
  const close = (): void => onAsk(null);

  function leave(form: KeptForm | undefined): void {
    const others = [...kept].filter(([id]) => id !== node.id);
    setKept(new Map(form === undefined ? others : [...others, [node.id, form]]));
    close();
    if (form === undefined) return;
    showToast({
      message: t('outline.sheet.notSaved', { title: node.title }),
      action: { label: t('outline.sheet.openAgain'), run: () => onAsk({ kind: 'edit', node }) },
    });
  }

  switch (asking.kind) {
    case 'edit':
      return <SectionSheet key={node.id} report={report} node={node} kept={kept.get(node.id)} onClose={leave} />;
    case 'addBehind':
    case 'addInside':
      return (
        <AddSectionDialog
          report={report}
          near={node}
          side={asking.kind === 'addBehind' ? 'behind' : 'inside'}
          onAdded={onChoose}
          onClose={close}
        />
      );
    case 'split':
      if (node.documentId === null) return null;
      return <SplitDialog node={node} documentId={node.documentId} onSplit={onChoose} onClose={close} />;
    case 'join':
      return <JoinDialog node={node} outline={report.outline} onClose={close} />;
  }
}
