import { visibleText } from '@/lib/format/visible-text';

function found(text: string, pattern: RegExp): (string | [string])[] {
  const parts: (string | [string])[] = [];
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    parts.push(text.slice(from, match.index), [match[0]]);
    from = match.index + match[0].length;
  }
  return [...parts, text.slice(from)].filter((part) => part !== '');
}

/** Text from a log: unseen characters as badges, matches of the pattern marked. */
export function VisibleText({ text, pattern }: { text: string; pattern?: RegExp | null }) {
  return visibleText(text).map(([run, badge], index) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: a piece of a line has no name but its place.
    if (badge) return <Badge key={index} name={run} />;
    if (!pattern) return run;
    return found(run, pattern).map((part, at) =>
      typeof part === 'string' ? (
        part
      ) : (
        <mark
          // biome-ignore lint/suspicious/noArrayIndexKey: a piece of a line has no name but its place.
          key={at}
          className="rounded-sm bg-(--code-found) text-inherit"
        >
          {part[0]}
        </mark>
      ),
    );
  });
}

function Badge({ name }: { name: string }) {
  return (
    <span className="mx-px rounded-sm border border-current px-0.5 text-[10px] leading-none whitespace-nowrap text-(--code-badge)">
      {name}
    </span>
  );
}
