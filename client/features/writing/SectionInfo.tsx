import { Fragment, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Moment } from '#client/objects/Moment.tsx';
import { PersonName } from '#client/objects/PersonName.tsx';
import type { SectionDetail } from '#shared/protocol/sections.ts';
import { RequiredElements } from './RequiredElements.tsx';
import classes from './SectionInfo.module.css';

interface SectionInfoProps {
  readonly detail: SectionDetail;
  readonly nameOf: (personId: string) => string;
}

/** Who writes it, what it has to say, and what happened to it. */
export function SectionInfo({ detail, nameOf }: SectionInfoProps): ReactElement {
  const { t } = useTranslation();
  const { section, guidance, elements, moves } = detail;
  const people = [
    { label: t('writing.owner'), ids: section.ownerId === null ? [] : [section.ownerId] },
    { label: t('writing.coEditors'), ids: section.coEditorIds },
    { label: t('writing.approver'), ids: detail.approverId === null ? [] : [detail.approverId] },
  ].filter(({ ids }) => ids.length > 0);
  return (
    <div className={classes['info']}>
      <dl className={classes['people']}>
        {people.map(({ label, ids }) => (
          <Fragment key={label}>
            <dt>{label}</dt>
            <dd>
              {ids.map((id) => (
                <PersonName key={id} id={id} name={nameOf(id)} />
              ))}
            </dd>
          </Fragment>
        ))}
      </dl>
      {guidance !== '' && (
        <section>
          <h2>{t('writing.guidance')}</h2>
          <p className={classes['guidance']}>{guidance}</p>
        </section>
      )}
      {elements.length > 0 && (
        <section>
          <h2>{t('writing.required')}</h2>
          <RequiredElements elements={elements} />
        </section>
      )}
      {moves.length > 0 && (
        <section>
          <h2>{t('writing.history')}</h2>
          <ol className={classes['moves']}>
            {moves.toReversed().map((move) => (
              <li key={`${move.move} ${String(move.at)}`}>
                <b>{t(`writing.moves.${move.move}`)}</b> · {nameOf(move.by)} · <Moment at={move.at} />
                {move.reason !== '' && <p className={classes['reason']}>{move.reason}</p>}
              </li>
            ))}
          </ol>
        </section>
      )}
    </div>
  );
}
