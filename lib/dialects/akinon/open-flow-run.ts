import type { ExecutionSummary } from '@/lib/domain/execution';
import { type Attributes, readAttributes } from '../attributes';
import { type StepExtras, stepExtras } from './step-extras';

/** The flow that was asked for: an action. */
export interface Flow {
  id: string;
  name: string | null;
}

/** An execution as far as its main log and the logs below it are made of it. */
export interface RunFacts {
  summary: ExecutionSummary;
  startedAt: Date | null;
  finishedAt: Date | null;
  attributesText: string | null;
  triggerText: string | null;
  /** Log entries; null where there are too many to count for a list. */
  lineCount: number | null;
}

/** The same with its texts read, once for all its logs. */
export interface FlowRun extends RunFacts {
  sent: Attributes;
  extras: StepExtras;
  /** Of the execution itself, in `original_filename_uuid` of all its logs. */
  fileName: string;
  /** What every log of the execution says alike. */
  common: {
    in_bound: boolean;
    schedule: string | null;
    is_triggered: boolean;
    triggered_by: string;
  };
}

/** Whom Akinon names where nobody has triggered a flow. */
const NOBODY = 'System';

/** What is in a column comes from there, the rest from the attribute of the same name. */
export function openFlowRun(facts: RunFacts): FlowRun {
  const { summary, attributesText, triggerText } = facts;
  const sent = readAttributes(attributesText);
  const isManual = readAttributes(triggerText).text('kind') === 'manual';
  return {
    ...facts,
    sent,
    extras: stepExtras(attributesText),
    fileName: summary.externalId ?? summary.id,
    common: {
      in_bound: sent.flag('in_bound') ?? false,
      schedule: sent.text('schedule'),
      is_triggered: sent.flag('is_triggered') ?? isManual,
      triggered_by: summary.triggeredBy ?? NOBODY,
    },
  };
}
