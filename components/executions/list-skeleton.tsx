const ROWS = Array.from({ length: 16 }, (_, index) => index);

/** The shape of the list while its first rows are on the way. */
export function ListSkeleton() {
  return (
    <div
      role="status"
      aria-label="Loading executions"
      className="min-h-0 flex-1 overflow-hidden px-4 pt-8"
    >
      {ROWS.map((row) => (
        <div key={row} className="flex h-[31px] items-center gap-6 border-b border-line/70">
          <span className="h-2.5 w-36 rounded-full bg-raise" />
          <span className="h-2.5 w-20 rounded-full bg-raise" />
          <span className="h-2.5 w-28 rounded-full bg-raise max-md:hidden" />
          <span className="h-2.5 flex-1 rounded-full bg-raise" />
        </div>
      ))}
    </div>
  );
}
