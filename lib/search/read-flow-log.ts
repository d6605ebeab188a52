import { findEntry } from '@/lib/db/entries/find-entry';
import { findContextText, findOutputText } from '@/lib/db/executions/find-payload';
import { findStep } from '@/lib/db/steps/find-step';
import { listStepsAt } from '@/lib/db/steps/list-steps-at';
import type { FlowDownloadQuery } from '@/lib/dialects/akinon/flow-download-query';
import { lineLogDetail, mainLogDetail, subLogDetail } from '@/lib/dialects/akinon/flow-log-detail';
import { type FlowLogId, parseFlowLogId } from '@/lib/dialects/akinon/flow-log-id';
import { MAX_SUB_FLOWS } from '@/lib/dialects/akinon/flow-log-text';
import { type Flow, type FlowRun, openFlowRun } from '@/lib/dialects/akinon/open-flow-run';
import { AppError } from '@/lib/domain/app-error';
import type { ExecutionMetadata } from '@/lib/domain/execution';
import type { ProjectId } from '@/lib/domain/project';
import { findFlow } from './find-flow';
import { readFlowRuns } from './read-flow-runs';
import { readMetadata } from './read-metadata';

/**
 * The details of one log as JSON text. Throws `invalid_input` where there is no such log in the flow:
 * Akinon's document knows 400 for what is incorrect, and no 404 here.
 */
export async function readFlowLog(
  projectId: ProjectId,
  asked: FlowDownloadQuery,
  signal: AbortSignal,
): Promise<string> {
  const flow = await findFlow(projectId, asked);
  const id = parseFlowLogId(asked.id);
  const metadata = flow && (await metadataOf(projectId, id.execution));
  if (!flow || !metadata?.actionKeys.includes(flow.id)) throw noSuchLog();
  const [read] = await readFlowRuns(projectId, [metadata], { signal, countsLines: true });
  if (!read) throw noSuchLog();
  // A list leaves large attributes out.
  const run = openFlowRun({ ...read, attributesText: metadata.attributesText });
  const text = await detailOf(projectId, { flow, run, metadata, id });
  if (text === null) throw noSuchLog();
  return text;
}

function noSuchLog(): AppError {
  return new AppError(
    'invalid_input',
    'id, flowId, projectId or projectslug is incorrect: there is no such log in this flow of this project',
  );
}

async function metadataOf(projectId: ProjectId, id: string): Promise<ExecutionMetadata | null> {
  try {
    return await readMetadata(projectId, id);
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null;
    throw error;
  }
}

interface Detailed {
  flow: Flow;
  run: FlowRun;
  metadata: ExecutionMetadata;
  id: FlowLogId;
}

async function detailOf(
  projectId: ProjectId,
  { flow, run, metadata, id: { type, seq } }: Detailed,
): Promise<string | null> {
  const executionId = metadata.id;
  if (type === 3) {
    const entry = await findEntry(projectId, executionId, seq);
    return entry && lineLogDetail(flow, run, entry);
  }
  if (type === 2) {
    const step = await findStep(projectId, executionId, seq);
    if (!step) return null;
    const { inputText: requestText, outputText: responseText, errorText } = step;
    return subLogDetail(flow, run, step, { requestText, responseText, errorText });
  }
  const [steps, requestText, responseText] = await Promise.all([
    listStepsAt(projectId, [{ executionId, skip: 0, take: MAX_SUB_FLOWS }]),
    findContextText(projectId, executionId),
    findOutputText(projectId, executionId),
  ]);
  const { validationMessage } = metadata;
  return mainLogDetail(flow, run, steps, { requestText, responseText, validationMessage });
}
