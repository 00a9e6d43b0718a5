import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type PasswordDto, setPassword } from '@/api';

export function useSetPassword() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: PasswordDto) => setPassword({ body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['me'] }),
  });
}
