// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ReportScreen } from '#client/features/outline/ReportScreen.tsx';
import { ToastCorner } from '#client/ui/UndoToast.tsx';
import { viErrors } from '#shared/messages/vi/errors.ts';
import { viObjects } from '#shared/messages/vi/objects.ts';
import { viOutline } from '#shared/messages/vi/outline.ts';
import { idOf } from '#shared/model/ids.ts';
import type { Report } from '#shared/protocol/reports.ts';
import { committee, me } from '#test/client/features/merge/example.ts';
import { refusal, serve, type Asked, type Reply } from '#test/client/features/merge/fake-server.ts';
import { CHAIR, detailOf, node, reportWith, templates } from '#test/client/features/outline/example.ts';
import { show } from '#test/client/show.tsx';

const first = node('s1', { title: 'Kinh tế' });
const second = node('s2', { title: 'Văn hóa' });
const outline = [first, second];

interface Scene {
  readonly rights?: readonly Report['rights'][number][];
  readonly report?: Report;
  readonly answers?: Readonly<Record<string, Reply | readonly Reply[]>>;
  readonly isPhone?: boolean;
}

function open({ rights = CHAIR, report = reportWith(outline, rights), answers = {}, isPhone = false }: Scene = {}): {
  readonly asked: readonly Asked[];
} {
  const asked = serve({
    'GET /api/me': { body: me },
    'GET /api/committees/c1': { body: committee },
    'GET /api/reports/r1': { body: report },
    'GET /api/reports/r1/outline/versions': { body: { items: [] } },
    'GET /api/outline-templates': { body: templates },
    'GET /api/sections/s1': { body: detailOf(first) },
    ...answers,
  });
  show(
    <>
      <ReportScreen reportId="r1" sectionActions={() => null} consolidated={() => null} />
      <ToastCorner />
    </>,
    '/reports/r1',
    { isPhone },
  );
  return { asked };
}

/** Titles of the rows from top to bottom. */
function rows(): readonly (string | undefined)[] {
  const seen = screen.getAllByRole('row').filter((row) => row.hasAttribute('aria-level'));
  return seen.map((row) => within(row).getByRole('link').textContent ?? undefined);
}

function changes(asked: readonly Asked[]): readonly Asked[] {
  return asked.filter(({ method }) => method !== 'GET');
}

async function chooseFirst(): Promise<void> {
  await userEvent.click(await screen.findByText(viObjects.unassigned, { selector: '[data-row="s1"] *' }));
}

/** Keeps answers of an address back until it is called. */
function holdBack(ending: string): () => void {
  const answer = fetch;
  let release = (): void => undefined;
  const held = new Promise<void>((settle) => {
    release = settle;
  });
  vi.stubGlobal('fetch', async (input: string, init: RequestInit) => {
    if (input.endsWith(ending)) await held;
    return answer(input, init);
  });
  return () => release();
}

/** Puts a text in place of what is in a field, in one go. */
async function fill(field: HTMLElement, text: string): Promise<void> {
  await userEvent.clear(field);
  await userEvent.paste(text);
}

async function openSheet(): Promise<HTMLElement> {
  await chooseFirst();
  await userEvent.click(screen.getByRole('button', { name: 'Sửa và giao mục Kinh tế' }));
  const sheet = await screen.findByRole('dialog');
  await within(sheet).findByLabelText(viOutline.fields.due);
  return sheet;
}

beforeEach(() => {
  Object.defineProperty(document, 'fonts', { value: new EventTarget(), configurable: true });
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe(): void {}
      unobserve(): void {}
      disconnect(): void {}
    },
  );
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

test('a section that nobody has is not called assigned, and that is said once', async () => {
  open({ report: reportWith([first, node('s2', { title: 'Văn hóa', ownerId: me.id })], CHAIR) });

  const free = within(await screen.findByRole('row', { name: /Kinh tế/ }));
  expect(free.getAllByText(viObjects.unassigned)).toHaveLength(1);
  expect(free.queryByText(viObjects.states.assigned)).toBeNull();
  const owned = within(screen.getByRole('row', { name: /Văn hóa/ }));
  expect(owned.getByText(viObjects.states.assigned)).toBeTruthy();
  expect(owned.queryByText(viObjects.unassigned)).toBeNull();
});

