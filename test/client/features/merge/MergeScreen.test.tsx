// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { dismissToast, readToasts } from '#client/ui/toast.ts';
import { viMerge } from '#shared/messages/vi/merge.ts';
import { idOf } from '#shared/model/ids.ts';
import type { MergeView } from '#shared/protocol/merges.ts';
import { BUREAU_RIGHTS, committee, HELPER_RIGHTS, me, merge, mergeView, reportFor, submissions } from './example.ts';
import { refusal, serve, type Reply } from './fake-server.ts';
import { showMerge, stubBrowser } from './show.tsx';

const APPLY = 'POST /api/merges/m1/apply';
const applied: MergeView = { ...mergeView, state: 'applied', appliedBy: me.id, appliedAt: mergeView.at };

function answers(rights = BUREAU_RIGHTS): Record<string, Reply | readonly Reply[]> {
  return {
    'GET /api/me': { body: me },
    'GET /api/merges/m1': { body: mergeView },
    'GET /api/reports/r1': { body: reportFor(rights) },
    'GET /api/reports/r1/merges': { body: { items: [merge] } },
    'GET /api/committees/c1': { body: committee },
    'GET /api/sections/s2/submissions': { body: { items: submissions } },
  };
}

async function rowOf(name: string): Promise<HTMLElement> {
  const list = await screen.findByRole('complementary', { name: viMerge.list.label });
  const row = within(list)
    .getAllByRole('listitem')
    .find((item) => within(item).queryByText(name) !== null);
  if (row === undefined) throw new Error(`no row ${name}`);
  return row;
}

/** How an entry stands in the list; the buttons of the chosen row have the same words. */
async function standingOf(name: string): Promise<string> {
  const [choose] = within(await rowOf(name)).getAllByRole('button');
  const words: readonly string[] = Object.values(viMerge.decision);
  return words.find((word) => choose !== undefined && within(choose).queryByText(word) !== null) ?? '';
}

function applyButton(): HTMLElement {
  return screen.getByRole('button', { name: /^Áp dụng/ });
}

beforeEach(() => {
  stubBrowser({ isPhone: false });
  localStorage.clear();
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  for (const { id } of readToasts()) dismissToast(id);
});

test('keys walk, decide and go on to what is open', async () => {
  serve(answers());
  showMerge('m1');
  await rowOf(viMerge.kind.insert);
  const user = userEvent.setup();

  await user.keyboard('a');
  await user.keyboard('r');
  await user.keyboard('k');

  expect(await standingOf(viMerge.kind.insert)).toBe(viMerge.decision.accept);
  expect(await standingOf(viMerge.kind.figures)).toBe(viMerge.decision.refuse);
  expect((await rowOf(viMerge.kind.figures)).getAttribute('data-current')).toBe('true');
});

test('U takes the last decision back and returns to it', async () => {
  serve(answers());
  showMerge('m1');
  await rowOf(viMerge.kind.insert);
  const user = userEvent.setup();

  await user.keyboard('a');
  await user.keyboard('u');

  expect(await standingOf(viMerge.kind.insert)).toBe(viMerge.decision.pending);
  expect((await rowOf(viMerge.kind.insert)).getAttribute('data-current')).toBe('true');
});

test('1 and 2 choose a side of the conflict, and nothing of a change', async () => {
  serve(answers());
  showMerge('m1');
  await rowOf(viMerge.kind.insert);
  const user = userEvent.setup();

  await user.keyboard('2');
  await user.keyboard('jjj');
  await user.keyboard('1');

  expect(await standingOf(viMerge.kind.insert)).toBe(viMerge.decision.pending);
  expect(await standingOf(viMerge.kind.conflict)).toBe(viMerge.decision.ours);
});

