import { useMutation } from '@tanstack/react-query';
import { resetPassword } from '@/api';

export function useResetPassword() {
  return useMutation({
    mutationFn: ({ token, password }: { token: string; password: string }) =>
      resetPassword({ path: { token }, body: { password } }),
  });
}
