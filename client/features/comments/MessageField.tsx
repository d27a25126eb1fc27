import { Button, Textarea, UnstyledButton } from '@mantine/core';
import { useEffect, useRef, useState, type ChangeEvent, type KeyboardEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Committee } from '#shared/protocol/committees.ts';
import { mentionedIn, openMention, suggestPeople } from './mentions.ts';
import classes from './MessageField.module.css';

export interface Message {
  readonly text: string;
  readonly mentions: Committee['people'][number]['id'][];
}

interface MessageFieldProps {
  readonly label: string;
  readonly sendLabel: string;
  readonly people: Committee['people'];
  readonly isBusy: boolean;
  readonly onSend: (message: Message) => void;
  readonly onCancel: () => void;
}

const longest = 4_000;

/** A message with `@` for the people of the committee; Ctrl+Enter sends. */
export function MessageField(props: MessageFieldProps): ReactElement {
  const { t } = useTranslation();
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState('');
  const [caret, setCaret] = useState(0);
  const [chosen, setChosen] = useState(0);
  const [isEmptyRefused, setEmptyRefused] = useState(false);
  const mention = openMention(text, caret);
  const people = mention === null ? [] : suggestPeople(props.people, mention.query);
  const isNamed = mention !== null && people.some(({ name }) => mention.query.startsWith(`${name} `));
  const shown = isNamed ? [] : people;
  useEffect(() => field.current?.focus(), []);

  const change = (event: ChangeEvent<HTMLTextAreaElement>): void => {
    setText(event.currentTarget.value);
    setCaret(event.currentTarget.selectionStart);
    setChosen(0);
  };
  const take = (name: string): void => {
    if (mention === null) return;
    const next = `${text.slice(0, mention.from)}@${name} ${text.slice(caret)}`;
    setText(next);
    setCaret(mention.from + name.length + 2);
    field.current?.focus();
  };
  const send = (): void => {
    if (text.trim() === '') {
      setEmptyRefused(true);
      return;
    }
    props.onSend({ text: text.trim(), mentions: [...mentionedIn(text, props.people)] });
  };
  const pressed = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send();
    else if (event.key === 'Escape') props.onCancel();
    else if (shown.length > 0 && event.key === 'ArrowDown') setChosen((chosen + 1) % shown.length);
    else if (shown.length > 0 && event.key === 'ArrowUp') setChosen((chosen - 1 + shown.length) % shown.length);
    else if (shown.length > 0 && (event.key === 'Enter' || event.key === 'Tab')) take(shown[chosen]?.name ?? '');
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={classes['field']}>
      <Textarea
        ref={field}
        aria-label={props.label}
        placeholder={t('comments.placeholder')}
        value={text}
        error={isEmptyRefused && text.trim() === '' ? t('errors.thread/text-empty') : null}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={longest}
        onChange={change}
        onKeyDown={pressed}
      />
      {shown.length > 0 && (
        <ul className={classes['people']} aria-label={t('comments.people')}>
          {shown.map(({ id, name }, index) => (
            <li key={id}>
              <UnstyledButton
                className={classes['person']}
                data-on={index === chosen || undefined}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => take(name)}
              >
                {name}
              </UnstyledButton>
            </li>
          ))}
        </ul>
      )}
      <div className={classes['ways']}>
        <Button variant="subtle" color="gray" onClick={props.onCancel}>
          {t('comments.cancel')}
        </Button>
        <Button variant="default" loading={props.isBusy} onClick={send}>
          {props.sendLabel}
        </Button>
      </div>
    </div>
  );
}
