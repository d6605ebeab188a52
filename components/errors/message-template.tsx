import { Fragment } from 'react';
import { cn } from '@/lib/cn';
import { splitTemplate } from '@/lib/domain/placeholder';
import { visibleLine } from '@/lib/format/visible-line';

/** A message with its variable parts set apart, so that they are not read as what it says. */
export function MessageTemplate({ template, className }: { template: string; className?: string }) {
  if (template === '') return <span className={cn('text-mute', className)}>without a message</span>;
  return (
    <span className={className}>
      {splitTemplate(template).map(({ text, isVariable }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move.
        <Fragment key={index}>
          {isVariable ? <span className="text-mute">{text}</span> : visibleLine(text)}
        </Fragment>
      ))}
    </span>
  );
}
