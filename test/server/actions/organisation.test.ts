import { afterAll, beforeAll, expect, test } from 'vitest';
import { DANG_HD36_2018 } from '#shared/document/layout-profile.ts';
import { DomainError } from '#shared/model/errors.ts';
import { idOf, type PersonId } from '#shared/model/ids.ts';
import { LAYOUT_PROFILES } from '#shared/model/organisation.ts';
import type { OrganisationFields } from '#shared/protocol/organisation.ts';
import type { Caller } from '#server/access/caller.ts';
import { getCommittee } from '#server/actions/committees.ts';
import { createAdmin } from '#server/actions/first-run.ts';
import { acceptLink, invite } from '#server/actions/links.ts';
import {
  createCommittee,
  createOrganisation,
  getOrganisation,
  listOrganisations,
  updateOrganisation,
} from '#server/actions/organisation.ts';
import { addPeople, listMembers, setRoles } from '#server/actions/people.ts';
import { listRightChanges } from '#server/actions/right-changes.ts';
import { foundCommittee, openWorld, type CommitteeWorld, type SmallCommittee } from '#test/world/committee.ts';
import { refusalOf } from '#test/world/refusal.ts';

let world: CommitteeWorld;
let small: SmallCommittee;
let admin: Caller;

beforeAll(async () => {
  world = await openWorld();
  small = await foundCommittee(world);
  const { id } = await createAdmin(world.context, {
    login: 'quantri',
    name: 'Tạ Minh Châu',
    password: 'mưa dầm mái ngói',
  });
  admin = { personId: id, login: 'quantri', name: 'Tạ Minh Châu', admin: true, demo: false, sessionHash: null };
});
afterAll(() => world.close());

const FIELDS: OrganisationFields = {
  name: 'Đảng ủy phường Ngọc Lâm',
  parentName: 'Quận ủy Long Biên',
  place: 'Ngọc Lâm',
  abbreviation: 'ĐU',
  profile: 'dang-hd36-2018',
  toneStyle: 'new',
  signature: { form: 'onBehalfOfBody', body: 'Ban Thường vụ', position: 'Bí thư', name: 'Trần Bảo' },
  recipients: ['Quận ủy', 'Các chi bộ'],
};
const COMMITTEE = { title: 'Tiểu ban', congress: 'Đại hội', term: '2020 - 2025', startedOn: '2020-03-26' };

const organisationId = async () =>
  (await getCommittee(world.context, small.as.chair, { id: small.committeeId })).organisationId;

test('an organisation is kept as it was given, and changed by who looks after its committees', async () => {
  const made = await createOrganisation(world.context, admin, FIELDS);
  expect(await getOrganisation(world.context, admin, { id: made.id })).toEqual({ ...FIELDS, id: made.id });

  const id = await organisationId();
  for (const who of [small.as.chair, small.as.bureau, admin])
    expect(await updateOrganisation(world.context, who, { ...FIELDS, id, place: who.name })).toEqual({
      ...FIELDS,
      id,
      place: who.name,
    });
  expect(await refusalOf(updateOrganisation(world.context, small.as.owner, { ...FIELDS, id }))).toBe('forbidden');
  expect(await refusalOf(getOrganisation(world.context, small.as.stranger, { id }))).toBe('not_found');
  // Anyone may be this one while the demo is on.
  expect(await refusalOf(getOrganisation(world.context, small.as.admin, { id: made.id }))).toBe('not_found');
});

test('every profile that can be chosen is there', () => {
  expect(LAYOUT_PROFILES).toContain(DANG_HD36_2018.id);
});

