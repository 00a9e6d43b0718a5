import { Reel } from '@/components/ui/Reel';
import { STAGES } from '../model/stages';

const WORDS: Record<string, string> = {
  brief: 'A chat asks a few questions and writes the answers down.',
  assets: 'It proposes videos. You see plan and price, then press the button.',
  creatives: 'Put the best ones in order, with words for each placement.',
  publish: 'Download a bundle, or hand them to your own program.',
};

/** What happens in a campaign, for whoever has none of their own yet. */
export function FirstCampaign() {
  return (
    <section aria-labelledby="first" className="panel mb-8 overflow-hidden">
      <h2 id="first" className="px-5 pt-5 text-lg font-semibold sm:px-6">
        From an idea to posts that can be published, in a few minutes
      </h2>
      <ol className="grid gap-x-8 gap-y-5 p-5 sm:grid-cols-2 sm:p-6 xl:grid-cols-4">
        {STAGES.map(({ stage, name }, index) => (
          <li key={stage}>
            <Reel
              scaleSeconds={4}
              shots={Array.from({ length: 4 }, (_, at) => ({ seconds: 1, progress: 1, tone: at <= index ? 'done' : 'plain' }))}
            />
            <p className="mt-2 font-medium">{`${index + 1}. ${name}`}</p>
            <p className="text-sm text-soft">{WORDS[stage]}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}
