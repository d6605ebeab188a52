'use client';

import { ArrowDown, ArrowUp } from 'lucide-react';
import { COLUMNS } from '@/lib/domain/execution-columns';
import type { ExecutionParams } from '@/lib/query-state/execution-params';

export function SortByTime({
  order,
  onChange,
}: {
  order: ExecutionParams['order'];
  onChange: (change: Partial<ExecutionParams>) => void;
}) {
  const newest = order === 'newest';
  const Arrow = newest ? ArrowDown : ArrowUp;
  return (
    <button
      type="button"
      title={newest ? 'Newest first; show oldest first' : 'Oldest first; show newest first'}
      onClick={() => onChange({ order: newest ? 'oldest' : 'newest' })}
      className="flex items-center gap-1 rounded-sm hover:text-text"
    >
      {COLUMNS.createdAt.label}
      <Arrow aria-hidden size={13} />
      <span className="sr-only">{newest ? 'newest first' : 'oldest first'}</span>
    </button>
  );
}
