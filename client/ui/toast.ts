/** What the person just did, with a way to take it back. */
export interface Toast {
  readonly id: number;
  readonly message: string;
  readonly action: ToastAction | undefined;
}

export interface ToastAction {
  readonly label: string;
  readonly run: () => void;
}

/** The toasts on the screen; one place for all, as there is one lower left corner. */
let shown: readonly Toast[] = [];
let made = 0;
const watchers = new Set<() => void>();

/** Says what the person just did; `action` takes it back while the toast stands. Gives its id, to dismiss it before its time. */
export function showToast(toast: { readonly message: string; readonly action?: ToastAction | undefined }): number {
  made += 1;
  setShown([...shown, { id: made, message: toast.message, action: toast.action }]);
  return made;
}

export function dismissToast(id: number): void {
  setShown(shown.filter((toast) => toast.id !== id));
}

export function readToasts(): readonly Toast[] {
  return shown;
}

export function watchToasts(onChange: () => void): () => void {
  watchers.add(onChange);
  return () => {
    watchers.delete(onChange);
  };
}

function setShown(next: readonly Toast[]): void {
  shown = next;
  for (const onChange of watchers) onChange();
}
