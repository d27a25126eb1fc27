// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState, type ReactElement } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SubmissionActions } from '#client/features/submissions/SubmissionActions.tsx';
import { dismissToast, readToasts } from '#client/ui/toast.ts';
import { viErrors } from '#shared/messages/vi/errors.ts';
import { viSubmissions } from '#shared/messages/vi/submissions.ts';
import { idOf } from '#shared/model/ids.ts';
import type { OutlineNode } from '#shared/protocol/reports.ts';
import { me, submissions } from '#test/client/features/merge/example.ts';
import { refusal, serve } from '#test/client/features/merge/fake-server.ts';
import { stubBrowser } from '#test/client/features/merge/show.tsx';
import { show } from '#test/client/show.tsx';
import { section } from './example.ts';

const submitted: OutlineNode = {
  ...section,
  state: 'submitted',
  submissionId: idOf('u3'),
  rights: ['see', 'read', 'comment', 'withdraw'],
};
const received: OutlineNode = { ...submitted, state: 'received', rights: ['see', 'read', 'comment'] };

beforeEach(() => stubBrowser({ isPhone: false }));

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  for (const { id } of readToasts()) dismissToast(id);
});

/** The section as it becomes, one state after the other. */
function Becoming({ states }: { readonly states: readonly OutlineNode[] }): ReactElement {
  const [at, setAt] = useState(0);
  const now = states[at] ?? section;
  return (
    <>
      <SubmissionActions section={now} place="header" whenSaved={() => Promise.resolve()} />
      <button type="button" onClick={() => setAt(at + 1)}>
        next
      </button>
    </>
  );
}

test('the owner of a received section is offered nothing, and told nothing about submitting', () => {
  serve({ 'GET /api/me': { body: me } });

  show(<SubmissionActions section={received} place="header" whenSaved={() => Promise.resolve()} />);

  expect(screen.queryAllByRole('button')).toEqual([]);
  expect(screen.queryByText(viErrors['submission/not-writable'])).toBeNull();
});

test('taking a submission back is offered until it is received', async () => {
  serve({
    'GET /api/me': { body: me },
    'POST /api/sections/s2/submissions': { status: 201, body: { ...submissions[0], state: 'submitted' } },
  });
  show(<Becoming states={[section, submitted, received]} />);
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: viSubmissions.submit }));
  const dialog = within(await screen.findByRole('dialog'));
  await user.click(dialog.getByRole('button', { name: viSubmissions.submit }));
  await waitFor(() => expect(readToasts().map(({ action }) => action?.label)).toEqual([viSubmissions.withdraw]));

  const next = screen.getByText('next');
  await user.click(next);
  expect(readToasts()).toHaveLength(1);
  await user.click(next);

  expect(readToasts()).toEqual([]);
});

test('a note that was sent is not offered again, one that was not is', async () => {
  const asked = serve({
    'GET /api/me': { body: me },
    'POST /api/sections/s2/submissions': [
      refusal('submission/empty-text', 422),
      { status: 201, body: { ...submissions[0], state: 'submitted' } },
    ],
  });
  show(<Becoming states={[section]} />);
  const user = userEvent.setup();
  const submit = async (): Promise<string> => {
    await user.click(screen.getByRole('button', { name: viSubmissions.submit }));
    const dialog = within(await screen.findByRole('dialog'));
    const { value } = dialog.getByRole<HTMLTextAreaElement>('textbox');
    if (value === '') await user.type(dialog.getByRole('textbox'), 'Gấp.');
    const before = asked.length;
    await user.click(dialog.getByRole('button', { name: viSubmissions.submit }));
    await waitFor(() => expect(asked.length).toBeGreaterThan(before));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    return value;
  };

  expect(await submit()).toBe('');
  expect(await submit()).toBe('Gấp.');
  expect(await submit()).toBe('');
});
