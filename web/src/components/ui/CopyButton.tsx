import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { copyText } from '@/lib/clipboard';
import { Button, type ButtonLook } from './Button';

interface Props extends ButtonLook {
  text: string;
  label: string;
}

/** Copies a text and says so. */
export function CopyButton({ text, label, ...look }: Props) {
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setIsCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const Icon = isCopied ? Check : Copy;
  return (
    <Button {...look} onClick={async () => setIsCopied(await copyText(text))}>
      <Icon aria-hidden className="size-4" />
      <span aria-live="polite">{isCopied ? 'Copied' : label}</span>
    </Button>
  );
}
