import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDeleteSection, usePlacing, useRestoreSection } from '#client/data/outline.ts';
import { findNode } from '#client/data/outline-places.ts';
import { sectionName } from '#client/objects/section-name.ts';
import type { TreeMoving } from '#client/ui/OutlineTree.tsx';
import { showToast } from '#client/ui/toast.ts';
import type { TreeMove, TreePlace } from '#client/ui/tree-places.ts';
import type { OutlineNode, Report } from '#shared/protocol/reports.ts';
import { outlineRights } from './outline-rights.ts';
import { judgeHanging, placeOf } from './outline-walk.ts';
import { useFailureToast } from './use-failure-toast.ts';

export interface OutlineDeeds {
  /** With the moves that are still on their way. */
  readonly outline: readonly OutlineNode[];
  /** Absent where nothing may be moved. */
  readonly moving: TreeMoving<OutlineNode> | undefined;
  /** What was moved last, for who can't see it. */
  readonly said: string;
  remove(this: void, node: OutlineNode): void;
  restore(this: void, id: string): void;
}

/** Moving, taking out and bringing back, each with what is said after it and its way back. */
export function useOutlineDeeds(report: Report): OutlineDeeds {
  const { t } = useTranslation();
  const { outline, place } = usePlacing(report);
  const deleting = useDeleteSection();
  const restoring = useRestoreSection();
  const [said, setSaid] = useState('');
  const complain = useFailureToast();
  const may = outlineRights(report);

  function putAt(node: OutlineNode, to: TreePlace): void {
    place.mutate({ id: node.id, ...to }, { onError: complain });
    const parent = findNode(outline, to.parentId);
    const position = to.position + 1;
    setSaid(
      parent === undefined
        ? t('outline.moved.top', { title: node.title, position })
        : t('outline.moved.below', { title: node.title, position, parent: sectionName(parent) }),
    );
  }

  function move(node: OutlineNode, to: TreePlace | null, how: TreeMove | 'drag'): void {
    if (to === null) {
      if (how !== 'drag') setSaid(t(`outline.stuck.${how}`, { title: node.title }));
      return;
    }
    const hangs = judgeHanging(outline, node.id, to.parentId);
    if (!hangs.ok) {
      showToast({ message: t(`errors.${hangs.code}`) });
      return;
    }
    const from = placeOf(outline, node.id);
    if (from === null || (from.parentId === to.parentId && from.position === to.position)) return;
    putAt(node, to);
    // A key takes its move back; a hand may have let go by mistake.
    if (how === 'drag') {
      showToast({
        message: t('outline.moved.done', { title: node.title }),
        action: { label: t('outline.undo'), run: () => putAt(node, from) },
      });
    }
  }

  function restore(id: string): void {
    restoring.mutate(
      { id },
      {
        onSuccess: ({ section }) => showToast({ message: t('outline.restored', { title: section.title }) }),
        onError: complain,
      },
    );
  }

  return {
    outline,
    said,
    moving: may.edit
      ? { mayPlace: (id, { parentId }) => judgeHanging(outline, id, parentId).ok, onPlace: move }
      : undefined,
    remove(node) {
      deleting.mutate(
        { id: node.id },
        {
          onSuccess: () =>
            showToast({
              message: t('outline.deleted', { title: node.title }),
              action: { label: t('outline.undo'), run: () => restore(node.id) },
            }),
          onError: complain,
        },
      );
    },
    restore,
  };
}
