import { Button } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { DueDate } from '#client/objects/DueDate.tsx';
import { PersonAvatar } from '#client/objects/PersonAvatar.tsx';
import { sectionName } from '#client/objects/section-name.ts';
import { StateChip } from '#client/objects/StateChip.tsx';
import { WordsBar } from '#client/objects/WordsBar.tsx';
import type { SectionState } from '#shared/model/section.ts';
import type { Committee } from '#shared/protocol/committees.ts';
import type { Home } from '#shared/protocol/home.ts';
import classes from './MySectionRow.module.css';

const STEPS = {
  assigned: 'start',
  drafting: 'write',
  returned: 'revise',
  submitted: 'read',
  received: 'read',
} as const satisfies Record<SectionState, string>;

interface MySectionRowProps {
  readonly mine: Home['sections'][number];
  /** The people of my committees without me. */
  readonly others: Committee['people'];
}

/** One section of mine: where it stands, how far it is, who writes along, and the way into its text. */
export function MySectionRow({ mine, others }: MySectionRowProps): ReactElement {
  const { t } = useTranslation();
  const { section, path, relation } = mine;
  const writers = [section.ownerId, ...section.coEditorIds].flatMap((id) => others.find((one) => one.id === id) ?? []);
  const address = `/sections/${section.id}`;
  const name = sectionName(section);
  const step = t(`home.sections.${STEPS[section.state]}`);
  return (
    <tr className={classes.row}>
      <td className={classes.section}>
        <Link className={classes.name} to={address}>
          {name}
        </Link>
        <p className={classes.place}>
          <span className={classes.path} title={path.join(' › ')}>
            {path.at(-1)}
          </span>
          <span className={classes.relation}>{t(`home.sections.${relation}`)}</span>
        </p>
      </td>
      <td>
        <StateChip state={section.state} hasOwner={section.ownerId !== null} />
      </td>
      <td className={classes.progress}>
        <WordsBar words={section.words} targetWords={section.targetWords} state={section.state} shape="stack" />
      </td>
      <td className={classes.due}>
        <DueDate due={section.due} state={section.state} withDays />
      </td>
      <td className={classes.people}>
        {writers.map((person) => (
          <PersonAvatar key={person.id} id={person.id} name={person.name} />
        ))}
      </td>
      <td className={classes.action}>
        <Button
          component={Link}
          to={address}
          className={classes.step}
          variant="default"
          aria-label={t('home.waiting.stepOf', { step, title: name })}
        >
          {step}
        </Button>
      </td>
    </tr>
  );
}
