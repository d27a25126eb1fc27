import { CollaborationCaret } from '@tiptap/extension-collaboration-caret';
import type { LiveText } from '#client/sync/open-document.ts';
import { userOf } from './attributes.ts';

export interface CaretOptions {
  readonly awareness: LiveText['awareness'];
  readonly me: { readonly id: string; readonly name: string };
  /** The colour of a person, by account. */
  readonly colorOf: (personId: string) => string;
}

/** Carets of the others with their names: a name shows while its person types, and on hover. */
export function carets({ awareness, me, colorOf }: CaretOptions): ReturnType<typeof CollaborationCaret.configure> {
  return CollaborationCaret.configure({
    // Not the provider itself: the extension for ids would write ids into the text as soon as that has synced.
    provider: { awareness, on: () => undefined, off: () => undefined },
    user: { id: me.id, name: me.name },
    render(user: Record<string, unknown>) {
      const { id, name } = userOf(user);
      const caret = document.createElement('span');
      if (id === me.id) return caret;
      caret.dataset['caret'] = id;
      caret.style.setProperty('--caret', colorOf(id));
      const label = document.createElement('span');
      label.textContent = name;
      label.dataset['caretName'] = '';
      caret.append(label);
      requestAnimationFrame(() => turnInward(caret, label));
      return caret;
    },
    selectionRender(user: Record<string, unknown>) {
      const { id } = userOf(user);
      if (id === me.id) return {};
      return { style: `--caret: ${colorOf(id)}`, 'data-caret-selection': '' };
    },
  });
}

/** Near the right margin a name opens to the left. */
function turnInward(caret: HTMLElement, label: HTMLElement): void {
  const page = caret.closest('[data-page]');
  if (page === null) return;
  const room = page.getBoundingClientRect().right - caret.getBoundingClientRect().left;
  if (room < label.getBoundingClientRect().width * 1.2) caret.dataset['side'] = 'left';
}
