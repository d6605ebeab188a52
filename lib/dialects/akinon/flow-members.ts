import { readAttributes } from '../attributes';
import type { Flow, FlowRun } from './flow-run';

/** What every log of an execution says alike. */
export interface FlowMembers {
  original_filename_uuid: string;
  in_bound: boolean;
  schedule: string | null;
  is_triggered: boolean;
  triggered_by: string;
}

/** Whom Akinon names where nobody has triggered a flow. */
const NOBODY = 'System';

/** From the columns where there is one, else from the attribute of the same name. */
export function flowMembers({ summary, attributesText, triggerText }: FlowRun): FlowMembers {
  const sent = readAttributes(attributesText);
  const isManual = readAttributes(triggerText).text('kind') === 'manual';
  return {
    original_filename_uuid: summary.externalId ?? summary.id,
    in_bound: sent.flag('in_bound') ?? false,
    schedule: sent.text('schedule'),
    is_triggered: sent.flag('is_triggered') ?? isManual,
    triggered_by: summary.triggeredBy ?? NOBODY,
  };
}

export function flowName({ id, name }: Flow): string {
  return name ?? id;
}
