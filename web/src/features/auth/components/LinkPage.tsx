import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { TroubleNotice } from '@/components/feedback/Notice';
import { Button, buttonClasses } from '@/components/ui/Button';
import { useTitle } from '@/hooks/useTitle';
import { useOneTimeLink } from '../api/useLink';
import { AuthFrame } from './AuthFrame';

/** Uses a one-time link by a click, never by itself: scanners that open links run scripts too, and it works once. */
export function LinkPage() {
  useTitle('Sign in');
  const { token } = useParams({ from: '/auth/link/$token' });
  const navigate = useNavigate();
  const link = useOneTimeLink();
  const enter = () => link.mutate(token, { onSuccess: () => void navigate({ to: '/', replace: true }) });
  return (
    <AuthFrame title="Welcome to your studio">
      {link.isError ? (
        <div className="space-y-4">
          <TroubleNotice error={link.error} />
          <Link to="/sign-in" className={buttonClasses({})}>
            Sign in with a password
          </Link>
        </div>
      ) : (
        <div className="space-y-4">
          <p className="text-soft">This link signs you in once, in this browser.</p>
          <Button look="primary" size="large" isBusy={link.isPending} onClick={enter} autoFocus>
            Enter the studio
          </Button>
        </div>
      )}
    </AuthFrame>
  );
}
