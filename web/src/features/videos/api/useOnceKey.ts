import { useRef } from 'react';
import { isProblem } from '@/lib/problem';
import { randomId } from '@/lib/random';

/** An idempotency key that stays the same until the server has answered: a second press is the same order. */
export function useOnceKey() {
  const key = useRef(randomId());
  const renew = () => {
    key.current = randomId();
  };
  return {
    headers: () => ({ 'Idempotency-Key': key.current }),
    onSuccess: renew,
    onError: (error: unknown) => {
      if (isProblem(error) && error.status < 500) renew();
    },
  };
}