test('applying waits for the conflict, says so, and leads to it', async () => {
  const asked = serve(answers());
  showMerge('m1');
  await rowOf(viMerge.kind.insert);
  const user = userEvent.setup();

  await user.keyboard('{Control>}{Enter}{/Control}');

  expect(applyButton().getAttribute('aria-disabled')).toBe('true');
  expect(screen.getByText('Quyết xung đột thứ 4 để áp dụng')).toBeTruthy();
  expect((await rowOf(viMerge.kind.conflict)).getAttribute('data-current')).toBe('true');
  expect(asked.filter(({ method }) => method === 'POST')).toEqual([]);
});

test('decisions survive leaving the screen', async () => {
  serve(answers());
  const shown = showMerge('m1');
  await rowOf(viMerge.kind.insert);
  const user = userEvent.setup();
  await user.keyboard('r');

  shown.unmount();
  showMerge('m1');

  expect(await standingOf(viMerge.kind.insert)).toBe(viMerge.decision.refuse);
});

test('another person on the same machine decides anew', async () => {
  serve(answers());
  const shown = showMerge('m1');
  await rowOf(viMerge.kind.insert);
  await userEvent.setup().keyboard('r');
  shown.unmount();

  serve({ ...answers(), 'GET /api/me': { body: { ...me, id: 'bao' } } });
  showMerge('m1');

  expect(await standingOf(viMerge.kind.insert)).toBe(viMerge.decision.pending);
});

test('own words, decisions and refusals are sent', async () => {
  const asked = serve({ ...answers(), [APPLY]: { body: { ...merge, state: 'applied' } } });
  showMerge('m1');
  await rowOf(viMerge.kind.insert);
  const user = userEvent.setup();

  await user.keyboard('r');
  await user.keyboard('jj3');
  const field = await screen.findByLabelText(viMerge.conflict.writeLabel);
  await user.clear(field);
  await user.type(field, 'Xử lý 141 vụ vi phạm.');
  await user.click(screen.getByRole('button', { name: viMerge.conflict.use }));
  await user.click(applyButton());

  await waitFor(() =>
    expect(asked.find(({ path }) => path === '/api/merges/m1/apply')?.body).toEqual({
      decisions: { 'conflict:b4': { write: 'Xử lý 141 vụ vi phạm.' } },
      refused: ['insert:b1'],
    }),
  );
});

test('an applied merge is for reading, offers its undo and the way to the part', async () => {
  const asked = serve({
    ...answers(),
    'GET /api/merges/m1': [{ body: mergeView }, { body: applied }],
    [APPLY]: { body: { ...merge, state: 'applied' } },
    'POST /api/merges/m1/revert': { body: { ...merge, state: 'reverted' } },
  });
  showMerge('m1');
  await rowOf(viMerge.kind.insert);
  const user = userEvent.setup();
  await user.keyboard('jjj2');

  await user.keyboard('{Control>}{Enter}{/Control}');
  const part = await screen.findByRole('link', { name: viMerge.openPart });
  const toast = await screen.findByText('Đã hợp nhất 2. Quản lý đô thị, môi trường');
  const [, ofToast] = screen.getAllByRole('button', { name: viMerge.revert });
  expect(ofToast?.compareDocumentPosition(toast)).toBe(Node.DOCUMENT_POSITION_PRECEDING);
  await user.click(ofToast ?? toast);

  expect(part.getAttribute('href')).toBe('/parts/p2');
  expect(screen.queryByRole('button', { name: /^Áp dụng/ })).toBeNull();
  await waitFor(() => expect(asked.some(({ path }) => path === '/api/merges/m1/revert')).toBe(true));
});

test('an applied merge shows how it was decided, own words included, and lets nobody decide anew', async () => {
  const words = 'Xử lý 141 vụ vi phạm, trong đó cưỡng chế 12 vụ.';
  const decided = { ...applied, decisions: { 'conflict:b4': { write: words } }, refused: ['insert:b1'] };
  serve({ ...answers(), 'GET /api/merges/m1': { body: decided } });
  showMerge('m1');

  expect(await standingOf(viMerge.kind.insert)).toBe(viMerge.decision.refuse);
  expect(await standingOf(viMerge.kind.figures)).toBe(viMerge.decision.accept);
  expect(await standingOf(viMerge.kind.conflict)).toBe(viMerge.decision.write);
  expect(screen.getByText(words)).toBeTruthy();
  expect(screen.queryByRole('button', { name: viMerge.conflict.edit })).toBeNull();
});

