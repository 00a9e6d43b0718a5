import { Button } from './Button';

interface Props {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => Promise<unknown>;
  className?: string;
}

/** The way to the next page of a list that has the newest first; nothing where there is none. */
export function ShowEarlier({ hasNextPage, isFetchingNextPage, fetchNextPage, className }: Props) {
  if (!hasNextPage) return null;
  return (
    <div className={className}>
      <Button isBusy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
        Show earlier ones
      </Button>
    </div>
  );
}
