import * as protocol from '#shared/protocol/organisation.ts';
import {
  createCommittee,
  createOrganisation,
  getOrganisation,
  listOrganisations,
  updateOrganisation,
} from '#server/actions/organisation.ts';
import { bind } from '#server/http/bind.ts';

export const organisationRoutes = [
  bind(protocol.listOrganisations, listOrganisations),
  bind(protocol.createOrganisation, createOrganisation),
  bind(protocol.getOrganisation, getOrganisation),
  bind(protocol.updateOrganisation, updateOrganisation),
  bind(protocol.createCommittee, createCommittee),
];
