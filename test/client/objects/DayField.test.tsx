// @vitest-environment happy-dom
import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState, type ReactElement } from 'react';
import { afterEach, expect, test } from 'vitest';
import { DayField } from '#client/objects/DayField.tsx';
import { FormDialog } from '#client/ui/FormDialog.tsx';
import { viApp } from '#shared/messages/vi/app.ts';
import { show } from '#test/client/show.tsx';

afterEach(cleanup);

function Form({ onSend }: { readonly onSend: (day: string | null) => void }): ReactElement {
  const [day, setDay] = useState<string | null>(null);
  return (
    <FormDialog title="Hạn" submitLabel="Lưu" isBusy={false} onSubmit={() => onSend(day)} onClose={() => undefined}>
      <DayField label="Hạn nộp" value={day} onChange={setDay} />
    </FormDialog>
  );
}

function field(): HTMLInputElement {
  return screen.getByRole<HTMLInputElement>('textbox', { name: 'Hạn nộp' });
}

test('what is no day stays as it was typed, is told of, and nothing is sent until it is put right', async () => {
  const sent: (string | null)[] = [];
  show(<Form onSend={(day) => sent.push(day)} />);

  await userEvent.type(field(), '32/13/2026');
  expect(screen.queryByText(viApp.day.unread)).toBeNull();
  await userEvent.tab();
  expect(field().value).toBe('32/13/2026');
  expect(screen.getByText(viApp.day.unread)).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Lưu' }));
  expect(sent).toEqual([]);
  expect(document.activeElement).toBe(field());

  await userEvent.clear(field());
  await userEvent.type(field(), '31/12/2026');
  await userEvent.click(screen.getByRole('button', { name: 'Lưu' }));
  expect(sent).toEqual(['2026-12-31']);
  expect(screen.queryByText(viApp.day.unread)).toBeNull();
});

test('Enter says at once what is wrong with a day', async () => {
  const sent: (string | null)[] = [];
  show(<Form onSend={(day) => sent.push(day)} />);

  await userEvent.type(field(), '31/2/2026{Enter}');

  expect(screen.getByText(viApp.day.unread)).toBeTruthy();
  expect(field().value).toBe('31/2/2026');
  expect(sent).toEqual([]);
});
