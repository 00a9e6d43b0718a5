import { ImagePlus, X } from 'lucide-react';
import { useRef } from 'react';
import { TroubleNotice } from '@/components/feedback/Notice';
import { Button, IconButton } from '@/components/ui/Button';
import { Select } from '@/components/ui/Select';
import type { LogoDto } from '@/api';
import { ownPath } from '@/lib/media';
import { useAsset } from '../api/getAsset';
import { useUploadLogo } from '../api/uploadLogo';

const USES = { any: 'On any ground', light: 'On light ground', dark: 'On dark ground' } as const;

/** The brand's logos, each with the ground it is drawn for. */
export function Logos({ logos, onChange }: { logos: LogoDto[]; onChange: (logos: LogoDto[]) => void }) {
  const picker = useRef<HTMLInputElement>(null);
  const upload = useUploadLogo();
  const add = (file: File | undefined) => {
    if (!file) return;
    upload.mutate(file, {
      onSuccess: ({ id }) => !logos.some(({ assetId }) => assetId === id) && onChange([...logos, { assetId: id, use: 'any' }]),
    });
  };
  return (
    <section aria-labelledby="logos">
      <h2 id="logos" className="mb-1.5 font-medium">
        Logos
      </h2>
      <ul className="mb-3 grid gap-2 sm:grid-cols-2">
        {logos.map((logo, index) => (
          <Logo
            key={logo.assetId}
            logo={logo}
            number={index + 1}
            onUse={(use) => onChange(logos.map((one) => (one === logo ? { ...logo, use } : one)))}
            onRemove={() => onChange(logos.filter((one) => one !== logo))}
          />
        ))}
      </ul>
      <Button isBusy={upload.isPending} onClick={() => picker.current?.click()}>
        <ImagePlus aria-hidden className="size-4" />
        {logos.length === 0 ? 'Choose a logo' : 'Another logo'}
      </Button>
      <input
        ref={picker}
        type="file"
        accept="image/png,image/svg+xml,image/webp,image/jpeg"
        aria-label="Logo file"
        className="hidden"
        onChange={(event) => {
          add(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      <p className="mt-1.5 text-sm text-soft">SVG or PNG with a clear ground, 512 pixels or more.</p>
      {upload.isError && <TroubleNotice error={upload.error} />}
    </section>
  );
}

interface LogoProps {
  logo: LogoDto;
  number: number;
  onUse: (use: LogoDto['use']) => void;
  onRemove: () => void;
}

function Logo({ logo, number, onUse, onRemove }: LogoProps) {
  const { data: asset } = useAsset(logo.assetId);
  const name = asset?.name ?? `Logo ${number}`;
  return (
    <li className="panel flex items-center gap-3 p-2">
      <span className={`grid size-16 shrink-0 place-items-center rounded-field ${logo.use === 'dark' ? 'bg-black' : 'bg-white'}`}>
        {asset && <img src={ownPath(asset.url)} alt="" className="max-h-14 max-w-14 object-contain" />}
      </span>
      <div className="min-w-0 grow">
        <p className="truncate text-sm font-medium">{name}</p>
        <Select aria-label={`Where ${name} is used`} value={logo.use} onChange={(event) => onUse(event.target.value as LogoDto['use'])}>
          {Object.entries(USES).map(([use, label]) => (
            <option key={use} value={use}>
              {label}
            </option>
          ))}
        </Select>
      </div>
      <IconButton name={`Remove ${name}`} onClick={onRemove}>
        <X aria-hidden className="size-4" />
      </IconButton>
    </li>
  );
}
