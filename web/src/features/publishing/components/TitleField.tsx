import { useEffect, useState } from 'react';

/** A title that is changed where it stands. */
export function TitleField({ title, isFixed, onKeep }: { title: string; isFixed: boolean; onKeep: (title: string) => void }) {
  const [text, setText] = useState(title);
  useEffect(() => setText(title), [title]);
  const keep = () => {
    if (text.trim() && text.trim() !== title) onKeep(text.trim());
    else setText(title);
  };
  return (
    <h3 className="min-w-0 font-semibold">
      {isFixed ? (
        <span className="line-clamp-2">{title}</span>
      ) : (
        <input
          type="text"
          aria-label="Title of the creative"
          maxLength={120}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onBlur={keep}
          onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
          className="-ml-2 w-full truncate rounded-field border border-transparent bg-transparent px-2 py-0.5 hover:border-line focus:border-edge focus:bg-surface"
        />
      )}
    </h3>
  );
}
