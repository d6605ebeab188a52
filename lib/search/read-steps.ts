import { findStepText } from '@/lib/db/steps/find-step-text';
import { listStepOutlines } from '@/lib/db/steps/list-step-outlines';
import { AppError } from '@/lib/domain/app-error';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { isStepPart, type StepList } from '@/lib/domain/step-outline';
import { resolveExecutionId } from './resolve-execution-id';

/** Steps that come with the page; the browser asks for the rest. */
const FIRST_STEPS = 500;
/** Most steps that a screen draws: each is some 150 bytes on the way there. */
const MAX_STEPS = 20_000;

const SEQ = /^\d{1,10}$/;
const MAX_SEQ = 2_147_483_647;

/** The first steps of an execution, for a page. */
export async function readFirstSteps(projectId: ProjectId, id: ExecutionId): Promise<StepList> {
  return listStepOutlines(projectId, id, FIRST_STEPS);
}

/** The steps of an execution without their texts. Throws `not_found` where there is no such execution. */
export async function readSteps(projectId: ProjectId, idOrExternalId: string): Promise<StepList> {
  const id = await resolveExecutionId(projectId, idOrExternalId);
  return listStepOutlines(projectId, id, MAX_STEPS);
}

/**
 * What went into a step, came out of it or went wrong, as the producer's JSON text. Throws `not_found`,
 * also when none was sent.
 */
export async function readStepText(
  projectId: ProjectId,
  of: { id: string; seq: string; part: string },
): Promise<{ id: ExecutionId; text: string }> {
  const id = await resolveExecutionId(projectId, of.id);
  const seq = SEQ.test(of.seq) ? Number(of.seq) : MAX_SEQ + 1;
  const text =
    seq <= MAX_SEQ && isStepPart(of.part) ? await findStepText(projectId, id, seq, of.part) : null;
  if (text === null) {
    throw new AppError('not_found', 'Nothing of this kind was sent with this step');
  }
  return { id, text };
}
