import { showToast } from '#client/ui/toast.ts';
import { useFailureWords } from '#client/ui/use-failure-words.ts';

/** Says in a toast why a deed was refused, where it has no field or dialog to say it in. */
export function useFailureToast(): (error: unknown) => void {
  const say = useFailureWords();
  return (error) => showToast({ message: say(error) });
}
