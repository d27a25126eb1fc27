import { useEffect, useState, useSyncExternalStore } from 'react';
import { openDocument, type DocumentState, type OpenDocument } from '#client/sync/open-document.ts';
import type { DocumentInfo } from '#shared/protocol/documents.ts';
import type { Me } from '#shared/protocol/session.ts';

export interface OpenText {
  readonly document: OpenDocument;
  readonly state: DocumentState;
}

/** Keeps one text open while its screen is there. Null until it is. */
export function useOpenDocument(info: DocumentInfo | undefined, me: Me | null | undefined): OpenText | null {
  const [document, setDocument] = useState<OpenDocument | null>(null);
  const { id, lineage, grade, documentState } = info ?? {};
  const { id: account, name } = me ?? {};
  useEffect(() => {
    if (id === undefined || lineage === undefined || account === undefined || name === undefined) return undefined;
    const opened = openDocument({
      address: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/sync`,
      documentId: id,
      lineage,
      account: { id: account, name },
      grade: grade ?? 'read',
      documentState: documentState ?? '',
    });
    setDocument(opened);
    return () => {
      setDocument(null);
      opened.close();
    };
    // The connection says later grades and states itself: they must not open the text anew.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [id, lineage, account, name]);
  const state = useSyncExternalStore(document?.subscribe ?? watchNothing, document?.get ?? nothing);
  return document === null || state === null ? null : { document, state };
}

/** Settles when everything typed is on the server's disk, or after five seconds: then the server says what it misses. */
export function whenSaved(document: OpenDocument): Promise<void> {
  return new Promise((settle) => {
    const finish = (): void => {
      clearTimeout(late);
      stop();
      settle();
    };
    const late = setTimeout(finish, 5_000);
    const look = (): void => {
      if (document.get().waiting === 0) finish();
    };
    const stop = document.subscribe(look);
    if (document.get().waiting === 0) finish();
  });
}

const nothing = (): null => null;
const watchNothing = (): (() => void) => () => undefined;
