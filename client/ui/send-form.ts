import type { SubmitEvent } from 'react';
import { flushSync } from 'react-dom';

/** What is wrong and can be put right: a field, a choice that is missing, or the way to the first of many lines. */
const WRONG = '[aria-invalid="true"], [data-missing], [data-faults]';

/**
 * Sends a form, and takes the keys to the first thing that is wrong in it: its message may be out of sight. Nothing is sent while a field
 * holds what could not be read, as that would be lost.
 */
export function sendForm(event: SubmitEvent<HTMLFormElement>, send: () => void): void {
  event.preventDefault();
  const form = event.currentTarget;
  const unread = form.querySelector<HTMLElement>('[data-unread]');
  // At once, so that what is wrong is marked by now.
  if (unread === null) flushSync(send);
  const wrong = unread ?? form.querySelector<HTMLElement>(WRONG);
  wrong?.focus({ preventScroll: true });
  wrong?.scrollIntoView({ block: 'center' });
}