test('who administers makes a committee, lets its chair in, and stands outside once the chair is there', async () => {
  const { id: ofId } = await createOrganisation(world.context, admin, FIELDS);
  const chair = { name: 'Trần Quốc Bảo', title: 'Bí thư' };
  const { id } = await createCommittee(world.context, admin, { ...COMMITTEE, organisationId: ofId, roles: [], chair });
  const listed = async () =>
    (await listOrganisations(world.context, admin)).items.find((one) => one.id === ofId)?.committees;
  expect(await listed()).toEqual([{ id, title: 'Tiểu ban', hasChair: true, mayManage: true }]);
  expect((await getCommittee(world.context, admin, { id })).rights).toEqual(['see', 'manage']);
  const people = [{ name: 'Lê Hương', title: '', roles: ['bureau'] }];
  await addPeople(world.context, admin, { id, people });
  const [head] = (await listMembers(world.context, admin, { id })).items;
  const personId = head?.id ?? idOf<PersonId>('');

  const { items } = await invite(world.context, admin, { id, personIds: [personId] });
  const secret = items[0]?.path.replace('/moi#', '') ?? '';
  await acceptLink(world.context, { secret, password: 'một câu hoàn toàn khác', address: '10.0.0.1' });

  expect(await refusalOf(getCommittee(world.context, admin, { id }))).toBe('not_found');
  expect(await refusalOf(listMembers(world.context, admin, { id }))).toBe('not_found');
  expect(await listed()).toEqual([{ id, title: 'Tiểu ban', hasChair: true, mayManage: false }]);
  const asChair: Caller = { ...admin, personId, admin: false };
  const changes = await listRightChanges(world.context, asChair, { id });
  expect(changes.items.map(({ name, roles, by }) => [name, roles, by])).toEqual([
    ['Lê Hương', ['bureau'], 'Tạ Minh Châu'],
    ['Trần Quốc Bảo', ['chair'], 'Tạ Minh Châu'],
  ]);
});

test('who administers names the chair of a committee that was made without one', async () => {
  const { id: ofId } = await createOrganisation(world.context, admin, FIELDS);
  const { id } = await createCommittee(world.context, admin, { ...COMMITTEE, organisationId: ofId, roles: [] });
  const people = [{ name: 'Lê Hương', title: '', roles: ['member'] }];
  const { items } = await addPeople(world.context, admin, { id, people });

  const named = await setRoles(world.context, admin, { id, personId: items[0]?.id ?? idOf(''), roles: ['chair'] });

  expect([named.roles, named.account]).toEqual([['chair'], 'none']);
});

test('who sets up takes a role of their own', async () => {
  const { id: ofId } = await createOrganisation(world.context, admin, FIELDS);

  const { id } = await createCommittee(world.context, admin, {
    ...COMMITTEE,
    organisationId: ofId,
    roles: ['bureau', 'chair'],
  });

  const { people, rights } = await getCommittee(world.context, admin, { id });
  expect([people.map(({ roles }) => roles), rights]).toEqual([
    [['chair', 'bureau']],
    ['see', 'manage', 'createReport'],
  ]);
});

test('a chair who can’t be so makes no committee, and the field is named', async () => {
  const { id: ofId } = await createOrganisation(world.context, admin, FIELDS);
  const make = createCommittee(world.context, admin, {
    ...COMMITTEE,
    organisationId: ofId,
    roles: [],
    chair: { name: '', title: '', login: 'quantri' },
  });

  const refused: unknown = await make.catch((error: unknown) => error);

  expect(refused instanceof DomainError && [refused.code, refused.details]).toEqual([
    'people/lines-wrong',
    {
      fields: [
        { pointer: '/chair/name', code: 'person/name-empty' },
        { pointer: '/chair/login', code: 'person/login-taken' },
      ],
    },
  ]);
  const listed = (await listOrganisations(world.context, admin)).items.find((one) => one.id === ofId);
  expect(listed?.committees).toEqual([]);
});

test('nobody else makes organisations or committees', async () => {
  const { chair, admin: demoAdmin } = small.as;

  expect(await refusalOf(createOrganisation(world.context, chair, FIELDS))).toBe('forbidden');
  expect(await refusalOf(listOrganisations(world.context, chair))).toBe('forbidden');
  const id = await organisationId();
  const committee = { ...COMMITTEE, organisationId: id, roles: [] };
  expect(await refusalOf(createCommittee(world.context, chair, committee))).toBe('forbidden');
  expect(await refusalOf(createCommittee(world.context, demoAdmin, committee))).toBe('not_found');
});
