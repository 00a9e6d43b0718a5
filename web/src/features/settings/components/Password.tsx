import { type FormEvent, useState } from 'react';
import { TroubleNotice } from '@/components/feedback/Notice';
import { Button } from '@/components/ui/Button';
import { Field, inputClasses } from '@/components/ui/Field';
import { useMe } from '@/hooks/useMe';
import { toast } from '@/lib/toasts';
import { useSetPassword } from '../api/setPassword';
import { Section } from '@/components/layout/Section';

/** One's own password: set the first one, or change it. */
export function Password() {
  const { data: me } = useMe();
  const set = useSetPassword();
  const [current, setCurrent] = useState('');
  const [fresh, setFresh] = useState('');
  const hasPassword = me?.person?.hasPassword ?? false;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    set.mutate(
      { currentPassword: hasPassword ? current : null, newPassword: fresh },
      {
        onSuccess: () => {
          setCurrent('');
          setFresh('');
          toast({ title: 'The password is set', text: 'Your other sign-ins have ended.' });
        },
      },
    );
  };
  const fields = [
    ...(hasPassword ? [{ label: 'Current password', value: current, set: setCurrent, complete: 'current-password' }] : []),
    { label: 'New password', value: fresh, set: setFresh, complete: 'new-password' },
  ];
  return (
    <Section
      title="Your password"
      about={hasPassword ? 'Changing it ends your other sign-ins.' : 'You came by a link. Set a password to sign in without one.'}
    >
      <form onSubmit={submit} className="panel grid max-w-xl gap-4 p-5 xl:max-w-none">
        <input type="text" autoComplete="username" value={me?.person?.email ?? ''} readOnly hidden />
        {fields.map((field) => (
          <Field key={field.complete} label={field.label} hint={field.complete === 'new-password' && '10 characters or more.'}>
            {(control) => (
              <input
                {...control}
                type="password"
                required
                minLength={field.complete === 'new-password' ? 10 : undefined}
                autoComplete={field.complete}
                value={field.value}
                onChange={(event) => field.set(event.target.value)}
                className={`${inputClasses} h-11`}
              />
            )}
          </Field>
        ))}
        {set.isError && <TroubleNotice error={set.error} />}
        <div>
          <Button type="submit" isBusy={set.isPending}>
            {hasPassword ? 'Change the password' : 'Set the password'}
          </Button>
        </div>
      </form>
    </Section>
  );
}
