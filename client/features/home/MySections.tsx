import { FilePen } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommittees } from '#client/data/committees.ts';
import { useMe } from '#client/data/session.ts';
import { EmptyState } from '#client/ui/EmptyState.tsx';
import type { Home } from '#shared/protocol/home.ts';
import { Card } from './Card.tsx';
import { MySectionRow } from './MySectionRow.tsx';
import classes from './MySections.module.css';

interface MySectionsProps {
  readonly sections: Home['sections'];
  /** Where to go when none is mine. */
  readonly elsewhere: ReactNode;
}

/** The sections I own or write along. */
export function MySections({ sections, elsewhere }: MySectionsProps): ReactElement {
  const { t } = useTranslation();
  const me = useMe().data;
  const committees = useCommittees(me?.committees.map(({ id }) => id) ?? []);
  const others = committees.flatMap(({ people }) => people).filter(({ id }) => id !== me?.id);
  if (sections.length === 0) {
    return (
      <Card title={t('home.sections.title')} count={0}>
        <EmptyState icon={<FilePen />} title={t('home.sections.none')} action={elsewhere}>
          {t('home.sections.noneText')}
        </EmptyState>
      </Card>
    );
  }
  return (
    <Card title={t('home.sections.title')} count={sections.length}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th>{t('home.sections.section')}</th>
            <th>{t('home.sections.state')}</th>
            <th>{t('home.sections.progress')}</th>
            <th>{t('home.sections.due')}</th>
            <th>{t('home.sections.people')}</th>
            <th>
              <span className={classes.unseen}>{t('home.sections.action')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {sections.map((mine) => (
            <MySectionRow key={mine.section.id} mine={mine} others={others} />
          ))}
        </tbody>
      </table>
    </Card>
  );
}
