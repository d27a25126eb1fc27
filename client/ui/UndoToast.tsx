import { useEffect, useState, useSyncExternalStore, type ReactElement } from 'react';
import { dismissToast, readToasts, watchToasts, type Toast } from './toast.ts';
import classes from './UndoToast.module.css';

const STANDS_MS = 8_000;

/** The lower left corner, where `showToast` shows what was done. */
export function ToastCorner(): ReactElement {
  const toasts = useSyncExternalStore(watchToasts, readToasts);
  return (
    <output className={classes.corner}>
      {toasts.map((toast) => (
        <UndoToast key={toast.id} toast={toast} />
      ))}
    </output>
  );
}

interface UndoToastProps {
  readonly toast: Toast;
}

/** One deed and its undo; it stays while the pointer or the keys are on it. */
function UndoToast({ toast }: UndoToastProps): ReactElement {
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    if (isHeld) return undefined;
    const timer = setTimeout(() => dismissToast(toast.id), STANDS_MS);
    return () => clearTimeout(timer);
  }, [isHeld, toast.id]);
  const { action } = toast;
  const undo = (): void => {
    dismissToast(toast.id);
    action?.run();
  };
  const hold = (): void => setHeld(true);
  const release = (): void => setHeld(false);
  return (
    <div className={classes.toast} onMouseEnter={hold} onMouseLeave={release} onFocus={hold} onBlur={release}>
      <span className={classes.message}>{toast.message}</span>
      {action !== undefined && (
        <button type="button" className={classes.action} onClick={undo}>
          {action.label}
        </button>
      )}
    </div>
  );
}
