import { useMutation } from '@tanstack/react-query';
import { login } from '@/api';
import { startSession } from '@/lib/session';

export function useSignIn() {
  return useMutation({
    mutationFn: async (body: { email: string; password: string }) => (await login({ body })).data,
    onSuccess: startSession,
  });
}
