import * as protocol from '#shared/protocol/merges.ts';
import { applyMerge, getMerge, listMerges, mergeAll, revertMerge, stageMerge } from '#server/actions/merges.ts';
import { bind } from '#server/http/bind.ts';

export const mergeRoutes = [
  bind(protocol.stageMerge, stageMerge),
  bind(protocol.getMerge, getMerge),
  bind(protocol.listMerges, listMerges),
  bind(protocol.applyMerge, applyMerge),
  bind(protocol.revertMerge, revertMerge),
  bind(protocol.mergeAll, mergeAll),
];
