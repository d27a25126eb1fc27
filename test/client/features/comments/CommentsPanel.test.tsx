// @vitest-environment happy-dom
import { cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { CommentsPanel } from '#client/features/comments/CommentsPanel.tsx';
import { viComments } from '#shared/messages/vi/comments.ts';
import { idOf } from '#shared/model/ids.ts';
import type { Thread } from '#shared/protocol/documents.ts';
import { committee } from '#test/client/features/merge/example.ts';
import { serve } from '#test/client/features/merge/fake-server.ts';
import { stubBrowser } from '#test/client/features/merge/show.tsx';
import { show } from '#test/client/show.tsx';

const threads: readonly Thread[] = ['first', 'second', 'third'].map((id, at) => ({
  id: idOf(id),
  documentId: idOf('d1'),
  state: 'open',
  blockId: idOf('b1'),
  quote: id,
  by: idOf('huong'),
  at,
  resolvedBy: null,
  resolvedAt: null,
  messages: [{ id: idOf(`m${id}`), by: idOf('huong'), at, text: 'Đã đối chiếu chưa?', mentions: [] }],
}));

async function quotesWith(present: ReadonlySet<string> | null): Promise<readonly (string | null)[]> {
  serve({
    'GET /api/documents/d1/threads': { body: { items: threads } },
    'GET /api/committees/c1': { body: committee },
  });
  show(
    <CommentsPanel
      documentId="d1"
      committeeId="c1"
      mayComment
      place={null}
      onPlaced={() => undefined}
      activeId={null}
      onActivate={() => undefined}
      present={present}
      whenSaved={() => Promise.resolve()}
    />,
  );
  await screen.findAllByRole('article');
  return screen.getAllByRole('blockquote').map((quote) => quote.textContent);
}

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

test('comments stand in the order of their words, those without words last', async () => {
  expect(await quotesWith(new Set(['third', 'second']))).toEqual(['third', 'second', 'first']);

  expect(screen.getAllByText(viComments.gone)).toHaveLength(1);
});

test('while the text is not there, no words are called deleted', async () => {
  expect(await quotesWith(null)).toEqual(['first', 'second', 'third']);

  expect(screen.queryByText(viComments.gone)).toBeNull();
});

test('a comment that was sent shows among the open ones, also where the resolved were looked at', async () => {
  const made: (string | null)[] = [];
  stubBrowser({ isPhone: false });
  const sent = { ...threads[0], id: 'new' };
  serve({
    'GET /api/documents/d1/threads': { body: { items: [] } },
    'GET /api/committees/c1': { body: committee },
    'POST /api/documents/d1/threads': { status: 201, body: sent },
  });
  show(
    <CommentsPanel
      documentId="d1"
      committeeId="c1"
      mayComment
      place={{ blockId: 'b1', quote: 'Thu', at: 0 }}
      onPlaced={(threadId) => made.push(threadId)}
      activeId={null}
      onActivate={() => undefined}
      present={new Set()}
      whenSaved={() => Promise.resolve()}
    />,
  );
  const user = userEvent.setup();
  const filter = await screen.findByRole<HTMLSelectElement>('combobox', { name: viComments.filter });
  await user.selectOptions(filter, 'resolved');

  await user.type(screen.getByRole('textbox', { name: viComments.new }), 'Nguồn?');
  await user.click(screen.getByRole('button', { name: viComments.send }));

  await waitFor(() => expect(made).toEqual(['new']));
  expect(filter.value).toBe('open');
});
