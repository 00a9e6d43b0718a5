import { GeneratorPanel } from '@reelwright/react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTitle } from '@/hooks/useTitle';
import { randomId } from '@/lib/random';

/** The generator as a page of its own; what was ordered has its own page too. */
export function NewVideoPage() {
  useTitle('New video');
  const { again, template } = useSearch({ from: '/studio/new' });
  const navigate = useNavigate();
  const [proposal] = useState(template ? { id: randomId(), order: { template } } : undefined);
  useEffect(() => {
    if (template) void navigate({ to: '/new', search: {}, replace: true });
  }, [template, navigate]);
  return (
    <GeneratorPanel
      scope="standalone"
      layout="page"
      proposal={proposal}
      again={again ? { videoId: again, onFilled: () => void navigate({ to: '/new', search: {}, replace: true }) } : undefined}
      onOrdered={({ id }) => void navigate({ to: '/videos/$id', params: { id } })}
    />
  );
}
