import { Link, useParams } from '@tanstack/react-router';
import { Notice } from '@/components/feedback/Notice';
import { buttonClasses } from '@/components/ui/Button';
import { useTitle } from '@/hooks/useTitle';
import { useResetPassword } from '../api/resetPassword';
import { AuthFrame } from './AuthFrame';
import { NewPasswordForm } from './NewPasswordForm';

/** Set a new password by the link that was sent. */
export function ResetPage() {
  useTitle('New password');
  const { token } = useParams({ from: '/password-reset/$token' });
  const reset = useResetPassword();
  return (
    <AuthFrame title="Choose a new password">
      {reset.isSuccess ? (
        <div className="space-y-4">
          <Notice title="The password is set">Every earlier sign-in has ended.</Notice>
          <Link to="/sign-in" className={buttonClasses({ look: 'primary' })}>
            Sign in
          </Link>
        </div>
      ) : (
        <NewPasswordForm
          action="Set the password"
          error={reset.error}
          isBusy={reset.isPending}
          onSubmit={(password) => reset.mutate({ token, password })}
        />
      )}
    </AuthFrame>
  );
}
