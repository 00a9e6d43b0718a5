import { useEffect } from 'react';
import { type Draft, isUntouched } from '../model/draft';
import { useDesk } from '../model/useDesk';

/** Begins an untouched draft with what is known of it already; what was typed or set stays. */
export function useBeginning(beginning: Partial<Draft> | undefined): void {
  const { draft, change } = useDesk();
  const wish = JSON.stringify(beginning ?? null);
  useEffect(() => {
    const known = JSON.parse(wish) as Partial<Draft> | null;
    if (known && isUntouched(draft.get())) change(known);
  }, [wish, draft, change]);
}
