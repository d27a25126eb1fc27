import { useTranslation } from 'react-i18next';
import { useCommittee } from '#client/data/committees.ts';
import { useDocument } from '#client/data/documents.ts';
import { useMe } from '#client/data/session.ts';
import type { Me } from '#shared/protocol/session.ts';
import { useOpenDocument, type OpenText } from './use-open-document.ts';

/** An open text with who looks at it and who else may have a part in it. */
export interface ShownText {
  readonly text: OpenText;
  readonly me: Me;
  readonly documentId: string;
  readonly committeeId: string;
  readonly nameOf: (personId: string) => string;
}

interface TextQuery {
  /** Null until all of it is there. */
  readonly shown: ShownText | null;
  readonly error: Error | null;
}

/** Opens the text of whatever has one, once that is known. */
export function useText(
  of: { readonly documentId: string | null; readonly committeeId: string } | undefined,
): TextQuery {
  const { t } = useTranslation();
  const me = useMe().data;
  const { documentId, committeeId = '' } = of ?? {};
  const info = useDocument(documentId);
  const people = useCommittee(committeeId).data?.people ?? [];
  const text = useOpenDocument(info.data, me);
  const nameOf = (id: string): string => people.find((one) => one.id === id)?.name ?? t('writing.someone');
  const isThere = text !== null && documentId !== null && documentId !== undefined && me !== null && me !== undefined;
  return { shown: isThere ? { text, me, documentId, committeeId, nameOf } : null, error: info.error };
}
