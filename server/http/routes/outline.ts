import * as protocol from '#shared/protocol/outline.ts';
import { assignSection } from '#server/actions/assignment.ts';
import { exportOutline } from '#server/actions/exports.ts';
import { tagOfReport, tagOfSection } from '#server/actions/freshness.ts';
import { deleteSection, listDeletedSections, restoreSection } from '#server/actions/outline-delete.ts';
import { placeSection } from '#server/actions/outline-place.ts';
import { createReport, listOutlineTemplates, updateReport } from '#server/actions/outline-reports.ts';
import { createSection, updateSection } from '#server/actions/outline-sections.ts';
import {
  approveOutline,
  getOutlineVersion,
  listOutlineVersions,
  proposeOutline,
} from '#server/actions/outline-versions.ts';
import { joinSection } from '#server/actions/section-join.ts';
import { splitSection } from '#server/actions/section-split.ts';
import { bind, bindJobFile, bindTagged } from '#server/http/bind.ts';

export const outlineRoutes = [
  bind(protocol.listOutlineTemplates, listOutlineTemplates),
  bindTagged(protocol.createReport, createReport, tagOfReport),
  bindTagged(protocol.updateReport, updateReport, tagOfReport),
  bindTagged(protocol.createSection, createSection, tagOfSection),
  bindTagged(protocol.updateSection, updateSection, tagOfSection),
  bindTagged(protocol.placeSection, placeSection, tagOfSection),
  bindTagged(protocol.splitSection, splitSection, tagOfSection),
  bindTagged(protocol.joinSection, joinSection, tagOfSection),
  bindTagged(protocol.assignSection, assignSection, tagOfSection),
  bind(protocol.deleteSection, deleteSection),
  bindTagged(protocol.restoreSection, restoreSection, tagOfSection),
  bind(protocol.listDeletedSections, listDeletedSections),
  bind(protocol.proposeOutline, proposeOutline),
  bind(protocol.listOutlineVersions, listOutlineVersions),
  bind(protocol.getOutlineVersion, getOutlineVersion),
  bind(protocol.approveOutline, approveOutline),
  bindJobFile(protocol.exportOutline, exportOutline),
];
