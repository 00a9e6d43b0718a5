import { useEffect, useRef, useState } from 'react';

interface Props {
  label: string;
  name: string;
  /** With the new name, trimmed; what it rejects stands no longer. An empty one is never kept. */
  onKeep: (name: string) => Promise<unknown>;
}

/** A name that is changed where it stands. */
export function NameInput({ label, name, onKeep }: Props) {
  const [text, setText] = useState(name);
  const sent = useRef(name);
  const stay = () => {
    sent.current = name;
    setText(name);
  };
  useEffect(stay, [name]);
  const keep = () => {
    const next = text.trim();
    if (!next || next === name) return stay();
    if (next === sent.current) return; // on its way: Enter keeps it, and so does going on
    sent.current = next;
    onKeep(next).catch(stay);
  };
  return (
    <input
      type="text"
      aria-label={label}
      maxLength={120}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={keep}
      onKeyDown={(event) => event.key === 'Enter' && keep()}
      className="-ml-2 field-sizing-content max-w-[calc(100%+0.5rem)] min-w-24 truncate rounded-field border border-transparent bg-transparent px-2 py-0.5 hover:border-line focus:border-edge focus:bg-surface"
    />
  );
}