test('who may only look is offered no change', async () => {
  open({ rights: ['see'] });

  await chooseFirst();

  expect(screen.queryByRole('button', { name: viOutline.add.section })).toBeNull();
  expect(screen.queryByRole('button', { name: /^Sửa và giao/ })).toBeNull();
  expect(screen.queryByTitle(viOutline.pull)).toBeNull();
  expect(screen.getByRole('button', { name: viOutline.export })).toBeTruthy();
});

test('a row goes to its place before the server has answered, and back again when that is refused', async () => {
  const { asked } = open({ answers: { 'POST /api/sections/s1/place': refusal('internal', 500) } });
  await chooseFirst();
  screen.getByRole('row', { selected: true }).focus();

  const release = holdBack('/place');
  await userEvent.keyboard('{Alt>}{ArrowDown}{/Alt}');

  await waitFor(() => expect(rows()).toEqual(['Văn hóa', 'Kinh tế']));
  expect(screen.getByText('Kinh tế: vị trí 2 ở cấp cao nhất')).toBeTruthy();
  release();
  expect(await screen.findByText(viErrors.internal)).toBeTruthy();
  await waitFor(() => expect(rows()).toEqual(['Kinh tế', 'Văn hóa']));
  expect(changes(asked)).toEqual([
    { method: 'POST', path: '/api/sections/s1/place', body: { parentId: null, position: 1 } },
  ]);
});

test('moves that a key can’t make are said, and nothing is asked of the server', async () => {
  const { asked } = open();
  await chooseFirst();
  screen.getByRole('row', { selected: true }).focus();

  await userEvent.keyboard('{Alt>}{ArrowUp}{/Alt}');

  expect(screen.getByText('Kinh tế đã ở đầu')).toBeTruthy();
  expect(changes(asked)).toEqual([]);
});

test('a section that is deleted can be brought back where it is said', async () => {
  const { asked } = open({
    answers: {
      'GET /api/reports/r1': [
        { body: reportWith(outline, CHAIR) },
        { body: reportWith([second], CHAIR) },
        { body: reportWith(outline, CHAIR) },
      ],
      'DELETE /api/sections/s1': { status: 204, body: undefined },
      'POST /api/sections/s1/restore': { body: detailOf(first) },
    },
  });
  await chooseFirst();
  await userEvent.click(screen.getByRole('button', { name: 'Việc khác với mục Kinh tế' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: viOutline.deeds.remove }));
  await waitFor(() => expect(rows()).toEqual(['Văn hóa']));

  await userEvent.click(await screen.findByRole('button', { name: viOutline.undo }));

  await waitFor(() => expect(rows()).toEqual(['Kinh tế', 'Văn hóa']));
  expect(changes(asked).map(({ method, path }) => `${method} ${path}`)).toEqual([
    'DELETE /api/sections/s1',
    'POST /api/sections/s1/restore',
  ]);
});

test('the sheet saves what was changed and nothing else', async () => {
  const { asked } = open({ answers: { 'PATCH /api/sections/s1': { body: detailOf(first, { rowVersion: 2 }) } } });
  const sheet = within(await openSheet());

  await fill(sheet.getByLabelText(viOutline.fields.targetPages), '2,5');
  await userEvent.click(sheet.getByLabelText('Số liệu'));
  await userEvent.click(sheet.getByRole('button', { name: viOutline.sheet.save }));

  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(changes(asked)).toEqual([
    {
      method: 'PATCH',
      path: '/api/sections/s1',
      body: { elements: [{ key: 'figures', vi: 'Số liệu', en: 'figures' }], targetWords: 1_050 },
    },
  ]);
});

test('a person is found without marks, and is given the section', async () => {
  const { asked } = open({
    answers: { 'PUT /api/sections/s1/assignment': { body: detailOf(first, { rowVersion: 2 }) } },
  });
  const sheet = within(await openSheet());

  await fill(sheet.getByRole('combobox', { name: viOutline.fields.ownerId }), 'do thanh');
  await userEvent.click(await screen.findByRole('option', { name: /Đỗ Thanh Tùng/ }));
  await userEvent.click(sheet.getByRole('button', { name: viOutline.sheet.save }));

  await waitFor(() => expect(changes(asked)).toHaveLength(1));
  expect(changes(asked)[0]?.body).toEqual({
    ownerId: 'tung',
    coEditorIds: [],
    approverId: null,
    startOn: null,
    due: null,
    product: '',
    applyToChildren: false,
  });
});

