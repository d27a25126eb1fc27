import { Button } from '@mantine/core';
import { Printer } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonalLinks } from '#client/data/links.ts';
import { CopyField } from '#client/ui/CopyField.tsx';
import { QrCode } from '#client/ui/QrCode.tsx';
import type { Member } from '#shared/protocol/people.ts';
import { OnlyHere } from './OnlyHere.tsx';
import { addressOfPath, isOnlyHere } from './own-address.ts';
import { PrintedPage } from './PrintedPage.tsx';
import { untilSlots } from './until.ts';
import { WholeScreen } from './WholeScreen.tsx';
import classes from './InvitationSheet.module.css';

interface InvitationSheetProps {
  readonly committee: string;
  readonly people: readonly Member[];
  readonly links: PersonalLinks;
  readonly onClose: () => void;
}

/** One person's way in. */
interface Card {
  readonly person: Member;
  readonly address: string;
  readonly expiresAt: number;
}

/** Codes are costly to draw: so many stand on the screen and go to the printer at once. */
const CARDS_A_PAGE = 100;

/** The links that were just made, one card a person, on the screen and on paper. */
export function InvitationSheet({ committee, people, links, onClose }: InvitationSheetProps): ReactElement {
  const { t } = useTranslation();
  const [page, setPage] = useState(0);
  // What was made stays in view though somebody comes in meanwhile and is no longer among the people.
  const [cards] = useState(() => cardsOf(people, links));
  const pages = Math.ceil(cards.length / CARDS_A_PAGE);
  const shown = cards.slice(page * CARDS_A_PAGE, (page + 1) * CARDS_A_PAGE);
  return (
    <WholeScreen label={t('invitations.personal.title')} isKept onClose={onClose}>
      <div className={classes.sheet}>
        <h2 className={classes.title}>{t('invitations.personal.title')}</h2>
        <p>{t('invitations.personal.lead')}</p>
        {isOnlyHere() && <OnlyHere />}
        <div className={classes.ways}>
          <Button leftSection={<Printer size="1.125rem" aria-hidden />} onClick={() => window.print()} data-autofocus>
            {t('invitations.personal.print', { count: shown.length })}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('invitations.personal.close')}
          </Button>
          {pages > 1 && <Pages page={page} pages={pages} onPage={setPage} />}
        </div>
        <ul className={classes.cards}>
          {shown.map((card) => (
            <li key={card.person.id} className={classes.card}>
              <CardWords card={card} committee={committee} />
              <CopyField label={t('invitations.personal.link', { name: card.person.name })} value={card.address} />
            </li>
          ))}
        </ul>
      </div>
      <PrintedPage>
        <div className={classes.printed}>
          {shown.map((card) => (
            <div key={card.person.id} className={classes.card} data-print="keep">
              <CardWords card={card} committee={committee} />
              <p className={classes.address}>{card.address}</p>
            </div>
          ))}
        </div>
      </PrintedPage>
    </WholeScreen>
  );
}

function cardsOf(people: readonly Member[], links: PersonalLinks): readonly Card[] {
  const byId = new Map(people.map((person) => [person.id, person]));
  return links.flatMap(({ personId, path, expiresAt }) => {
    const person = byId.get(personId);
    return person === undefined ? [] : [{ person, address: addressOfPath(path), expiresAt }];
  });
}

function CardWords({ card, committee }: { readonly card: Card; readonly committee: string }): ReactElement {
  const { t } = useTranslation();
  const { name, title, login } = card.person;
  return (
    <div className={classes.head}>
      <div className={classes.code}>
        <QrCode text={card.address} label={t('invitations.personal.code', { name })} />
      </div>
      <div className={classes.words}>
        <p className={classes.lead}>{t('invitations.personal.cardLead', { committee })}</p>
        <p className={classes.name}>{name}</p>
        <p>{title}</p>
        <p>{t('invitations.personal.login', { login })}</p>
        <p className={classes.lead}>{t('invitations.personal.cardHow')}</p>
        <p className={classes.lead}>{t('invitations.personal.until', untilSlots(card.expiresAt))}</p>
      </div>
    </div>
  );
}

interface PagesProps {
  readonly page: number;
  readonly pages: number;
  readonly onPage: (page: number) => void;
}

function Pages({ page, pages, onPage }: PagesProps): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      <Button variant="subtle" disabled={page === 0} onClick={() => onPage(page - 1)}>
        {t('invitations.personal.previous')}
      </Button>
      <output>{t('invitations.personal.page', { page: page + 1, pages })}</output>
      <Button variant="subtle" disabled={page === pages - 1} onClick={() => onPage(page + 1)}>
        {t('invitations.personal.next')}
      </Button>
    </>
  );
}
