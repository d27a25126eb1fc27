import { Button } from '@mantine/core';
import { Lock } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { EmptyState } from '#client/ui/EmptyState.tsx';
import { KeptTextCard } from './KeptTextCard.tsx';
import type { OpenText } from './use-open-document.ts';

interface WithdrawnTextProps {
  readonly text: OpenText;
  readonly title: string;
}

/** A text that was open when the right to read it went: it is gone from the screen, and the own words that were not sent are not. */
export function WithdrawnText({ text: { document, state }, title }: WithdrawnTextProps): ReactElement {
  const { t } = useTranslation();
  const toHome = (
    <Button component={Link} to="/" variant="default">
      {t('writing.home')}
    </Button>
  );
  return (
    <div role="alert">
      <EmptyState heading="h1" icon={<Lock />} title={t('writing.closed')} action={toHome}>
        {t('writing.closedText', { title })}
      </EmptyState>
      <KeptTextCard kept={state.kept} keptFor={state.keptFor} title={title} onDiscard={document.discardKept} />
    </div>
  );
}
