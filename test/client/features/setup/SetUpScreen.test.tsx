// @vitest-environment happy-dom
import { cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SetUpScreen } from '#client/features/setup/SetUpScreen.tsx';
import { idOf, type PersonId } from '#shared/model/ids.ts';
import { viErrors } from '#shared/messages/vi/errors.ts';
import { viObjects } from '#shared/messages/vi/objects.ts';
import { viSetup } from '#shared/messages/vi/setup.ts';
import { refusal, serve, type Asked, type Reply } from '#test/client/features/merge/fake-server.ts';
import { show } from '#test/client/show.tsx';

const me = {
  id: idOf<PersonId>('p0'),
  login: 'tungdt',
  name: 'Đỗ Thanh Tùng',
  admin: true,
  demo: false,
  committees: [],
};
const organisation = {
  id: 'o1',
  name: 'Đảng ủy phường Ngọc Lâm',
  parentName: '',
  place: '',
  abbreviation: '',
  profile: 'dang-hd05-2026',
  toneStyle: 'old',
  signature: { form: 'onBehalfOfBody', body: '', position: '', name: '' },
  recipients: [],
};
const listed = (...committees: readonly unknown[]): Reply => ({
  body: { items: [{ id: 'o1', name: organisation.name, committees }] },
});
const own = { id: 'c1', title: 'Tiểu ban Văn kiện', hasChair: true, mayManage: true };
const committee = {
  id: 'c1',
  title: own.title,
  organisationId: 'o1',
  organisation: organisation.name,
  congress: 'Đại hội đại biểu lần thứ XXIII',
  term: '2025–2030',
  people: [],
  reports: [],
  rights: ['see', 'manage'],
};

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  localStorage.clear();
});

beforeEach(() => {
  // What happy-dom lacks: fonts that load.
  Object.defineProperty(document, 'fonts', { value: new EventTarget(), configurable: true });
});

function open(answers: Readonly<Record<string, Reply | readonly Reply[]>>): readonly Asked[] {
  const asked = serve({
    'GET /api/organisations/o1': { body: organisation },
    'GET /api/committees/c1': { body: committee },
    'GET /api/committees/c1/people': { body: { items: [] } },
    ...answers,
  });
  show(<SetUpScreen me={me} invitePanel={({ committee: title }) => `mời vào ${title}`} />, '/thiet-lap');
  return asked;
}

async function press(name: string): Promise<void> {
  await userEvent.click(await screen.findByRole('button', { name }));
}

async function fill(label: string, text: string): Promise<void> {
  await userEvent.click(await screen.findByLabelText(label));
  await userEvent.paste(text);
}

test('each step can be left out, and be come back to', async () => {
  open({ 'GET /api/organisations': { body: { items: [] } } });

  await press(viSetup.steps.skip);
  expect(screen.getByRole('heading', { level: 1, name: viSetup.committee.title })).toBeTruthy();
  await press(viSetup.steps.skip);
  await press(viSetup.steps.skip);
  expect(screen.getByRole('heading', { level: 1, name: viSetup.finished.title })).toBeTruthy();
  await press(`${viSetup.steps.edit}: ${viSetup.committee.title}`);

  expect(screen.getByRole('heading', { level: 1, name: viSetup.committee.title })).toBeTruthy();
});

test('whoever leaves finds what was typed, at the step where they were', async () => {
  open({ 'GET /api/organisations': listed() });
  await fill(viSetup.committee.committee, 'Tiểu ban Văn kiện');
  cleanup();

  open({ 'GET /api/organisations': listed() });

  expect((await screen.findByLabelText<HTMLInputElement>(viSetup.committee.committee)).value).toBe('Tiểu ban Văn kiện');
});

test('a step that was saved is not asked for again, also in another browser', async () => {
  open({ 'GET /api/organisations': listed(own) });

  expect(await screen.findByRole('heading', { level: 1, name: viSetup.report.title })).toBeTruthy();
  expect(screen.getByText('mời vào Tiểu ban Văn kiện')).toBeTruthy();
});

test('the committee of others is not taken for one’s own', async () => {
  open({ 'GET /api/organisations': listed({ ...own, mayManage: false }) });

  expect(await screen.findByRole('heading', { level: 1, name: viSetup.organisation.title })).toBeTruthy();
});

test('an organisation that was left out is asked for with the committee', async () => {
  const asked = open({
    'GET /api/organisations': [{ body: { items: [] } }, listed(own)],
    'POST /api/organisations': { status: 201, body: organisation },
    'POST /api/committees': { status: 201, body: { id: 'c1', title: own.title } },
  });
  await press(viSetup.steps.skip);
  await fill(viSetup.committee.committee, own.title);
  await fill(viSetup.committee.startedOn, '2/3/2020');
  await press(viSetup.steps.save);
  expect(screen.getByText(viObjects.organisation.nameMissing)).toBeTruthy();

  await fill(viObjects.organisation.name, organisation.name);
  await press(viSetup.steps.save);

  await screen.findByRole('heading', { level: 1, name: viSetup.report.title });
  expect(asked.filter(({ method }) => method === 'POST').map(({ path, body }) => [path, body])).toMatchObject([
    ['/api/organisations', { name: organisation.name }],
    ['/api/committees', { organisationId: 'o1', title: own.title, startedOn: '2020-03-02', roles: ['bureau'] }],
  ]);
});

