import * as protocol from '#shared/protocol/exports.ts';
import { exportPart, exportReport, exportSection, getFile, getJob } from '#server/actions/exports.ts';
import { bind, bindFile, bindJobFile } from '#server/http/bind.ts';

export const exportRoutes = [
  bindJobFile(protocol.exportReport, exportReport),
  bindJobFile(protocol.exportPart, exportPart),
  bindJobFile(protocol.exportSection, exportSection),
  bind(protocol.getJob, getJob),
  bindFile(protocol.getFile, getFile),
];
