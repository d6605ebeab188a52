import { useId } from 'react';
import { cn } from '@/lib/cn';
import { CodeRow } from './code-row';
import type { CodeViewProps } from './code-view-props';
import { CodeViewVirtual } from './code-view-virtual';

const MAX_STATIC_LINES = 2_000;

/** Read-only code. Server-rendered; above two thousand lines only those in sight are drawn. */
export function CodeView(props: CodeViewProps) {
  const id = useId();
  const { lines, label, markLine, markText = 'raised the error', className } = props;
  if (lines.length > MAX_STATIC_LINES) return <CodeViewVirtual {...props} />;
  return (
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls has to be reached by keyboard.
      tabIndex={0}
      aria-label={label}
      aria-describedby={markLine ? id : undefined}
      className={cn(
        'relative overflow-auto bg-bg font-mono text-[12px] leading-[20px] -outline-offset-2 [font-variant-ligatures:none]',
        className,
      )}
      style={{ tabSize: 4, '--gutter': `${String(lines.length).length + 5}ch` } as object}
    >
      {markLine ? (
        <p id={id} className="sr-only select-none">{`Line ${markLine} ${markText}.`}</p>
      ) : null}
      <div className="w-max min-w-full py-2">
        {lines.map((line, index) => (
          <CodeRow
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is named by its number.
            key={index}
            line={line}
            number={index + 1}
            marked={index + 1 === markLine}
          />
        ))}
      </div>
    </section>
  );
}
