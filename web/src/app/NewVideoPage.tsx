import { GeneratorPanel } from '@reelwright/react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTitle } from '@/hooks/useTitle';

/** The generator as a page of its own; what was ordered has its own page too. */
export function NewVideoPage() {
  useTitle('New video');
  const { again } = useSearch({ from: '/studio/new' });
  const navigate = useNavigate();
  return (
    <GeneratorPanel
      scope="standalone"
      layout="page"
      again={again ? { videoId: again, onFilled: () => void navigate({ to: '/new', search: {}, replace: true }) } : undefined}
      onOrdered={({ id }) => void navigate({ to: '/videos/$id', params: { id } })}
    />
  );
}
