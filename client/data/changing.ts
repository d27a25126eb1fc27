import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import type { Key } from './keys.ts';

/** A deed on the server, and the names of what it makes stale. The deed is over when what is on the screen has been asked for again. */
export function useChange<Variables, Answer>(
  run: (variables: Variables) => Promise<Answer>,
  changed: (variables: Variables, answer: Answer) => readonly Key[],
): UseMutationResult<Answer, Error, Variables> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSuccess: async (answer, variables) => {
      await Promise.all(changed(variables, answer).map((queryKey) => client.invalidateQueries({ queryKey })));
    },
  });
}
