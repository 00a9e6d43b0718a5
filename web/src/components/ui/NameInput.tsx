import { useEffect, useState } from 'react';

interface Props {
  label: string;
  name: string;
  /** With the new name, trimmed; what it rejects stands no longer. An empty one is never kept. */
  onKeep: (name: string) => Promise<unknown>;
}

/** A name that is changed where it stands. */
export function NameInput({ label, name, onKeep }: Props) {
  const [text, setText] = useState(name);
  useEffect(() => setText(name), [name]);
  const keep = () => {
    const next = text.trim();
    if (next && next !== name) onKeep(next).catch(() => setText(name));
    else setText(name);
  };
  return (
    <input
      type="text"
      aria-label={label}
      maxLength={120}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={keep}
      onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
      className="-ml-2 w-full min-w-0 truncate rounded-field border border-transparent bg-transparent px-2 py-0.5 hover:border-line focus:border-edge focus:bg-surface"
    />
  );
}
