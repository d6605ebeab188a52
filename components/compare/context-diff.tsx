import { cn } from '@/lib/cn';
import { printJsonPath } from '@/lib/domain/json-path';
import { formatBytes } from '@/lib/format/format-bytes';
import { isVolatile } from '@/lib/format/is-volatile';
import { type JsonDifference, jsonDiff } from '@/lib/format/json-diff';
import { jsonLines } from '@/lib/format/json-lines';
import { visibleLine } from '@/lib/format/visible-line';

const MAX_DIFFERENCES = 500;
/** Characters of a value. */
const MAX_VALUE = 600;

interface ContextDiffProps {
  before: { text: string | null; bytes: number | null };
  after: { text: string | null; bytes: number | null };
  /** Above which a context has not been read. */
  maxBytes: number;
}

/** Where two contexts differ, path by path, with the values as they were sent. */
export function ContextDiff({ before, after, maxBytes }: ContextDiffProps) {
  const sides = [before, after];
  if (sides.some(({ bytes }) => (bytes ?? 0) > maxBytes)) {
    const sizes = sides.map(({ bytes }) => (bytes === null ? 'none' : formatBytes(bytes)));
    return (
      <Said>
        They are not compared: one is larger than {formatBytes(maxBytes)} ({sizes.join(' and ')}).
      </Said>
    );
  }
  if (before.text === null || after.text === null) {
    if (before.text === after.text) return <Said>Neither has a context.</Said>;
    return <Said>Only the {before.text === null ? 'right' : 'left'} one has a context.</Said>;
  }
  const found = jsonDiff(jsonLines(before.text), jsonLines(after.text), MAX_DIFFERENCES);
  if (!found) return <Said>They are not compared: one of them is not JSON.</Said>;
  if (found.total === 0) {
    const isSameText = before.text === after.text;
    return (
      <Said>{isSameText ? 'They are the same.' : 'They hold the same, written differently.'}</Said>
    );
  }
  const volatile = found.differences.filter(({ before: was, after: is }) => isVolatile(was, is));
  const telling = found.differences.filter((one) => !volatile.includes(one));
  return (
    <>
      {telling.length > 0 ? (
        <Differences of={telling} />
      ) : (
        <Said>Nothing but ids and times differs.</Said>
      )}
      {volatile.length > 0 ? (
        <details className="border-b border-line/70">
          <summary className="px-4 py-2 text-mute hover:text-text">
            {volatile.length === 1
              ? '1 id or time differs, as it does from run to run'
              : `${volatile.length} ids and times differ, as they do from run to run`}
          </summary>
          <Differences of={volatile} />
        </details>
      ) : null}
      {found.total > found.differences.length ? (
        <Said>
          These are the first {MAX_DIFFERENCES} of {found.total.toLocaleString('en')} differences.
        </Said>
      ) : null}
    </>
  );
}

function Differences({ of }: { of: readonly JsonDifference[] }) {
  return (
    <ul>
      {of.map(({ path, before: was, after: is }) => {
        const name = `ctx${printJsonPath(path)}`;
        const kind = was === null ? 'added' : is === null ? 'removed' : 'changed';
        return (
          <li
            key={name + kind}
            className="grid border-b border-line/70 md:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_minmax(0,1fr)]"
          >
            <p className="px-4 py-1 font-mono text-[12px] break-words">
              <span dir="ltr" className="[unicode-bidi:isolate]">
                {visibleLine(name)}
              </span>{' '}
              <span className="font-sans text-mute">{kind}</span>
            </p>
            <Value text={was} className="bg-(--diff-removed)" />
            <Value text={is} className="bg-(--diff-added)" />
          </li>
        );
      })}
    </ul>
  );
}

function Value({ text, className }: { text: string | null; className: string }) {
  if (text === null) return <p className="px-4 py-1 text-mute max-md:hidden">–</p>;
  const isCut = text.length > MAX_VALUE;
  return (
    <p
      dir="ltr"
      className={cn(
        'px-4 py-1 font-mono text-[12px] break-words md:border-l md:border-line',
        className,
      )}
    >
      {visibleLine(text.slice(0, MAX_VALUE))}
      {isCut ? (
        <span className="font-sans text-mute">
          {' '}
          … {text.length.toLocaleString('en')} characters
        </span>
      ) : null}
    </p>
  );
}

function Said({ children }: { children: React.ReactNode }) {
  return <p className="px-4 py-3 text-mute">{children}</p>;
}
