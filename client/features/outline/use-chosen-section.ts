import { useSearchParams } from 'react-router';

export interface ChosenSection {
  readonly chosenId: string | null;
  readonly choose: (id: string) => void;
}

/** The section that the address names: a link to it opens the outline at that row. */
export function useChosenSection(): ChosenSection {
  const [search, setSearch] = useSearchParams();
  return {
    chosenId: search.get('section'),
    choose: (id) => setSearch({ section: id }, { replace: true, preventScrollReset: true }),
  };
}
