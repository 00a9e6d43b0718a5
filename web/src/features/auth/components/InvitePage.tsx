import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { Field, inputClasses } from '@/components/ui/Field';
import { useTitle } from '@/hooks/useTitle';
import { useAcceptInvite } from '../api/acceptInvite';
import { AuthFrame } from './AuthFrame';
import { NewPasswordForm } from './NewPasswordForm';

/** Join a workspace one was invited to. */
export function InvitePage() {
  useTitle('Join');
  const { token } = useParams({ from: '/invite/$token' });
  const navigate = useNavigate();
  const accept = useAcceptInvite();
  const [name, setName] = useState('');
  const join = (password: string) =>
    accept.mutate({ token, password, name: name || null }, { onSuccess: () => void navigate({ to: '/', replace: true }) });
  return (
    <AuthFrame title="Join the workspace">
      <p className="mb-5 text-soft">If you have an account already, give its password; else choose one.</p>
      <NewPasswordForm action="Join" error={accept.error} isBusy={accept.isPending} onSubmit={join}>
        <Field label="Your name">
          {(control) => (
            <input
              {...control}
              autoComplete="name"
              maxLength={120}
              value={name}
              onChange={(event) => setName(event.target.value)}
              className={`${inputClasses} h-11`}
            />
          )}
        </Field>
      </NewPasswordForm>
    </AuthFrame>
  );
}
