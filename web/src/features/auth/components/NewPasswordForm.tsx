import { type FormEvent, type ReactNode, useState } from 'react';
import { TroubleNotice } from '@/components/feedback/Notice';
import { Button } from '@/components/ui/Button';
import { Field, inputClasses } from '@/components/ui/Field';
import { troubleOf } from '@/lib/problem';

interface Props {
  action: string;
  error: unknown;
  isBusy: boolean;
  children?: ReactNode;
  onSubmit: (password: string) => void;
}

/** One password, typed once: it can be looked at instead. */
export function NewPasswordForm({ action, error, isBusy, children, onSubmit }: Props) {
  const [password, setPassword] = useState('');
  const [isShown, setIsShown] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit(password);
  };
  return (
    <form onSubmit={submit} className="space-y-4">
      {Boolean(error) && <TroubleNotice error={error} />}
      {children}
      <Field label="Password" error={error ? troubleOf(error).fields.password : undefined} hint="10 characters or more.">
        {(control) => (
          <input
            {...control}
            type={isShown ? 'text' : 'password'}
            required
            minLength={10}
            autoComplete="new-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
            className={`${inputClasses} h-11`}
          />
        )}
      </Field>
      <div className="flex gap-3">
        <Button type="submit" look="primary" isBusy={isBusy}>
          {action}
        </Button>
        <Button look="quiet" aria-pressed={isShown} onClick={() => setIsShown(!isShown)}>
          {isShown ? 'Hide' : 'Show'} it
        </Button>
      </div>
    </form>
  );
}
