import { isStatus } from '@/lib/domain/status';
import { VERDICTS } from '@/lib/domain/verdict';
import { STATUS_LABEL } from './status-label';
import { VERDICT_LABEL } from './verdict-label';
import { visibleLine } from './visible-line';

/** A value of a field as a menu and a chip write it. */
export function valueLabel(field: string, value: string): string {
  if (field === 'status' && isStatus(value)) return STATUS_LABEL[value];
  const verdict = field === 'reproducibility' && VERDICTS.find((one) => one === value);
  return verdict ? VERDICT_LABEL[verdict] : visibleLine(value);
}
