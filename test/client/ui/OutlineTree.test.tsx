// @vitest-environment happy-dom
import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState, type ReactElement } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { OutlineTree, type TreeMoving } from '#client/ui/OutlineTree.tsx';
import { show } from '#test/client/show.tsx';

interface Item {
  readonly id: string;
  readonly children: readonly Item[];
}

const leaf = (id: string): Item => ({ id, children: [] });
const items: readonly Item[] = [{ id: 'A', children: [leaf('A1'), leaf('A2')] }, leaf('B')];

interface TreeProps {
  readonly onOpen: (id: string) => void;
  readonly moving?: TreeMoving<Item>;
}

function Tree({ onOpen, moving }: TreeProps): ReactElement {
  const [chosen, setChosen] = useState<string | null>(null);
  return (
    <OutlineTree
      label="Outline"
      items={items}
      head={<th>Section</th>}
      nameOf={(item) => item.id}
      chosenId={chosen}
      onChoose={setChosen}
      onOpen={(item) => onOpen(item.id)}
      moving={moving}
      renderCells={({ item, tabIndex, toggle }) => (
        <td>
          {toggle}
          <a href={`#${item.id}`} tabIndex={tabIndex}>
            {item.id}
          </a>
        </td>
      )}
    />
  );
}

/** Names of the rows that can be seen, the focused one in brackets. */
function rows(): string {
  const seen = screen.getAllByRole('row').filter((row) => row.hasAttribute('aria-level'));
  return seen.map((row) => (row === document.activeElement ? `[${row.textContent}]` : row.textContent)).join(' ');
}

async function openTree(): Promise<{ press: (keys: string) => Promise<void>; opened: readonly string[] }> {
  const opened: string[] = [];
  show(<Tree onOpen={(id) => opened.push(id)} />);
  const user = userEvent.setup();
  await user.tab();
  return { press: (keys) => user.keyboard(keys), opened };
}

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

test('the Tab key enters the tree at one row', async () => {
  await openTree();

  expect(rows()).toBe('[A] A1 A2 B');
});

test('up and down walk over all rows that can be seen, and stop at the ends', async () => {
  const { press } = await openTree();

  await press('{ArrowDown}{ArrowDown}');
  expect(rows()).toBe('A A1 [A2] B');
  await press('{ArrowDown}{ArrowDown}');
  expect(rows()).toBe('A A1 A2 [B]');
  await press('{ArrowUp}');
  expect(rows()).toBe('A A1 [A2] B');
});

test('left goes to the heading, then collapses it; right opens it, then goes in', async () => {
  const { press } = await openTree();

  await press('{ArrowDown}{ArrowLeft}');
  expect(rows()).toBe('[A] A1 A2 B');
  await press('{ArrowLeft}');
  expect(rows()).toBe('[A] B');
  await press('{ArrowRight}');
  expect(rows()).toBe('[A] A1 A2 B');
  await press('{ArrowRight}');
  expect(rows()).toBe('A [A1] A2 B');
});

test('Home and End go to the ends, Enter opens', async () => {
  const { press, opened } = await openTree();

  await press('{End}');
  expect(rows()).toBe('A A1 A2 [B]');
  await press('{Enter}');
  await press('{Home}');
  expect(rows()).toBe('[A] A1 A2 B');
  expect(opened).toEqual(['B']);
});

test('the mouse collapses without choosing', async () => {
  await openTree();

  await userEvent.click(screen.getByRole('button', { name: 'Thu gọn A' }));

  expect(rows()).toBe('A B');
  expect(screen.queryAllByRole('row', { selected: true })).toEqual([]);
});

test('only the links of the chosen row are stops of the Tab key', async () => {
  const { press } = await openTree();

  await press('{ArrowDown}');

  const stops = screen.getAllByRole('link').filter((link) => link.tabIndex === 0);
  expect(stops.map((link) => link.textContent)).toEqual(['A1']);
});

test('readers of the screen hear the level, the place and whether it is open', async () => {
  await openTree();

  const attributes = (name: string): readonly (string | null)[] => {
    const row = screen.getByRole('link', { name }).closest('tr');
    return ['aria-level', 'aria-posinset', 'aria-setsize', 'aria-expanded'].map(
      (one) => row?.getAttribute(one) ?? null,
    );
  };
  expect(attributes('A')).toEqual(['1', '1', '2', 'true']);
  expect(attributes('A2')).toEqual(['2', '2', '2', null]);
});

test('Alt and an arrow ask for a place for the row, or say that there is none on that side', async () => {
  const asked: string[] = [];
  const onPlace: TreeMoving<Item>['onPlace'] = (item, place, how) =>
    asked.push(
      `${item.id} ${how} ${place === null ? 'nowhere' : `${place.parentId ?? 'top'} ${String(place.position)}`}`,
    );
  show(<Tree onOpen={() => undefined} moving={{ mayPlace: () => true, onPlace }} />);
  const user = userEvent.setup();
  await user.tab();

  await user.keyboard('{Alt>}{ArrowDown}{ArrowUp}{/Alt}{ArrowDown}{ArrowDown}{Alt>}{ArrowRight}{ArrowLeft}{/Alt}');

  expect(asked).toEqual(['A down top 1', 'A up nowhere', 'A2 in A1 0', 'A2 out top 1']);
});

test('a tree whose rows may not be moved leaves Alt and the arrows to the browser', async () => {
  const { press, opened } = await openTree();

  await press('{Alt>}{ArrowDown}{/Alt}');

  expect(rows()).toBe('[A] A1 A2 B');
  expect(opened).toEqual([]);
});

test('what goes into a collapsed row opens it, so that it stays in sight', async () => {
  show(<Tree onOpen={() => undefined} moving={{ mayPlace: () => true, onPlace: () => undefined }} />);
  const user = userEvent.setup();
  await user.tab();

  await user.keyboard('{ArrowLeft}{End}');
  expect(rows()).toBe('A [B]');
  await user.keyboard('{Alt>}{ArrowRight}{/Alt}');

  expect(rows()).toBe('A A1 A2 [B]');
});
