// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { StateBanner } from '#client/features/writing/StateBanner.tsx';
import { LanguageProvider } from '#client/ui/language.tsx';
import { viWriting } from '#shared/messages/vi/writing.ts';
import type { SectionMoveEntry } from '#shared/protocol/sections.ts';
import { me, sectionDetail, textState, who } from './example.ts';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const by = (move: SectionMoveEntry['move'], id: SectionMoveEntry['by'], reason = ''): SectionMoveEntry => {
  return { move, from: 'drafting', to: 'submitted', by: id, at: 0, reason };
};

function showBanner(documentState: string, grade: 'edit' | 'comment', moves: readonly SectionMoveEntry[]): string {
  const { container } = render(
    <LanguageProvider>
      <StateBanner
        detail={{ ...sectionDetail, moves: [...moves] }}
        state={{ ...textState, documentState, grade }}
        me={me}
        nameOf={(id) => `Tên ${id}`}
        action={null}
      />
    </LanguageProvider>,
  );
  return container.textContent;
}

test('what was said with a submission is read beside it, the last one alone', () => {
  const moves = [
    by('submit', who.author, 'Bản đầu.'),
    by('withdraw', who.author),
    by('submit', who.author, 'Chờ số quý III.'),
  ];

  const words = showBanner('submitted', 'comment', moves);

  expect(words).toContain('Tên tung nhắn: “Chờ số quý III.”');
  expect(words).not.toContain('Bản đầu.');
});

test('who submitted it reads the own note as such', () => {
  expect(showBanner('submitted', 'comment', [by('submit', me.id, 'Gấp.')])).toContain('Bạn nhắn: “Gấp.”');
});

test('a submission without a note is told without one', () => {
  const words = showBanner('submitted', 'comment', [by('submit', who.author, 'Bản cũ.'), by('submit', who.author)]);

  expect(words).not.toContain('nhắn');
});

test('a return is trouble for who has to correct it, and news for the others', () => {
  showBanner('returned', 'edit', [by('return', who.other, 'Thiếu nguồn.')]);
  expect(screen.getByRole('alert').textContent).toBe('Tên other trả lại: Thiếu nguồn.');
  cleanup();

  showBanner('returned', 'comment', [by('return', who.other, 'Thiếu nguồn.')]);
  expect(screen.getByRole('status').textContent).toBe('Tên other trả lại: Thiếu nguồn.');
});

test('who returned or received it is told so in the second person', () => {
  expect(showBanner('returned', 'comment', [by('return', me.id, 'Thiếu nguồn.')])).toBe('Bạn đã trả lại: Thiếu nguồn.');
  cleanup();
  expect(showBanner('received', 'comment', [by('receive', me.id)])).toContain(viWriting.receivedByMe);
  cleanup();
  expect(showBanner('received', 'comment', [by('receive', who.other)])).toContain(viWriting.received);
});
