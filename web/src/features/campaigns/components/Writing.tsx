import { spansOf } from '../model/rich';

/** The answer while it is being written; hidden from screen readers, who hear it when it is whole. */
export function Writing({ text }: { text: string }) {
  return (
    <li aria-label="The assistant is writing" className="min-h-7">
      {text ? (
        <div aria-hidden className="max-w-[92%] leading-relaxed whitespace-pre-line [overflow-wrap:anywhere]">
          {spansOf(text).map((span, index) =>
            span.isStrong ? <strong key={index}>{span.text}</strong> : <span key={index}>{span.text}</span>,
          )}
        </div>
      ) : (
        <span aria-hidden className="flex h-7 items-center gap-1.5">
          {[0, 150, 300].map((delay) => (
            <span key={delay} style={{ animationDelay: `${delay}ms` }} className="size-2 animate-pulse rounded-full bg-edge" />
          ))}
        </span>
      )}
    </li>
  );
}
