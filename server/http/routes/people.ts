import * as protocol from '#shared/protocol/people.ts';
import { activatePerson, deactivatePerson, listPeople, resetPassword, updatePerson } from '#server/actions/accounts.ts';
import { addPeople, checkPeople, listMembers, removePerson, setRoles } from '#server/actions/people.ts';
import { listRightChanges } from '#server/actions/right-changes.ts';
import { bind } from '#server/http/bind.ts';

export const peopleRoutes = [
  bind(protocol.listMembers, listMembers),
  bind(protocol.checkPeople, checkPeople),
  bind(protocol.addPeople, addPeople),
  bind(protocol.setRoles, setRoles),
  bind(protocol.removePerson, removePerson),
  bind(protocol.listRightChanges, listRightChanges),
  bind(protocol.listPeople, listPeople),
  bind(protocol.updatePerson, updatePerson),
  bind(protocol.resetPassword, resetPassword),
  bind(protocol.deactivatePerson, deactivatePerson),
  bind(protocol.activatePerson, activatePerson),
];