test('what is missing in a step gets the keys, the uppermost first', async () => {
  open({ 'GET /api/organisations': { body: { items: [] } } });
  await press(viSetup.steps.save);
  expect(document.activeElement).toBe(screen.getByLabelText(viObjects.organisation.name));

  await press(viSetup.steps.skip);
  await fill(viObjects.organisation.name, organisation.name);
  await fill(viSetup.committee.startedOn, '2/3/2020');
  await press(viSetup.steps.save);
  expect(document.activeElement).toBe(screen.getByLabelText(viSetup.committee.committee));
  await userEvent.paste(own.title);
  await fill(viSetup.committee.pasteHere, 'Họ tên\tVai trò\nLê Thu Hương\tThành viên\nPhạm Đức Anh\tKhách');
  await press(viSetup.steps.save);

  expect(document.activeElement?.getAttribute('aria-label')).toMatch(/^Vai trò, dòng 2/);
});

test('people who are refused stay on their lines with the reason, and nothing is made twice', async () => {
  const taken = {
    status: 422,
    body: {
      type: 'about:blank',
      title: '',
      status: 422,
      code: 'people/lines-wrong',
      errors: [{ pointer: '/people/0/login', code: 'person/login-taken' }],
    },
  };
  const asked = open({
    'GET /api/organisations': [listed(), listed(own)],
    'POST /api/committees': { status: 201, body: { id: 'c1', title: own.title } },
    'POST /api/committees/c1/people': [taken, { status: 201, body: { items: [] } }],
  });
  await fill(viSetup.committee.committee, own.title);
  await fill(viSetup.committee.startedOn, '2/3/2020');
  await fill(viSetup.committee.pasteHere, 'Họ tên\tVai trò\tTên đăng nhập\nLê Thu Hương\tThành viên\thuong');
  await press(viSetup.steps.save);
  expect(await screen.findByText(viErrors['person/login-taken'])).toBeTruthy();

  await userEvent.clear(screen.getByLabelText('Tên đăng nhập, dòng 1'));
  await press(viSetup.steps.save);

  await screen.findByRole('heading', { level: 1, name: viSetup.report.title });
  const made = asked.filter(({ method }) => method === 'POST').map(({ path }) => path);
  expect(made).toEqual(['/api/committees', '/api/committees/c1/people', '/api/committees/c1/people']);
});

test('the template for the committee’s own term is proposed, and nothing is made while its subject has open places', async () => {
  const pattern = 'của Đảng bộ {xã|phường} khóa {khóa} trình Đại hội lần thứ {lần}';
  const leaf = { title: 'Kinh tế', numbering: 'arabic', children: [] };
  const templateOf = (id: string, term: string): unknown => ({
    id,
    title: `Báo cáo chính trị, nhiệm kỳ ${term}`,
    titleEn: '',
    documentTitle: 'BÁO CÁO CHÍNH TRỊ',
    subjectPattern: pattern,
    pages: 30.3,
    sectionCount: 3,
    outline: [{ title: 'Kết quả', numbering: 'roman', children: [leaf, leaf] }],
  });
  const templates = [templateOf('t2020', '2020 - 2025'), templateOf('t2025', '2025 - 2030')];
  const asked = open({
    'GET /api/organisations': listed(own),
    'GET /api/committees/c1': { body: { ...committee, rights: ['see', 'manage', 'createReport'] } },
    'GET /api/outline-templates': { body: { items: templates, elements: [], wordsPerPage: 420 } },
    'POST /api/committees/c1/reports': refusal('store_trouble', 503),
  });

  const own2025 = await screen.findByRole<HTMLInputElement>('radio', { name: /2025 - 2030/ });
  expect(own2025.checked).toBe(true);
  expect(screen.getAllByText('2 mục, khoảng 30 trang')).toHaveLength(2);
  const subject = screen.getByLabelText<HTMLTextAreaElement>(viSetup.report.subject);
  expect(subject.value).toBe('của Đảng bộ phường khóa {khóa} trình Đại hội lần thứ XXIII');
  await press(viSetup.steps.save);
  expect(document.activeElement).toBe(subject);
  expect(screen.getByText(/Điền nốt {khóa}/)).toBeTruthy();
  expect(asked.some(({ method }) => method === 'POST')).toBe(false);

  await userEvent.clear(subject);
  await fill(viSetup.report.subject, 'trình Đại hội lần thứ XXIII');
  await press(viSetup.steps.save);

  await waitFor(() =>
    expect(asked.find(({ method }) => method === 'POST')?.body).toMatchObject({ templateId: 't2025' }),
  );
});

test('a list that is not a list of people says so and changes nothing', async () => {
  open({ 'GET /api/organisations': listed() });

  await fill(viSetup.committee.pasteHere, 'TT\tHọ tên\tVai trò\n');

  expect(await screen.findByText(viSetup.committee.pastedNothing)).toBeTruthy();
});

test('who does not administer is told so', () => {
  serve({ 'GET /api/organisations': refusal('forbidden', 403) });

  show(<SetUpScreen me={{ ...me, admin: false }} invitePanel={() => null} />, '/thiet-lap');

  expect(screen.getByRole('heading', { level: 1, name: viSetup.steps.onlyAdmin })).toBeTruthy();
});

test('a refusal of the first step keeps what was typed', async () => {
  open({ 'GET /api/organisations': { body: { items: [] } }, 'POST /api/organisations': refusal('store_trouble', 503) });
  await fill(viObjects.organisation.name, organisation.name);

  await press(viSetup.steps.save);

  expect(await screen.findByText(viErrors.store_trouble)).toBeTruthy();
  await waitFor(() =>
    expect(screen.getByLabelText<HTMLInputElement>(viObjects.organisation.name).value).toBe(organisation.name),
  );
});
