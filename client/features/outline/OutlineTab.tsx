import { Button } from '@mantine/core';
import { GripVertical, ListTree, Plus } from 'lucide-react';
import { useMemo, useState, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useCommittee } from '#client/data/committees.ts';
import { sectionName } from '#client/objects/section-name.ts';
import { EmptyState } from '#client/ui/EmptyState.tsx';
import { KeyHint } from '#client/ui/KeyHint.tsx';
import { OutlineTree } from '#client/ui/OutlineTree.tsx';
import type { TreeCells } from '#client/ui/OutlineTreeRow.tsx';
import { placeOfMove } from '#client/ui/tree-places.ts';
import { useSteady } from '#client/ui/use-steady.ts';
import type { OutlineNode, Report } from '#shared/protocol/reports.ts';
import { AddSectionDialog } from './AddSectionDialog.tsx';
import { OutlineCells } from './OutlineCells.tsx';
import { outlineRights } from './outline-rights.ts';
import { isMove, RowActions, type RowDeed } from './RowActions.tsx';
import { RowDialogs, type RowAsking } from './RowDialogs.tsx';
import { useChosenSection } from './use-chosen-section.ts';
import { useOutlineDeeds } from './use-outline-deeds.ts';
import classes from './OutlineTab.module.css';

interface OutlineTabProps {
  readonly report: Report;
  readonly sectionActions: (node: OutlineNode) => ReactNode;
}

/** The outline as a tree: where each section stands, whose it is, how far it is and when it is due; changed here by who may. */
export function OutlineTab({ report, sectionActions }: OutlineTabProps): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { chosenId, choose } = useChosenSection();
  const people = useCommittee(report.committeeId).data?.people;
  const deeds = useOutlineDeeds(report);
  const [asking, setAsking] = useState<RowAsking | null>(null);
  const act = useSteady((deed: RowDeed, node: OutlineNode): void => {
    if (deed === 'remove') deeds.remove(node);
    else if (isMove(deed)) deeds.moving?.onPlace(node, placeOfMove(deeds.outline, node.id, deed), deed);
    else setAsking({ kind: deed, node });
  });
  const renderCells = useMemo(() => {
    const names = new Map<string, string>((people ?? []).map(({ id, name }) => [id, name]));
    const may = outlineRights(report);
    return (cells: TreeCells<OutlineNode>): ReactElement => (
      <OutlineCells
        {...cells}
        names={names}
        submission={sectionActions}
        actions={(node, isShort) => (
          <RowActions node={node} may={may} tabIndex={cells.tabIndex} isShort={isShort} onDeed={act} />
        )}
      />
    );
  }, [people, report, sectionActions, act]);
  if (report.outline.length === 0) return <EmptyOutline report={report} onAdded={choose} />;

  const open = (node: OutlineNode): void => {
    if (node.documentId !== null && node.rights.includes('read')) void navigate(`/sections/${node.id}`);
  };
  return (
    <>
      <div className={classes.card}>
        <OutlineTree
          label={t('outline.outline')}
          items={deeds.outline}
          head={<Head />}
          nameOf={sectionName}
          chosenId={chosenId}
          onChoose={choose}
          onOpen={open}
          moving={deeds.moving}
          renderCells={renderCells}
        />
      </div>
      <output className={classes.unseen}>{deeds.said}</output>
      <Foot mayMove={deeds.moving !== undefined} />
      <RowDialogs report={report} asking={asking} onAsk={setAsking} onChoose={choose} />
    </>
  );
}

interface EmptyOutlineProps {
  readonly report: Report;
  readonly onAdded: (id: string) => void;
}

/** An outline without a section: the next step for who makes it, a word of comfort for the others. */
function EmptyOutline({ report, onAdded }: EmptyOutlineProps): ReactElement {
  const { t } = useTranslation();
  const [isAdding, setAdding] = useState(false);
  const may = outlineRights(report);
  const close = (): void => setAdding(false);
  return (
    <>
      <EmptyState
        icon={<ListTree />}
        title={t('outline.none')}
        action={
          may.edit && (
            <Button leftSection={<Plus size="1.125rem" aria-hidden />} onClick={() => setAdding(true)}>
              {t('outline.add.first')}
            </Button>
          )
        }
      >
        {t(may.edit ? 'outline.noneToMake' : 'outline.noneText')}
      </EmptyState>
      {isAdding && <AddSectionDialog report={report} near={undefined} side="end" onAdded={onAdded} onClose={close} />}
    </>
  );
}

function Foot({ mayMove }: { readonly mayMove: boolean }): ReactElement {
  const { t } = useTranslation();
  return (
    <p className={classes.foot}>
      {mayMove ? (
        <span className={classes.keys}>
          <GripVertical size="1rem" aria-hidden />
          {t('outline.moveHint')}
          <KeyHint keys={['Alt', '↑', '↓', '←', '→']} />
        </span>
      ) : (
        <span className={classes.keys}>
          <KeyHint keys={['↑', '↓', '←', '→']} />
          {t('outline.keys')}
        </span>
      )}
      <span>{t('outline.counted')}</span>
    </p>
  );
}

function Head(): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      <th className={classes.section}>{t('outline.section')}</th>
      <th className={classes.state}>{t('outline.state')}</th>
      <th className={classes.owner}>{t('outline.owner')}</th>
      <th className={classes.progress}>{t('outline.progress')}</th>
      <th className={classes.due}>{t('outline.due')}</th>
      <th className={classes.actions}>
        <span className={classes.unseen}>{t('outline.actions')}</span>
      </th>
    </>
  );
}
