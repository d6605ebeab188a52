import type { ColumnLayout } from '@/lib/domain/column-layout';
import { parseColumns } from './column-text';
import type { ExecutionParams } from './execution-params';
import type { Preferences } from './preferences';

/** The columns of a screen: those that its URL names, or else this person's own. */
export function screenLayout(params: ExecutionParams, { columns }: Preferences): ColumnLayout {
  return params.cols === null ? columns : parseColumns(params.cols);
}
