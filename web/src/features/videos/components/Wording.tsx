import type { GenerationDto } from '@/api';
import { Disclosure } from '@/components/ui/Disclosure';
import { useConnection } from '@/hooks/useConnection';

/** The prompt before and after, and the pictures it went by. */
export function Wording({ video }: { video: GenerationDto }) {
  const { reach } = useConnection();
  const assets = video.referenceImages.filter((one) => typeof one.url === 'string');
  return (
    <section aria-labelledby="prompt-title" className="space-y-3">
      <h1 id="prompt-title" className="text-lg font-semibold">
        {video.refinedPrompt ? 'Your prompt' : 'Prompt'}
      </h1>
      <p className="max-w-3xl break-words whitespace-pre-wrap">{video.prompt}</p>
      {video.refinedPrompt && (
        <div className="max-w-3xl border-l-2 border-accent pl-4">
          <h2 className="font-medium">As refined and sent</h2>
          <p className="break-words whitespace-pre-wrap">{video.refinedPrompt}</p>
        </div>
      )}
      {assets.length > 0 && (
        <Disclosure title={`${assets.length} reference${assets.length > 1 ? 's' : ''}`} isOpen>
          <ul className="flex flex-wrap gap-2">
            {assets.map((one) => (
              <li key={String(one.url)} className="w-24 text-sm text-soft">
                <img src={sourceOf(String(one.url), reach)} alt="" loading="lazy" className="size-24 rounded-md bg-sunken object-contain" />
                {String(one.role)}
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </section>
  );
}

/** Our own links as this page reaches them; others as they are. */
function sourceOf(url: string, reach: (link: string) => string): string {
  return new URL(url, window.location.origin).pathname.startsWith('/media/') ? reach(url) : url;
}
