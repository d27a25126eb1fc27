import { ListTree } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { useCommittee } from '#client/data/committees.ts';
import { sectionName } from '#client/objects/section-name.ts';
import { EmptyState } from '#client/ui/EmptyState.tsx';
import { KeyHint } from '#client/ui/KeyHint.tsx';
import { OutlineTree } from '#client/ui/OutlineTree.tsx';
import type { OutlineNode, Report } from '#shared/protocol/reports.ts';
import { OutlineCells } from './OutlineCells.tsx';
import classes from './OutlineTab.module.css';

interface OutlineTabProps {
  readonly report: Report;
  readonly sectionActions: (node: OutlineNode) => ReactNode;
}

/** The outline as a tree: where each section stands, whose it is, how far it is and when it is due. */
export function OutlineTab({ report, sectionActions }: OutlineTabProps): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams();
  const people = useCommittee(report.committeeId).data?.people ?? [];
  const names = new Map<string, string>(people.map(({ id, name }) => [id, name]));
  if (report.outline.length === 0) {
    return (
      <EmptyState icon={<ListTree />} title={t('outline.none')}>
        {t('outline.noneText')}
      </EmptyState>
    );
  }
  const choose = (id: string): void => setSearch({ section: id }, { replace: true, preventScrollReset: true });
  const open = (node: OutlineNode): void => {
    if (node.documentId !== null && node.rights.includes('read')) void navigate(`/sections/${node.id}`);
  };
  return (
    <>
      <div className={classes.card}>
        <OutlineTree
          label={t('outline.outline')}
          items={report.outline}
          head={<Head />}
          nameOf={sectionName}
          chosenId={search.get('section')}
          onChoose={choose}
          onOpen={open}
          renderCells={(cells) => <OutlineCells {...cells} names={names} actions={sectionActions} />}
        />
      </div>
      <p className={classes.foot}>
        <span className={classes.keys}>
          <KeyHint keys={['↑', '↓', '←', '→']} />
          {t('outline.keys')}
        </span>
        <span>{t('outline.counted')}</span>
      </p>
    </>
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
