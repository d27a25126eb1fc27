import { expect, test, vi } from 'vitest';
import type { DocumentContent } from '#shared/document/document.ts';
import { idOf } from '#shared/model/ids.ts';
import type { Storage } from '#server/storage/storage.ts';
import { faultyStore } from '#test/world/faulty-store.ts';
import { gather, WAIT } from '#test/world/gathering.ts';
import { DOCUMENT, OTHER_DOCUMENT } from '#test/world/live.ts';

const here = gather();

/** Before each of the next transactions somebody else changes the text. */
function interfering(): { readonly wrap: (storage: Storage) => Storage; times: number; readonly order: string[] } {
  const store = {
    times: 0,
    order: new Array<string>(),
    wrap: (storage: Storage): Storage => ({
      rows: storage.rows,
      append: (batch) => storage.append(batch),
      loadLog: (id) => storage.loadLog(id),
      close: () => storage.close(),
      async transact(work) {
        if (store.times > 0) {
          const left = store.times - 1;
          store.times = 0;
          await write('khác', []);
          store.times = left;
        }
        store.order.push('transaction');
        return storage.transact(work);
      },
    }),
  };
  return store;
}

async function write(word: string, order: string[]): Promise<void> {
  await here.world.sync.documents.change({
    documentId: DOCUMENT,
    by: idOf('minh'),
    decide: ({ content }) => {
      order.push('decision');
      return append(content, word);
    },
  });
}

function append(content: DocumentContent, word: string): DocumentContent {
  return {
    blocks: content.blocks.map((block) =>
      block.type === 'paragraph'
        ? { ...block, content: [...block.content, { type: 'text' as const, text: ` ${word}`, marks: [] }] }
        : block,
    ),
  };
}

test('a change is made before its transaction, so that nobody waits for the making', async () => {
  const store = interfering();
  await here.open({ wrap: store.wrap });

  await write('một', store.order);

  expect(store.order).toEqual(['decision', 'transaction']);
});

test('a change that others were faster than is made again for their text', async () => {
  const store = interfering();
  await here.open({ wrap: store.wrap });
  const reader = await here.join('hoa');
  store.times = 2;

  await write('mới', store.order);

  expect(store.order.filter((step) => step === 'decision')).toHaveLength(3);
  await vi.waitFor(() => expect(reader.text()).toBe('Mở đầu khác khác mới'), WAIT);
  expect((await here.world.sync.documents.read(DOCUMENT)).seq).toBe(4);
});

test('a change that others are always faster than is made where nobody can be', async () => {
  const store = interfering();
  await here.open({ wrap: store.wrap });
  const reader = await here.join('hoa');
  store.times = 20;

  await write('mới', store.order);

  expect(store.order.slice(-2)).toEqual(['transaction', 'decision']);
  await vi.waitFor(() => expect(reader.text()).toMatch(/^Mở đầu( khác)+ mới$/), WAIT);
});

test('the rights of all open texts are looked at in one question', async () => {
  const store = faultyStore();
  await here.open({ wrap: store.wrap });
  await here.join('lan');
  await here.join('lan', { documentId: OTHER_DOCUMENT });
  const asked = { documents: 0, sessions: 0 };
  store.failsToRead = (table) => {
    if (table === 'documents' || table === 'sessions') asked[table] += 1;
    return false;
  };

  await vi.waitFor(() => expect(asked.sessions).toBeGreaterThanOrEqual(3), WAIT);

  expect(asked.documents).toBeLessThanOrEqual(asked.sessions + 1);
});
