import { useQuery } from '@tanstack/react-query';
import { listBrandFonts } from '@/api';

/** The families the studio engine can set type in. */
export function useFonts() {
  return useQuery({
    queryKey: ['brand-fonts'],
    queryFn: async ({ signal }) => (await listBrandFonts({ signal })).data.items.map(({ family }) => family),
    staleTime: Infinity,
  });
}