test('what is refused is said at its field, and what was typed is there again after closing', async () => {
  const refused = refusal('section/due-before-start', 422, { field: 'due' });
  open({ answers: { 'PATCH /api/sections/s1': refused } });
  let sheet = within(await openSheet());
  await fill(sheet.getByLabelText(viOutline.fields.due), '5/4/2020');

  await userEvent.click(sheet.getByRole('button', { name: viOutline.sheet.save }));
  expect(await sheet.findByText(viErrors['section/due-before-start'])).toBeTruthy();
  await userEvent.click(sheet.getByRole('button', { name: 'Để sau' }));
  await userEvent.click(await screen.findByRole('button', { name: viOutline.sheet.openAgain }));

  sheet = within(await screen.findByRole('dialog'));
  expect((await sheet.findByLabelText(viOutline.fields.due)).getAttribute('value')).toBe('5/4/2020');
});

test('after a refusal as stale both are shown, and the person chooses', async () => {
  const newer = detailOf(first, { rowVersion: 2, product: 'Tệp Word' });
  const { asked } = open({
    answers: {
      'GET /api/sections/s1': [{ body: detailOf(first) }, { body: newer }],
      'PATCH /api/sections/s1': [refusal('stale', 412), { body: { ...newer, rowVersion: 3 } }],
    },
  });
  const sheet = within(await openSheet());
  await fill(sheet.getByLabelText(viOutline.fields.product), 'Bản in');
  await userEvent.click(sheet.getByRole('button', { name: viOutline.sheet.save }));

  expect(await sheet.findByText('Tệp Word')).toBeTruthy();
  expect(sheet.getByText('Bản in')).toBeTruthy();
  await userEvent.click(sheet.getByRole('button', { name: viOutline.sheet.takeMine }));
  await userEvent.click(sheet.getByRole('button', { name: viOutline.sheet.save }));

  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(changes(asked).map(({ body }) => body)).toEqual([{ product: 'Bản in' }, { product: 'Bản in' }]);
});

test('on a phone a section is given out and dated, and nothing else is changed', async () => {
  open({ isPhone: true });

  const sheet = within(await openSheet());

  expect(sheet.queryByLabelText(viOutline.fields.guidance)).toBeNull();
  expect(sheet.getByRole('combobox', { name: viOutline.fields.ownerId })).toBeTruthy();
  expect(screen.queryByRole('button', { name: viOutline.add.section })).toBeNull();
});

test('the approved version is named, and that it was changed since', async () => {
  const outlineVersion = {
    number: 3,
    approvedBy: idOf<never>('huong'),
    approvedAt: Date.UTC(2020, 2, 20),
    changedSince: true,
  };
  open({ report: { ...reportWith(outline, CHAIR), outlineVersion } });

  expect(await screen.findByText('Đề cương lần 3, Trưởng tiểu ban duyệt 20/3/2020')).toBeTruthy();
  expect(screen.getByText(new RegExp(viOutline.versions.changedSince))).toBeTruthy();
});

test('an outline without a section tells who makes it the next step, and the others to wait', async () => {
  open({ report: reportWith([], CHAIR) });
  expect(await screen.findByRole('button', { name: viOutline.add.first })).toBeTruthy();
  cleanup();

  open({ report: reportWith([], ['see']) });
  expect(await screen.findByText(viOutline.noneText)).toBeTruthy();
  expect(screen.queryByRole('button', { name: viOutline.add.first })).toBeNull();
});

test('the menu of a row moves it too, for who can neither pull nor press keys', async () => {
  const { asked } = open({ answers: { 'POST /api/sections/s2/place': { body: detailOf(second) } } });
  await userEvent.click(await screen.findByText(viObjects.unassigned, { selector: '[data-row="s2"] *' }));

  await userEvent.click(screen.getByRole('button', { name: 'Việc khác với mục Văn hóa' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: viOutline.deeds.in }));

  await waitFor(() => expect(changes(asked).map(({ body }) => body)).toEqual([{ parentId: 's1', position: 0 }]));
});
