import * as protocol from '#shared/protocol/documents.ts';
import { authorizeDocument } from '#server/access/authorize.ts';
import { getDocument, getDocumentText } from '#server/actions/documents.ts';
import { getImage, uploadImage } from '#server/actions/images.ts';
import { answerThread, createThread, listThreads, reopenThread, resolveThread } from '#server/actions/threads.ts';
import { createVersion, listVersions } from '#server/actions/versions.ts';
import { bind, bindFile, bindUpload } from '#server/http/bind.ts';

export const documentRoutes = [
  bind(protocol.getDocument, getDocument),
  bind(protocol.getDocumentText, getDocumentText),
  bind(protocol.listThreads, listThreads),
  bind(protocol.createThread, createThread),
  bind(protocol.answerThread, answerThread),
  bind(protocol.resolveThread, resolveThread),
  bind(protocol.reopenThread, reopenThread),
  bind(protocol.listVersions, listVersions),
  bind(protocol.createVersion, createVersion),
  bindUpload(
    protocol.uploadImage,
    ({ storage }, caller, { id }) => authorizeDocument(storage.rows, caller, id, 'edit'),
    uploadImage,
  ),
  bindFile(protocol.getImage, getImage),
];
