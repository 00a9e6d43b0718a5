import { useMutation } from '@tanstack/react-query';
import { askPasswordReset } from '@/api';

export function useAskReset() {
  return useMutation({ mutationFn: (email: string) => askPasswordReset({ body: { email } }) });
}
