import { Link } from '@tanstack/react-router';
import { ArrowRight } from 'lucide-react';
import { Shade } from '@/components/feedback/Loading';
import { TroubleNotice } from '@/components/feedback/Notice';
import { PageHead } from '@/components/layout/PageHead';
import { Badge } from '@/components/ui/Badge';
import { Button, buttonClasses } from '@/components/ui/Button';
import { type AspectRatio, Shape } from '@/components/ui/Shape';
import { useTitle } from '@/hooks/useTitle';
import type { TemplateDto } from '@/api';
import { seconds } from '@/lib/format';
import { useTemplates } from '../api/listTemplates';

const GRID = 'grid grid-cols-[repeat(auto-fill,minmax(min(100%,20rem),1fr))] gap-4 sm:gap-5';

/** Scenes to begin from: a few words each, and the rest is designed. */
export function TemplatesPage() {
  useTitle('Templates');
  const { data: templates, error, refetch } = useTemplates();
  return (
    <>
      <PageHead title="Templates" />
      {error && <TroubleNotice error={error} actions={<Button size="small" onClick={() => void refetch()}>Try again</Button>} />}
      {!templates && !error && (
        <div role="status" className={GRID}>
          <span className="sr-only">Loading</span>
          {[0, 1, 2].map((one) => (
            <Shade key={one} className="h-72 rounded-panel" />
          ))}
        </div>
      )}
      <ul className={GRID}>
        {templates?.map((template) => (
          <Template key={template.key} template={template} />
        ))}
      </ul>
    </>
  );
}

function Template({ template }: { template: TemplateDto }) {
  const { key, name, description, fields, aspectRatios, roles, looks, defaultSeconds } = template;
  return (
    <li className="panel flex min-w-0 flex-col gap-4 overflow-hidden p-5">
      <Frame fields={fields} />
      <div className="flex items-center gap-2 text-edge">
        {aspectRatios.map((ratio) => (
          <Shape key={ratio} ratio={ratio as AspectRatio} className="size-6" />
        ))}
        <span className="tabular ml-auto text-sm text-soft">{seconds(defaultSeconds)}</span>
      </div>
      <div>
        <h2 className="text-lg font-semibold">{name}</h2>
        <p className="mt-1 text-soft">{description}</p>
      </div>
      <dl className="space-y-2 text-sm">
        <div className="flex gap-3">
          <dt className="w-20 shrink-0 text-soft">You write</dt>
          <dd>{fields.map(({ label, isRequired }) => (isRequired ? label : `${label} (optional)`)).join(', ')}</dd>
        </div>
        {roles.length > 0 && (
          <div className="flex gap-3">
            <dt className="w-20 shrink-0 text-soft">It shows</dt>
            <dd>{roles.join(', ')}</dd>
          </div>
        )}
        {looks.length > 0 && (
          <div className="flex gap-3">
            <dt className="w-20 shrink-0 text-soft">Looks</dt>
            <dd className="flex flex-wrap gap-1.5">
              {looks.map((look) => (
                <Badge key={look.key}>{look.name}</Badge>
              ))}
            </dd>
          </div>
        )}
      </dl>
      <Link to="/new" search={{ template: key }} aria-label={`Use ${name}`} className={buttonClasses({ look: 'primary' }, 'mt-auto')}>
        Use it
        <ArrowRight aria-hidden className="size-4" />
      </Link>
    </li>
  );
}

/** A frame with the example's words. Decoration: below it is said what one writes. */
function Frame({ fields }: { fields: TemplateDto['fields'] }) {
  const [first, second] = fields;
  return (
    <div
      aria-hidden
      className="-mx-5 -mt-5 flex aspect-video flex-col justify-end gap-1 bg-[radial-gradient(120%_120%_at_85%_0%,#3a4248,#14171a_60%)] p-5 text-white"
    >
      <span className="h-1 w-10 rounded-full bg-accent" />
      <span className="line-clamp-2 text-2xl leading-tight font-semibold tracking-tight">{first?.example}</span>
      {second && <span className="line-clamp-2 text-sm text-white/75">{second.example}</span>}
    </div>
  );
}
