import { Select } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommittee } from '#client/data/committees.ts';
import { useOutlineVersion, useOutlineVersions } from '#client/data/outline.ts';
import { sectionName } from '#client/objects/section-name.ts';
import { LoadingLines } from '#client/ui/LoadingLines.tsx';
import type { OutlineVersion, OutlineVersionEntry } from '#shared/protocol/outline.ts';
import type { Report } from '#shared/protocol/reports.ts';
import { dayOf } from '#shared/vietnamese/calendar.ts';
import { formatDay } from '#shared/vietnamese/dates.ts';
import { ListDialog } from './ListDialog.tsx';
import { useFailureWords } from '#client/ui/use-failure-words.ts';
import classes from './OutlineLists.module.css';

interface OutlineVersionsDialogProps {
  readonly report: Report;
  readonly onClose: () => void;
}

/** The versions of an outline as they were proposed, with their people and dates. */
export function OutlineVersionsDialog({ report, onClose }: OutlineVersionsDialogProps): ReactElement {
  const { t } = useTranslation();
  const versions = useOutlineVersions(report.id);
  const words = useFailureWords();
  const [chosen, setChosen] = useState<string | null>(null);
  const all = versions.data ?? [];
  const version = all.find(({ id }) => id === chosen) ?? all[0];
  return (
    <ListDialog
      title={t('outline.versions.title')}
      size="xl"
      fault={versions.error ? words(versions.error) : undefined}
      onClose={onClose}
    >
      {versions.isPending && <LoadingLines lines={3} />}
      {versions.isSuccess && version === undefined && <p>{t('outline.versions.none')}</p>}
      {version !== undefined && (
        <>
          <Select
            label={t('outline.versions.which')}
            data={all.map((one) => ({ value: one.id, label: labelOf(one) }))}
            value={version.id}
            allowDeselect={false}
            onChange={setChosen}
          />
          {version.note !== '' && <p>{version.note}</p>}
          <Frozen key={version.id} report={report} version={version} />
        </>
      )}
    </ListDialog>
  );

  function labelOf({ number, at, approvedAt }: OutlineVersion): string {
    const key = approvedAt === null ? 'outline.versions.proposedOn' : 'outline.versions.approvedOn';
    return t(key, { number, day: formatDay(dayOf(approvedAt ?? at)) });
  }
}

interface FrozenProps {
  readonly report: Report;
  readonly version: OutlineVersion;
}

function Frozen({ report, version }: FrozenProps): ReactElement {
  const { t } = useTranslation();
  const detail = useOutlineVersion(version);
  const people = useCommittee(report.committeeId).data?.people ?? [];
  const names = new Map<string, string>(people.map(({ id, name }) => [id, name]));
  if (detail.data === undefined) return <LoadingLines lines={6} />;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to scroll by keys too
    <section className={classes.preview} tabIndex={0} aria-label={t('outline.outline')}>
      <Entries entries={detail.data.outline} names={names} />
    </section>
  );
}

interface EntriesProps {
  readonly entries: readonly OutlineVersionEntry[];
  readonly names: ReadonlyMap<string, string>;
}

function Entries({ entries, names }: EntriesProps): ReactElement {
  return (
    <ul className={classes.branch}>
      {entries.map((entry) => {
        const owner = entry.ownerId === null ? undefined : names.get(entry.ownerId);
        const due = entry.due === null ? undefined : formatDay(entry.due);
        const plan = [owner, due].filter((one) => one !== undefined).join(', ');
        return (
          <li key={entry.sectionId}>
            {sectionName(entry)}
            {plan !== '' && <span className={classes.second}> · {plan}</span>}
            {entry.children.length > 0 && <Entries entries={entry.children} names={names} />}
          </li>
        );
      })}
    </ul>
  );
}
