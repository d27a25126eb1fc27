import { Button } from '@mantine/core';
import { Download } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { momentWords } from '#client/objects/moment-words.ts';
import { useToday } from '#client/objects/use-today.ts';
import { keptTextsOf, listKeptDocuments, type KeptText } from '#client/sync/kept-text.ts';
import { Panel } from '#client/ui/Panel.tsx';
import { Row, Rows } from '#client/ui/Rows.tsx';
import { saveTextFile } from '#client/ui/save-file.ts';
import type { Me } from '#shared/protocol/session.ts';

interface KeptPanelProps {
  readonly me: Me;
}

interface Kept {
  readonly documentId: string;
  readonly texts: readonly KeptText[];
}

/** Own words that no text took, kept on this machine: also of texts that are closed to the person by now. */
export function KeptPanel({ me }: KeptPanelProps): ReactElement | null {
  const { t } = useTranslation();
  const today = useToday();
  const [kept, setKept] = useState(() => readKept(me.id));
  if (kept.length === 0) return null;
  const discard = (documentId: string): void => {
    keptTextsOf(me.id, documentId).clear();
    setKept(readKept(me.id));
  };
  return (
    <Panel title={t('account.kept')} hint={t('account.keptHint')}>
      <Rows label={t('account.kept')}>
        {kept.map(({ documentId, texts }) => {
          const words = texts.map(({ text }) => text).join('\n\n');
          const when = momentWords(texts.at(-1)?.at ?? 0, today);
          return (
            <Row key={documentId} name={words} second={t('account.keptAt', { when })}>
              <Button
                variant="default"
                leftSection={<Download size="1.125rem" aria-hidden />}
                onClick={() => saveTextFile(t('account.keptFile', { when }), words)}
              >
                {t('account.keptDownload')}
              </Button>
              <Button variant="subtle" color="gray" onClick={() => discard(documentId)}>
                {t('account.keptDone')}
              </Button>
            </Row>
          );
        })}
      </Rows>
    </Panel>
  );
}

function readKept(account: string): readonly Kept[] {
  return listKeptDocuments(account)
    .map((documentId) => ({ documentId, texts: keptTextsOf(account, documentId).read() }))
    .filter(({ texts }) => texts.length > 0);
}
