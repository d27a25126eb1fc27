import { Button, Checkbox, Progress, Select } from '@mantine/core';
import { CircleCheck, Download as DownloadIcon, TriangleAlert } from 'lucide-react';
import { useState, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { exportAddress, useDownload, type Download, type DownloadState } from '#client/data/exports.ts';
import { Dialog } from '#client/ui/Dialog.tsx';
import { failureOf } from '#client/ui/failure.ts';
import { dayOf, formatShortDay } from '#shared/vietnamese/calendar.ts';
import type { ExportTarget } from './target.ts';
import styles from './ExportDialog.module.css';

interface ExportDialogProps {
  readonly target: ExportTarget;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** The text as it is now stands in the list of drafts under this name. */
const NOW = 'now';

/** Makes a Word file. Closing the dialog stops nothing: it stays in place, and the file is saved when it is there. */
export function ExportDialog({ target, opened, onClose }: ExportDialogProps): ReactElement {
  const { t } = useTranslation();
  const download = useDownload();
  return (
    <Dialog title={t('exports.title')} opened={opened} onClose={onClose}>
      <div className={styles.body}>
        <ExportForm target={target} download={download} onClose={onClose} />
      </div>
    </Dialog>
  );
}

interface ExportFormProps extends Omit<ExportDialogProps, 'opened'> {
  readonly download: Download;
}

const IDLE: DownloadState = { kind: 'idle' };

/** What one opening of the dialog holds. How an export before it ended says nothing of the text as it is by then. */
function ExportForm({ target, download: { state: last, start, cancel }, onClose }: ExportFormProps): ReactElement {
  const { t } = useTranslation();
  const texts = useTexts(target);
  const [chosen, setChosen] = useState(firstText(target));
  const [withComments, setWithComments] = useState(false);
  const isRunning = last.kind === 'preparing';
  const [isOfThis, setOfThis] = useState(isRunning);
  const state = isOfThis || isRunning ? last : IDLE;
  const isNothing = texts.length === 0;
  const choose = (value: string | null): void => {
    setChosen(value ?? chosen);
    setOfThis(isRunning);
  };
  const run = (): void => {
    const draft = chosen === NOW ? {} : { draft: Number(chosen) };
    setOfThis(true);
    start(exportAddress(target, { format: 'docx', comments: withComments ? 'open' : 'none', ...draft }));
  };
  return (
    <>
      {isNothing && <p className={styles.words}>{t('exports.nothing')}</p>}
      {target.kind === 'report' && !isNothing && (
        <Select label={t('exports.which')} data={texts} value={chosen} allowDeselect={false} onChange={choose} />
      )}
      {!isNothing && (
        <Checkbox
          label={t('exports.comments')}
          description={t('exports.commentsHint')}
          checked={withComments}
          onChange={(event) => {
            setWithComments(event.currentTarget.checked);
            setOfThis(isRunning);
          }}
        />
      )}
      <Progressing state={state} />
      <div className={styles.ways}>
        {state.kind === 'preparing' ? (
          <Button variant="default" onClick={cancel}>
            {t('exports.stop')}
          </Button>
        ) : (
          <>
            <Button variant="default" onClick={onClose}>
              {t(state.kind === 'done' ? 'exports.done' : 'exports.later')}
            </Button>
            <Button
              leftSection={<DownloadIcon className={styles.icon} aria-hidden />}
              disabled={isNothing}
              onClick={run}
            >
              {t(startWord(state))}
            </Button>
          </>
        )}
      </div>
    </>
  );
}

interface Choice {
  readonly value: string;
  readonly label: string;
}

function useTexts(target: ExportTarget): Choice[] {
  const { t } = useTranslation();
  const now = { value: NOW, label: t('exports.now') };
  if (target.kind !== 'report') return [now];
  const drafts = target.drafts.map(({ number, at }) => ({
    value: String(number),
    label: t('exports.draft', { number, day: shortDayOf(at) }),
  }));
  return target.rights.includes('export') ? [now, ...drafts] : drafts;
}

function shortDayOf(instant: number): string {
  return formatShortDay(dayOf(instant), dayOf(Date.now()));
}

function firstText(target: ExportTarget): string {
  if (target.kind !== 'report') return NOW;
  if (target.draft !== undefined) return String(target.draft);
  return target.rights.includes('export') ? NOW : String(target.drafts[0]?.number ?? NOW);
}

function startWord(state: DownloadState): 'exports.start' | 'exports.again' | 'exports.retry' {
  if (state.kind === 'done') return 'exports.again';
  return state.kind === 'failed' ? 'exports.retry' : 'exports.start';
}

/** How far the file is, and how it ended. */
function Progressing({ state }: { readonly state: DownloadState }): ReactNode {
  const { t } = useTranslation();
  switch (state.kind) {
    case 'idle':
      return null;
    case 'preparing':
      return <Preparing progress={state.progress} />;
    case 'done':
      return (
        <output className={styles.outcome} data-tone="ok">
          <CircleCheck className={styles.icon} aria-hidden />
          {t('exports.ready', { file: state.fileName })}
        </output>
      );
    case 'failed':
      return <Failed error={state.error} />;
  }
}

function Preparing({ progress }: { readonly progress: number | null }): ReactElement {
  const { t } = useTranslation();
  const percent = Math.round((progress ?? 0) * 100);
  return (
    <div className={styles.preparing}>
      <p className={styles.line}>
        <b>{t('exports.preparing')}</b>
        {progress !== null && <span>{t('exports.percent', { percent })}</span>}
      </p>
      <Progress
        value={progress === null ? 100 : percent}
        animated={progress === null}
        color="stone.6"
        aria-label={t('exports.preparing')}
      />
      <p className={styles.words}>{t('exports.leave')}</p>
    </div>
  );
}

function Failed({ error }: { readonly error: unknown }): ReactElement {
  const { t } = useTranslation();
  const { code, isOutOfReach } = failureOf(error);
  return (
    <p className={styles.outcome} data-tone="late" role="alert">
      <TriangleAlert className={styles.icon} aria-hidden />
      <span>
        <b>{t('exports.failed')}</b> {isOutOfReach ? t('app.outOfReach') : t(`errors.${code}`)}
      </span>
    </p>
  );
}
