import { useState, type ReactElement } from 'react';
import { useCommittee } from '#client/data/committees.ts';
import { useSubmissions } from '#client/data/submissions.ts';
import type { MergeView } from '#shared/protocol/merges.ts';
import type { Report } from '#shared/protocol/reports.ts';
import { ApplyBar } from './ApplyBar.tsx';
import { CountBar } from './CountBar.tsx';
import { EntryList } from './EntryList.tsx';
import { MergeBanners } from './MergeBanners.tsx';
import { MergeHeader } from './MergeHeader.tsx';
import { MergesDrawer } from './MergesDrawer.tsx';
import { useNameOf } from './names.ts';
import { PartColumn } from './PartColumn.tsx';
import { findNamedPart, findNamedSection } from './report-names.ts';
import { SectionColumn } from './SectionColumn.tsx';
import type { ShownText } from './text-shown.ts';
import { useMergeDeeds } from './use-merge-deeds.ts';
import { useMergeKeys } from './use-merge-keys.ts';
import { useMergeWork } from './use-merge-work.ts';
import styles from './MergeWorkspace.module.css';

interface MergeWorkspaceProps {
  readonly view: MergeView;
  readonly report: Report;
  readonly personId: string;
}

/** List, part and section beside each other, and what is decided about them. */
export function MergeWorkspace({ view, report, personId }: MergeWorkspaceProps): ReactElement {
  const work = useMergeWork(view, personId);
  const deeds = useMergeDeeds(view, work, personId);
  const nameOf = useNameOf(useCommittee(report.committeeId).data);
  const [shown, setShown] = useState<ShownText>('part');
  const [isHistoryOpen, setHistoryOpen] = useState(false);
  const rights = report.parts.find((part) => part.id === view.partId)?.rights ?? [];
  const mayApply = rights.includes('applyMerge');
  const isReady = work.isOpen && mayApply && work.summary.open.length === 0 && !deeds.isBusy;
  const submissions = useSubmissions(view.sectionId).data ?? [];
  const at = submissions.findIndex(({ id }) => id === view.submissionId);
  const submission = submissions[at];
  const number = at === -1 ? null : submissions.length - at;
  const tryToApply = (): void => {
    if (isReady) deeds.apply();
    else work.goToOpen();
  };
  useMergeKeys({
    onWalk: work.walk,
    onAccept: () => work.isOpen && work.settle('accept'),
    onRefuse: () => work.isOpen && work.settle('refuse'),
    onChoose: (choice) => {
      if (!work.isOpen) return;
      if (choice !== 'write') work.settle(choice);
      else if (isConflict(view, work.currentId)) work.startWriting(work.currentId);
    },
    onUndo: () => work.isOpen && work.undo(),
    onApply: () => work.isOpen && tryToApply(),
  });
  return (
    <div className={styles.screen}>
      <MergeHeader
        view={view}
        partName={findNamedPart(report, view.partId) ?? view.partTitle}
        sectionName={findNamedSection(report, view.sectionId) ?? view.sectionTitle}
        number={number}
        receivedAt={submission?.state === 'received' ? submission.decidedAt : null}
        areKept={work.areKept && work.isOpen}
        onOpenHistory={() => setHistoryOpen(true)}
      />
      {work.isOpen && <CountBar work={work} />}
      <MergeBanners view={view} deeds={deeds} nameOf={nameOf} rights={rights} />
      <div className={styles.columns} data-shown={shown}>
        <EntryList work={work} />
        <PartColumn view={view} work={work} nameOf={nameOf} shown={shown} onShow={setShown} />
        <SectionColumn view={view} work={work} number={number} shown={shown} onShow={setShown} />
      </div>
      {work.isOpen && (
        <ApplyBar work={work} mayApply={mayApply} isReady={isReady} isBusy={deeds.isBusy} onApply={tryToApply} />
      )}
      <MergesDrawer
        report={report}
        currentId={view.id}
        nameOf={nameOf}
        opened={isHistoryOpen}
        onClose={() => setHistoryOpen(false)}
      />
    </div>
  );
}

function isConflict(view: MergeView, id: string | null): id is string {
  return view.conflicts.some((conflict) => conflict.id === id);
}
