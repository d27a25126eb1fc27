import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SectionState } from '#shared/model/section.ts';
import { getSection } from '#server/actions/sections.ts';
import { watchFirstEdits, type FirstEditWatch } from '#server/jobs/first-edit.ts';
import {
  foundCommittee,
  openWorld,
  textOf,
  writeText,
  type CommitteeWorld,
  type SmallCommittee,
} from '#test/world/committee.ts';

let world: CommitteeWorld;
let committee: SmallCommittee;
let watch: FirstEditWatch | undefined;

beforeEach(async () => {
  world = await openWorld();
  committee = await foundCommittee(world);
});

afterEach(async () => {
  await watch?.stop();
  await world.close();
});

async function state(): Promise<SectionState> {
  return (await getSection(world.context, committee.as.owner, { id: committee.open.sectionId })).section.state;
}

/** Settles when a change of the section is told. */
function sectionTold(): Promise<void> {
  return new Promise((settle) => {
    const leave = world.context.bus.subscribe((hint) => {
      if (hint.kind !== 'section') return;
      leave();
      settle();
    });
  });
}

test('the first durable edit that is told makes an assigned section one in drafting', async () => {
  watch = watchFirstEdits(world.context);
  const told = sectionTold();
  const before = await state();

  await writeText(world, committee.open.documentId, committee.as.owner, textOf('a: Thu ngân sách tăng.'));
  world.context.bus.publish({
    kind: 'edited',
    documentId: committee.open.documentId,
    by: committee.as.owner.personId,
  });
  await told;

  expect([before, await state()]).toEqual(['assigned', 'drafting']);
});

test('an edit that nobody told of is found at the next start', async () => {
  await writeText(world, committee.open.documentId, committee.as.owner, textOf('a: Thu ngân sách tăng.'));
  const told = sectionTold();

  watch = watchFirstEdits(world.context);
  await told;

  expect(await state()).toBe('drafting');
});

test('a section that nobody wrote in stays assigned', async () => {
  watch = watchFirstEdits(world.context);
  await watch.stop();

  expect(await state()).toBe('assigned');
});
