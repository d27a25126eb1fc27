import { MessageSquare } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { DueDate } from '#client/objects/DueDate.tsx';
import { PersonName } from '#client/objects/PersonName.tsx';
import { sectionName } from '#client/objects/section-name.ts';
import { StateChip } from '#client/objects/StateChip.tsx';
import { WordsBar } from '#client/objects/WordsBar.tsx';
import type { TreeCells } from '#client/ui/OutlineTreeRow.tsx';
import type { OutlineNode } from '#shared/protocol/reports.ts';
import { countSections } from './outline-counts.ts';
import classes from './OutlineCells.module.css';

interface OutlineCellsProps extends TreeCells<OutlineNode> {
  /** Of the committee's people, by id. */
  readonly names: ReadonlyMap<string, string>;
  /** What may be done with a submitted section. */
  readonly submission: (node: OutlineNode) => ReactNode;
  /** What may be done with any; short where other buttons stand beside it. */
  readonly actions: (node: OutlineNode, isShort: boolean) => ReactNode;
}

/** The cells of one section: a heading that only holds others says how many of them were received. */
export function OutlineCells(props: OutlineCellsProps): ReactElement {
  return props.item.documentId === null ? <GroupCells {...props} /> : <TextCells {...props} />;
}

function GroupCells({ item, level, isNear, toggle, actions }: OutlineCellsProps): ReactElement {
  const { t } = useTranslation();
  const { all, received } = countSections(item.children);
  const isTop = level === 1;
  return (
    <>
      <td className={classes.section} data-level={level} data-group colSpan={isTop ? 3 : 1}>
        <span className={classes.name}>
          {toggle}
          <span className={classes.title} title={sectionName(item)}>
            {sectionName(item)}
          </span>
        </span>
      </td>
      <td className={classes.received} data-top={isTop || undefined} colSpan={isTop ? 2 : 4}>
        {all > 0 && t('outline.received', { received, count: all })}
      </td>
      <td className={classes.actions} data-top={isTop || undefined}>
        <div className={classes.deeds}>{isNear && actions(item, false)}</div>
      </td>
    </>
  );
}

function TextCells(props: OutlineCellsProps): ReactElement {
  const { item, level, isChosen, isNear, tabIndex, toggle, names, submission, actions } = props;
  const { t } = useTranslation();
  const isWaiting = isChosen && item.state === 'submitted';
  const ownerName = item.ownerId === null ? undefined : names.get(item.ownerId);
  return (
    <>
      <td className={classes.section} data-level={level}>
        <span className={classes.name}>
          {toggle}
          <Title item={item} tabIndex={tabIndex} />
        </span>
      </td>
      <td className={classes.state}>
        <StateChip state={item.state} hasOwner={item.ownerId !== null} />
      </td>
      <td className={classes.owner}>
        {item.ownerId !== null && ownerName !== undefined && (
          <PersonName id={item.ownerId} name={ownerName} others={item.coEditorIds.length} />
        )}
        {item.ownerId === null && item.state !== 'assigned' && (
          <span className={classes.nobody}>{t('objects.unassigned')}</span>
        )}
      </td>
      <td className={classes.progress}>
        <WordsBar words={item.words} targetWords={item.targetWords} state={item.state} />
      </td>
      <td className={classes.due}>
        <DueDate due={item.due} state={item.state} />
      </td>
      <td className={classes.actions}>
        <div className={classes.deeds}>
          {item.openThreads > 0 && <Comments count={item.openThreads} />}
          {isWaiting && submission(item)}
          {isNear && actions(item, isWaiting)}
        </div>
      </td>
    </>
  );
}

interface TitleProps {
  readonly item: OutlineNode;
  readonly tabIndex: 0 | -1;
}

function Title({ item, tabIndex }: TitleProps): ReactElement {
  const name = sectionName(item);
  if (!item.rights.includes('read')) return <span className={classes.title}>{name}</span>;
  return (
    <Link className={classes.title} to={`/sections/${item.id}`} tabIndex={tabIndex} title={name}>
      {name}
    </Link>
  );
}

function Comments({ count }: { readonly count: number }): ReactElement {
  const { t } = useTranslation();
  const words = t('outline.openThreads', { count });
  return (
    <span className={classes.comments} title={words}>
      <MessageSquare size="1.1em" aria-hidden />
      <span aria-hidden>{count}</span>
      <span className={classes.unseen}>{words}</span>
    </span>
  );
}
