import { Button } from '@mantine/core';
import { ListChecks } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Banner } from '#client/ui/Banner.tsx';
import type { Me } from '#shared/protocol/session.ts';
import { readDraft, writeDraft } from './set-up-draft.ts';
import classes from './SetUpReminder.module.css';

/** On Home of who installs, as long as the set-up was left before its end. */
export function SetUpReminder({ me }: { readonly me: Me }): ReactElement | null {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(() => readDraft(me.id));
  if (!me.admin || me.demo || draft === undefined || draft.isOver) return null;
  const stop = (): void => {
    const over = { ...draft, isOver: true };
    writeDraft(me.id, over);
    setDraft(over);
  };
  return (
    <div className={classes.reminder}>
      <Banner
        tone="info"
        icon={<ListChecks size="1.25em" />}
        action={
          <>
            <Button component={Link} to="/thiet-lap" variant="default">
              {t('setup.reminder.resume')}
            </Button>
            <Button variant="subtle" onClick={stop}>
              {t('setup.reminder.stop')}
            </Button>
          </>
        }
      >
        {t('setup.reminder.text')}
      </Banner>
    </div>
  );
}
