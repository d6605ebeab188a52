import type { Problem } from '@/lib/query-state/parsed-query';

/** What is understood, but probably otherwise than it was meant. It lies over the page, as completions do. */
export function QueryHint({
  hint: { message, fix },
  onFix,
}: {
  hint: Problem;
  onFix: (text: string) => void;
}) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only keeps the focus where it is.
    <div
      onMouseDown={(event) => event.preventDefault()}
      className="absolute top-full left-0 z-40 mt-1 flex max-w-full flex-wrap items-baseline gap-x-2 rounded-lg border border-line bg-panel px-3 py-1.5 text-[12px] shadow-[0_12px_32px_rgb(0_0_0/0.22)]"
    >
      <p role="status">{message}</p>
      {fix ? (
        <button
          type="button"
          className="rounded-sm border border-line px-1.5 hover:bg-raise"
          onClick={() => onFix(fix.text)}
        >
          {fix.label}
        </button>
      ) : null}
    </div>
  );
}
