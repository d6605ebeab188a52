import type { AppendReport } from '@/lib/contract/append-report';
import { appendSteps } from '@/lib/db/steps/append-steps';
import type { Alteration } from '@/lib/domain/execution';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { IncomingStep } from '@/lib/domain/incoming-execution';
import type { ProjectId } from '@/lib/domain/project';
import { appendLines, type ParsedLine } from './append-lines';
import { extraText, lineReader, lineRefusal, MAX_SEQ } from './line-reader';
import { parseStep } from './parse-step';
import type { BodyHeaders } from './read-body';
import type { SplitItem } from './split-item';

interface StepLine extends IncomingStep {
  alterations: readonly Alteration[];
  size: number;
}

/**
 * Adds the steps of one request to an execution, while it runs or afterwards. A step is known by its
 * `seq`: it is sent when it begins and again when it has ended.
 */
export function ingestSteps(
  projectId: ProjectId,
  executionId: ExecutionId,
  body: ReadableStream<Uint8Array> | null,
  headers: BodyHeaders,
): Promise<AppendReport> {
  return appendLines(body, headers, parseLine, (lines) =>
    appendSteps(
      projectId,
      executionId,
      lines.map(({ alterations: _, size: __, ...step }) => step),
    ),
  );
}

function parseLine(item: Extract<SplitItem, { ok: true }>): ParsedLine<StepLine> {
  const opened = lineReader(item, 'A step');
  if (!opened.ok) return opened;
  const { reader } = opened;
  const seq = reader.whole('seq', 0, MAX_SEQ);
  if (seq === null) {
    const message = `seq is missing: a step is known by a whole number from 0 to ${MAX_SEQ}`;
    return { ok: false, refusal: { code: 'missing_field', message } };
  }
  const step = parseStep(reader);
  const refusal = lineRefusal(reader);
  if (refusal) return { ok: false, refusal };
  if (extraText(reader) !== null) {
    const keys = reader.rest().map(({ key }) => key);
    const message = `Not stored, a step has no place for it: ${keys.join(', ').slice(0, 200)}`;
    reader.alterations.add('', 'unknown_key', message);
  }
  const alterations = reader.alterations.all();
  return { ok: true, line: { ...step, seq, alterations, size: item.text.length } };
}