test('a merge that was put aside unapplied claims no decision', async () => {
  serve({ ...answers(), 'GET /api/merges/m1': { body: { ...mergeView, state: 'discarded' } } });
  showMerge('m1');

  expect(await standingOf(viMerge.kind.insert)).toBe('');
});

test('a part that was edited meanwhile is compared again, and decisions that still fit are kept', async () => {
  const again = {
    ...mergeView,
    id: idOf<MergeView['id']>('m2'),
    changes: mergeView.changes.map((change) =>
      change.id === 'replace:b2' ? { ...change, before: 'Công khai quy hoạch ở mọi tổ dân phố.' } : change,
    ),
  };
  const { sectionTitle, partTitle, part, section, submittedBy, submittedAt, decisions, refused, ...staged } = again;
  const asked = serve({
    ...answers(),
    [APPLY]: refusal('merge/part-changed', 409),
    'POST /api/parts/p2/merges': { status: 201, body: staged },
    'GET /api/merges/m2': {
      body: { ...staged, sectionTitle, partTitle, part, section, submittedBy, submittedAt, decisions, refused },
    },
  });
  showMerge('m1');
  await rowOf(viMerge.kind.insert);
  const user = userEvent.setup();
  await user.keyboard('rr');
  await user.keyboard('j2');

  await user.click(applyButton());

  expect(await screen.findByText('Giữ 2 quyết định còn khớp; hãy xem lại rồi áp dụng.')).toBeTruthy();
  expect(await standingOf(viMerge.kind.insert)).toBe(viMerge.decision.refuse);
  expect(await standingOf(viMerge.kind.conflict)).toBe(viMerge.decision.theirs);
  expect(await standingOf(viMerge.kind.words)).toBe(viMerge.decision.pending);
  expect(asked.find(({ path }) => path === '/api/parts/p2/merges')?.body).toEqual({ submissionId: 'u3' });
});

test('a conflict that the server still finds open is shown with the reason', async () => {
  serve({ ...answers(), [APPLY]: refusal('merge/undecided', 409, { open: ['conflict:b4'] }) });
  showMerge('m1');
  await rowOf(viMerge.kind.insert);
  const user = userEvent.setup();
  await user.keyboard('jjj1');

  await user.click(applyButton());

  expect(await screen.findByText(/Còn xung đột chưa quyết/)).toBeTruthy();
});

test('a helper prepares, and reads who applies', async () => {
  const asked = serve(answers(HELPER_RIGHTS));
  showMerge('m1');
  await rowOf(viMerge.kind.insert);
  const user = userEvent.setup();

  await user.keyboard('jjj1');
  await user.click(applyButton());

  expect(screen.getByText(viMerge.reason.right)).toBeTruthy();
  expect(asked.filter(({ method }) => method === 'POST')).toEqual([]);
});

test('letters typed into a field decide nothing', async () => {
  serve(answers());
  showMerge('m1');
  await rowOf(viMerge.kind.insert);
  const user = userEvent.setup();

  await user.keyboard('jjj3');
  const field = await screen.findByLabelText<HTMLTextAreaElement>(viMerge.conflict.writeLabel);
  await user.type(field, ' ar1u');

  expect(field.value).toMatch(/ ar1u$/);
  expect(await standingOf(viMerge.kind.conflict)).toBe(viMerge.decision.write);
});

test('a phone is told that merging is not offered, with the way back', async () => {
  stubBrowser({ isPhone: true });
  serve(answers());

  showMerge('m1');

  expect(await screen.findByText(viMerge.phone.title)).toBeTruthy();
  const back = await screen.findByRole('link', { name: viMerge.back });
  await waitFor(() => expect(back.getAttribute('href')).toBe('/reports/r1?tab=consolidated'));
});
