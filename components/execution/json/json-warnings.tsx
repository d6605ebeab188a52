'use client';

import { Button } from '@/components/ui/button';
import type { JsonSummary } from './json-engine';

function texts({ fault, nonStandard, replaced }: JsonSummary): string[] {
  const found: string[] = [];
  if (fault) {
    const where = `line ${fault.line.toLocaleString('en')}, column ${fault.column.toLocaleString('en')}`;
    found.push(`Not valid JSON at ${where}: ${fault.message}. Shown as plain text.`);
  }
  if (nonStandard)
    found.push('Holds NaN or Infinity, which Python writes but JSON does not allow.');
  if (replaced) found.push('Some bytes are not UTF-8 and are shown as U+FFFD.');
  return found;
}

/** What the reader has to know before trusting what is below. */
export function JsonWarnings({ summary, onGo }: { summary: JsonSummary; onGo: () => void }) {
  return texts(summary).map((text, index) => (
    <div
      key={text}
      className="flex shrink-0 items-center gap-3 border-b border-line bg-(--warn-tint) px-4 py-1 text-(--warn)"
    >
      <p className="flex-1">{text}</p>
      {summary.fault && index === 0 ? <Button onClick={onGo}>Go there</Button> : null}
    </div>
  ));
}
