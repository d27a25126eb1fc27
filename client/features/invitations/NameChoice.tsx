import { Button, TextInput } from '@mantine/core';
import { Search, TriangleAlert } from 'lucide-react';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useClaimName, useFreeNames, type FreeName } from '#client/data/links.ts';
import { Banner } from '#client/ui/Banner.tsx';
import { ErrorState } from '#client/ui/ErrorState.tsx';
import { LoadingLines } from '#client/ui/LoadingLines.tsx';
import { useFailureWords } from '#client/ui/use-failure-words.ts';
import { containsText } from '#shared/vietnamese/fold.ts';
import classes from './NameChoice.module.css';

interface NameChoiceProps {
  /** Of the meeting. */
  readonly secret: string;
  readonly onClaimed: (claimSecret: string) => void;
}

/** As many names are drawn at once; a search finds the others. */
const MOST_SHOWN = 200;

/** Which of the names that are left is one's own. */
export function NameChoice({ secret, onClaimed }: NameChoiceProps): ReactElement {
  const { t } = useTranslation();
  const names = useFreeNames(secret);
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState<FreeName | null>(null);
  if (names.isError && names.data === undefined)
    return <ErrorState heading="h2" error={names.error} onRetry={() => void names.refetch()} />;
  if (names.data === undefined) return <LoadingLines />;
  if (names.data.length === 0) return <NobodyLeft />;
  if (chosen !== null)
    return <IsMe secret={secret} person={chosen} onClaimed={onClaimed} onBack={() => setChosen(null)} />;
  const found = names.data.filter(({ name, title }) => containsText(`${name} ${title}`, query.trim()));
  return (
    <>
      <TextInput
        label={t('invitations.names.search')}
        leftSection={<Search size="1.125rem" aria-hidden />}
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
        autoComplete="off"
        spellCheck={false}
      />
      <output className={classes.count}>
        {found.length === 0 ? t('invitations.names.none') : t('invitations.names.found', { count: found.length })}
      </output>
      <ul className={classes.names}>
        {found.slice(0, MOST_SHOWN).map((person) => (
          <li key={person.personId}>
            <button type="button" className={classes.name} onClick={() => setChosen(person)}>
              <span className={classes.own}>{person.name}</span>
              <span className={classes.title}>{person.title}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function NobodyLeft(): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      <p>{t('invitations.names.nobody')}</p>
      <Button component={Link} to="/sign-in">
        {t('invitations.join.signIn')}
      </Button>
    </>
  );
}

interface IsMeProps extends NameChoiceProps {
  readonly person: FreeName;
  readonly onBack: () => void;
}

function IsMe({ secret, person, onClaimed, onBack }: IsMeProps): ReactElement {
  const { t } = useTranslation();
  const failureWords = useFailureWords();
  const claim = useClaimName();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  const { name, personId } = person;
  return (
    <>
      <h2 className={classes.question}>{t('invitations.names.isMe', { name })}</h2>
      <p className={classes.title}>{person.title}</p>
      <p>{t('invitations.names.isMeText')}</p>
      {claim.isError && (
        <Banner tone="late" icon={<TriangleAlert size="1.25em" />}>
          {failureWords(claim.error)}
        </Banner>
      )}
      <Button
        loading={claim.isPending}
        ref={button}
        onClick={() => claim.mutate({ secret, personId }, { onSuccess: ({ claimSecret }) => onClaimed(claimSecret) })}
      >
        {t('invitations.names.claim', { name })}
      </Button>
      <Button variant="default" onClick={onBack}>
        {t('invitations.names.back')}
      </Button>
    </>
  );
}
