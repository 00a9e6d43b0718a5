import { useNavigate } from '@tanstack/react-router';
import { ArrowRight } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { TroubleNotice } from '@/components/feedback/Notice';
import { Button } from '@/components/ui/Button';
import { inputClasses } from '@/components/ui/Field';
import { useCreateCampaign } from '../api/createCampaign';

const UNNAMED = 'New campaign';

/** One click, or a name first, and one is in the chat. */
export function NewCampaign() {
  const [name, setName] = useState('');
  const navigate = useNavigate();
  const create = useCreateCampaign();
  const start = (event: FormEvent) => {
    event.preventDefault();
    if (create.isPending) return;
    create.mutate(name.trim() || UNNAMED, {
      onSuccess: ({ id }) => void navigate({ to: '/campaigns/$id', params: { id } }),
    });
  };
  return (
    <form onSubmit={start} className="w-full space-y-3 sm:w-auto">
      <div className="flex flex-wrap gap-2 sm:flex-nowrap">
        <input
          type="text"
          aria-label="Name of the new campaign"
          placeholder="Spring launch"
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.target.value)}
          className={`${inputClasses} h-12 sm:!w-64`}
        />
        <Button type="submit" look="primary" size="large" isBusy={create.isPending} className="max-sm:w-full">
          New campaign
          <ArrowRight aria-hidden className="size-4" />
        </Button>
      </div>
      {create.isError && <TroubleNotice error={create.error} />}
    </form>
  );
}
