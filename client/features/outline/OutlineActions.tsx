import { ActionIcon, Button, Menu } from '@mantine/core';
import { BadgeCheck, Download, Ellipsis, History, PencilLine, Plus, Trash2 } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useDownload } from '#client/data/exports.ts';
import { outlineAddress } from '#client/data/outline.ts';
import { findNode } from '#client/data/outline-places.ts';
import { useIsPhone } from '#client/ui/use-is-phone.ts';
import type { Report } from '#shared/protocol/reports.ts';
import { AddSectionDialog } from './AddSectionDialog.tsx';
import { DeletedSectionsDialog } from './DeletedSectionsDialog.tsx';
import { outlineRights } from './outline-rights.ts';
import { OutlineVersionsDialog } from './OutlineVersionsDialog.tsx';
import { ProposeDialog } from './ProposeDialog.tsx';
import { ReportNamesDialog } from './ReportNamesDialog.tsx';
import { useChosenSection } from './use-chosen-section.ts';
import { useFailureWords } from '#client/ui/use-failure-words.ts';
import classes from './OutlineActions.module.css';

interface OutlineActionsProps {
  readonly report: Report;
}

type Asking = 'add' | 'propose' | 'versions' | 'deleted' | 'names' | null;

/** What may be done with the whole outline, at the head of its screen. A phone only takes the file along. */
export function OutlineActions({ report }: OutlineActionsProps): ReactElement {
  const { t } = useTranslation();
  const isPhone = useIsPhone();
  const { chosenId, choose } = useChosenSection();
  const [asking, setAsking] = useState<Asking>(null);
  const may = outlineRights(report);
  const close = (): void => setAsking(null);
  const near = findNode(report.outline, chosenId);
  const hasAny = report.outline.length > 0;
  return (
    <>
      {hasAny && <ExportOutline reportId={report.id} />}
      {may.edit && !isPhone && (
        <>
          {hasAny && (
            <Button
              variant="default"
              leftSection={<Plus size="1.125rem" aria-hidden />}
              onClick={() => setAsking('add')}
            >
              {t('outline.add.section')}
            </Button>
          )}
          <MoreDeeds hasAny={hasAny} mayApprove={may.approve} onAsk={setAsking} />
        </>
      )}
      {asking === 'add' && (
        <AddSectionDialog report={report} near={near} side="behind" onAdded={choose} onClose={close} />
      )}
      {asking === 'propose' && <ProposeDialog report={report} onClose={close} />}
      {asking === 'versions' && <OutlineVersionsDialog report={report} onClose={close} />}
      {asking === 'deleted' && <DeletedSectionsDialog report={report} onClose={close} />}
      {asking === 'names' && <ReportNamesDialog report={report} onClose={close} />}
    </>
  );
}

interface MoreDeedsProps {
  readonly hasAny: boolean;
  readonly mayApprove: boolean;
  readonly onAsk: (asking: Asking) => void;
}

function MoreDeeds({ hasAny, mayApprove, onAsk }: MoreDeedsProps): ReactElement {
  const { t } = useTranslation();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" size="2.25rem" aria-label={t('outline.more')}>
          <Ellipsis size="1.125rem" aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {hasAny && (
          <Menu.Item leftSection={<BadgeCheck size="1rem" aria-hidden />} onClick={() => onAsk('propose')}>
            {t(mayApprove ? 'outline.versions.approveNow' : 'outline.versions.propose')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<History size="1rem" aria-hidden />} onClick={() => onAsk('versions')}>
          {t('outline.versions.title')}
        </Menu.Item>
        <Menu.Item leftSection={<Trash2 size="1rem" aria-hidden />} onClick={() => onAsk('deleted')}>
          {t('outline.removed.title')}
        </Menu.Item>
        <Menu.Item leftSection={<PencilLine size="1rem" aria-hidden />} onClick={() => onAsk('names')}>
          {t('outline.report.names')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Saves the outline as a Word file. */
function ExportOutline({ reportId }: { readonly reportId: string }): ReactElement {
  const { t } = useTranslation();
  const { state, start } = useDownload();
  const words = useFailureWords();
  return (
    <>
      {state.kind === 'failed' && (
        <span className={classes.failed} role="alert">
          {words(state.error)}
        </span>
      )}
      <Button
        variant="default"
        leftSection={<Download size="1.125rem" aria-hidden />}
        loading={state.kind === 'preparing'}
        onClick={() => start(outlineAddress(reportId))}
      >
        {t('outline.export')}
      </Button>
    </>
  );
}
