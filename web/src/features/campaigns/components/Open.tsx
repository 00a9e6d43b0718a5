/** Says that a fact is still to come. */
export function Open() {
  return <span className="text-xs font-medium text-accent-text">still open</span>;
}
