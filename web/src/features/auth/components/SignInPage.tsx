import { useNavigate, useSearch } from '@tanstack/react-router';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Notice, TroubleNotice } from '@/components/feedback/Notice';
import { Button } from '@/components/ui/Button';
import { Field, inputClasses } from '@/components/ui/Field';
import { useSession } from '@/hooks/useSession';
import { useTitle } from '@/hooks/useTitle';
import { useAskReset } from '../api/askReset';
import { useSignIn } from '../api/signIn';
import { AuthFrame } from './AuthFrame';

/** Sign in by e-mail and password; leads back to where one was. */
export function SignInPage() {
  useTitle('Sign in');
  const { to } = useSearch({ from: '/sign-in' });
  const navigate = useNavigate();
  const isSignedIn = useSession() !== null;
  const signIn = useSignIn();
  const reset = useAskReset();
  const address = useRef<HTMLInputElement>(null);
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  useEffect(() => {
    if (isSignedIn) void navigate({ to: to ?? '/', replace: true });
  }, [isSignedIn, navigate, to]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate({ email, password });
  };
  return (
    <AuthFrame title="Sign in">
      <form onSubmit={submit} className="space-y-4">
        {signIn.isError && <TroubleNotice error={signIn.error} />}
        <Field label="E-mail">
          {(control) => (
            <input
              {...control}
              ref={address}
              type="email"
              required
              autoComplete="username"
              value={email}
              onChange={(event) => setEmail(event.target.value)}
              className={`${inputClasses} h-11`}
            />
          )}
        </Field>
        <Field label="Password">
          {(control) => (
            <input
              {...control}
              type="password"
              required
              autoComplete="current-password"
              value={password}
              onChange={(event) => setPassword(event.target.value)}
              className={`${inputClasses} h-11`}
            />
          )}
        </Field>
        <div className="flex flex-wrap items-center justify-between gap-3 pt-1">
          <Button type="submit" look="primary" isBusy={signIn.isPending}>
            Sign in
          </Button>
          <Button look="quiet" isBusy={reset.isPending} onClick={() => address.current?.reportValidity() && reset.mutate(email)}>
            Forgot the password?
          </Button>
        </div>
        {reset.isError && <TroubleNotice error={reset.error} />}
        {reset.isSuccess && (
          <Notice title="If this address has an account, a link is on its way">
            Where no mail is set up, the link is in the server's log.
          </Notice>
        )}
        {!reset.isSuccess && (
          <Notice title="First time here?">
            The terminal that runs Reelwright printed a sign-in link. For a new one, run{' '}
            <code className="mono text-[0.9em] whitespace-nowrap">./run token --link</code> there.
          </Notice>
        )}
      </form>
    </AuthFrame>
  );
}
